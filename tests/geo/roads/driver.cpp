#include "tests/geo/roads/driver.hpp"

namespace test {
namespace {

geo::Position on(const std::vector<geo::Position>& line, double metres) {
  for (std::size_t i = 1; i < line.size(); ++i) {
    const auto length = distance(line[i - 1], line[i]).count();
    if (metres <= length) return along(line[i - 1], line[i], length > 0 ? metres / length : 0);
    metres -= length;
  }
  return line.back();
}

}  // namespace

std::vector<Seen> driven(const std::vector<geo::Position>& line, std::chrono::milliseconds takes,
                         std::chrono::milliseconds every) {
  double whole = 0;
  for (std::size_t i = 1; i < line.size(); ++i) whole += distance(line[i - 1], line[i]).count();
  std::vector<Seen> seen;
  for (std::chrono::milliseconds at{}; at < takes; at += every)
    seen.push_back(
        {on(line, whole * static_cast<double>(at.count()) / static_cast<double>(takes.count())), at});
  seen.push_back({line.back(), takes});
  return seen;
}

}  // namespace test
