#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "dispatch/model/error.hpp"

// Texts of files that come from elsewhere.
namespace config {

struct LineAndColumn {
  std::size_t line = 1;
  std::size_t column = 1;  // in characters, not bytes
};
// Of the byte at `offset`; the text up to there is UTF-8.
LineAndColumn place_in(std::string_view text, std::size_t offset);

// The first byte that is not UTF-8; nothing where all is.
std::optional<std::size_t> first_not_utf8(std::string_view text);

// The whole file without a byte order mark; one that gzip has packed, unpacked. One that is not UTF-8 is
// refused with line, column and byte.
dispatch::OrFault<std::string> read_text(const std::filesystem::path& file);

// "FILE, line 3, column 9: what".
dispatch::Fault fault_in(const std::filesystem::path& file, LineAndColumn where, const std::string& what);

// Without blanks at the ends and double blanks within, also those that are not ASCII.
std::string tidied(std::string_view text);
// Tidied; a text that is all capitals gets one at the beginning of each word ("I MELAYA" -> "I Melaya");
// Roman numbers and short forms such as RS or SMP stay.
std::string as_name(std::string_view text);
// For comparing: lower case, letters and digits only, one blank between words (ASCII; other letters stay).
std::string folded(std::string_view text);

}  // namespace config
