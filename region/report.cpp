#include "region/report.hpp"

#include <cmath>
#include <limits>

namespace region {
namespace {

void add(std::string& text, const std::string& head, const std::vector<std::string>& lines,
         std::size_t most) {
  text += "\n" + head + ": " + (lines.empty() ? "nothing" : std::to_string(lines.size())) + "\n";
  for (std::size_t i = 0; i < lines.size() && i < most; ++i) text += "  " + lines[i] + "\n";
  if (lines.size() > most)
    text += "  ... and " + std::to_string(lines.size() - most) + " more in report.txt\n";
}

std::string written(const RegionReport& report, const std::string& title, std::size_t most) {
  std::string text = title + "\n";
  add(text, "Taken", report.taken, most);
  add(text, "Left out", report.left_out, most);
  add(text, "To check", report.to_check, most);
  return text;
}

}  // namespace

std::string RegionReport::text(const std::string& title) const {
  return written(*this, title, std::numeric_limits<std::size_t>::max());
}

std::string RegionReport::brief(const std::string& title) const {
  constexpr std::size_t handful = 8;
  return written(*this, title, handful);
}

std::string counted(std::size_t count, const std::string& one, const std::string& many) {
  return std::to_string(count) + " " + (count == 1 ? one : many);
}

std::string lines_in_short(const std::vector<std::size_t>& lines) {
  constexpr std::size_t shown = 10;
  std::string text;
  for (std::size_t i = 0; i < lines.size() && i < shown; ++i)
    text += (i == 0 ? "" : ", ") + std::to_string(lines[i]);
  if (lines.size() > shown) text += " and " + std::to_string(lines.size() - shown) + " more";
  return text;
}

std::string kilometres(double metres) {
  if (metres < 1000) return std::to_string(std::lround(metres / 10) * 10) + " m";
  const auto tenths = std::lround(metres / 100);
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " km";
}

}  // namespace region
