#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "dispatch/model/error.hpp"

namespace store {

// The folder with everything that was ever said, made if it is not there; its whole path. What this process
// writes is its owner's alone from then on, and so is the folder, if it holds nothing else. What others may
// see of it, or could until now, is told.
dispatch::OrFault<std::filesystem::path> open_data_folder(
    const std::filesystem::path& folder, const std::function<void(const std::string& what)>& tell);

// Whether a commit finds room there.
[[nodiscard]] bool has_room(const std::filesystem::path& folder);

// Where the words of the next Redis begin in its log; what is long is laid aside before (as <log>.1).
[[nodiscard]] std::uintmax_t begin_log(const std::filesystem::path& redis_log);
// Whether it says from there on that the end of what it loaded was missing: what a crash had left half
// written, and nobody was told is kept.
[[nodiscard]] bool dropped_an_end(const std::filesystem::path& redis_log, std::uintmax_t from);
// Whether these last words of a Redis say that it had no room to write.
[[nodiscard]] bool died_of_full_disk(const std::filesystem::path& redis_log);

}  // namespace store
