#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "geo/roads/file.hpp"
#include "geo/roads/search.hpp"
#include "geo/roads/snap.hpp"

// Travel times on a region's roads.
namespace geo::roads {

// With bags and a stretcher, from the road to where somebody is.
inline constexpr MetresPerSecond walking_speed = kmh(4.5);

// A way driven: the time as the roads are now, for the next some minutes.
struct Travel {
  double seconds = 0;  // all in all, with what is driven or walked beside the roads
  double metres = 0;   // on roads
  Metres from_road;    // how far the start lies from the road that it is driven off from
  Metres to_road;      // how far the end lies from the road; walked
};

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

// A way road by road, in the order in which it is driven.
struct Way {
  struct Part {
    Stretch on;
    bool is_backward = false;  // against the section's points
    Milliseconds time = 0;     // under the network's conditions
  };
  Travel travel;
  std::vector<Part> parts;
};

// A way as people see it.
struct Route {
  Travel travel;
  std::vector<Position> line;
  struct Leg {
    std::string road;  // its name, or empty
    double metres = 0;
  };
  std::vector<Leg> legs;
};

// The roads of a region under certain conditions. Cheap to make anew when conditions change: the file is
// shared. Searches keep memory between them, so one thread at a time may ask.
class Network {
 public:
  explicit Network(std::shared_ptr<const File> file, const Conditions& conditions = {});
  // Tables that live as long as the network.
  explicit Network(const TablesView& tables, const Conditions& conditions = {});
  // The same roads under other conditions.
  [[nodiscard]] std::unique_ptr<const Network> under(const Conditions& conditions) const;

  [[nodiscard]] Approach leaving(Vehicle vehicle, const Start& start) const;
  [[nodiscard]] Approach reaching(Vehicle vehicle, Position end) const;

  // Times from each start to one end, in the order of the starts; nothing where no road leads. The search
  // stops when all are known, or the first `enough` of them: the others then are nothing too.
  [[nodiscard]] std::vector<std::optional<Travel>> to_one(Vehicle vehicle, std::span<const Approach> starts,
                                                          const Approach& end,
                                                          std::size_t enough = none) const;
  // Times from one start to each end.
  [[nodiscard]] std::vector<std::optional<Travel>> from_one(Vehicle vehicle, const Approach& start,
                                                            std::span<const Approach> ends) const;
  [[nodiscard]] std::optional<Way> way(Vehicle vehicle, const Start& start, Position end) const;
  [[nodiscard]] std::optional<Way> way(Vehicle vehicle, const Approach& start, const Approach& end) const;
  [[nodiscard]] std::optional<Route> route(Vehicle vehicle, const Start& start, Position end) const;
  [[nodiscard]] std::optional<Route> route(Vehicle vehicle, const Approach& start, const Approach& end) const;

  [[nodiscard]] const TablesView& tables() const { return tables_; }
  [[nodiscard]] const Times& times() const { return times_; }
  [[nodiscard]] const Conditions& conditions() const { return conditions_; }
  [[nodiscard]] std::string name_of(std::uint32_t section) const;

 private:
  // Two approaches, and the best way between them.
  struct Joined {
    Search::Direction direction = Search::Direction::to_seeds;
    const Approach::Lane* start = nullptr;
    const Approach::Lane* end = nullptr;
    bool is_direct = false;  // along one section, past no node
    double milliseconds = 0;
  };
  [[nodiscard]] std::vector<std::optional<Joined>> join(Vehicle vehicle, Search::Direction direction,
                                                        const Approach& fixed,
                                                        std::span<const Approach> others,
                                                        std::size_t enough) const;
  // Up to a point, or to where the road is closed around it and on by foot.
  void add_lanes(Approach& approach, Vehicle vehicle, const Snap& snap, Course course, Position end,
                 bool only_to_first_gap = false) const;
  [[nodiscard]] Travel travel_of(const Joined& joined) const;
  // The arcs between the two, from the first driven on.
  [[nodiscard]] std::vector<ArcIndex> arcs_of(const Joined& joined) const;

  std::shared_ptr<const File> file_;
  TablesView tables_;
  Conditions conditions_;
  Times times_;
  mutable Search search_;
  mutable std::vector<std::uint32_t> waiting_;  // by node: the first of those that wait for it; else `none`
};

}  // namespace geo::roads
