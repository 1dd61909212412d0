#include "config/replay/region_model.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <sstream>

#include "config/posts.hpp"
#include "config/region.hpp"
#include "config/replay/habits.hpp"
#include "config/replay/list.hpp"
#include "config/replay/moments.hpp"
#include "config/replay/region_calls.hpp"
#include "config/replay/shifts.hpp"
#include "config/roads.hpp"
#include "dispatch/sim/network_map.hpp"
#include "dispatch/sim/world.hpp"
#include "geo/nearest.hpp"

namespace config {
namespace {

using dispatch::Fault;
using dispatch::Model;
using dispatch::ModelHabits;
using dispatch::OrFault;
using dispatch::Pace;
using dispatch::PlaceNumber;
using dispatch::Priority;
using dispatch::seconds;
using std::chrono::days;

// Those of docs/replay.md.
ModelHabits habits_of(const Region& region) {
  ModelHabits habits;
  habits.calls_a_day = 10;
  habits.turnout_standing = seconds{region.turnout_at_base_s};
  habits.turnout_moving = seconds{region.turnout_moving_s};
  habits.urgencies = {{Priority::P0, {0.03, seconds{480}, Pace::urgent}},
                      {Priority::P1, {0.43, seconds{480}, Pace::urgent}},
                      {Priority::P2, {0.16, seconds{720}, Pace::urgent}},
                      {Priority::P3, {0.38, seconds{1200}, Pace::calm}},
                      {Priority::P4, {0, seconds{7200}, Pace::calm}}};
  return habits;
}

class RegionFolder {
 public:
  RegionFolder(std::filesystem::path folder, const RegionReplay& wanted)
      : folder_{std::move(folder)}, wanted_{wanted} {}

  OrFault<Scenario> read() {
    auto region = load_region(folder_);
    if (region.has_error()) return region.error();
    region_ = std::move(*region);
    const std::array steps{&RegionFolder::begins, &RegionFolder::habits,   &RegionFolder::roads,
                           &RegionFolder::demand, &RegionFolder::stations, &RegionFolder::hospitals,
                           &RegionFolder::units,  &RegionFolder::calls,    &RegionFolder::duty};
    for (const auto step : steps)
      if (const auto done = (this->*step)(); done.has_error()) return done.error();
    return std::move(made_);
  }

 private:
  OrFault<bool> begins() {
    begins_.day = std::chrono::floor<days>(dispatch::World::start());
    if (wanted_.begins.empty()) return true;
    const auto moment = moment_of(wanted_.begins);
    if (!moment) return Fault{"--begins should be such as \"2026-01-05 07:00\", not " + wanted_.begins};
    begins_ = *moment;
    return true;
  }

  OrFault<bool> habits() {
    auto read = habits_in(folder_, wanted_.habits, habits_of(region_));
    if (read.has_error()) return read.error();
    made_.model.habits = std::move(*read);
    return true;
  }

  OrFault<bool> roads() {
    auto file = load_roads(folder_);
    if (file.has_error()) return file.error();
    if (*file) {
      made_.model.roads =
          dispatch::road_map_of(geo::roads::Network{std::move(*file), conditions_of(region_)});
      if (std::ranges::any_of(made_.model.roads.nodes, &dispatch::RoadMap::Node::is_access)) return true;
      return Fault{(folder_ / "roads.graph").string() +
                   ": there is no road on which an ambulance gets anywhere"};
    }
    const auto speed = geo::kmh(region_.ambulance_kmh);
    made_.model.straight = dispatch::StraightRoads{region_.road_factor, speed, speed};
    std::ostringstream note;
    note << "the region has no roads.graph: ways are straight lines times " << region_.road_factor
         << ", driven at " << region_.ambulance_kmh << " km/h";
    made_.notes.push_back(note.str());
    return true;
  }

  OrFault<bool> demand() {
    const auto points = demand_of(region_);
    for (const auto& point : *points) put(point.where);
    const auto by_people = dispatch::weighed(*points, {});
    made_.model.weights.assign(points->size(), 1);
    if (by_people.by == dispatch::WeighedBy::people) made_.model.weights = by_people.weights;
    if (made_.model.weights.empty())
      return Fault{(folder_ / "places.csv").string() +
                   ": there is no village in it, so nobody knows where people live"};
    return true;
  }

  OrFault<bool> stations() {
    constexpr std::array<std::string_view, 3> columns{"id", "lat", "lon"};
    auto list = List::open(folder_, "stations", columns);
    if (list.has_error()) return list.error();
    for (const auto& row : list->rows()) {
      list->name(row, stations_);
      made_.model.stations.push_back(put(list->position(row)));
      if (list->fault()) return *list->fault();
    }
    for (const auto& post : region_.posts)
      if (!stations_.contains(post.id)) made_.model.stations.push_back(put(post.where));
    return true;
  }

  OrFault<bool> hospitals() {
    for (const auto& facility : region_.facilities)
      if (facility.kind == "hospital") made_.model.hospitals.push_back(put(facility.where));
    if (made_.model.hospitals.empty())
      return Fault{(folder_ / "facilities.csv").string() +
                   ": there is no hospital in it, to which patients are taken"};
    return true;
  }

  OrFault<bool> units() {
    constexpr std::array<std::string_view, 2> columns{"id", "station"};
    const auto file = wanted_.units.empty() ? folder_ / "units.csv" : wanted_.units;
    auto list = List::open(file, columns);
    if (list.has_error()) return list.error();
    std::size_t others = 0;
    for (const auto& row : list->rows()) {
      const bool is_ambulance =
          row["kind"].empty() ||
          list->one_of(row, "kind", {"ambulance", "home_care", "motorcycle"}) == "ambulance";
      if (is_ambulance)
        unit(*list, row);
      else
        ++others;
      if (list->fault()) return *list->fault();
    }
    if (made_.model.units.empty()) return Fault{file.string() + ": there is no ambulance in it"};
    if (others > 0)
      made_.notes.push_back(std::to_string(others) + " units are no ambulances, and are left out");
    return true;
  }

  // One more row is one more shift.
  void unit(List& list, const Row& row) {
    const auto id = dispatch::UnitId::from(row["id"]);
    if (!id) return list.wrong(row, "id should be 1 to 36 letters, digits, - or _, not " + row["id"]);
    const auto station = list.named(row, "station", stations_, "station");
    const auto hours = duty_hours(row["from"], row["to"], row["days"]);
    if (hours.has_error()) return list.wrong(row, hours.error().what);
    if (list.fault()) return;
    const auto base = made_.model.stations[station];
    const auto known = std::ranges::find(made_.model.units, *id, &Model::Unit::id);
    const bool is_first = known == made_.model.units.end();
    const bool is_always = row["from"].empty() && row["days"].empty();
    auto& duty = duty_[row["id"]];
    if (!is_first && known->base != base)
      return list.wrong(row, "the unit " + row["id"] + " is at another station in a row before");
    if (!is_first && (is_always || duty.empty()))
      return list.wrong(row, "the unit " + row["id"] + " is there twice: say from, to or days of each row");
    if (is_first) made_.model.units.push_back({*id, base});
    if (!is_always) duty.push_back(*hours);
  }

  OrFault<bool> calls() {
    if (wanted_.calls.empty()) return true;
    const auto read = load_region_calls(wanted_.calls, region_, begins_.after_midnight, made_);
    if (read.has_error()) return read.error();
    if (made_.calls.empty())
      return Fault{wanted_.calls.string() + ": there is no call for an ambulance in it"};
    weigh();
    return true;
  }

  // Where nobody knows how many people live there, each village by the calls that are nearer to it than to
  // others, and one more.
  void weigh() {
    auto& model = made_.model;
    const auto points = demand_of(region_);
    if (dispatch::weighed(*points, {}).by == dispatch::WeighedBy::people) return;
    geo::Nearest index;
    for (PlaceNumber village = 0; village < model.weights.size(); ++village)
      index.put(village, model.places[village]);
    for (const auto& one : made_.calls)
      model.weights[index.nearest(model.places[one.call.place], 1).front().key] += 1;
  }

  OrFault<bool> duty() {
    constexpr days afterwards{30};  // so that whoever waits at the end is served
    const auto end =
        made_.calls.empty() ? dispatch::milliseconds{wanted_.length} : made_.calls.back().call.received;
    const auto length = std::chrono::ceil<days>(end) + afterwards;
    std::size_t never = 0;
    std::erase_if(made_.model.units, [&](Model::Unit& unit) {
      const auto& hours = duty_[std::string{unit.id.view()}];
      if (hours.empty()) return false;
      unit.shifts = shifts_of(hours, begins_.day, length);
      keep_on(unit.shifts, end, length);
      never += unit.shifts.empty() ? 1 : 0;
      return unit.shifts.empty();
    });
    if (never > 0) made_.notes.push_back(std::to_string(never) + " units are never on duty in that time");
    if (made_.model.units.empty()) return Fault{"no ambulance is on duty in that time"};
    return true;
  }

  PlaceNumber put(geo::Position where) {
    made_.model.places.push_back(where);
    return static_cast<PlaceNumber>(made_.model.places.size() - 1);
  }

  std::filesystem::path folder_;
  const RegionReplay& wanted_;
  Region region_;
  Moment begins_;
  List::Numbers stations_;
  std::map<std::string, std::vector<DutyHours>> duty_;  // by unit; of none: always
  Scenario made_;
};

}  // namespace

OrFault<Scenario> load_region_model(const std::filesystem::path& folder, const RegionReplay& wanted) {
  return RegionFolder{folder, wanted}.read();
}

}  // namespace config
