#include "config/replay/table_model.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "config/replay/habits.hpp"
#include "config/replay/list.hpp"

namespace config {
namespace {

using dispatch::Fault;
using dispatch::Model;
using dispatch::ModelHabits;
using dispatch::OrFault;
using dispatch::PlaceNumber;
using dispatch::RoadTimes;
using dispatch::seconds;
using dispatch::Varies;

constexpr double longest_way = 1440;  // minutes
// Nobody knows where any of the places is; 0, 0 would say that, and a call needs a place.
const auto somewhere = geo::Position::from({.lat = 1, .lon = 1}).value();
constexpr long most_units = 1000;  // of a station

// Those of docs/replay.md.
ModelHabits usual_habits() {
  ModelHabits habits;
  habits.until_sent = seconds{0};
  habits.scene = Varies::lognormal;
  habits.scene_mean = seconds{966};
  habits.scene_sigma = 0.3;
  habits.transport_share = 1;
  habits.handover = Varies::not_at_all;
  habits.handover_scale = seconds{900};
  habits.table_factor = 2;
  habits.free_only_at_base = true;
  habits.urgencies = {{dispatch::Priority::P1, {1, seconds{480}, dispatch::Pace::urgent}}};
  return habits;
}

// Whole seconds, and never too short.
RoadTimes times_of(double minutes, double factor) {
  const auto milliseconds = std::llround(minutes * 60'000 * factor);
  const auto time = static_cast<std::uint32_t>((milliseconds + 999) / 1000 * 1000);
  return {time, time};
}

// "stn7_min" of a row's columns; empty where it has none.
std::string column_of(const Row& row, const std::string& kind, std::size_t number) {
  auto name = kind + std::to_string(number) + "_min";
  return row.cells.contains(name) ? name : std::string{};
}

class TableFolder {
 public:
  TableFolder(std::filesystem::path folder, const TableReplay& wanted)
      : folder_{std::move(folder)}, wanted_{wanted} {}

  OrFault<Scenario> read() {
    for (const auto step : {&TableFolder::habits, &TableFolder::calls, &TableFolder::units})
      if (const auto done = (this->*step)(); done.has_error()) return done.error();
    return std::move(made_);
  }

 private:
  OrFault<bool> habits() {
    auto read = habits_in(folder_, wanted_.habits, usual_habits());
    if (read.has_error()) return read.error();
    made_.model.habits = std::move(*read);
    return true;
  }

  OrFault<bool> calls() {
    constexpr std::array<std::string_view, 3> columns{"interarrival_seconds", "stn1_min", "hosp1_min"};
    auto list = List::open(wanted_.calls.empty() ? folder_ / "calls.csv" : wanted_.calls, columns);
    if (list.has_error()) return list.error();
    make_places(list->rows());
    dispatch::milliseconds at{0};
    for (PlaceNumber place = 0; place < list->rows().size(); ++place) {
      const auto& row = list->rows()[place];
      at += list->time(row, "interarrival_seconds", List::longest_record);
      dispatch::RecordedCall one;
      one.call.received = at;
      one.call.place = place;
      one.call.priority = row["priority"].empty() ? made_.model.habits.urgencies.begin()->first
                                                  : list->priority(row, made_.model.habits);
      one.draws_scene = one.draws_transport = one.draws_handover = true;
      put_times(*list, row, place);
      if (list->fault()) return *list->fault();
      made_.calls.push_back(one);
    }
    put_ways_home();
    return true;
  }

  // The calls' own come first.
  void make_places(const std::vector<Row>& rows) {
    auto& model = made_.model;
    model.table.emplace();
    model.weights.assign(rows.size(), 1);
    model.places.assign(rows.size(), somewhere);
    const auto add = [&](const std::string& kind, std::vector<PlaceNumber>& to) {
      for (std::size_t number = 1; !column_of(rows.front(), kind, number).empty(); ++number) {
        to.push_back(static_cast<PlaceNumber>(model.places.size()));
        model.places.push_back(somewhere);
      }
    };
    add("stn", model.stations);
    add("hosp", model.hospitals);
    least_.assign(model.hospitals.size(), std::vector<double>(model.stations.size(), unknown));
  }

  void put_times(List& list, const Row& row, PlaceNumber call) {
    auto& model = made_.model;
    const auto from_stations = minutes(list, row, "stn", model.stations.size());
    const auto to_hospitals = minutes(list, row, "hosp", model.hospitals.size());
    if (std::ranges::all_of(from_stations, is_unknown)) list.wrong(row, "no station has a time to it");
    if (std::ranges::all_of(to_hospitals, is_unknown)) list.wrong(row, "no hospital has a time from it");
    if (list.fault()) return;
    for (std::size_t i = 0; i < from_stations.size(); ++i)
      if (!is_unknown(from_stations[i]))
        model.table->put(model.stations[i], call, times_of(from_stations[i], model.habits.table_factor));
    for (std::size_t i = 0; i < to_hospitals.size(); ++i) {
      if (is_unknown(to_hospitals[i])) continue;
      model.table->put(call, model.hospitals[i], times_of(to_hospitals[i], 1));
      for (std::size_t k = 0; k < from_stations.size(); ++k)
        least_[i][k] = std::min(least_[i][k], to_hospitals[i] + from_stations[k]);
    }
  }

  // Those from hospitals to stations are not recorded: over any call there is a way.
  void put_ways_home() {
    auto& model = made_.model;
    for (std::size_t hospital = 0; hospital < least_.size(); ++hospital)
      for (std::size_t station = 0; station < model.stations.size(); ++station)
        if (const auto least = least_[hospital][station]; !is_unknown(least))
          model.table->put(model.hospitals[hospital], model.stations[station],
                           times_of(least, model.habits.table_factor));
    // From a scene home it takes as long as there.
    for (const auto station : model.stations)
      for (PlaceNumber call = 0; call < model.weights.size(); ++call)
        if (const auto time = model.table->time(station, call, dispatch::Pace::calm)) {
          const auto same = static_cast<std::uint32_t>(time->count());
          model.table->put(call, station, {same, same});
        }
  }

  static constexpr double unknown = std::numeric_limits<double>::infinity();
  static bool is_unknown(double minutes) { return minutes == unknown; }
  static std::vector<double> minutes(List& list, const Row& row, const std::string& kind, std::size_t count) {
    std::vector<double> all;
    for (std::size_t number = 1; number <= count; ++number) {
      const auto column = column_of(row, kind, number);
      all.push_back(row[column].empty() ? unknown : list.number(row, column, 0, longest_way));
    }
    return all;
  }

  OrFault<bool> units() {
    constexpr std::array<std::string_view, 4> columns{"model", "fleet", "station", "units"};
    auto list = List::open(folder_, "deployments", columns);
    if (list.has_error()) return list.error();
    const auto name = [](const Row& row) { return row["model"] + " " + row["fleet"]; };
    const auto wanted = wanted_.deployment.empty() ? name(list->rows().front()) : wanted_.deployment;
    for (const auto& row : list->rows()) {
      const auto last = static_cast<double>(made_.model.stations.size());
      const auto station = list->number(row, "station", 1, last);
      const auto units = list->number(row, "units", 0, most_units);
      if (list->fault()) return *list->fault();
      if (name(row) == wanted) add(static_cast<std::size_t>(std::lround(station)), std::lround(units));
    }
    if (made_.model.units.empty())
      return Fault{"--deployment: deployments.csv has no units of " + wanted + "; it has such as " +
                   name(list->rows().front()) + " and " + name(list->rows().back())};
    made_.notes.push_back("deployment " + wanted + ", " + std::to_string(made_.model.units.size()) +
                          " units");
    return true;
  }
  void add(std::size_t station, long units) {
    for (; units > 0; --units) {
      const auto name = "S" + std::to_string(station) + "-" + std::to_string(made_.model.units.size() + 1);
      made_.model.units.push_back({dispatch::UnitId::from(name).value(), made_.model.stations[station - 1]});
    }
  }

  std::filesystem::path folder_;
  const TableReplay& wanted_;
  Scenario made_;
  std::vector<std::vector<double>> least_;  // minutes, by hospital and station
};

}  // namespace

bool is_table_model(const std::filesystem::path& folder) {
  return exists(folder / "deployments.csv") && !exists(folder / "nodes.csv") &&
         !exists(folder / "nodes.csv.gz");
}

OrFault<Scenario> load_table_model(const std::filesystem::path& folder, const TableReplay& wanted) {
  return TableFolder{folder, wanted}.read();
}

}  // namespace config
