#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "geo/roads/file.hpp"
#include "geo/roads/snap.hpp"

// Travel times on a region's roads.
namespace geo::roads {

// With bags and a stretcher, from the road to where somebody is.
inline constexpr MetresPerSecond walking_speed = kmh(4.5);

// Where somebody starts. What moves goes on in its direction rather than turn around.
struct Start {
  Position at;
  std::optional<double> heading_deg;  // clockwise from north; only of what moves
};

// A point as a search needs it: by which lanes one drives off from it, or up to it. Worked out once, when a
// unit's position arrives; good until conditions change.
struct Approach {
  struct Lane {
    Course course = 0;
    Node node = none;        // where it ends (of a start) or begins (of an end); none behind a closed part
    double part = 0;         // of the course that lies before the point
    double open_to = 1;      // how far one can drive from a start
    Milliseconds whole = 0;  // the course's time
    Milliseconds extra = 0;  // beside the road, and for turning around
    Milliseconds cost = 0;   // extra, and from the point to the node or from the node to the point
    Metres away;             // the point from the road, or from where the road is closed
  };
  std::vector<Lane> lanes;  // empty: no road within 20 km
};

// Of a course's whole section; of none 0.
[[nodiscard]] inline double metres_of(const TablesView& tables, Course course) {
  return course == none ? 0 : double{tables.sections[section_of(course)].metres};
}

// The roads of a region under certain conditions. Never changes, so any number of threads may ask it at once;
// the ways on it a `Searcher` finds. The file is shared by all that are made of it; the times are each one's
// own, some milliseconds of work for a city.
class Network {
 public:
  explicit Network(std::shared_ptr<const File> file, const Conditions& conditions = {});
  // Tables that live as long as the network.
  explicit Network(const TablesView& tables, const Conditions& conditions = {});
  // The same roads under other conditions.
  [[nodiscard]] std::unique_ptr<const Network> under(const Conditions& conditions) const;

  [[nodiscard]] Approach leaving(Vehicle vehicle, const Start& start) const;
  [[nodiscard]] Approach reaching(Vehicle vehicle, Position end) const;

  [[nodiscard]] const TablesView& tables() const { return tables_; }
  [[nodiscard]] const Times& times() const { return times_; }
  [[nodiscard]] const Conditions& conditions() const { return conditions_; }
  [[nodiscard]] std::string name_of(std::uint32_t section) const;

 private:
  // Up to a point, or to where the road is closed around it and on by foot.
  void add_lanes(Approach& approach, Vehicle vehicle, const Snap& snap, Course course, Position end,
                 bool only_to_first_gap = false) const;

  std::shared_ptr<const File> file_;
  TablesView tables_;
  Conditions conditions_;
  Times times_;
};

}  // namespace geo::roads
