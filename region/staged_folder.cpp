#include "region/staged_folder.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <optional>
#include <utility>

namespace region {
namespace {

namespace fs = std::filesystem;
using dispatch::Fault;
using dispatch::OrFault;

Fault cannot(const std::string& what, const fs::path& path, const std::string& why) {
  return {"cannot " + what + " " + path.string() + ": " + why};
}
Fault cannot(const std::string& what, const fs::path& path) {
  return cannot(what, path, std::strerror(errno));
}

// Why nothing may be put there.
std::optional<Fault> fault_of(const fs::path& target) {
  std::error_code error;
  if (!fs::is_directory(target.parent_path(), error))
    return Fault{"cannot make " + target.string() + ": there is no folder " + target.parent_path().string()};
  if (!fs::exists(target, error)) return std::nullopt;
  if (!fs::is_directory(target, error)) return Fault{target.string() + " is there and is not a folder"};
  if (!fs::is_empty(target, error) && !fs::exists(target / "region.toml", error))
    return Fault{target.string() +
                 " is there and is not a region (it has no region.toml): nothing was changed"};
  return std::nullopt;
}

// "." and ".." and links are gone, and the slash at the end.
OrFault<fs::path> target_of(const fs::path& out) {
  std::error_code error;
  auto target = fs::weakly_canonical(fs::absolute(out, error), error);
  if (error) return cannot("use", out, error.message());
  if (!target.has_filename()) target = target.parent_path();
  if (auto fault = fault_of(target)) return *fault;
  return OrFault<fs::path>{boost::system::in_place_value, std::move(target)};
}

bool is_same_file(int descriptor, const fs::path& path) {
  struct stat here {};
  struct stat there {};
  return fstat(descriptor, &here) == 0 && stat(path.c_str(), &there) == 0 && here.st_ino == there.st_ino &&
         here.st_dev == there.st_dev;
}

// Locks the folder, making it first where it is missing.
OrFault<int> locked(const fs::path& staging, const fs::path& target) {
  for (int tries = 0; tries < 10; ++tries) {
    if (mkdir(staging.c_str(), 0777) != 0 && errno != EEXIST) return cannot("write beside", target);
    const int lock = ::open(staging.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
    if (lock < 0 && errno == ENOENT) continue;
    if (lock < 0) return cannot("open", staging);
    if (flock(lock, LOCK_EX | LOCK_NB) != 0) {
      ::close(lock);
      return Fault{"another build of " + target.string() + " is running"};
    }
    if (is_same_file(lock, staging)) return lock;
    ::close(lock);  // another build has just put it in place
  }
  return Fault{"another build of " + target.string() + " is running"};
}

std::optional<Fault> empty_it(const fs::path& folder) {
  std::error_code error;
  for (const auto& entry : fs::directory_iterator{folder, error}) {
    std::error_code failed;
    fs::remove_all(entry.path(), failed);
    if (failed) return cannot("remove", entry.path(), failed.message());
  }
  if (error) return cannot("read", folder, error.message());
  return std::nullopt;
}

OrFault<bool> sync(const fs::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return cannot("open", path);
  const bool good = fsync(descriptor) == 0;
  const int error = errno;
  ::close(descriptor);
  if (!good) return cannot("write", path, std::strerror(error));
  return true;
}

OrFault<bool> write_all(int descriptor, std::string_view text, const fs::path& file) {
  while (!text.empty()) {
    const auto count = ::write(descriptor, text.data(), text.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return cannot("write", file);
    text.remove_prefix(static_cast<std::size_t>(count));
  }
  if (fsync(descriptor) != 0) return cannot("write", file);
  return true;
}

// A second name for a file rather than a copy: map tiles are large.
OrFault<bool> link_into(const fs::path& from, const fs::path& to) {
  std::error_code error;
  if (fs::exists(fs::symlink_status(to, error)) && !fs::is_directory(to)) return true;
  if (fs::is_symlink(fs::symlink_status(from, error))) {
    fs::copy_symlink(from, to, error);
  } else if (fs::is_directory(from, error)) {
    fs::create_directory(to, error);
    if (error) return cannot("make", to, error.message());
    for (const auto& entry : fs::directory_iterator{from, error})
      if (auto linked = link_into(entry.path(), to / entry.path().filename()); linked.has_error())
        return linked;
  } else {
    fs::create_hard_link(from, to, error);
    if (error) fs::copy_file(from, to, error);
  }
  if (error) return cannot("keep", from, error.message());
  return true;
}

}  // namespace

StagedFolder::StagedFolder(fs::path target, fs::path staging, int lock)
    : target_{std::move(target)}, staging_{std::move(staging)}, lock_{lock} {}
StagedFolder::StagedFolder(StagedFolder&& other) noexcept
    : target_{std::move(other.target_)},
      staging_{std::move(other.staging_)},
      lock_{std::exchange(other.lock_, -1)} {}

StagedFolder::~StagedFolder() {
  if (lock_ < 0) return;
  std::error_code ignored;
  fs::remove_all(staging_, ignored);
  ::close(lock_);
}

OrFault<StagedFolder> StagedFolder::open(const fs::path& out) {
  auto target = target_of(out);
  if (target.has_error()) return target.error();
  auto staging = target->parent_path() / ("." + target->filename().string() + ".building");
  const auto lock = locked(staging, *target);
  if (lock.has_error()) return lock.error();
  StagedFolder folder{std::move(*target), std::move(staging), *lock};
  if (auto fault = empty_it(folder.staging_)) return *fault;
  return folder;
}

bool StagedFolder::has(std::string_view name) const {
  std::error_code error;
  return fs::exists(staging_ / name, error);
}

OrFault<bool> StagedFolder::write(std::string_view name, std::string_view text) {
  const auto file = staging_ / name;
  const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (descriptor < 0) return cannot("write", file);
  auto written = write_all(descriptor, text, file);
  if (::close(descriptor) != 0 && !written.has_error()) return cannot("write", file);
  return written;
}

OrFault<bool> StagedFolder::keep_the_rest() {
  std::error_code error;
  if (!fs::exists(target_, error)) return true;
  for (const auto& entry : fs::directory_iterator{target_, error}) {
    const auto name = entry.path().filename();
    if (name.string().starts_with("places.db-")) continue;  // of a database that is about to go
    if (auto kept = link_into(entry.path(), staging_ / name); kept.has_error()) return kept;
  }
  if (error) return cannot("read", target_, error.message());
  return true;
}

OrFault<bool> StagedFolder::finish() {
  std::error_code error;
  for (const auto& entry : fs::recursive_directory_iterator{staging_, error})
    if (!entry.is_symlink() && (entry.is_directory() || entry.hard_link_count() == 1))
      if (auto synced = sync(entry.path()); synced.has_error()) return synced;
  if (error) return cannot("read", staging_, error.message());
  if (auto synced = sync(staging_); synced.has_error()) return synced;
  const bool replaces = fs::exists(target_, error);
  const unsigned how = replaces ? RENAME_EXCHANGE : RENAME_NOREPLACE;
  if (renameat2(AT_FDCWD, staging_.c_str(), AT_FDCWD, target_.c_str(), how) != 0)
    return cannot("put in place", target_);
  if (replaces) fs::remove_all(staging_, error);  // the old one by now; what stays, the next build removes
  ::close(std::exchange(lock_, -1));
  return sync(target_.parent_path());
}

}  // namespace region
