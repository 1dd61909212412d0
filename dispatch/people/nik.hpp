#pragma once

#include <string>
#include <string_view>

namespace dispatch {

inline constexpr std::size_t nik_digits = 16;

// The number of an identity card as a list has it: six digits of the district, the day of birth as DDMMYY (of
// a woman 40 more than the day), and four that count from 0001.
struct ReadNik {
  std::string nik;    // 16 digits; empty: none, or none that may be relied on
  std::string fault;  // why; says nothing of what stands there. Empty where the list says that there is none
  bool ends_in_0 = false;
};
// There is none where nothing stands, or 0, a dash, "belum ada" or the like: some people have no card yet.
[[nodiscard]] ReadNik read_nik(std::string_view cell);

// Spreadsheets keep 15 digits: a number that went through one ends in 0. Of a whole list, fewer than one in
// ten do: more than chance makes of that have been rounded.
[[nodiscard]] bool are_rounded(std::size_t ending_in_0, std::size_t all);

}  // namespace dispatch
