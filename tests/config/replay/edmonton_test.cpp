#include <catch2/catch.hpp>

#include "config/replay/model.hpp"
#include "dispatch/sim/closest.hpp"
#include "dispatch/sim/figures.hpp"
#include "tests/labelled/labelled.hpp"
#include "tests/support/seeds.hpp"

// The yardstick of data/replay/README.md: what another simulator finds, in minutes, with 95 % intervals.
using namespace dispatch;

namespace {

struct City {
  Model model;
  std::filesystem::path folder;
};
std::optional<City> edmonton() {
  const auto data = tests::shared_data();
  if (!data) {
    WARN("skipped: needs ../shared/data beside the checkout");
    return std::nullopt;
  }
  const auto folder = *data / "replay/edmonton";
  return City{config::load_model(folder).value(), folder};
}

struct Printed {
  double mean;
  double half;
};
void require_overlap(const std::vector<double>& of_runs, Printed printed) {
  const auto found = estimate(of_runs);
  CAPTURE(found.mean, found.half, printed.mean, printed.half);
  CHECK(std::abs(found.mean - printed.mean) <= found.half + printed.half);
}

}  // namespace

TEST_CASE("closest comes to the figures that another simulator has found for Edmonton") {
  const auto city = edmonton();
  if (!city || tests::is_sanitized) return;  // the figures would be the same
  constexpr std::chrono::days length{7};
  RoadWays ways{city->model.roads, city->model.places, city->model.habits.off_road};
  std::map<Priority, std::array<std::vector<double>, 3>> found;
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    Closest closest;
    World world{{city->model, ways, closest}, model_calls(city->model, length, seed)};
    world.run();
    REQUIRE(world.faults().empty());
    for (const auto& [priority, one] :
         figures_of(world, city->model, std::chrono::days{1}, length).by_priority) {
      found[priority][0].push_back(one.mean_s / 60);
      found[priority][1].push_back(one.p90_s / 60);
      found[priority][2].push_back(one.late * 100);
    }
  }
  require_overlap(found[Priority::P1][0], {7.30, 0.02});
  require_overlap(found[Priority::P1][1], {12.14, 0.06});
  require_overlap(found[Priority::P1][2], {33.9, 0.3});
  require_overlap(found[Priority::P3][0], {10.17, 0.05});
  require_overlap(found[Priority::P3][1], {17.06, 0.15});
  require_overlap(found[Priority::P3][2], {28.5, 0.4});
}

TEST_CASE("closest sends the unit that another simulator has sent to 98 of 100 recorded calls") {
  const auto city = edmonton();
  if (!city) return;
  const auto recorded =
      config::load_recorded_calls(city->folder / "calls_closest_1.csv", city->model).value();
  std::vector<WorldCall> calls;
  for (const auto& one : recorded) calls.push_back(one.call);
  RoadWays ways{city->model.roads, city->model.places, city->model.habits.off_road};
  Closest closest;
  World world{{city->model, ways, closest}, std::move(calls)};
  world.run();
  REQUIRE(world.faults().empty());
  std::size_t same = 0;
  for (std::size_t i = 0; i < recorded.size(); ++i)
    same += city->model.units[world.served()[i]->vehicle].id == *recorded[i].unit ? 1 : 0;
  REQUIRE(recorded.size() == 1523);
  REQUIRE(same * 100 >= recorded.size() * 98);
}
