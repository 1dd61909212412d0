#include "node/archive.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <sodium.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <map>
#include <sstream>
#include <system_error>
#include <utility>
#include <vector>

#include "store/redis_files.hpp"

namespace node {
namespace {

namespace fs = std::filesystem;
using dispatch::Fault;
using dispatch::OrFault;
using store::OpenFile;

constexpr std::string_view sums_name = "SHA256SUMS";
constexpr std::size_t one_read = 1U << 16U;
constexpr std::size_t longest_sums = 16U << 20U;

std::string reason() {
  return std::error_code{errno, std::generic_category()}.message();
}

class Sum {
 public:
  Sum() { crypto_hash_sha256_init(&state_); }
  void add(const char* data, std::size_t size) {
    crypto_hash_sha256_update(&state_, reinterpret_cast<const unsigned char*>(data), size);
  }
  std::string text() {
    std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256_final(&state_, hash.data());
    std::array<char, 2 * crypto_hash_sha256_BYTES + 1> hex{};
    sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
    return hex.data();
  }

 private:
  crypto_hash_sha256_state state_{};
};

// By name.
using Sums = std::map<std::string, std::string>;

std::string text_of(const Sums& sums) {
  std::string text;
  for (const auto& [name, sum] : sums) text.append(sum).append("  ").append(name).append("\n");
  return text;
}

Sums sums_in(const std::string& text) {
  constexpr auto hash = 2 * std::size_t{crypto_hash_sha256_BYTES};
  Sums sums;
  std::istringstream lines{text};
  for (std::string line; std::getline(lines, line);)
    if (line.size() > hash + 2) sums.emplace(line.substr(hash + 2), line.substr(0, hash));
  return sums;
}

struct FreeWriter {
  void operator()(archive* one) const { archive_write_free(one); }
};
struct FreeReader {
  void operator()(archive* one) const { archive_read_free(one); }
};
struct FreeEntry {
  void operator()(archive_entry* one) const { archive_entry_free(one); }
};

std::string reason_of(archive* one) {
  const auto* text = archive_error_string(one);
  return text == nullptr ? "it cannot be read" : text;
}

bool is_on_disk(const fs::path& folder) {
  const OpenFile open{::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  return open.descriptor() >= 0 && fsync(open.descriptor()) == 0;
}

}  // namespace

struct ArchiveWriter::Handle {
  fs::path file;
  fs::path part;
  dispatch::TimePoint now;
  OpenFile open;
  std::unique_ptr<archive, FreeWriter> out;
  Sums sums;
  bool finished = false;

  OrFault<bool> begin(const std::string& name, std::uint64_t bytes) {
    const std::unique_ptr<archive_entry, FreeEntry> entry{archive_entry_new()};
    archive_entry_set_pathname(entry.get(), name.c_str());
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_perm(entry.get(), 0600);
    archive_entry_set_size(entry.get(), static_cast<la_int64_t>(bytes));
    archive_entry_set_mtime(entry.get(),
                            std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count(), 0);
    return archive_write_header(out.get(), entry.get()) == ARCHIVE_OK ? OrFault<bool>{true} : fault();
  }
  OrFault<bool> write(const char* data, std::size_t size) {
    return archive_write_data(out.get(), data, size) == static_cast<la_ssize_t>(size) ? OrFault<bool>{true}
                                                                                      : fault();
  }
  [[nodiscard]] Fault fault() const {
    return {"cannot write " + part.string() + ": " + reason_of(out.get())};
  }
};

ArchiveWriter::ArchiveWriter(std::unique_ptr<Handle> handle) : handle_{std::move(handle)} {}
ArchiveWriter::ArchiveWriter(ArchiveWriter&&) noexcept = default;
ArchiveWriter::~ArchiveWriter() {
  if (handle_ && !handle_->finished) unlink(handle_->part.c_str());
}

OrFault<ArchiveWriter> ArchiveWriter::create(fs::path file, dispatch::TimePoint now) {
  auto handle = std::make_unique<Handle>();
  handle->now = now;
  handle->part = file.string() + ".part";
  handle->file = std::move(file);
  const auto& part = handle->part;
  handle->open = OpenFile{::open(part.c_str(), O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0600)};
  const int descriptor = handle->open.descriptor();
  if (descriptor < 0) return Fault{"cannot write " + part.string() + ": " + reason()};
  if (flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    handle->finished = true;  // it is not ours to take away
    return Fault{"another backup writes " + part.string() + " now"};
  }
  // One that was cut off before may have left something.
  if (fchmod(descriptor, 0600) != 0 || ftruncate(descriptor, 0) != 0)
    return Fault{"cannot write " + part.string() + ": " + reason()};
  handle->out.reset(archive_write_new());
  archive_write_set_format_pax_restricted(handle->out.get());
  if (archive_write_open_fd(handle->out.get(), descriptor) != ARCHIVE_OK) return handle->fault();
  return ArchiveWriter{std::move(handle)};
}

OrFault<bool> ArchiveWriter::add(const std::string& name, std::string_view content) {
  if (auto begun = handle_->begin(name, content.size()); begun.has_error()) return begun;
  Sum sum;
  sum.add(content.data(), content.size());
  handle_->sums.emplace(name, sum.text());
  return handle_->write(content.data(), content.size());
}

OrFault<bool> ArchiveWriter::add(const std::string& name, int descriptor, std::uint64_t bytes) {
  if (auto begun = handle_->begin(name, bytes); begun.has_error()) return begun;
  Sum sum;
  std::vector<char> part(one_read);
  for (std::uint64_t at = 0; at < bytes;) {
    const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(part.size(), bytes - at));
    const auto got = pread(descriptor, part.data(), wanted, static_cast<off_t>(at));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return Fault{"cannot read " + name + ": " + reason()};
    if (got == 0) return Fault{name + " became shorter while it was read: try again"};
    const auto size = static_cast<std::size_t>(got);
    sum.add(part.data(), size);
    if (auto written = handle_->write(part.data(), size); written.has_error()) return written;
    at += size;
  }
  handle_->sums.emplace(name, sum.text());
  return true;
}

OrFault<bool> ArchiveWriter::finish() {
  if (auto sums = add(std::string{sums_name}, text_of(handle_->sums)); sums.has_error()) return sums;
  const auto& part = handle_->part;
  if (archive_write_close(handle_->out.get()) != ARCHIVE_OK) return handle_->fault();
  if (fsync(handle_->open.descriptor()) != 0 || rename(part.c_str(), handle_->file.c_str()) != 0)
    return Fault{"cannot write " + handle_->file.string() + ": " + reason()};
  handle_->finished = true;
  if (!is_on_disk(handle_->file.parent_path()))
    return Fault{"cannot bring " + handle_->file.string() + " to disk: " + reason()};
  return true;
}

namespace {

class Unpacking {
 public:
  Unpacking(fs::path file, const PlaceFor& place_for) : file_{std::move(file)}, place_for_{place_for} {}

  OrFault<bool> run() {
    archive_read_support_format_tar(in_.get());
    if (archive_read_open_filename(in_.get(), file_.c_str(), one_read) != ARCHIVE_OK)
      return wrong(reason_of(in_.get()));
    archive_entry* entry = nullptr;
    int status = ARCHIVE_OK;
    while ((status = archive_read_next_header(in_.get(), &entry)) == ARCHIVE_OK) {
      if (!sums_.empty()) return wrong("something stands behind its checksums");
      if (auto taken = take(entry); taken.has_error()) return taken;
    }
    if (status != ARCHIVE_EOF) return wrong(reason_of(in_.get()));
    if (sums_.empty()) return wrong("it is cut short, or no backup: its checksums are missing");
    if (sums_in(sums_) != found_) return wrong("it is damaged: its checksums are not those of what is in it");
    return true;
  }

 private:
  OrFault<bool> take(archive_entry* entry) {
    const auto* pathname = archive_entry_pathname(entry);
    if (pathname == nullptr || archive_entry_filetype(entry) != AE_IFREG ||
        archive_entry_hardlink(entry) != nullptr)
      return wrong("it is no backup: it has more in it than files");
    const fs::path name{pathname};
    if (name == sums_name)
      return copy([this](const char* data, std::size_t size) {
        sums_.append(data, size);
        return sums_.size() <= longest_sums;
      });
    const bool leads_out = name.is_absolute() || std::ranges::find(name, fs::path{".."}) != name.end();
    const auto place = leads_out ? std::nullopt : place_for_(name);
    if (!place) return wrong("it is no backup: there is " + name.string() + " in it");
    std::error_code error;
    fs::create_directories(place->parent_path(), error);
    const OpenFile to{::open(place->c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0600)};
    if (to.descriptor() < 0) return Fault{"cannot write " + place->string() + ": " + reason()};
    Sum sum;
    auto copied = copy([&](const char* data, std::size_t size) {
      sum.add(data, size);
      for (std::size_t at = 0; at < size;) {
        const auto done = ::write(to.descriptor(), data + at, size - at);
        if (done < 0 && errno == EINTR) continue;
        if (done < 0) return false;
        at += static_cast<std::size_t>(done);
      }
      return true;
    });
    if (copied.has_error()) return copied;
    if (fsync(to.descriptor()) != 0) return Fault{"cannot write " + place->string() + ": " + reason()};
    found_.emplace(name.string(), sum.text());
    return true;
  }

  // `into` answers false when it can take no more, with the reason in errno.
  OrFault<bool> copy(const std::function<bool(const char*, std::size_t)>& into) {
    std::vector<char> part(one_read);
    for (;;) {
      const auto size = archive_read_data(in_.get(), part.data(), part.size());
      if (size < 0) return wrong(reason_of(in_.get()));
      if (size == 0) return true;
      if (!into(part.data(), static_cast<std::size_t>(size)))
        return Fault{"cannot unpack " + file_.string() + ": " + reason()};
    }
  }
  [[nodiscard]] Fault wrong(const std::string& why) const { return {file_.string() + ": " + why}; }

  fs::path file_;
  const PlaceFor& place_for_;
  std::unique_ptr<archive, FreeReader> in_{archive_read_new()};
  std::string sums_;
  Sums found_;
};

}  // namespace

OrFault<bool> unpack(const fs::path& file, const PlaceFor& place_for) {
  return Unpacking{file, place_for}.run();
}

}  // namespace node
