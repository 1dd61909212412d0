#include <catch2/catch.hpp>
#include <map>

#include "dispatch/log/incident_state.hpp"
#include "tests/dispatch/rules/crowd.hpp"
#include "tests/support/seeds.hpp"

using namespace dispatch;
using namespace tests;

namespace {

void require_one_job_a_unit(const View& view) {
  std::map<UnitId, AssignmentId> open;
  for (const auto& [name, job] : view.assignments()) {
    REQUIRE(view.incident(job.incident) != nullptr);
    REQUIRE(std::ranges::count(view.incident(job.incident)->assignments, name) == 1);
    if (!assignment_life::is_finished(job.state)) REQUIRE(open.try_emplace(job.unit, name).second);
  }
  for (const auto& [name, unit] : view.units()) {
    REQUIRE(unit.assignment.has_value() == open.contains(name));
    if (unit.assignment) REQUIRE(open.at(name) == *unit.assignment);
  }
}

void require_that_states_follow(const View& view) {
  for (const auto& [name, incident] : view.incidents()) {
    const auto state = state_of(incident, view);
    const auto open = view.open_assignments(incident).size();
    for (const auto& job : incident.assignments) REQUIRE(view.assignment(job) != nullptr);
    REQUIRE((open > 0) == (state >= IncidentState::assigned && state <= IncidentState::at_destination));
    REQUIRE(incident.ending.has_value() == (state >= IncidentState::merged));
    if (state == IncidentState::due) REQUIRE(incident.due_at.has_value());
    if (state == IncidentState::scheduled) REQUIRE_FALSE(incident.due_at.has_value());
    if (const auto alarm = alarm_of(incident, view))
      REQUIRE((is_waiting(state) || alarm->kind == Alarm::Kind::lacks_units));
  }
}

std::map<IncidentId, IncidentState> states(const View& view) {
  std::map<IncidentId, IncidentState> all;
  for (const auto& [name, incident] : view.incidents()) all[name] = state_of(incident, view);
  return all;
}

template <class T>
bool holds(const std::vector<Event>& events, const IncidentId& incident) {
  return std::ranges::any_of(events, [&](const Event& event) {
    const auto* body = std::get_if<T>(&event.body);
    return body != nullptr && body->incident == incident;
  });
}

void require_that_incidents_went_a_possible_way(const std::map<IncidentId, IncidentState>& before,
                                                const View& view, const std::vector<Event>& events) {
  for (const auto& [name, was] : before) {
    const auto* incident = view.incident(name);
    if (incident == nullptr) {
      REQUIRE(incident_life::is_over(was));
      REQUIRE(holds<IncidentArchived>(events, name));
      continue;
    }
    const auto is = state_of(*incident, view);
    if (is == was) continue;
    CAPTURE(was, is);
    if (incident_life::is_over(was)) REQUIRE(holds<IncidentReopened>(events, name));
    if (is >= IncidentState::merged) REQUIRE(holds<IncidentEnded>(events, name));
    // By triage, when what was done turns out to be all that was needed.
    if (is == IncidentState::closed)
      REQUIRE((holds<AssignmentStepped>(events, name) || holds<IncidentTriaged>(events, name)));
    if (is == IncidentState::due && was == IncidentState::scheduled)
      REQUIRE(holds<IncidentFellDue>(events, name));
  }
}

bool is_by_rule(const Event& event) {
  return std::holds_alternative<IncidentLocated>(event.body) && event.by == "siaga";
}

// What was said is changed by people only, and so is a pin that a person has set.
void require_that_people_have_the_last_word(const std::map<IncidentId, Place>& before, const View& view,
                                            const std::vector<Event>& events) {
  for (const auto& event : events) {
    const auto* located = std::get_if<IncidentLocated>(&event.body);
    if (located == nullptr) continue;
    const auto& was = before.at(located->incident);
    const auto& is = view.incident(located->incident)->place;
    const bool is_the_same_pin = was.pin && is.pin == was.pin;
    if (is_the_same_pin)
      REQUIRE((is.confirmed_by == was.confirmed_by || (is.confirmed_by == event.by && event.by != "siaga")));
    else
      REQUIRE((is.confirmed_by == event.by) == (event.by != "siaga" && is.pin.has_value()));
    REQUIRE(is.confirmed_by.has_value() == is.confirmed_at.has_value());
    if (!was.text.empty()) REQUIRE_FALSE(is.text.empty());
    if (event.by == "siaga") REQUIRE(is.text == was.text);
    if (is_by_rule(event) && std::ranges::any_of(events, [](const Event& other) {
          return std::holds_alternative<IncidentPlaceProposed>(other.body);
        }))
      REQUIRE_FALSE(was.confirmed_by.has_value());
  }
}

void require_that_links_and_proposals_are_in_order(const View& view) {
  for (const auto& [name, incident] : view.incidents()) {
    REQUIRE(incident.proposals.size() <= 10);
    if (incident.link) {
      REQUIRE(view.linked(incident.link->token) == &incident);
      REQUIRE_FALSE(incident.ending.has_value());
    }
  }
}

std::map<IncidentId, Place> places(const View& view) {
  std::map<IncidentId, Place> all;
  for (const auto& [name, incident] : view.incidents()) all[name] = incident.place;
  return all;
}

void require_that_the_store_would_hold_the_same(const Decision& decision, const View& view) {
  for (const auto& change : decision.changes) {
    if (change.leaves || decision.counter) continue;
    const auto stored = std::visit([](const auto& entity) { return json::text_of(entity); }, change.after);
    const auto* incident = std::get_if<Incident>(&change.after);
    const auto* job = std::get_if<Assignment>(&change.after);
    const auto* unit = std::get_if<Unit>(&change.after);
    if (incident != nullptr) REQUIRE(stored == json::text_of(*view.incident(incident->id)));
    if (job != nullptr) REQUIRE(stored == json::text_of(*view.assignment(job->id)));
    if (unit != nullptr) REQUIRE(stored == json::text_of(*view.unit(unit->id)));
  }
}

// The replica hears no positions.
std::string without_positions(const View& view) {
  return Town::picture_of(Town::loaded_from(view));
}

void require_that_versions_count_up_by_one(const std::vector<Event>& log) {
  std::map<std::string, Version> last;
  for (const auto& event : log)
    for (const auto& touch : event.touches) REQUIRE(touch.v == ++last[touch.id]);
}

}  // namespace

TEST_CASE("whatever people press in whatever order, what must always hold holds") {
  const auto seed = GENERATE(seeds(8));
  CAPTURE(seed);
  Crowd crowd{seed};
  auto& town = crowd.town;
  std::size_t done = 0;
  std::size_t by_rule = 0;
  std::map<std::string_view, std::size_t> by_type;
  for (int i = 0; i < 3000; ++i) {
    crowd.time_goes_by();
    const auto asked = crowd.something();
    const auto who = crowd.somebody(asked.body);
    CAPTURE(i, asked.id.view(), asked.body.index());

    const auto decided = text_of(decide(town.view(), town.policy, who, asked, town.now()));
    REQUIRE(decided == text_of(decide(town.view(), town.policy, who, asked, town.now())));

    const auto before = states(town.view());
    const auto places_before = places(town.view());
    const auto log_before = town.log().size();
    const auto told = town.says(who, asked);
    if (!told.done()) {
      REQUIRE(town.log().size() == log_before);
      continue;
    }
    ++done;
    for (const auto& event : told.events) by_type[type_of(event)] += is_by_rule(event) ? 0U : 1U;
    by_rule += static_cast<std::size_t>(std::ranges::count_if(told.events, is_by_rule));
    REQUIRE(town.log().size() == log_before + told.events.size());
    REQUIRE_FALSE(told.events.empty());
    for (const auto& event : told.events) {
      REQUIRE(event.command == asked.id);
      REQUIRE(event.recorded == town.now());
      REQUIRE(crowd.replica.apply(event) == View::Outcome::applied);
      if (const auto* step = std::get_if<AssignmentStepped>(&event.body)) {
        CAPTURE(step->from, step->to);
        REQUIRE(assignment_life::allows(step->from, step->to));
      }
    }
    if (i % 10 == 0) REQUIRE(without_positions(town.view()) == without_positions(crowd.replica));
    require_one_job_a_unit(town.view());
    require_that_states_follow(town.view());
    require_that_incidents_went_a_possible_way(before, town.view(), told.events);
    require_that_people_have_the_last_word(places_before, town.view(), told.events);
    require_that_links_and_proposals_are_in_order(town.view());
    require_that_the_store_would_hold_the_same(town.decision(), town.view());
  }
  REQUIRE(done > 500);
  REQUIRE(by_rule > 0);
  for (const auto* type : {"incident.place_proposed", "incident.linked", "incident.unlinked"}) {
    CAPTURE(type);
    if (seed <= 8) REQUIRE(by_type[type] > 0);  // of more some come to none of a kind
  }
  require_that_versions_count_up_by_one(town.log());
  REQUIRE(town.picture() == town.replayed());
}
