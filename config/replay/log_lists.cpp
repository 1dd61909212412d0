#include "config/replay/log_lists.hpp"

#include <array>
#include <fstream>
#include <map>
#include <ostream>
#include <set>

#include "config/replay/list.hpp"
#include "config/replay/moments.hpp"
#include "dispatch/model/json.hpp"

namespace config {
namespace {

using dispatch::Fault;
using dispatch::OrFault;
using dispatch::RecordedDay;
using dispatch::TimePoint;
using std::chrono::days;
using std::chrono::minutes;

double seconds_of(dispatch::milliseconds time) {
  return std::chrono::duration<double>{time}.count();
}

void part(std::ostream& out, std::optional<dispatch::milliseconds> time) {
  out << ',';
  if (time) out << seconds_of(*time);
}

void write_calls(std::ostream& out, const RecordedDay& day, TimePoint begins) {
  out.precision(10);
  out << "received_s,priority,lat,lon,needs,transport,scene_s,transport_s,handover_s,unit,recorded_onscene_"
         "s,outcome\n";
  for (const auto& call : day.calls) {
    out << seconds_of(call.received - begins) << ',' << dispatch::json::name_of(call.priority) << ','
        << call.where.lat() << ',' << call.where.lon() << ',' << dispatch::json::name_of(call.needs) << ','
        << (call.transport ? "yes" : "no");
    for (const auto& time : {call.scene, call.to_hospital, call.handover}) part(out, time);
    out << ',' << call.unit.view();
    part(out, call.arrived - call.received);
    out << ',';
    if (call.outcome) out << dispatch::json::name_of(*call.outcome);
    out << '\n';
  }
}

// A row for each day of it.
void write_watch(std::ostream& out, const RecordedDay::Watch& watch, const std::string& station,
                 minutes offset) {
  auto from = std::chrono::floor<minutes>(watch.from + offset);
  const auto to = std::chrono::ceil<minutes>(watch.to + offset);
  while (from < to) {
    const auto day = std::chrono::floor<days>(from);
    const auto end = std::min(to, std::chrono::time_point_cast<minutes>(day + days{1}));
    out << watch.unit.view() << ',' << station << ',' << dispatch::json::name_of(watch.kind) << ','
        << clock_of(from - day) << ',' << clock_of(end - day) << ',' << day_of(day) << '\n';
    from = end;
  }
}

OrFault<std::map<std::string, std::string>> stations_by_name(const std::filesystem::path& region) {
  constexpr std::array<std::string_view, 2> columns{"id", "name"};
  const auto list = List::open(region, "stations", columns);
  if (list.has_error()) return list.error();
  std::map<std::string, std::string> ids;
  for (const auto& row : list->rows()) ids.emplace(row["name"], row["id"]);
  return {boost::system::in_place_value, std::move(ids)};
}

}  // namespace

OrFault<std::vector<std::string>> write_lists(const std::filesystem::path& folder,
                                              const std::filesystem::path& region, const RecordedDay& day,
                                              TimePoint begins, minutes offset) {
  const auto stations = stations_by_name(region);
  if (stations.has_error()) return stations.error();
  std::set<std::string> gone;
  std::ofstream units{folder / "units.csv"};
  units << "id,station,kind,from,to,days\n";
  for (const auto& watch : day.watches) {
    const auto station = stations->find(watch.station.name);
    if (station == stations->end())
      gone.insert(std::string{watch.unit.view()} + " (" + watch.station.name + ")");
    else
      write_watch(units, watch, station->second, offset);
  }
  std::ofstream calls{folder / "calls.csv"};
  write_calls(calls, day, begins);
  if (!units.flush() || !calls.flush()) return Fault{"cannot write to " + folder.string()};
  std::vector<std::string> notes;
  for (const auto& unit : gone) notes.push_back("the region has no station any more of " + unit);
  return notes;
}

}  // namespace config
