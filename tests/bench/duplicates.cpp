#include <algorithm>
#include <array>

#include "tests/bench/benches.hpp"
#include "tests/bench/support.hpp"
#include "tests/labelled/labelled.hpp"
#include "tests/support/city_calls.hpp"

// How many of a city's calls that are near each other in place and time are found to be so, and how many
// others are taken for them; and how long that takes with hundreds of open incidents.
namespace bench {
namespace {

using tests::Pins;

double percent(std::size_t part, std::size_t of) {
  return 100.0 * static_cast<double>(part) / static_cast<double>(std::max<std::size_t>(of, 1));
}

void add(tests::DuplicateMarks& all, const tests::DuplicateMarks& one) {
  all.calls += one.calls;
  all.near_pairs += one.near_pairs;
  all.found += one.found;
  all.found_likely += one.found_likely;
  all.hints += one.hints;
  all.far_hints += one.far_hints;
  all.likely += one.likely;
  all.far_likely += one.far_likely;
}

void print_share(const std::string& what, std::size_t part, std::size_t of, Line::Target target, double aim) {
  if (of == 0) return;
  print({what + " (of " + std::to_string(of) + ")", text_of(percent(part, of), " %"), "", percent(part, of),
         target, aim, " %"});
}

void measure(const std::string& name, const std::vector<tests::CityCall>& calls, Pins pins) {
  constexpr unsigned seeds = 3;
  tests::DuplicateMarks marks;
  for (unsigned seed = 1; seed <= seeds; ++seed) add(marks, tests::mark_duplicates(calls, pins, seed));
  print_share(name + ": within 250 m, found", marks.found, marks.near_pairs, Line::Target::at_least, 95);
  print_share(name + ": said to be likely", marks.found_likely, marks.near_pairs, Line::Target::none, 0);
  print_share(name + ": hints over 500 m away", marks.far_hints, marks.hints, Line::Target::at_most, 5);
  print_share(name + ": likely ones over 500 m away", marks.far_likely, marks.likely, Line::Target::at_most,
              5);
  if (pins == Pins::none) return;
  const auto bound = tests::bound_by_distance(calls, pins, 1);
  say("by distance alone: 95 % of them lie within " + text_of(bound.reach_m, " m") + ", and " +
      text_of(100 * bound.far_share, " %") + " of what does is over 500 m away");
}

// All calls of three days open at once, half of them recent.
void measure_speed(const std::vector<tests::CityCall>& calls) {
  dispatch::View view;
  const auto now = calls.front().received;
  const std::size_t open = std::min<std::size_t>(calls.size(), 500);
  for (std::size_t i = 0; i < open; ++i) {
    dispatch::Incident incident;
    incident.id = *dispatch::IncidentId::from("call-" + std::to_string(i));
    incident.place.text = calls[i].text;
    incident.place.pin = calls[i].at;
    incident.received_at = now - std::chrono::seconds{i * 7};
    view.load(std::move(incident));
  }
  Times times;
  for (std::size_t i = 0; i < unless_quick<std::size_t>(300, 20); ++i) {
    dispatch::Calling call;
    call.place.text = calls[i].text + ", motor jatuh, tolong cepat, dekat jembatan Pohsanten";
    const auto begin = Clock::now();
    const auto hints = dispatch::hints_for(view, call, now);
    times.add(Clock::now() - begin);
  }
  print({"one call against " + std::to_string(open) + " on the boards, p99",
         text_of(times.percentile(99) / 1000, " ms"), "", times.percentile(99) / 1000, Line::Target::at_most,
         5, " ms"});
}

}  // namespace

void duplicates() {
  print_head("duplicates: three days of a city's medical calls");
  const auto data = tests::shared_data();
  if (!data) return say("needs ../shared/data beside the checkout: not measured");
  const auto calls = tests::city_calls(*data / "calls/sf_fire_calls_2016-12.csv", 3);
  say(std::to_string(calls.size()) + " calls, three times over with other errors of the pins");
  measure("pins of 50 m", calls, Pins::within_50_m);
  measure("pins of 400 m", calls, Pins::within_400_m);
  measure("no pins", calls, Pins::none);
  measure("a third of each", calls, Pins::mixed);
  measure_speed(calls);
}

}  // namespace bench
