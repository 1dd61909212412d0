#include "tests/support/city_calls.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <numbers>
#include <random>
#include <stdexcept>

#include "config/tables/csv.hpp"

namespace tests {
namespace {

using dispatch::seconds;
using dispatch::TimePoint;

constexpr seconds half_an_hour{1800};
constexpr seconds usual_job{4576};
constexpr double near_m = 250;
constexpr double far_m = 500;

int number_at(std::string_view text, std::size_t at, std::size_t length) {
  int number = -1;
  if (at + length <= text.size()) std::from_chars(text.data() + at, text.data() + at + length, number);
  return number;
}

// "12/31/2016 11:57:56 PM", in the city's time.
std::optional<TimePoint> time_of(const std::string& text) {
  using namespace std::chrono;
  const year_month_day day{year{number_at(text, 6, 4)}, month{static_cast<unsigned>(number_at(text, 0, 2))},
                           std::chrono::day{static_cast<unsigned>(number_at(text, 3, 2))}};
  if (text.size() != 22 || !day.ok()) return std::nullopt;
  const auto hour = number_at(text, 11, 2) % 12 + (text[20] == 'P' ? 12 : 0);
  return sys_days{day} + hours{hour} + minutes{number_at(text, 14, 2)} + seconds{number_at(text, 17, 2)};
}

// "(37.745858648581, -122.456664252061)"
std::optional<geo::Position> position_of(const std::string& text) {
  double lat = 0;
  double lon = 0;
  const auto comma = text.find(", ");
  if (comma == std::string::npos) return std::nullopt;
  std::from_chars(text.data() + 1, text.data() + comma, lat);
  std::from_chars(text.data() + comma + 2, text.data() + text.size(), lon);
  const auto at = geo::Position::from({.lat = lat, .lon = lon});
  return at.has_error() || lat == 0 ? std::nullopt : std::optional{*at};
}

struct Pin {
  geo::Position at;
  double uncertainty_m = 0;
};

// The same number of chances are taken for each call, whatever pins there are.
std::vector<std::optional<Pin>> pins_of(const std::vector<CityCall>& calls, Pins pins, unsigned seed) {
  std::mt19937 random{seed};
  const auto chance = [&] { return (static_cast<double>(random()) + 0.5) / 4294967296.0; };
  std::vector<std::optional<Pin>> all;
  for (const auto& call : calls) {
    const auto kind = chance();
    const auto turn = 2 * std::numbers::pi * chance();
    const auto errors = std::sqrt(-2 * std::log(chance())) / std::sqrt(2 * std::log(10.0));
    auto radius = pins == Pins::within_50_m ? 50.0 : 400.0;
    if (pins == Pins::mixed && kind < 1.0 / 3) radius = 50;
    if (pins == Pins::none || (pins == Pins::mixed && kind > 2.0 / 3)) {
      all.emplace_back(std::nullopt);
      continue;
    }
    const auto off = radius * errors / 111'195;
    const auto narrow = std::cos(call.at.lat() * std::numbers::pi / 180);
    const auto at = geo::Position::from(
        {.lat = call.at.lat() + off * std::sin(turn), .lon = call.at.lon() + off * std::cos(turn) / narrow});
    all.emplace_back(Pin{*at, radius});
  }
  return all;
}

dispatch::Place place_of(const CityCall& call, const std::optional<Pin>& pin) {
  dispatch::Place place;
  place.text = call.text;
  if (!pin) return place;
  place.pin = pin->at;
  place.uncertainty_m = geo::Metres{pin->uncertainty_m};
  return place;
}

dispatch::IncidentId id_of(std::size_t call) {
  return *dispatch::IncidentId::from("call-" + std::to_string(call));
}
std::size_t call_of(const dispatch::IncidentId& id) {
  return static_cast<std::size_t>(number_at(id.view(), 5, id.view().size() - 5));
}

dispatch::Incident incident_of(std::size_t number, const CityCall& call, const std::optional<Pin>& pin) {
  dispatch::Incident incident;
  incident.id = id_of(number);
  incident.v = 1;
  incident.number = std::to_string(number);
  incident.place = place_of(call, pin);
  incident.triage = dispatch::Triage{};
  incident.triage->complaint = call.complaint;
  incident.received_at = call.received;
  return incident;
}

void mark(DuplicateMarks& marks, const std::vector<dispatch::Hint>& hints, const std::vector<CityCall>& calls,
          const std::vector<std::optional<Pin>>& pins, std::size_t caller) {
  for (const auto& hint : hints) {
    const auto other = call_of(hint.incident);
    const auto away = geo::distance(calls[caller].at, calls[other].at).count();
    const bool is_near_pair = away <= near_m && pins[caller] && pins[other];
    ++marks.hints;
    marks.likely += hint.likely ? 1 : 0;
    marks.far_hints += away > far_m ? 1 : 0;
    marks.far_likely += hint.likely && away > far_m ? 1 : 0;
    marks.found += is_near_pair ? 1 : 0;
    marks.found_likely += is_near_pair && hint.likely ? 1 : 0;
  }
}

}  // namespace

std::vector<CityCall> city_calls(const std::filesystem::path& file, int days) {
  constexpr std::array<std::string_view, 6> columns{"Call Number",    "Call Type", "Received DtTm",
                                                    "Available DtTm", "Address",   "Location"};
  const auto rows = config::read_csv(file, columns);
  if (rows.has_error()) throw std::runtime_error{rows.error().what};
  std::map<std::string, CityCall> by_number;  // a row is a unit's part in a call
  for (const auto& row : *rows) {
    const auto& type = row["Call Type"];
    const auto received = time_of(row["Received DtTm"]);
    const auto at = position_of(row["Location"]);
    if ((type != "Medical Incident" && type != "Traffic Collision") || !received || !at) continue;
    auto& call = by_number.try_emplace(row["Call Number"], CityCall{*received, {}, row["Address"], type, *at})
                     .first->second;
    const auto free = time_of(row["Available DtTm"]).value_or(*received + usual_job);
    call.leaves = std::max(call.leaves, free + half_an_hour);
  }
  std::vector<CityCall> all;
  for (auto& [number, call] : by_number) all.push_back(std::move(call));
  std::ranges::stable_sort(all, {}, &CityCall::received);
  if (all.empty()) throw std::runtime_error{file.string() + " has no medical calls"};
  const auto end = std::chrono::floor<std::chrono::days>(all.front().received) + std::chrono::days{days};
  std::erase_if(all, [&](const CityCall& call) { return call.received >= end; });
  return all;
}

DuplicateMarks mark_duplicates(const std::vector<CityCall>& calls, Pins pins, unsigned seed) {
  const auto told = pins_of(calls, pins, seed);
  DuplicateMarks marks;
  marks.calls = calls.size();
  for (std::size_t caller = 0; caller < calls.size(); ++caller) {
    const auto now = calls[caller].received;
    dispatch::View view;
    for (std::size_t other = 0; other < caller; ++other) {
      if (calls[other].leaves > now) view.load(incident_of(other, calls[other], told[other]));
      const bool is_recent = now - calls[other].received <= half_an_hour;
      const bool have_pins = told[caller] && told[other];
      if (is_recent && have_pins && geo::distance(calls[caller].at, calls[other].at).count() <= near_m)
        ++marks.near_pairs;
    }
    const dispatch::Calling call{{}, place_of(calls[caller], told[caller]), {}, calls[caller].complaint};
    mark(marks, dispatch::hints_for(view, call, now), calls, told, caller);
  }
  return marks;
}

Bound bound_by_distance(const std::vector<CityCall>& calls, Pins pins, unsigned seed) {
  struct Pair {
    double told_m, truly_m;
  };
  const auto told = pins_of(calls, pins, seed);
  std::vector<Pair> pairs;
  for (std::size_t later = 0; later < calls.size(); ++later)
    for (std::size_t other = 0; other < later; ++other)
      if (told[later] && told[other] && calls[later].received - calls[other].received <= half_an_hour)
        pairs.push_back({geo::distance(told[later]->at, told[other]->at).count(),
                         geo::distance(calls[later].at, calls[other].at).count()});
  std::ranges::sort(pairs, {}, &Pair::told_m);
  const auto all_near = std::ranges::count_if(pairs, [](const Pair& pair) { return pair.truly_m <= near_m; });
  std::ptrdiff_t near = 0;
  std::ptrdiff_t far = 0;
  std::ptrdiff_t within = 0;
  for (const auto& pair : pairs) {
    ++within;
    if (pair.truly_m <= near_m) ++near;
    if (pair.truly_m > far_m) ++far;
    if (near * 100 >= all_near * 95)
      return {pair.told_m, static_cast<double>(far) / static_cast<double>(within)};
  }
  return {};
}

}  // namespace tests
