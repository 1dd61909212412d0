#include "config/calls.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>

#include "config/tables/csv.hpp"
#include "config/tables/numbers.hpp"
#include "dispatch/model/json.hpp"

namespace config {
namespace {

using dispatch::Fault;
using dispatch::OrFault;

constexpr long a_year = 366 * 86400L;
constexpr geo::Metres next_door{100'000};  // a region's ambulances are called that far at most

struct Around {
  const std::string& name;
  geo::Position centre;
  geo::Metres radius;
};
Around around(const Region& region) {
  Around all{region.name, region.map_centre, geo::Metres{0}};
  const auto add = [&](geo::Position where) {
    all.radius = std::max(all.radius, geo::distance(all.centre, where));
  };
  for (const auto& place : region.places) add(place.where);
  for (const auto& facility : region.facilities) add(facility.where);
  for (const auto& unit : region.units) add(unit.station.where);
  return all;
}

// One row; the first cell that is wrong is the fault.
class CallRow {
 public:
  CallRow(const Row& row, const std::filesystem::path& file, const Around& around)
      : row_{row}, file_{file}, around_{around} {}

  OrFault<dispatch::SimulatedCall> read() {
    const auto received = seconds("received_s");
    if (!received && !fault_) wrong("received_s", "whole seconds");
    const auto where = position();
    const auto priority = one_of<dispatch::Priority>("priority", "P0 to P4");
    const auto needs = one_of<dispatch::Needs>("needs", "ambulance, home_care or either");
    const auto& transport = row_["transport"];
    if (transport != "yes" && transport != "no") wrong("transport", "yes or no");
    const auto& complaint = row_["complaint"];
    if (complaint.size() > dispatch::json::longest_text)
      fail("complaint should be at most " + std::to_string(dispatch::json::longest_text) + " bytes, not " +
           std::to_string(complaint.size()));
    dispatch::SimulatedCall call;
    call.recorded_dispatch = seconds("recorded_dispatch_s");
    call.recorded_en_route = seconds("recorded_enroute_s");
    call.recorded_on_scene = seconds("recorded_onscene_s");
    if (fault_) return *fault_;
    call.received = dispatch::seconds{static_cast<std::int64_t>(*received)};
    call.place = complaint;
    call.where = where;
    call.triage = {*priority, *needs, complaint, std::nullopt};
    call.transport = transport == "yes";
    return call;
  }

 private:
  // Nothing where the cell is empty, or there is no such column.
  std::optional<double> seconds(std::string_view column) {
    const auto& text = row_[column];
    if (text.empty()) return std::nullopt;
    const auto number = whole_number_of(text);
    if (number && *number >= 0 && *number <= a_year) return static_cast<double>(*number);
    wrong(column, "whole seconds, 0 to a year of them");
    return std::nullopt;
  }
  geo::Position position() {
    const auto where = position_in(row_, file_);
    if (where.has_error()) {
      if (!fault_) fault_ = where.error();
      return {};
    }
    const auto away = geo::distance(around_.centre, *where);
    if (away.count() > around_.radius.count() + next_door.count())
      fail("lat and lon are " + std::to_string(std::lround(away.count() / 1000)) + " km from the middle of " +
           around_.name + ": is this a call of another region?");
    return *where;
  }
  template <class T>
  std::optional<T> one_of(std::string_view column, const std::string& wanted) {
    const auto value = dispatch::json::enum_from<T>(row_[column]);
    if (!value) wrong(column, wanted);
    return value;
  }
  void wrong(std::string_view column, const std::string& wanted) {
    const auto& text = row_[column];
    constexpr std::size_t shown = 40;
    fail(std::string{column} + " should be " + wanted + ", not " +
         (text.empty() ? "empty" : text.substr(0, shown)));
  }
  void fail(const std::string& what) {
    if (!fault_) fault_ = fault_in_line(file_, row_.line, what);
  }

  const Row& row_;
  const std::filesystem::path& file_;
  const Around& around_;
  std::optional<Fault> fault_;
};

// Puskesmas and hospitals stand where people live: up to ten times as many call from there as from villages
// that are three kilometres and more from the nearest.
double weight_of(geo::Position village, const Region& region) {
  constexpr double far = 3000;
  auto nearest = far;
  for (const auto& facility : region.facilities)
    nearest = std::min(nearest, geo::distance(village, facility.where).count());
  return 1 + 9 * (1 - nearest / far);
}

std::vector<dispatch::SimulatedPlace> simulated_places(const Region& region) {
  std::vector<dispatch::SimulatedPlace> places;
  for (const auto& place : region.places)
    places.push_back({place.name, place.where, weight_of(place.where, region)});
  return places;
}

}  // namespace

OrFault<std::vector<dispatch::SimulatedCall>> load_calls(const std::filesystem::path& file,
                                                         const Region& region) {
  constexpr std::array<std::string_view, 7> columns{"received_s", "lat",       "lon",      "priority",
                                                    "needs",      "complaint", "transport"};
  const auto rows = read_csv(file, columns);
  if (rows.has_error()) return rows.error();
  if (rows->empty()) return Fault{file.string() + ": there is no call in it"};
  const auto here = around(region);
  std::vector<dispatch::SimulatedCall> calls;
  for (const auto& row : *rows) {
    auto call = CallRow{row, file, here}.read();
    if (call.has_error()) return call.error();
    if (!calls.empty() && call->received < calls.back().received)
      return fault_in_line(file, row.line, "received_s goes back in time");
    calls.push_back(std::move(*call));
  }
  return calls;
}

OrFault<std::vector<dispatch::SimulatedCall>> calls_of(const Values& settings, const Region& region) {
  constexpr dispatch::seconds a_week{7 * 86400};
  if (const auto& file = settings.text("calls"); !file.empty()) return load_calls(file, region);
  if (region.places.empty())
    return Fault{
        "the region " + region.name +
        " has no places (places.csv is empty) around which calls could be made up: give recorded ones "
        "with --calls FILE"};
  dispatch::CallHabits habits;
  habits.calls_an_hour = settings.number("calls_an_hour");
  auto calls = dispatch::simulated_calls(simulated_places(region), habits, a_week,
                                         static_cast<std::uint64_t>(settings.whole("seed")));
  if (calls.empty()) return Fault{"calls_an_hour is so low that there is no call in a week"};
  return calls;
}

std::vector<dispatch::SimulatedCall> surge_calls_of(const Values& settings, const Region& region) {
  if (settings.whole("surge_after") <= 0) return {};
  return dispatch::surge_of(simulated_places(region), static_cast<std::size_t>(settings.whole("surge_calls")),
                            static_cast<std::uint64_t>(settings.whole("seed")));
}

}  // namespace config
