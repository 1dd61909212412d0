#pragma once

#include "dispatch/sim/closest.hpp"
#include "dispatch/sim/world.hpp"
#include "tests/support/town.hpp"

namespace tests {

// A town of one long road, a node each minute with lights and each two minutes without; people call from
// every node. Places 0 to 30 are the nodes themselves, stations and hospitals come after them.
class LineTown {
 public:
  static constexpr std::uint32_t minutes = 30;

  LineTown() {
    for (std::uint32_t node = 0; node <= minutes; ++node) {
      const auto where = at(-8.357, 114.5 + 0.01 * node);
      model.roads.nodes.push_back({where, true});
      if (node > 0) join(node - 1, node);
      model.places.push_back(where);
      model.weights.push_back(1);
    }
    model.habits.until_sent = 0s;
  }
  LineTown& with_unit(std::string_view name, std::uint32_t node) {
    model.units.push_back({id(name), added(node, model.stations)});
    return *this;
  }
  LineTown& with_hospital(std::uint32_t node) {
    added(node, model.hospitals);
    return *this;
  }

  dispatch::Model model;

 private:
  void join(std::uint32_t a, std::uint32_t b) {
    model.roads.arcs.push_back({a, b, {60'000, 120'000}});
    model.roads.arcs.push_back({b, a, {60'000, 120'000}});
  }
  dispatch::PlaceNumber added(std::uint32_t node, std::vector<dispatch::PlaceNumber>& to) {
    to.push_back(static_cast<dispatch::PlaceNumber>(model.places.size()));
    model.places.push_back(model.roads.nodes[node].where);
    return to.back();
  }
};

// A call from a node at a minute that is served where it is, in so many minutes.
inline dispatch::WorldCall call_at(std::chrono::milliseconds time, std::uint32_t node,
                                   dispatch::Priority priority = dispatch::Priority::P1,
                                   std::chrono::milliseconds scene = 10min) {
  return {time, node, priority, scene, false, 0ms};
}

// What became of them, served to the end by this chooser; all that must hold held.
class LineDay {
 public:
  LineDay(const LineTown& town, std::vector<dispatch::WorldCall> calls, dispatch::Chooser& chooser)
      : town_{town},
        ways_{town.model.roads, town.model.places, {}},
        world{{town_.model, ways_, chooser, 1}, std::move(calls)} {
    world.run();
    for (const auto& fault : world.faults()) FAIL_CHECK(fault);
    for (const auto& one : world.served()) REQUIRE(one.has_value());
  }
  [[nodiscard]] std::string unit(std::size_t call) const {
    return std::string{town_.model.units[world.served()[call]->vehicle].id.view()};
  }
  [[nodiscard]] std::chrono::milliseconds response(std::size_t call) const {
    return world.served()[call]->response;
  }

 private:
  LineTown town_;
  dispatch::RoadWays ways_;

 public:
  dispatch::World world;
};

}  // namespace tests
