#include "dispatch/sim/table_ways.hpp"

#include <algorithm>

namespace dispatch {

std::optional<milliseconds> TimeTable::time(PlaceNumber from, PlaceNumber to, Pace pace) const {
  if (from == to) return milliseconds{0};
  const auto known = times_.find(key(from, to));
  if (known == times_.end()) return std::nullopt;
  return milliseconds{known->second[static_cast<std::size_t>(pace)]};
}

std::optional<milliseconds> TableWays::time(const Way& way) {
  const auto driving = table_.time(way.from.node, way.to, way.pace);
  if (!driving) return std::nullopt;
  return way.from.after + *driving;
}

Start TableWays::ahead(const Way& way, milliseconds driven) {
  if (driven < way.from.after) return {way.from.node, way.from.after - driven};
  const auto whole = time(way).value_or(driven);
  return {way.to, std::max(milliseconds{0}, whole - driven)};
}

}  // namespace dispatch
