#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "geo/roads/network.hpp"
#include "geo/roads/search.hpp"

namespace geo::roads {

// A way driven: the time as the roads are now, for the next some minutes.
struct Travel {
  double seconds = 0;  // all in all, with what is driven or walked beside the roads
  double metres = 0;   // on roads
  Metres from_road;    // how far the start lies from the road that it is driven off from
  Metres to_road;      // how far the end lies from the road; walked
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

// What searches remember from one to the next: one for each thread, for all networks over the same tables.
struct Scratch {
  explicit Scratch(const TablesView& tables) : search{tables}, waiting(tables.nodes.size(), none) {}
  Search search;
  std::vector<std::uint32_t> waiting;  // by node: the first of those that wait for it; else `none`
};

// Finds ways on a network, with a thread's own scratch. Lives no longer than both.
class Searcher {
 public:
  Searcher(const Network& network, Scratch& scratch)
      : network_{network}, search_{scratch.search}, waiting_{scratch.waiting} {}

  // Times from each start to one end, in the order of the starts; nothing where no road leads. The search
  // stops when all are known, or the first `enough` of them: the others then are nothing too.
  std::vector<std::optional<Travel>> to_one(Vehicle vehicle, std::span<const Approach> starts,
                                            const Approach& end, std::size_t enough = none);
  // Times from one start to each end.
  std::vector<std::optional<Travel>> from_one(Vehicle vehicle, const Approach& start,
                                              std::span<const Approach> ends);
  std::optional<Way> way(Vehicle vehicle, const Start& start, Position end);
  std::optional<Way> way(Vehicle vehicle, const Approach& start, const Approach& end);
  std::optional<Route> route(Vehicle vehicle, const Start& start, Position end);
  std::optional<Route> route(Vehicle vehicle, const Approach& start, const Approach& end);

  [[nodiscard]] const Network& network() const { return network_; }

 private:
  // Two approaches, and the best way between them.
  struct Joined {
    Search::Direction direction = Search::Direction::to_seeds;
    const Approach::Lane* start = nullptr;
    const Approach::Lane* end = nullptr;
    bool is_direct = false;  // along one section, past no node
    double milliseconds = 0;
  };
  std::vector<std::optional<Joined>> join(Vehicle vehicle, Search::Direction direction, const Approach& fixed,
                                          std::span<const Approach> others, std::size_t enough);
  [[nodiscard]] Travel travel_of(const Joined& joined) const;
  // The arcs between the two, from the first driven on.
  [[nodiscard]] std::vector<ArcIndex> arcs_of(const Joined& joined) const;

  const Network& network_;
  Search& search_;
  std::vector<std::uint32_t>& waiting_;
};

}  // namespace geo::roads
