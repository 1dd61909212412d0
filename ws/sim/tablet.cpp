#include "ws/sim/tablet.hpp"

#include <algorithm>

#include "dispatch/model/json.hpp"
#include "dispatch/model/model_json.hpp"
#include "ws/sim/line.hpp"

namespace ws {

namespace json = dispatch::json;
using dispatch::AssignmentState;
using dispatch::TimePoint;

namespace {

std::optional<dispatch::FacilityId> offer_of(const boost::json::value& offer) {
  return offer.is_object() ? dispatch::FacilityId::from(text_in(offer.get_object(), "facility"))
                           : std::nullopt;
}

}  // namespace

void Tablet::tick(TimePoint now, bool with_fix) {
  if (!on_duty_) come_on_duty(now);
  auto acts = options_.crew.act(now);
  for (const auto& one : acts.presses) press(one);
  for (const auto& one : acts.answers) answer(one);
  if (acts.loses_signal_for) options_.lose_signal(*acts.loses_signal_for);
  if (!with_fix || !acts.fix) return;
  std::string text;
  json::Object{text}.field("type", "fixes").field("fixes", std::vector{*acts.fix});
  options_.say(std::move(text));
}

void Tablet::heard(const boost::json::object& message, TimePoint now) {
  picture_.take(message);
  if (text_in(message, "type") == "hospitals") take_hospitals(message);
  if (picture_.units.contains(options_.unit.id)) options_.crew.shown(job(), post(), now);
}

void Tablet::come_on_duty(TimePoint now) {
  on_duty_ = true;
  command("unit.duty", now, [&](json::Object& body) {
    body.field("unit", options_.unit.id).field("state", dispatch::DutyState::on);
  });
}

void Tablet::press(const dispatch::CrewPress& press) {
  command("assignment.step", press.at, [&](json::Object& body) {
    body.field("assignment", press.assignment).field("to", press.to).field("reason", press.reason);
  });
  if (press.to == AssignmentState::at_patient) ask_hospitals(press.assignment);
  if (press.to == AssignmentState::left_scene) bind(press);
}

void Tablet::answer(const dispatch::CrewAnswer& answer) {
  command("unit.answer_move", answer.at, [&](json::Object& body) {
    body.field("unit", options_.unit.id)
        .field("post", answer.post)
        .field("answer", answer.says)
        .field("reason", answer.reason);
  });
}

void Tablet::ask_hospitals(const dispatch::AssignmentId& job) {
  const auto* incident = incident_of(job);
  if (incident == nullptr) return;
  const auto query = options_.new_id();
  asked_.emplace(query, job);
  std::string text;
  json::Object{text}.field("type", "ask_hospitals").field("query", query).field("incident", incident->id);
  options_.say(std::move(text));
}

void Tablet::take_hospitals(const boost::json::object& message) {
  const auto asked = asked_.extract(std::string{text_in(message, "query")});
  const auto* offers = message.if_contains("hospitals");
  if (asked.empty() || offers == nullptr || !offers->is_array()) return;
  const auto& best_first = offers->get_array();
  const auto best = std::ranges::find_if(best_first, [&](const auto& offer) {
    return offer_of(offer) && facility(*offer_of(offer)) != nullptr;
  });
  if (best == best_first.end()) return;
  proposed_ = {asked.mapped(),
               *offer_of(*best),
               {static_cast<std::uint64_t>(best - best_first.begin()) + 1,
                best->at("travel_s").to_number<std::int64_t>(),
                {}}};
}

// It says where it drives, unless the desk has chosen already: as proposed, or else to the nearest.
void Tablet::bind(const dispatch::CrewPress& press) {
  const auto job = picture_.assignments.find(press.assignment);
  const auto* incident = incident_of(press.assignment);
  const auto& all = options_.destinations;
  if (incident == nullptr || !incident->place.pin || job->second.bound_for || all.empty()) return;
  const bool is_proposed = proposed_ && proposed_->job == press.assignment;
  const auto nearest = std::ranges::min_element(
      all, {}, [&](const auto& one) { return geo::distance(*incident->place.pin, one.where); });
  command("assignment.bind", press.at, [&](json::Object& body) {
    body.field("assignment", press.assignment)
        .field("facility", is_proposed ? proposed_->facility : nearest->id);
    if (is_proposed) body.field("offered", proposed_->offered);
  });
}

std::optional<dispatch::CrewJob> Tablet::job() const {
  const auto& unit = picture_.units.at(options_.unit.id);
  if (!unit.assignment) return std::nullopt;
  const auto* incident = incident_of(*unit.assignment);
  if (incident == nullptr || !incident->place.pin) return std::nullopt;
  const auto call = options_.call_of.find(incident->id);
  const bool transports = call == options_.call_of.end() || options_.calls[call->second].transport;
  const auto& assignment = picture_.assignments.at(*unit.assignment);
  return dispatch::CrewJob{assignment.id, assignment.state, *incident->place.pin, transports,
                           destination_of(assignment)};
}

// A crew that has said that it cannot goes home.
std::optional<dispatch::CrewPost> Tablet::post() const {
  const auto& move = picture_.units.at(options_.unit.id).move_up;
  if (!move || move->state == dispatch::MoveUp::State::cannot) return std::nullopt;
  return dispatch::CrewPost{move->post.id, move->post.where};
}

const dispatch::Incident* Tablet::incident_of(const dispatch::AssignmentId& job) const {
  const auto assignment = picture_.assignments.find(job);
  if (assignment == picture_.assignments.end()) return nullptr;
  const auto incident = picture_.incidents.find(assignment->second.incident);
  return incident == picture_.incidents.end() ? nullptr : &incident->second.incident;
}

std::optional<geo::Position> Tablet::destination_of(const dispatch::Assignment& job) const {
  const dispatch::Facility* to = nullptr;
  if (job.bound_for)
    to = facility(job.bound_for->facility);
  else if (proposed_ && proposed_->job == job.id)
    to = facility(proposed_->facility);
  return to == nullptr ? std::nullopt : std::optional{to->where};
}

const dispatch::Facility* Tablet::facility(const dispatch::FacilityId& id) const {
  const auto found = std::ranges::find(options_.destinations, id, &dispatch::Facility::id);
  return found == options_.destinations.end() ? nullptr : &*found;
}

template <class Body>
void Tablet::command(std::string_view type, TimePoint at, Body body) {
  auto id = options_.new_id();
  std::string text;
  {
    json::Object object{text};
    object.field("type", type).field("id", id).field("at", at);
    body(object);
  }
  options_.command(std::move(id), std::move(text));
}

}  // namespace ws
