#include "dispatch/people/caller.hpp"

#include <algorithm>
#include <tuple>

#include "dispatch/log/incident_state.hpp"
#include "dispatch/log/proposals.hpp"
#include "dispatch/model/json.hpp"
#include "dispatch/rules/locating.hpp"

namespace dispatch {
namespace {

constexpr std::string_view by_caller = "caller";
constexpr seconds says_it_again{15};
constexpr double clearly_better = 0.8;  // of the radius before

struct FixFields {
  double lat = 0;
  double lon = 0;
  geo::Metres accuracy_m;
  std::optional<TimePoint> at;
  std::optional<bool> with_patient;
};
BOOST_DESCRIBE_STRUCT(FixFields, (), (lat, lon, accuracy_m, at, with_patient))

std::int64_t age(TimePoint of, TimePoint now) {
  return std::max<std::int64_t>(0, std::chrono::duration_cast<seconds>(now - of).count());
}

// The browser's radius holds the truth in 95 of 100 cases, ours in 90: for a normal error in two dimensions
// sqrt(ln 0.10 / ln 0.05) of it. Some devices say 0 where they do not know.
geo::Metres radius_of_90(geo::Metres radius_of_95) {
  constexpr geo::Metres no_phone_is_better{3};
  if (radius_of_95 <= geo::Metres{0}) return unsaid_accuracy;
  return std::max(no_phone_is_better, radius_of_95 * 0.877);
}

// A fix is younger than its link and not of the future; a clock that says otherwise is not believed.
TimePoint made_at(const CallerFix& fix, const CallerLink& link, TimePoint now) {
  const bool is_possible = fix.at && *fix.at >= link.made_at && *fix.at <= now;
  return is_possible ? *fix.at : now;
}

// A fix through an earlier link may be another phone's.
const Proposal* last_heard(const Incident& incident) {
  const auto* last = find(incident.proposals, by_caller_link, by_caller);
  return last != nullptr && incident.link && last->at >= incident.link->made_at ? last : nullptr;
}

Refusal bad_fix(std::string_view field, std::string_view wanted) {
  return {Errc::bad_field,
          std::string{field} + " should be " + std::string{wanted},
          {{"field", std::string{field}}}};
}

Help help_of(IncidentState state) {
  switch (state) {
    case IncidentState::assigned: return Help::help_arranged;
    case IncidentState::responding: return Help::on_its_way;
    case IncidentState::on_scene:
    case IncidentState::transporting:
    case IncidentState::at_destination: return Help::arrived;
    default: return incident_life::is_over(state) ? Help::over : Help::waiting;
  }
}

CallerState::Coming coming(std::span<const Arrival> arrivals, const AssignmentId& job, const Fix& fix,
                           TimePoint now) {
  CallerState::Coming coming{fix.where.lat(), fix.where.lon(), age(fix.at, now), {}};
  const auto arrival = std::ranges::find(arrivals, job, &Arrival::assignment);
  if (arrival != arrivals.end() && arrival->at && !arrival->facility)
    coming.eta_s = std::max(seconds{}, std::chrono::duration_cast<seconds>(*arrival->at - now)).count();
  return coming;
}

bool arrives_before(const CallerState::Coming& a, const CallerState::Coming& b) {
  return std::tuple{!a.eta_s, a.eta_s, a.age_s} < std::tuple{!b.eta_s, b.eta_s, b.age_s};
}

std::optional<CallerState::Coming> first_coming(const View& view, std::span<const Arrival> arrivals,
                                                const Incident& incident, TimePoint now) {
  std::optional<CallerState::Coming> first;
  for (const auto* job : view.open_assignments(incident)) {
    const auto* fix = view.fix(job->unit);
    // Nobody is told of an ambulance at the corner that may be in the next town.
    if (job->state != AssignmentState::en_route || fix == nullptr || fix->doubt) continue;
    const auto one = coming(arrivals, job->id, *fix, now);
    if (!first || arrives_before(one, *first)) first = one;
  }
  return first;
}

// Until the phone has answered, or a person knows better.
std::optional<Question> asks_of(const Incident& incident) {
  const auto* last = last_heard(incident);
  const bool is_doubtful = last != nullptr && (last->outside_m || last->from_said_m);
  if (!is_doubtful || last->with_patient || incident.place.confirmed_by) return std::nullopt;
  return Question::with_patient;
}

}  // namespace

OrRefusal<CallerFix> read_caller_fix(std::string_view text) {
  boost::system::error_code error;
  const auto value = boost::json::parse(text, error);
  if (error) return Refusal{Errc::bad_json, "this is not JSON: " + error.message(), {}};
  FixFields fields;
  json::FieldError why;
  if (!json::read(value, fields, why)) return bad_fix(why.path.empty() ? "the body" : why.path, why.wanted);
  const auto where = geo::Position::from({.lat = fields.lat, .lon = fields.lon});
  if (where.has_error()) return bad_fix("lat and lon", "a place on earth: lat -90 to 90, lon -180 to 180");
  if (is_nowhere({}, *where)) return bad_fix("lat and lon", "where the phone is, not 0, 0");
  if (fields.accuracy_m >= geo::half_round_the_earth) return bad_fix("accuracy_m", "a length on the earth");
  return CallerFix{*where, fields.accuracy_m, fields.at, fields.with_patient};
}

std::optional<Command> heard(const Incident& incident, const CallerFix& fix, CommandId id, TimePoint now) {
  if (!incident.link) return std::nullopt;
  auto at = made_at(fix, *incident.link, now);
  const auto radius = radius_of_90(fix.accuracy_m);
  HearCaller said{incident.link->token, fix.where, radius, fix.with_patient};
  if (const auto* last = last_heard(incident)) {
    const bool answers = fix.with_patient && fix.with_patient != last->with_patient;
    if (!said.with_patient) said.with_patient = last->with_patient;
    // A phone that is late by its clock is not silent; nor is one whose last word was before ours was set
    // back. But what it said before the last word was overtaken by it.
    const bool is_silent = now < last->at || now - last->at >= says_it_again;
    said.is_overtaken = at < last->at && !is_silent;
    if (at < last->at) at = is_silent ? now : last->at;
    const bool says_more = answers || radius <= last->uncertainty_m * clearly_better ||
                           has_moved(last->pin, fix.where, radius) || at - last->at >= says_it_again;
    if (!says_more) return std::nullopt;
  }
  return Command{id, at, std::nullopt, std::move(said)};
}

CallerState caller_state(const View& view, std::span<const Arrival> arrivals, const Incident& incident,
                         TimePoint now) {
  CallerState state{help_of(state_of(incident, view)), {}, {}};
  // Who has arrived is seen, and where the patient is taken is not the link's to show.
  if (state.status == Help::on_its_way) state.unit = first_coming(view, arrivals, incident, now);
  if (const auto* last = last_heard(incident))
    state.heard = CallerState::Heard{last->uncertainty_m, age(last->at, now)};
  state.asks = asks_of(incident);
  return state;
}

std::string text_of(const CallerState& state, std::string_view region_title, TimePoint now) {
  std::string out;
  {
    json::Object object{out};
    object.field("status", state.status).field("region_title", region_title);
    if (state.unit) {
      json::Object unit{object.begin("unit")};
      unit.field("lat", state.unit->lat).field("lon", state.unit->lon).field("age_s", state.unit->age_s);
      if (state.unit->eta_s)
        unit.field("eta_s", state.unit->eta_s);
      else
        unit.begin("eta_s") += "null";
    } else {
      object.begin("unit") += "null";
    }
    if (state.heard) {
      json::Object heard{object.begin("heard")};
      heard.field("uncertainty_m", state.heard->uncertainty_m).field("age_s", state.heard->age_s);
    } else {
      object.begin("heard") += "null";
    }
    object.field("asks", state.asks);
    object.field("server_time", now);
  }
  return out;
}

}  // namespace dispatch
