#include "config/replay/table_model.hpp"

#include <array>
#include <cmath>
#include <map>

#include "config/tables/csv.hpp"
#include "dispatch/sim/closest.hpp"
#include "dispatch/sim/figures.hpp"
#include "dispatch/sim/model_ways.hpp"
#include "tests/config/folder.hpp"
#include "tests/labelled/labelled.hpp"

using namespace dispatch;
using config::load_table_model;
using namespace std::chrono_literals;

namespace {

const std::string calls_header = "interarrival_seconds,stn1_min,stn2_min,hosp1_min,hosp2_min\n";
const std::string two_units = "model,fleet,station,units\nEven,2,1,1\nEven,2,2,1\nEast,3,2,3\n";

auto small_table(const std::string& calls, const std::string& deployments = two_units,
                 const config::TableReplay& wanted = {}) {
  const tests::Folder folder;
  folder.write("calls.csv", calls);
  folder.write("deployments.csv", deployments);
  REQUIRE(config::is_table_model(folder.path()));
  return load_table_model(folder.path(), wanted);
}

std::vector<double> responses(const config::Scenario& scenario, std::uint64_t seed) {
  const auto ways = ways_of(scenario.model);
  Closest closest;
  World world{{scenario.model, *ways, closest}, recorded_calls(scenario.calls, scenario.model.habits, seed)};
  world.run();
  REQUIRE(world.faults().empty());
  std::vector<double> all;
  for (const auto& one : world.served()) all.push_back(std::chrono::duration<double>{one->response}.count());
  return all;
}

}  // namespace

TEST_CASE(
    "a model of times is read: the first deployment, if none is named, and each call a place of its own") {
  const auto made = small_table(calls_header + "60,5.5,9,3,\n30,8,2,4,1\n").value();
  REQUIRE(made.model.units.size() == 2);
  REQUIRE(made.calls[1].call.received == 90s);
  const auto& table = *made.model.table;
  REQUIRE(table.time(made.model.stations[0], 0, Pace::urgent) == 660s);
  REQUIRE(table.time(0, made.model.hospitals[0], Pace::calm) == 180s);
  REQUIRE_FALSE(table.time(0, made.model.hospitals[1], Pace::calm).has_value());
  // Over either call: 3 + 5.5 and 4 + 8; twice.
  REQUIRE(table.time(made.model.hospitals[0], made.model.stations[0], Pace::calm) == 1020s);
  REQUIRE(small_table(calls_header + "60,5,9,3,\n", two_units, {"East 3", {}, {}})->model.units.size() == 3);
}

TEST_CASE("a model of times that cannot be is refused with file and line") {
  const auto [row, fault] = GENERATE(table<const char*, const char*>({
      {"60,5,9,,\n", "calls.csv, line 2: no hospital has a time from it"},
      {"60,,,3,\n", "calls.csv, line 2: no station has a time to it"},
      {"60,5,-9,3,\n", "calls.csv, line 2: stn2_min should be 0 to 1440, not -9"},
      {"later,5,9,3,\n", "calls.csv, line 2: interarrival_seconds is not a number"},
  }));
  REQUIRE_THAT(small_table(calls_header + row).error().what, Catch::Contains(fault));
  const auto one_call = calls_header + "60,5,9,3,\n";
  REQUIRE_THAT(small_table(one_call, "model,fleet,station,units\nEven,2,3,1\n").error().what,
               Catch::Contains("deployments.csv, line 2: station should be 1 to 2, not 3"));
  REQUIRE_THAT(small_table(one_call, two_units, {"West 4", {}, {}}).error().what,
               Catch::Contains("deployments.csv has no units of West 4; it has such as Even 2 and East 3"));
}

// The yardstick of data/replay/README.md.
TEST_CASE("closest comes to the figures that were published for Washington's calls") {
  const auto data = tests::shared_data();
  if (!data) {
    WARN("skipped: needs ../shared/data beside the checkout");
    return;
  }
  const auto folder = *data / "replay/washington_dc";
  const auto deployment = [&](const std::string& name) {
    return load_table_model(folder, {name, {}, {}}).value();
  };
  const auto mean = [](const std::vector<double>& all) { return estimate(all).mean; };

  SECTION("with 960 s at each scene, so that no chance is left, to the second") {
    auto made = deployment("Stochastic 30");
    made.model.habits.scene = Varies::not_at_all;
    made.model.habits.scene_mean = 960s;
    const auto found = responses(made, 1);
    CAPTURE(mean(found));
    REQUIRE(std::abs(mean(found) - 8.09 * 60) < 1);
    const std::array<std::string_view, 3> columns{"station", "wait_s", "travel_s"};
    const auto rows = config::read_csv(folder / "closest_fixed.csv", columns).value();
    std::size_t same = 0;
    for (std::size_t i = 0; i < rows.size(); ++i)
      same +=
          std::abs(std::stod(rows[i]["wait_s"]) + std::stod(rows[i]["travel_s"]) - found[i]) < 1.5 ? 1 : 0;
    CAPTURE(same);
    REQUIRE(same == rows.size());
  }
  SECTION("the first 100 calls, of all deployments") {
    auto made = deployment("Stochastic 30");
    made.calls.resize(100);
    std::map<std::string, std::vector<Model::Unit>> units;
    const std::array<std::string_view, 4> of_fleets{"model", "fleet", "station", "units"};
    for (const auto& row : config::read_csv(folder / "deployments.csv", of_fleets).value()) {
      auto& fleet = units[row["model"] + row["fleet"]];
      for (int i = std::stoi(row["units"]); i > 0; --i)
        fleet.push_back({UnitId::from("U" + std::to_string(fleet.size())).value(),
                         made.model.stations[std::stoul(row["station"]) - 1]});
    }
    const std::array<std::string_view, 4> columns{"model", "fleet", "calls", "mean_min"};
    for (const auto& row : config::read_csv(folder / "published_response.csv", columns).value()) {
      made.model.units = units.at(row["model"] + row["fleet"]);
      const auto found = (mean(responses(made, 1)) + mean(responses(made, 2))) / 120;
      const auto published = std::stod(row["mean_min"]);
      CAPTURE(row["model"], row["fleet"], published, found);
      CHECK(std::abs(found / published - 1) < 0.04);
    }
  }
}
