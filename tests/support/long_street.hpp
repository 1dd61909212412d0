#pragma once

#include "dispatch/learn/driving.hpp"
#include "tests/geo/roads/drawing.hpp"
#include "tests/geo/roads/driver.hpp"
#include "tests/support/town.hpp"

namespace tests {

// A primary road of eight kilometres; AMB-01 stands at its western end and is sent to its eastern one.
class LongStreet {
 public:
  LongStreet()
      : drawing_{test::Drawing{{"a b c d e"}, 2000}
                     .way("ab", {{"highway", "primary"}})
                     .way("bc", {{"highway", "primary"}})
                     .way("cd", {{"highway", "primary"}})
                     .way("de", {{"highway", "primary"}})},
        built_{drawing_.build()},
        travel{town.policy, network()} {
    town.with_ambulance("AMB-01", 5min);
    town.falls_silent("AMB-01");  // but for what the test says
  }

  [[nodiscard]] geo::Position at(char letter) const { return drawing_.at(letter); }
  [[nodiscard]] std::unique_ptr<const geo::roads::Network> network() const {
    return std::make_unique<const geo::roads::Network>(view_of(built_.tables));
  }
  // Seconds from one end to the other, by the map alone.
  [[nodiscard]] double by_map() const {
    const auto roads = network();
    geo::roads::Scratch scratch{roads->tables()};
    geo::roads::Searcher searcher{*roads, scratch};
    return searcher.route(geo::roads::Vehicle::ambulance, {at('a'), {}}, at('e')).value().travel.seconds;
  }

  // Sent, and it says that it drives.
  AssignmentId sets_out() {
    const auto job = is_sent();
    REQUIRE(town.presses("AMB-01", AssignmentState::en_route).done());
    return job;
  }
  AssignmentId is_sent() {
    using dispatch::Place;
    call = town.calls(
        dispatch::ReceiveIncident{Place{"the end", at('e'), {}, {}}, {}, triage(dispatch::Priority::P1), {}});
    return town.sends(call, "AMB-01");
  }
  // A position that every one of these nodes hears from the device itself.
  void reports(geo::Position where) {
    town.passes(1ms);  // two of one moment are one
    town.reports("AMB-01", where, 12);
    for (auto* node : nodes) node->moved(town.view(), travel, *town.view().fix(id("AMB-01")), town.now());
  }
  // From end to end, so many times as long as the map says, with a position every eight seconds.
  void drives(double ratio) {
    const dispatch::milliseconds takes{std::llround(by_map() * 1000 * ratio)};
    dispatch::milliseconds before{};
    for (const auto& seen : test::driven({at('a'), at('b'), at('c'), at('d'), at('e')}, takes, 8s)) {
      town.passes(seen.at - before);
      before = seen.at;
      reports(seen.where);
    }
  }
  Told presses(AssignmentState state) {
    auto told = town.presses("AMB-01", state);
    for (auto* node : nodes) node->look(town.view());
    return told;
  }

  Town town;
  IncidentId call;

 private:
  test::Drawing drawing_;
  geo::roads::Built built_;

 public:
  dispatch::TravelTimes travel;
  std::vector<dispatch::Driving*> nodes;
};

}  // namespace tests
