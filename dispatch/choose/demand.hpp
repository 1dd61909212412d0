#pragma once

#include <boost/describe/enum.hpp>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "geo/position.hpp"

namespace dispatch {

// A village, from which people call.
struct DemandPoint {
  std::string code;
  std::string name;
  geo::Position where;
  std::optional<double> people;  // that live there, where that is known
};
// Of a region. Replaced, never changed, so that threads share it.
using DemandPoints = std::shared_ptr<const std::vector<DemandPoint>>;

// By what villages are weighed against each other.
enum class WeighedBy { people, calls, alike };
BOOST_DESCRIBE_ENUM(WeighedBy, people, calls, alike)
struct Weighed {
  WeighedBy by = WeighedBy::alike;
  std::vector<double> weights;  // by point; all together 1
  std::size_t unknown = 0;      // of how many nobody knows the people: they count as the mean of the others
};
// By the people who live there; where that is known of less than half of them, by the calls that came from
// there (`calls`, by point, or nothing) and one more, once there are as many calls as points; else alike.
[[nodiscard]] Weighed weighed(const std::vector<DemandPoint>& points, const std::vector<double>& calls);

}  // namespace dispatch
