#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "dispatch/people/duplicates.hpp"

// How well duplicates are found among the calls of a city (San Francisco, 2016): calls within half an hour
// and 250 m of each other stand for the same incident. Each call is told by its address to the block and a
// pin that is off by chance; that somebody hears of what lies over 500 m away is what is wrong.
namespace tests {

struct CityCall {
  dispatch::TimePoint received;
  dispatch::TimePoint leaves;  // the boards
  std::string text;
  std::string complaint;
  geo::Position at;
};
// The medical calls of the first `days` days of "Fire Department Calls for Service", in order.
std::vector<CityCall> city_calls(const std::filesystem::path& file, int days);

enum class Pins { within_50_m, within_400_m, none, mixed };  // mixed: a third of each
struct DuplicateMarks {
  std::size_t calls = 0;
  std::size_t near_pairs = 0;  // within 250 m in truth, both with a pin
  std::size_t found = 0;       // of them
  std::size_t found_likely = 0;
  std::size_t hints = 0;
  std::size_t far_hints = 0;  // over 500 m in truth
  std::size_t likely = 0;
  std::size_t far_likely = 0;
};
// Pins are off by a normal error that 90 of 100 times is less than it says. `seed`: the same, the same
// figures.
DuplicateMarks mark_duplicates(const std::vector<CityCall>& calls, Pins pins, unsigned seed);

// What any rule must tell that knows but how far two pins lie apart: the least reach that finds 95 of 100
// near pairs, and the share of what lies within it that is over 500 m away.
struct Bound {
  double reach_m = 0;
  double far_share = 0;
};
Bound bound_by_distance(const std::vector<CityCall>& calls, Pins pins, unsigned seed);

}  // namespace tests
