#pragma once

#include <algorithm>
#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "tests/support/town.hpp"

namespace tests {

using namespace dispatch;

// All that a decision is.
inline std::string text_of(const OrRefusal<Decision>& decided) {
  if (decided.has_error()) return decided.error().message;
  auto text = json::text_of(decided->events) + decided->counter.value_or("");
  if (decided->not_before) json::write(text, *decided->not_before);
  for (const auto& basis : decided->rests_on) text += basis.id + "@" + std::to_string(basis.v);
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
    town.policy.sending = std::vector{after_20_s};
    town.with_ambulance("AMB-01", 2min)
        .with_ambulance("AMB-02", 4min)
        .with_moving(UnitKind::ambulance, "AMB-03", 6min);
    town.with(UnitKind::home_care, "HC-01", 3min).with(UnitKind::motorcycle, "MOT-01", 1min);
    for (const auto* name : {"RS-1", "RS-2"}) {
      const Facility made{id<FacilityId>(name), 0, name, "hospital", town.away(3min), {"poned"}};
      (void)town.says(siaga(), RegisterFacility{made});
    }
    Setup setup;
    setup.policy = town.policy;
    setup.posts =
        std::vector<Post>{{"POST-0", "Pasar", Town::centre()}, {"POST-1", "Timur", town.away(5min)}};
    REQUIRE(town.says(siaga(), ReadSetup{setup}).done());
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
    if (const auto* outcome = std::get_if<SayOutcome>(&wants); outcome != nullptr && one_in(3))
      return supervisor();
    if (const auto* answer = std::get_if<AnswerMove>(&wants); answer != nullptr && !one_in(3))
      return crew_of(answer->unit);
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
    names.reserve(map.size());
    for (const auto& [name, entity] : map) names.push_back(name);
    std::ranges::sort(names);
    return names[below(names.size())];
  }
  IncidentId incident() { return any_of(town.view().incidents()); }
  AssignmentId assignment() { return any_of(town.view().assignments()); }
  ClosureId closure() { return any_of(town.view().closures()); }
  FacilityId facility() { return any_of(town.view().facilities()); }
  std::optional<TrafficCause> some_cause() {
    return one_in(2) ? std::nullopt : std::optional{static_cast<TrafficCause>(below(4))};
  }
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
  std::optional<std::vector<IncidentId>> with_merged() {
    if (!one_in(3)) return std::nullopt;
    std::vector<IncidentId> all;
    for (const auto& [name, one] : town.view().incidents()) all.push_back(name);
    return all;
  }
  Triage some_triage() {
    auto some = triage(static_cast<Priority>(below(5)), static_cast<Needs>(below(3)));
    if (one_in(3)) some.age_months = below(one_in(9) ? 3000 : 1200);
    return some;
  }
  std::optional<Locality> some_locality() {
    if (one_in(2)) return std::nullopt;
    return Locality{Listed{"51.01.01.1006", "Baler Bale Agung"}, {}};
  }

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

  std::string post() { return "POST-" + std::to_string(below(one_in(10) ? 3 : 2)); }

  CommandBody what() {
    switch (below(41)) {
      case 0: {
        const auto when =
            one_in(4) ? std::optional{town.now() + std::chrono::seconds{below(200)}} : std::nullopt;
        return ReceiveIncident{Place{"here", pin(), {}, {}},
                               {},
                               one_in(3) ? std::nullopt : std::optional{some_triage()},
                               when,
                               some_locality()};
      }
      case 1:
        return LocateIncident{
            incident(), {one_in(3) ? "" : "there", pin(), some_radius(), {}}, {}, {}, some_locality()};
      case 2: return TriageIncident{incident(), some_triage()};
      case 3: return NoteIncident{incident(), "a dog"};
      case 4: {
        const auto kind = static_cast<EndingKind>(below(4));
        const auto into = kind == EndingKind::merged || one_in(9) ? std::optional{incident()} : std::nullopt;
        return one_in(2) ? CommandBody{NoteIncident{incident(), "a cat"}}
                         : EndIncident{incident(), kind, reason().value_or(""), into, with_merged()};
      }
      case 5: return ReopenIncident{incident(), reason().value_or("")};
      case 6: return ReassignUnit{assignment(), unit(), reason().value_or("")};
      case 7: {
        const auto state = one_in(2) ? DutyState::on : static_cast<DutyState>(below(3));
        return ChangeDuty{unit(), state, reason(), {}, std::vector<std::string>{"Putu"}};
      }
      case 8:
        return one_in(2) ? CommandBody{ExpireAssignment{assignment()}}
                         : MarkLate{assignment(), one_in(2) ? Lateness::delivery : Lateness::scene};
      case 9: return one_in(2) ? CommandBody{MarkDue{incident()}} : MarkOverdue{incident()};
      case 10:
        return one_in(4) ? CommandBody{ArchiveIncident{incident()}} : NoteIncident{incident(), "a bird"};
      case 11: return ProposePlace{incident(), {some_pin(), some_radius(), some_source(), {}}};
      case 12: return LinkIncident{incident(), id<LinkToken>("link-" + std::to_string(++links_))};
      case 13: return one_in(2) ? CommandBody{UnlinkIncident{incident()}} : of_countdown();
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
      case 34:
        return BindAssignment{assignment(), facility(), reason(),
                              one_in(2) ? std::nullopt : std::optional{AsOffered{1, 300, 900}}};
      case 35:
        return one_in(3)
                   ? CommandBody{CountBeds{facility(), {{static_cast<BedKind>(below(11)), below(9)}}}}
                   : ChangeFacilityStatus{facility(), static_cast<Traffic>(below(3)), some_cause(), reason()};
      case 36:
        return one_in(4) ? CommandBody{RetireFacility{facility()}} : ExpectPatient{assignment(), facility()};
      case 37: return MoveUnitUp{unit(), post()};
      case 39: return SayOutcome{assignment(), static_cast<OutcomeCode>(below(7)), reason()};
      case 40: return UnbindAssignment{assignment(), facility(), reason()};
      case 38: return AnswerMove{unit(), post(), static_cast<MoveAnswer>(below(4)), reason()};
      default: {
        const auto job = assignment();
        return StepAssignment{job, next_of(job), reason()};
      }
    }
  }

  CommandBody of_countdown() {
    switch (below(4)) {
      case 0: return StopSending{incident()};
      case 1: return EndCountdown{incident(), static_cast<IncidentCountdownEnded::Why>(1 + below(2))};
      case 2: return BeginCountdown{incident(), unit(), after_20_s, below(3)};
      default: return BeginCountdown{incident(), unit(), after_20_s, {}};
    }
  }

  static inline const SendingRule after_20_s{Priority::P1, SendingMode::after, {}, {}, 20s};
  std::mt19937 random_;
  std::vector<UnitId> units_;
  std::size_t links_ = 0;
};

}  // namespace tests
