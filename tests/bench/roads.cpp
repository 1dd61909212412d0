#include <malloc.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <random>

#include "geo/roads/build.hpp"
#include "geo/roads/searcher.hpp"
#include "region/osm.hpp"
#include "tests/bench/benches.hpp"
#include "tests/bench/made_city.hpp"
#include "tests/bench/support.hpp"
#include "tests/labelled/labelled.hpp"
#include "tests/support/plain_dijkstra.hpp"

// Travel times on the roads of each extract at hand and of a made city, against Boost's Dijkstra.
namespace bench {
namespace {

namespace fs = std::filesystem;
namespace roads = geo::roads;
using Random = std::mt19937_64;
using roads::Approach;
using roads::Vehicle;
using tests::PlainDijkstra;
using Search = PlainDijkstra::Direction;

constexpr auto driven = Vehicle::ambulance;
constexpr std::size_t asked_about = 64;

// Keeps a result alive, so that the compiler does not leave the work out.
template <class T>
void keep(const T& value) {
  asm volatile("" : : "g"(&value) : "memory");
}

template <class Work>
Clock::duration timed(Work work) {
  const auto begin = Clock::now();
  work();
  return Clock::now() - begin;
}

std::string p50_p99(const Times& times, double by = 1, std::string_view unit = " us") {
  return text_of(times.percentile(50) / by, " / ") + text_of(times.percentile(99) / by, unit);
}

struct Unit {
  geo::Position at;
  Approach approach;
};

class Map {
 public:
  Map(std::string name, std::shared_ptr<const roads::File> file)
      : name_{std::move(name)}, file_{std::move(file)}, network_{file_} {}

  // The aim is a regency's; in the city it is only said.
  void measure(std::size_t fleet, int questions, Line::Target aim) {
    aim_ = aim;
    const auto units = some_units(fleet);
    measure_questions("64 nearest by line", 1000, [&](geo::Position incident) {
      auto near = units;
      const auto end = near.begin() + static_cast<std::ptrdiff_t>(std::min(asked_about, near.size()));
      std::ranges::partial_sort(near, end, {},
                                [&](const Unit& unit) { return geo::distance(unit.at, incident).count(); });
      near.erase(end, near.end());
      return near;
    });
    measure_questions("64 anywhere", questions, [&](geo::Position) { return some_units(asked_about); });
    measure_rest();
  }
  void compare_line_and_time();

 private:
  geo::Position anywhere() {
    const auto& nodes = network_.tables().nodes;
    const auto node = std::uniform_int_distribution<std::size_t>{0, nodes.size() - 1}(random_);
    const auto bearing = std::uniform_real_distribution{0.0, 360.0}(random_);
    const auto metres = std::uniform_real_distribution{0.0, 60.0}(random_);
    return towards(position_of(nodes[node]), bearing, geo::Metres{metres});
  }
  std::vector<Unit> some_units(std::size_t count) {
    std::vector<Unit> units;
    for (std::size_t i = 0; i < count; ++i) {
      const auto at = anywhere();
      units.push_back({at, network_.leaving(driven, {at, std::nullopt})});
    }
    return units;
  }
  // Ours with the snapping of the incident, as it is asked when a call comes in; Boost's is the search alone.
  template <class Choose>
  void measure_questions(const std::string& what, int questions, Choose choose) {
    PlainDijkstra plain{network_, driven, Search::to_seeds};
    Times ours;
    Times first_five;
    Times theirs;
    for (int n = 0; n < unless_quick(questions, 20); ++n) {
      const auto incident = anywhere();
      std::vector<Approach> starts;
      std::vector<roads::Node> wanted;
      for (auto& unit : choose(incident)) {
        for (const auto& lane : unit.approach.lanes) wanted.push_back(lane.node);
        starts.push_back(std::move(unit.approach));
      }
      const auto end = network_.reaching(driven, incident);
      theirs.add(timed([&] { keep(plain.run(end, wanted)); }));
      ours.add(timed([&] { keep(searcher_.to_one(driven, starts, network_.reaching(driven, incident))); }));
      first_five.add(
          timed([&] { keep(searcher_.to_one(driven, starts, network_.reaching(driven, incident), 5)); }));
    }
    const auto p99 = ours.percentile(99) / 1000;
    print({name_ + ", " + what + ", p50 / p99", p50_p99(ours), "Boost " + p50_p99(theirs),
           theirs.percentile(50) / ours.percentile(50)});
    print({"  p99", text_of(p99, " ms"), "Boost " + text_of(theirs.percentile(99) / 1000, " ms"), p99, aim_,
           1, " ms"});
    print({"  until the 5 nearest by time are known", p50_p99(first_five), "", std::nullopt});
  }
  void measure_rest() {
    Times snapping;
    Times routes;
    Times anew;
    for (int n = 0; n < unless_quick(5000, 100); ++n) {
      const auto at = anywhere();
      snapping.add(timed([&] { keep(network_.leaving(driven, {at, std::nullopt})); }));
    }
    for (int n = 0; n < unless_quick(500, 20); ++n) {
      const auto from = anywhere();
      const auto to = anywhere();
      routes.add(timed([&] { keep(searcher_.route(driven, {from, std::nullopt}, to)); }));
    }
    roads::Conditions changed;
    changed.closed.push_back({0, 0, 1});
    for (int n = 0; n < unless_quick(20, 2); ++n)
      anew.add(timed([&] { keep(roads::Network{file_, changed}); }));
    print({"  snapping a position, p50 / p99", p50_p99(snapping), "", std::nullopt});
    print({"  a route from anywhere to anywhere, p50 / p99", p50_p99(routes), "", std::nullopt});
    print({"  all times anew after a closure, p50 / p99", p50_p99(anew, 1000, " ms"), "", std::nullopt});
  }

  std::string name_;
  std::shared_ptr<const roads::File> file_;
  roads::Network network_;
  roads::Scratch scratch_{network_.tables()};
  roads::Searcher searcher_{network_, scratch_};
  Random random_{64};
  Line::Target aim_ = Line::Target::none;
};

// How often the nearest unit by line is not the nearest by time, driving alone counted, and what it costs.
void Map::compare_line_and_time() {
  constexpr double yard_mps = 10 / 3.6;
  constexpr double walking_mps = 4.5 / 3.6;
  constexpr std::size_t fleets = 50;
  constexpr std::size_t incidents = 20;  // of each fleet
  std::vector<Unit> units;
  std::vector<Approach> starts;
  Times lost;  // seconds, of those where another is nearer
  double all = 0;
  std::size_t asked = 0;
  for (std::size_t n = 0; n < fleets * incidents; ++n) {
    if (n % incidents == 0) {
      units = some_units(20);
      starts.clear();
      for (const auto& unit : units) starts.push_back(unit.approach);
    }
    const auto incident = anywhere();
    const auto travels = searcher_.to_one(driven, starts, network_.reaching(driven, incident));
    const auto by_line = static_cast<std::size_t>(
        std::ranges::min_element(units, {},
                                 [&](const Unit& unit) { return geo::distance(unit.at, incident).count(); }) -
        units.begin());
    const auto seconds = [&](const roads::Travel& travel) {
      return travel.seconds - travel.from_road.count() / yard_mps - travel.to_road.count() / walking_mps;
    };
    double best = std::numeric_limits<double>::infinity();
    for (const auto& travel : travels)
      if (travel) best = std::min(best, seconds(*travel));
    if (!travels[by_line]) continue;
    ++asked;
    const auto later = seconds(*travels[by_line]) - best;
    if (later > 1) lost.add(later), all += later;
  }
  const auto mean = all / static_cast<double>(std::max<std::size_t>(lost.size(), 1));
  say(name_ + ", 20 units: of " + std::to_string(asked) +
      " incidents the nearest by line is not the nearest by time in " + std::to_string(lost.size()) +
      ", later by " + text_of(mean / 60, " min on average, P90 ") +
      text_of(lost.percentile(90) / 60, " min, at most ") + text_of(lost.percentile(100) / 60, " min"));
}

// Builds, writes, opens, and says what that takes.
std::shared_ptr<const roads::File> stored(const std::string& name, const roads::Survey& survey,
                                          const fs::path& folder) {
  const auto path = folder / (name + ".graph");
  roads::BuildReport report;
  const auto building = timed([&] {
    const auto built = roads::build(survey);
    report = built.report;
    if (const auto written = roads::File::write(path, built.tables); written.has_error())
      throw std::runtime_error{written.error().what};
  });
  malloc_trim(0);
  const auto before = resident_bytes(getpid());
  std::shared_ptr<const roads::File> file;
  const auto opening = timed([&] {
    auto opened = roads::File::open(path);
    if (opened.has_error()) throw std::runtime_error{opened.error().what};
    file = std::make_shared<const roads::File>(std::move(*opened));
  });
  const auto mapped = resident_bytes(getpid()) - before;
  const roads::Network network{file};
  const auto all = resident_bytes(getpid()) - before;
  constexpr double mega = 1e6;
  say(name + ": " + text_of(static_cast<double>(report.nodes), " junctions, ") +
      text_of(report.kilometres, " km; built in ") + text_of(micros(building) / 1e6, " s, opened in ") +
      text_of(micros(opening) / 1000, " ms; file ") +
      text_of(static_cast<double>(file->bytes()) / mega, " MB, resident ") +
      text_of(mapped / mega, " MB of it, with times ") + text_of(all / mega, " MB"));
  return file;
}

struct Folder {
  fs::path path = fs::temp_directory_path() / ("siaga-bench-roads-" + std::to_string(getpid()));
  Folder() { fs::create_directories(path); }
  ~Folder() { fs::remove_all(path); }
};

}  // namespace

void roads() {
  print_head("roads: travel times to one incident");
  pin_self(load_core);
  const Folder folder;
  std::vector<fs::path> extracts;
  if (const auto data = tests::shared_data())
    for (const auto& entry : fs::directory_iterator{*data / "roads"}) extracts.push_back(entry.path());
  else
    say("needs ../shared/data beside the checkout: only the made city is measured");
  std::ranges::sort(extracts);
  for (const auto& extract : extracts) {
    auto osm = region::read_osm(extract, [](const std::string&) {});
    if (osm.has_error()) throw std::runtime_error{osm.error().what};
    const auto name = extract.stem().stem().string();
    Map map{name, stored(name, osm->roads, folder.path)};
    map.measure(200, 1000, Line::Target::at_most);
    map.compare_line_and_time();
  }
  Map city{"made city", stored("made city", made_city(unless_quick(710U, 100U)), folder.path)};
  city.measure(2000, 200, Line::Target::none);
}

}  // namespace bench
