#include "config/calls.hpp"

#include <array>

#include "config/tables/csv.hpp"
#include "dispatch/model/json.hpp"

namespace config {
namespace {

using dispatch::Fault;
using dispatch::OrFault;

std::optional<double> optional_number(const Row& row, std::string_view column,
                                      const std::filesystem::path& file) {
  const auto number = number_in(row, column, file);
  return number.has_value() ? std::optional{*number} : std::nullopt;
}

OrFault<dispatch::SimulatedCall> call_from(const Row& row, const std::filesystem::path& file) {
  const auto wrong = [&](const std::string& what) {
    return Fault{file.string() + ", line " + std::to_string(row.line) + ": " + what};
  };
  const auto received = number_in(row, "received_s", file);
  if (received.has_error()) return received.error();
  constexpr double a_year = 366 * 86400.0;
  if (!(*received >= 0 && *received <= a_year)) return wrong("received_s should be 0 to a year of seconds");
  const auto where = position_in(row, file);
  if (where.has_error()) return where.error();
  const auto priority = dispatch::json::enum_from<dispatch::Priority>(row["priority"]);
  if (!priority) return wrong("priority should be P0 to P4, not " + row["priority"]);
  const auto needs = dispatch::json::enum_from<dispatch::Needs>(row["needs"]);
  if (!needs) return wrong("needs should be ambulance, home_care or either, not " + row["needs"]);
  dispatch::SimulatedCall call;
  call.received = dispatch::seconds{static_cast<std::int64_t>(*received)};
  call.place = row["complaint"];
  call.where = *where;
  call.triage = {*priority, *needs, row["complaint"], std::nullopt};
  call.transport = row["transport"] == "yes";
  call.recorded_dispatch = optional_number(row, "recorded_dispatch_s", file);
  call.recorded_en_route = optional_number(row, "recorded_enroute_s", file);
  call.recorded_on_scene = optional_number(row, "recorded_onscene_s", file);
  return call;
}

}  // namespace

OrFault<std::vector<dispatch::SimulatedCall>> load_calls(const std::filesystem::path& file) {
  constexpr std::array<std::string_view, 7> columns{"received_s", "lat",       "lon",      "priority",
                                                    "needs",      "complaint", "transport"};
  const auto rows = read_csv(file, columns);
  if (rows.has_error()) return rows.error();
  std::vector<dispatch::SimulatedCall> calls;
  for (const auto& row : *rows) {
    auto call = call_from(row, file);
    if (call.has_error()) return call.error();
    if (!calls.empty() && call->received < calls.back().received)
      return Fault{file.string() + ", line " + std::to_string(row.line) + ": received_s goes back in time"};
    calls.push_back(std::move(*call));
  }
  return calls;
}

OrFault<std::vector<dispatch::SimulatedCall>> calls_of(const Values& settings, const Region& region) {
  constexpr dispatch::seconds a_week{7 * 86400};
  if (const auto& file = settings.text("calls"); !file.empty()) return load_calls(file);
  std::vector<dispatch::SimulatedPlace> places;
  for (const auto& place : region.places) places.push_back({place.name, place.where});
  dispatch::CallHabits habits;
  habits.calls_an_hour = settings.number("calls_an_hour");
  return dispatch::simulated_calls(places, habits, a_week,
                                   static_cast<std::uint64_t>(settings.whole("seed")));
}

}  // namespace config
