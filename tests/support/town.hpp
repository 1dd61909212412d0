#pragma once

#include <catch2/catch.hpp>
#include <chrono>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "dispatch/choose/recommend.hpp"
#include "dispatch/log/incident_state.hpp"
#include "dispatch/model/json.hpp"
#include "dispatch/rules/decide.hpp"
#include "dispatch/show/picture.hpp"

// A district in memory, for tests that read like stories: units on duty so many minutes from where people
// call, a desk that decides, and a log that is applied entry by entry, each through its text, as a node does.
namespace tests {

using namespace std::chrono_literals;
using dispatch::AssignmentId;
using dispatch::AssignmentState;
using dispatch::IncidentId;
using dispatch::TimePoint;
using dispatch::UnitId;
using dispatch::UnitKind;

template <class Id = UnitId>
Id id(std::string_view text) {
  return Id::from(text).value();
}
geo::Position at(double lat, double lon);

dispatch::Triage triage(dispatch::Priority priority, dispatch::Needs needs = dispatch::Needs::ambulance);

dispatch::Actor operator_ayu();
dispatch::Actor crew_of(UnitId unit);
dispatch::Actor supervisor();
dispatch::Actor siaga();
dispatch::Actor caller();  // through a link

// What somebody was told of what they asked for.
struct Told {
  std::optional<dispatch::Refusal> refused;
  std::vector<dispatch::Event> events;

  [[nodiscard]] bool done() const { return !refused.has_value(); }
  [[nodiscard]] std::optional<dispatch::Errc> refusal() const;
  [[nodiscard]] std::string message() const { return refused ? refused->message : std::string{}; }
  [[nodiscard]] std::string detail(const std::string& name) const;
};

class Town {
 public:
  Town();

  // Where people call from, unless they say another place.
  static geo::Position centre();
  // So far east of the centre that an ambulance drives this long, turnout not counted.
  [[nodiscard]] geo::Position away(std::chrono::minutes drive) const;

  // On duty, standing at its station, seen just now.
  Town& with(UnitKind kind, std::string_view unit, std::chrono::minutes away);
  Town& with_ambulance(std::string_view unit, std::chrono::minutes away) {
    return with(UnitKind::ambulance, unit, away);
  }
  // The same for one that is on the road, far from its station.
  Town& with_moving(UnitKind kind, std::string_view unit, std::chrono::minutes away);

  // Time goes by; whoever is on duty and not silent reports its position again.
  Town& passes(dispatch::milliseconds time);
  // Time goes by, and Siaga does what has waited long enough.
  Town& waits(dispatch::milliseconds time);
  void reports(std::string_view unit, geo::Position where, double speed_mps = 0);
  void hears(const dispatch::Fix& fix);
  void falls_silent(std::string_view unit) { silent_.insert(id(unit)); }

  // Somebody asks for something; done at once, or refused and nothing changed. The command's own name is
  // found under `last`.
  Told says(const dispatch::Actor& who, dispatch::CommandBody what, std::optional<TimePoint> when = {},
            std::optional<dispatch::Version> if_version = {});
  Told says(const dispatch::Actor& who, const dispatch::Command& command);
  [[nodiscard]] dispatch::Command command(dispatch::CommandBody what);

  // Shorter, for stories. Those that return an id are taken to be done.
  IncidentId calls(dispatch::Priority priority, std::string_view from = "behind the market");
  IncidentId calls(const dispatch::ReceiveIncident& what);
  AssignmentId sends(const IncidentId& incident, std::string_view unit);
  Told tries_to_send(const IncidentId& incident, std::string_view unit, std::string_view reason = "",
                     bool divert = false);
  Told presses(std::string_view unit, AssignmentState to, std::string_view reason = "");
  Told duty(std::string_view unit, dispatch::DutyState state, std::string_view reason = "");

  [[nodiscard]] dispatch::Recommendation proposal(const IncidentId& incident) const;
  [[nodiscard]] std::vector<std::string> proposed(const IncidentId& incident) const;

  [[nodiscard]] dispatch::IncidentState state(const IncidentId& incident) const;
  [[nodiscard]] std::optional<dispatch::Alarm::Kind> alarm(const IncidentId& incident) const;
  [[nodiscard]] const dispatch::Incident& incident(const IncidentId& incident) const;
  [[nodiscard]] const dispatch::Assignment& assignment(const AssignmentId& assignment) const;
  [[nodiscard]] const dispatch::Unit& unit(std::string_view unit) const;
  [[nodiscard]] bool is_free(std::string_view unit) const;

  [[nodiscard]] std::string picture() const { return picture_of(view_); }
  // What a node sees that has read the whole log and heard all positions.
  [[nodiscard]] std::string replayed() const;
  static std::string picture_of(const dispatch::View& view);
  // The same entities without the events that led there, as a node has them that starts; without positions.
  static dispatch::View loaded_from(const dispatch::View& other);

  [[nodiscard]] const dispatch::View& view() const { return view_; }
  [[nodiscard]] TimePoint now() const { return now_; }
  [[nodiscard]] const std::vector<dispatch::Event>& log() const { return log_; }
  [[nodiscard]] const dispatch::Decision& decision() const {
    return decision_;
  }  // the last that was not refused

  dispatch::Policy policy;
  dispatch::CommandId last;

 private:
  void commit(dispatch::Decision decision);
  void add(UnitKind kind, std::string_view unit, geo::Position station, geo::Position where,
           double speed_mps);

  TimePoint now_;
  dispatch::View view_;
  std::vector<dispatch::Event> log_;
  dispatch::Decision decision_;
  std::vector<dispatch::Fix> fixes_;
  std::set<UnitId> silent_;
  std::uint64_t commands_ = 0;
  std::uint64_t incidents_ = 0;
};

}  // namespace tests

// States in a failed test's message by their names.
template <dispatch::json::DescribedEnum E>
struct Catch::StringMaker<E> {
  static std::string convert(E value) { return std::string{dispatch::json::name_of(value)}; }
};
