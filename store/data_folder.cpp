#include "store/data_folder.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <sstream>
#include <string_view>

namespace store {
namespace {

namespace fs = std::filesystem;

constexpr mode_t others = S_IRWXG | S_IRWXO;
constexpr off_t room_for_commits = 1L << 20U;  // less, and it would be full again at once

std::string octal(mode_t mode) {
  std::ostringstream text;
  text << std::oct << (mode & ALLPERMS);
  return text.str();
}

// So that nobody's folder is shut because it was named by mistake.
bool holds_nothing_else(const fs::path& folder) {
  std::error_code error;
  if (fs::exists(folder / "lock", error)) return true;
  fs::directory_iterator files{folder, error};
  return !error && std::all_of(begin(files), end(files),
                               [](const auto& file) { return file.path().filename() == "lost+found"; });
}

}  // namespace

dispatch::OrFault<fs::path> open_data_folder(const fs::path& folder,
                                             const std::function<void(const std::string& what)>& tell) {
  umask(others);
  std::error_code error;
  fs::create_directories(folder, error);
  if (error)
    return dispatch::Fault{"cannot make the data folder " + folder.string() + ": " + error.message()};
  auto whole = fs::canonical(folder, error);
  struct stat about {};
  if (error || stat(whole.c_str(), &about) != 0)
    return dispatch::Fault{"cannot open the data folder " + folder.string() + ": " + error.message()};
  dispatch::OrFault<fs::path> opened{boost::system::in_place_value, whole};
  if ((about.st_mode & others) == 0) return opened;
  if (holds_nothing_else(whole) && chmod(whole.c_str(), S_IRWXU) == 0)
    tell("the data folder " + whole.string() + " was open to others (mode " + octal(about.st_mode) +
         "): it is 700 now");
  else
    tell("the data folder " + whole.string() + " is open to others (mode " + octal(about.st_mode) +
         "): chmod 700, or give --data-dir a folder of Siaga's own");
  return opened;
}

bool has_room(const fs::path& folder) {
  const auto trial = folder / "room";
  const int file = open(trial.c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, S_IRUSR | S_IWUSR);
  int fault = file < 0 ? errno : 0;
  if (file >= 0) {
    unlink(trial.c_str());
    fault = posix_fallocate(file, 0, room_for_commits);
    close(file);
  }
  constexpr std::array want_of_room{ENOSPC, EDQUOT, EFBIG};
  return std::ranges::find(want_of_room, fault) == want_of_room.end();
}

std::uintmax_t begin_log(const fs::path& redis_log) {
  constexpr std::uintmax_t long_enough = 8U << 20U;
  std::error_code none;
  const auto size = fs::file_size(redis_log, none);
  if (none) return 0;
  if (size < long_enough) return size;
  fs::rename(redis_log, fs::path{redis_log} += ".1", none);
  return none ? size : 0;
}

bool dropped_an_end(const fs::path& redis_log, std::uintmax_t from) {
  std::ifstream file{redis_log, std::ios::binary};
  file.seekg(static_cast<std::streamoff>(from));
  for (std::string line; std::getline(file, line);)
    if (line.find("because aof-load-truncated is enabled") != std::string::npos) return true;
  return false;
}

bool died_of_full_disk(const fs::path& redis_log) {
  constexpr std::streamoff last_words = 2000;
  std::ifstream file{redis_log, std::ios::binary | std::ios::ate};
  if (!file) return false;
  file.seekg(-std::min(last_words, std::streamoff{file.tellg()}), std::ios::end);
  std::ostringstream text;
  text << file.rdbuf();
  const auto words = text.str();
  // Its very last, or the end was another.
  const auto end = words.rfind("Exiting...");
  const auto begin = words.rfind("the AOF file: ");
  if (begin == std::string::npos || end == std::string::npos || end < begin) return false;
  if (words.find('\n', end) + 1 != words.size()) return false;
  const auto why = std::string_view{words}.substr(begin, end - begin);
  constexpr std::array<std::string_view, 4> reasons{"No space left on device", "Disk quota exceeded",
                                                    "File too large", "(nwritten="};
  return std::ranges::any_of(reasons, [&](auto reason) { return why.find(reason) != why.npos; });
}

}  // namespace store
