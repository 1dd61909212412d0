#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <random>

#include "dispatch/log/incident_state.hpp"
#include "tests/support/town.hpp"

using namespace dispatch;
using namespace tests;

namespace {

std::string text_of(const OrRefusal<Decision>& decided) {
  if (decided.has_error()) return decided.error().message;
  auto text = json::text_of(decided->events) + decided->counter.value_or("");
  if (decided->not_before) json::write(text, *decided->not_before);
  for (const auto& change : decided->changes) {
    text += std::to_string(change.expected) + (change.leaves ? "leaves" : "stays");
    std::visit([&](const auto& entity) { json::write(text, entity); }, change.after);
  }
  return text;
}

// People who press anything at any time, some of it sensible.
class Crowd {
 public:
  explicit Crowd(std::uint32_t seed) : random_{seed} {
    town.policy.archive_after = 300s;
    town.with_ambulance("AMB-01", 2min)
        .with_ambulance("AMB-02", 4min)
        .with_moving(UnitKind::ambulance, "AMB-03", 6min);
    town.with(UnitKind::home_care, "HC-01", 3min).with(UnitKind::motorcycle, "MOT-01", 1min);
    for (const auto& [name, unit] : town.view().units()) units_.push_back(name);
    std::ranges::sort(units_);
    for (const auto& event : town.log()) replica.apply(event);
  }

  Command something() {
    auto asked = town.command(what());
    if (one_in(6)) asked.at = town.now() + std::chrono::seconds{below(300)} - 170s;
    if (one_in(10)) asked.if_version = below(6);
    return asked;
  }
  Actor somebody(const CommandBody& wants) {
    if (one_in(8)) return supervisor();
    if (one_in(8)) return crew_of(unit());
    if (std::holds_alternative<HearCaller>(wants)) return caller();
    if (wants.index() >= std::variant_size_v<ClientCommand>) return siaga();
    if (const auto* step = std::get_if<StepAssignment>(&wants); step != nullptr && !one_in(3))
      if (const auto* job = town.view().assignment(step->assignment)) return crew_of(job->unit);
    return one_in(3) ? siaga() : operator_ayu();
  }
  void time_goes_by() {
    town.passes(std::chrono::milliseconds{one_in(3) ? 0 : below(20'000)});
    if (one_in(40)) town.passes(100s);
  }
  std::size_t below(std::size_t end) { return random_() % end; }
  bool one_in(std::size_t n) { return below(n) == 0; }

  Town town;
  View replica;  // a node that reads the log and nothing else

 private:
  UnitId unit() { return one_in(30) ? id("AMB-99") : units_[below(units_.size())]; }
  template <class Map>
  auto any_of(const Map& map) {
    using Name = typename Map::key_type;
    if (map.empty() || one_in(30)) return id<Name>("nothing");
    std::vector<Name> names;
    for (const auto& [name, entity] : map) names.push_back(name);
    std::ranges::sort(names);
    return names[below(names.size())];
  }
  IncidentId incident() { return any_of(town.view().incidents()); }
  AssignmentId assignment() { return any_of(town.view().assignments()); }
  ClosureId closure() { return any_of(town.view().closures()); }
  std::optional<std::string> reason() {
    return one_in(3) ? std::nullopt : std::optional<std::string>{one_in(8) ? " " : "so"};
  }
  std::optional<geo::Position> pin() {
    const auto to_a_centimetre = [](double degrees) { return std::round(degrees * 1e7) / 1e7; };
    const auto where = town.away(std::chrono::minutes{below(9)});
    return one_in(5) ? std::nullopt
                     : std::optional{at(to_a_centimetre(where.lat()), to_a_centimetre(where.lon()))};
  }
  geo::Position some_pin() { return pin().value_or(Town::centre()); }
  geo::Metres some_radius() { return geo::Metres{static_cast<double>(below(200))}; }
  std::string some_source() { return one_in(2) ? "aml" : "gazetteer"; }
  Triage some_triage() { return triage(static_cast<Priority>(below(5)), static_cast<Needs>(below(3))); }

  AssignmentState next_of(const AssignmentId& name) {
    const auto any = static_cast<AssignmentState>(below(15));
    const auto* job = town.view().assignment(name);
    if (job == nullptr || one_in(5)) return any;
    for (int tried = 0; tried < 30; ++tried) {
      const auto to = static_cast<AssignmentState>(below(one_in(5) ? 15 : 11));
      if (assignment_life::allows(job->state, to)) return to;
    }
    return any;
  }

  CommandBody what() {
    switch (below(34)) {
      case 0: {
        const auto when =
            one_in(4) ? std::optional{town.now() + std::chrono::seconds{below(200)}} : std::nullopt;
        return ReceiveIncident{
            Place{"here", pin(), {}, {}}, {}, one_in(3) ? std::nullopt : std::optional{some_triage()}, when};
      }
      case 1: return LocateIncident{incident(), {one_in(3) ? "" : "there", pin(), some_radius(), {}}};
      case 2: return TriageIncident{incident(), some_triage()};
      case 3: return NoteIncident{incident(), "a dog"};
      case 4: {
        const auto kind = static_cast<EndingKind>(below(4));
        const auto into = kind == EndingKind::merged || one_in(9) ? std::optional{incident()} : std::nullopt;
        return one_in(2) ? CommandBody{NoteIncident{incident(), "a cat"}}
                         : EndIncident{incident(), kind, reason().value_or(""), into};
      }
      case 5: return ReopenIncident{incident(), reason().value_or("")};
      case 6: return ReassignUnit{assignment(), unit(), reason().value_or("")};
      case 7: {
        const auto state = one_in(2) ? DutyState::on : static_cast<DutyState>(below(3));
        return ChangeDuty{unit(), state, reason(), {}, std::vector<std::string>{"Putu"}};
      }
      case 8: return ExpireAssignment{assignment()};
      case 9: return one_in(2) ? CommandBody{MarkDue{incident()}} : MarkOverdue{incident()};
      case 10:
        return one_in(4) ? CommandBody{ArchiveIncident{incident()}} : NoteIncident{incident(), "a bird"};
      case 11: return ProposePlace{incident(), {some_pin(), some_radius(), some_source(), {}}};
      case 12: return LinkIncident{incident(), id<LinkToken>("link-" + std::to_string(++links_))};
      case 13: return one_in(4) ? CommandBody{UnlinkIncident{incident()}} : NoteIncident{incident(), "a cow"};
      case 14:
      case 15:
        return HearCaller{
            id<LinkToken>("link-" + std::to_string(links_ - below(std::min(links_ + 1, std::size_t{4})))),
            some_pin(), some_radius()};
      case 16:
      case 17:
      case 18:
      case 19:
        return DispatchUnit{incident(), unit(), one_in(3) ? std::optional{true} : std::nullopt, reason()};
      case 30:
      case 31:
        return CloseRoad{{some_pin()}, reason().value_or(""), town.now() + std::chrono::seconds{below(300)}};
      case 32: return ExtendClosure{closure(), town.now() + std::chrono::seconds{below(300)}};
      case 33: return one_in(2) ? CommandBody{OpenRoad{closure()}} : EndClosure{closure()};
      default: {
        const auto job = assignment();
        return StepAssignment{job, next_of(job), reason()};
      }
    }
  }

  std::mt19937 random_;
  std::vector<UnitId> units_;
  std::size_t links_ = 0;
};

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
    if (alarm_of(incident, view)) REQUIRE(is_waiting(state));
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
    if (is == IncidentState::closed) REQUIRE(holds<AssignmentStepped>(events, name));
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
  View same;
  for (const auto& [name, one] : view.incidents()) same.load(one);
  for (const auto& [name, one] : view.assignments()) same.load(one);
  for (const auto& [name, one] : view.units()) same.load(one);
  return Town::picture_of(same);
}

void require_that_versions_count_up_by_one(const std::vector<Event>& log) {
  std::map<std::string, Version> last;
  for (const auto& event : log)
    for (const auto& touch : event.touches) REQUIRE(touch.v == ++last[touch.id]);
}

}  // namespace

TEST_CASE("whatever people press in whatever order, what must always hold holds") {
  const auto seed = GENERATE(range(1U, 9U));
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
    REQUIRE(by_type[type] > 0);
  }
  require_that_versions_count_up_by_one(town.log());
  REQUIRE(town.picture() == town.replayed());
}
