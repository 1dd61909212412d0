#pragma once

#include <array>
#include <unordered_map>
#include <vector>

#include "geo/roads/tables.hpp"

namespace geo::roads {

// A part of a section, as parts of its length in the order of its points.
struct Stretch {
  std::uint32_t section = 0;
  double from = 0;
  double to = 1;
};

// What is known beside the map: real over assumed travel times, by class and by section, and closed roads.
struct Conditions {
  std::array<double, road_classes> of_class = [] {
    std::array<double, road_classes> same{};
    same.fill(1);
    return same;
  }();
  std::unordered_map<std::uint32_t, double> of_section;  // instead of its class'
  std::vector<Stretch> closed;
};

// Where a section cannot be driven: from this part of its length to that.
struct Gap {
  double from = 0;
  double to = 0;
};

// How long each arc takes now, in the order in which searches ask. Made anew when conditions change: some
// milliseconds for a city.
class Times {
 public:
  Times(const TablesView& tables, const Conditions& conditions);

  using List = std::vector<Milliseconds>;
  [[nodiscard]] const List& of_arcs(Vehicle vehicle) const { return of_arcs_[vehicle]; }
  [[nodiscard]] const List& of_arrivals(Vehicle vehicle) const { return of_arrivals_[vehicle]; }
  // The time of an arc that may be driven, though perhaps not to its end: a road that is closed somewhere is
  // `closed` for who wants to pass, but leads as far as it is open.
  [[nodiscard]] Milliseconds of_open(const TablesView& tables, Vehicle vehicle, ArcIndex arc) const;
  // In their order and apart from each other, as one meets them on this course; none on most.
  [[nodiscard]] std::vector<Gap> gaps(Course course) const;

 private:
  struct Broken {
    std::vector<Gap> gaps;
    double factor = 1;
  };
  PerVehicle<List> of_arcs_;
  PerVehicle<List> of_arrivals_;  // as in tables.arrivals
  std::unordered_map<std::uint32_t, Broken> broken_;
};

}  // namespace geo::roads
