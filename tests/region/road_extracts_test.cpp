#include <catch2/catch.hpp>
#include <cmath>
#include <random>

#include "geo/roads/build.hpp"
#include "geo/roads/searcher.hpp"
#include "region/osm.hpp"
#include "tests/config/folder.hpp"
#include "tests/labelled/labelled.hpp"
#include "tests/support/plain_dijkstra.hpp"
#include "tests/support/seeds.hpp"

// Real roads: each extract that is at hand, searched by us and by Boost.Graph.

using geo::Position;
using geo::roads::Approach;
using geo::roads::closed;
using geo::roads::Conditions;
using geo::roads::Network;
using geo::roads::Vehicle;
using tests::PlainDijkstra;

namespace {

namespace fs = std::filesystem;
using Random = std::mt19937_64;

std::shared_ptr<const geo::roads::File> built(const fs::path& extract, const fs::path& folder) {
  const auto osm = region::read_osm(extract, [](const std::string&) {});
  if (osm.has_error()) FAIL(osm.error().what);
  const auto path = folder / (extract.stem().string() + ".graph");
  REQUIRE_FALSE(geo::roads::File::write(path, geo::roads::build(osm->roads).tables).has_error());
  auto file = geo::roads::File::open(path);
  if (file.has_error()) FAIL(file.error().what);
  return std::make_shared<const geo::roads::File>(std::move(*file));
}

// Milliseconds; `closed` where no road leads.
double between(const std::vector<PlainDijkstra::Cost>& costs, const Approach& start, const Approach& end) {
  double best = closed;
  for (const auto& to : end.lanes) {
    if (costs[to.node] != PlainDijkstra::far)
      best = std::min(best, static_cast<double>(costs[to.node] + to.cost));
    for (const auto& from : start.lanes)
      if (from.course == to.course && from.part <= to.part)
        best = std::min(best, from.whole * (to.part - from.part) + from.extra + to.extra);
  }
  return best;
}

// Anywhere within two hundred metres of a random node.
Position near_roads(const geo::roads::TablesView& tables, Random& random) {
  const auto node = std::uniform_int_distribution<std::size_t>{0, tables.nodes.size() - 1}(random);
  const auto bearing = std::uniform_real_distribution{0.0, 360.0}(random);
  const auto metres = std::uniform_real_distribution{0.0, 200.0}(random);
  return towards(position_of(tables.nodes[node]), bearing, geo::Metres{metres});
}

Conditions shaken(const geo::roads::TablesView& tables, Random& random) {
  Conditions conditions;
  std::uniform_real_distribution factor{0.4, 2.5};
  for (auto& one : conditions.of_class) one = factor(random);
  for (std::uint32_t section = 0; section + 1 < tables.sections.size(); ++section) {
    const auto chance = random() % 10;
    if (chance == 0) conditions.closed.push_back({section, 0, 1});
    if (chance == 1) conditions.of_section[section] = factor(random);
  }
  return conditions;
}

struct Tally {
  std::size_t pairs = 0;
  std::size_t with_way = 0;
  std::size_t wrong = 0;

  // To the millisecond; along one road, where parts of one are driven, to the microsecond.
  void compare(const std::optional<geo::roads::Travel>& ours, double reference) {
    ++pairs;
    if (ours) ++with_way;
    const bool has_way = reference < closed;
    if (ours.has_value() != has_way || (ours && std::fabs(ours->seconds * 1000 - reference) > 0.001)) ++wrong;
  }
};

// All pairs of `count` starts and ends: forward from each start, backward from each end, and backward until
// the five nearest are known.
void compare(const Network& network, Vehicle vehicle, std::size_t count, Random& random, Tally& tally) {
  PlainDijkstra plain{network, vehicle, PlainDijkstra::Direction::from_seeds};
  geo::roads::Scratch scratch{network.tables()};
  geo::roads::Searcher searcher{network, scratch};
  std::vector<Approach> starts;
  std::vector<Approach> ends;
  for (std::size_t i = 0; i < count; ++i) {
    starts.push_back(network.leaving(vehicle, {near_roads(network.tables(), random), std::nullopt}));
    ends.push_back(network.reaching(vehicle, near_roads(network.tables(), random)));
  }
  std::vector<std::vector<double>> expected;
  for (const auto& start : starts) {
    const auto& costs = plain.run(start);
    auto& row = expected.emplace_back();
    for (const auto& end : ends) row.push_back(between(costs, start, end));
    const auto travels = searcher.from_one(vehicle, start, ends);
    for (std::size_t i = 0; i < count; ++i) tally.compare(travels[i], row[i]);
  }
  for (std::size_t end = 0; end < count; ++end) {
    std::vector<double> column;
    for (const auto& row : expected) column.push_back(row[end]);
    const auto travels = searcher.to_one(vehicle, starts, ends[end]);
    for (std::size_t i = 0; i < count; ++i) tally.compare(travels[i], column[i]);
    auto sorted = column;
    std::ranges::sort(sorted);
    const auto nearest = searcher.to_one(vehicle, starts, ends[end], 5);
    for (std::size_t i = 0; i < count; ++i)
      if (column[i] <= sorted[4]) tally.compare(nearest[i], column[i]);
  }
}

}  // namespace

TEST_CASE("on real roads each of ten thousand pairs takes the time that plain Dijkstra finds") {
  const auto data = tests::shared_data();
  if (!data) {
    WARN("skipped: needs ../shared/data beside the checkout");
    return;
  }
  const tests::Folder folder;
  std::size_t extracts = 0;
  for (const auto& entry : fs::directory_iterator{*data / "roads"}) {
    if (!entry.path().string().ends_with(".osm.pbf")) continue;
    ++extracts;
    CAPTURE(entry.path().string());
    const auto file = built(entry.path(), folder.path());
    Random random{20261122};
    Tally as_mapped;
    // A sanitizer sees in a fifth of the starts and ends what it would see in all.
    const std::size_t share = tests::is_sanitized ? 5 : 1;
    compare(Network{file}, Vehicle::ambulance, 100 / share, random, as_mapped);
    CHECK(as_mapped.pairs >= 20'000 / (share * share));
    CHECK(as_mapped.with_way > as_mapped.pairs / 2);
    CHECK(as_mapped.wrong == 0);
    Tally changed;
    const Network closures{file, shaken(file->tables(), random)};
    for (const auto vehicle : geo::roads::vehicles) compare(closures, vehicle, 40 / share, random, changed);
    CHECK(changed.with_way > 0);
    CHECK(changed.wrong == 0);
  }
  CHECK(extracts >= 4);
}
