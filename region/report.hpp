#pragma once

#include <string>
#include <vector>

namespace region {

// What a build took, what it left out and why, and what somebody should look at.
struct RegionReport {
  std::vector<std::string> taken;
  std::vector<std::string> left_out;
  std::vector<std::string> to_check;

  // report.txt.
  [[nodiscard]] std::string text(const std::string& title) const;
  // The same, with no more than a handful of each: for a screen.
  [[nodiscard]] std::string brief(const std::string& title) const;
};

// "1 village", "3 villages".
std::string counted(std::size_t count, const std::string& one, const std::string& many);
// "2, 3, 9 and 14 more".
std::string lines_in_short(const std::vector<std::size_t>& lines);
// "8.1 km", "340 m".
std::string kilometres(double metres);

}  // namespace region
