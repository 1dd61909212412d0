#include "store/redis_files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <optional>
#include <sstream>
#include <system_error>
#include <utility>

namespace store {
namespace {

using dispatch::Fault;
using dispatch::OrFault;

// Each time one more rewrite would have to end between two system calls.
constexpr int most_attempts = 100;

// A line of the manifest: "file NAME seq 3 type i". Of the types b (base) and i (what came since) the state
// consists; h (history) are those that are about to be deleted.
struct Named {
  std::string file;
  bool is_history = false;
};
std::optional<Named> named_in(const std::string& line) {
  std::istringstream words{line};
  Named named;
  std::string key;
  std::string value;
  while (words >> key >> value) {
    if (key == "file") named.file = value;
    if (key == "type") named.is_history = value == "h";
  }
  if (named.file.empty() || named.file.find_first_of("/\"") != std::string::npos) return std::nullopt;
  return named;
}

std::string reason() {
  return std::error_code{errno, std::generic_category()}.message();
}

// Nothing when a file was gone already: then there is a newer manifest.
OrFault<std::optional<RedisFiles>> opened(const std::filesystem::path& folder) {
  using Found = std::optional<RedisFiles>;
  std::ifstream manifest{folder / RedisFiles::manifest_name};
  if (!manifest) return Fault{"there is no log in " + folder.parent_path().string()};
  RedisFiles all;
  for (std::string line; std::getline(manifest, line);) {
    if (line.empty() || line.starts_with('#')) continue;
    const auto named = named_in(line);
    if (!named) return Fault{(folder / RedisFiles::manifest_name).string() + " cannot be read: " + line};
    if (named->is_history) continue;
    const auto path = folder / named->file;
    OpenFile file{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW)};
    if (file.descriptor() < 0 && errno == ENOENT) return Found{};
    if (file.descriptor() < 0) return Fault{"cannot open " + path.string() + ": " + reason()};
    all.manifest += line + "\n";
    all.files.push_back({named->file, std::move(file), 0});
  }
  for (auto& [name, file, bytes] : all.files) {
    struct stat now {};
    if (fstat(file.descriptor(), &now) != 0) return Fault{"cannot look at " + name + ": " + reason()};
    bytes = static_cast<std::uint64_t>(now.st_size);
  }
  if (all.files.empty()) return Fault{"there is no log in " + folder.parent_path().string()};
  return Found{std::move(all)};
}

}  // namespace

OpenFile::~OpenFile() {
  if (descriptor_ >= 0) close(descriptor_);
}
OpenFile::OpenFile(OpenFile&& other) noexcept : descriptor_{std::exchange(other.descriptor_, -1)} {}
OpenFile& OpenFile::operator=(OpenFile&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

OrFault<RedisFiles> RedisFiles::open(const std::filesystem::path& data_dir) {
  for (int attempt = 0; attempt < most_attempts; ++attempt) {
    auto found = opened(data_dir / folder);
    if (found.has_error()) return found.error();
    if (*found) return OrFault<RedisFiles>{boost::system::in_place_value, std::move(**found)};
  }
  return Fault{"the manifest in " + (data_dir / folder).string() + " names a file that is not there"};
}

}  // namespace store
