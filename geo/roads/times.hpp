#pragma once

#include <array>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "geo/roads/tables.hpp"

namespace geo::roads {

// What is known beside the map: real over assumed travel times, by class and by section, and closed roads.
struct Conditions {
  std::array<double, road_classes> of_class = [] {
    std::array<double, road_classes> same{};
    same.fill(1);
    return same;
  }();
  std::unordered_map<std::uint32_t, double> of_section;  // instead of its class'
  std::unordered_set<std::uint32_t> closed_sections;
};

// How long each arc takes now, in the order in which searches ask. Made anew when conditions change: some
// milliseconds for a city.
class Times {
 public:
  Times(const TablesView& tables, const Conditions& conditions);

  using List = std::vector<Milliseconds>;
  [[nodiscard]] const List& of_arcs(Vehicle vehicle) const { return of_arcs_[vehicle]; }
  [[nodiscard]] const List& of_arrivals(Vehicle vehicle) const { return of_arrivals_[vehicle]; }

 private:
  PerVehicle<List> of_arcs_;
  PerVehicle<List> of_arrivals_;  // as in tables.arrivals
};

}  // namespace geo::roads
