#include "ws/sim/call_taker.hpp"

#include "dispatch/log/incident_state.hpp"
#include "dispatch/model/incident_life.hpp"
#include "dispatch/model/json.hpp"
#include "dispatch/model/model_json.hpp"
#include "ws/sim/line.hpp"

namespace ws {

namespace json = dispatch::json;
using dispatch::IncidentId;
using dispatch::TimePoint;

namespace {

// Of the nearest that could serve it, if there is one.
std::string why_nobody(const dispatch::PlannedCall& row) {
  std::string why = "none near has a position";
  for (const auto& [unit, distance, reasons] : row.passed_over) {
    if (reasons.empty()) continue;
    why = json::name_of(reasons.front().code);
    if (reasons.front().code != dispatch::Reason::Code::does_not_fit) break;
  }
  return why;
}

template <class T>
std::optional<T> read(const boost::json::object& message) {
  T value;
  json::Rest besides;
  json::FieldError why;
  why.rest = &besides;
  if (!json::read_fields(message, value, why)) return std::nullopt;
  return value;
}

}  // namespace

CallTaker::CallTaker(Options options) : options_{std::move(options)}, random_{options_.seed} {}

void CallTaker::tick(TimePoint began, TimePoint now, bool makes_calls) {
  while (makes_calls && next_ < options_.calls.size() && began + options_.calls[next_].received <= now)
    receive(next_++, began, now);
  for (auto it = to_do_.begin(); it != to_do_.end() && it->first <= now; it = to_do_.erase(it)) it->second();
  improve_cover(now);
}

void CallTaker::receive(std::size_t index, TimePoint began, TimePoint now) {
  const auto& call = options_.calls[index];
  const auto id = options_.new_id();
  const auto incident = *IncidentId::from(id);
  options_.call_of.emplace(incident, index);
  std::string text;
  {
    json::Object object{text};
    object.field("type", "incident.receive").field("id", id).field("at", began + call.received);
    object.field("place", dispatch::Place{call.place, call.where, geo::Metres{50}, "simulated"});
    object.field("triage", call.triage);
  }
  options_.command(id, std::move(text));
  if (call.is_prank) later(now, 20, 60, [this, incident] { end_as_hoax(incident); });
}

void CallTaker::end_as_hoax(const IncidentId& incident) {
  reasons_[incident] = "prank call";
  command("incident.end", [&](json::Object& body) {
    body.field("incident", incident).field("kind", "hoax").field("reason", "caller laughs, no address");
  });
}

void CallTaker::heard(const boost::json::object& message, TimePoint now) {
  picture_.take(message);
  const auto type = text_in(message, "type");
  if (type == "plan") {
    if (auto plan = read<dispatch::DispatchPlan>(message)) plan_ = std::move(*plan);
    look_at_plan(now);
  }
  if (type == "cover")
    if (auto cover = read<dispatch::CoverPicture>(message)) advice_ = std::move(cover->advice);
}

bool CallTaker::is_served_here(const IncidentId& incident) const {
  const auto call = options_.call_of.find(incident);
  return call != options_.call_of.end() && !options_.calls[call->second].is_prank;
}

void CallTaker::look_at_plan(TimePoint now) {
  if (!plan_) return;
  for (const auto& row : plan_->calls)
    if (is_served_here(row.incident)) look_at(row, now);
}

void CallTaker::look_at(const dispatch::PlannedCall& row, TimePoint now) {
  if (!row.sends) {
    reasons_[row.incident] = "no unit could go: " + why_nobody(row);
    return;
  }
  if (under_way_.insert(row.incident).second)
    later(now, 4, 15, [this, incident = row.incident] { send_by_plan(incident); });
}

// Whom it says now, which may be another than when the desk began to think.
void CallTaker::send_by_plan(const IncidentId& incident) {
  const auto* row = plan_ ? plan_->call(incident) : nullptr;
  if (row == nullptr || !row->sends) {
    under_way_.erase(incident);
    return;
  }
  const auto id = command("assignment.dispatch", [&](json::Object& body) {
    body.field("incident", incident).field("unit", row->sends->unit).field("by_plan", true);
  });
  sent_for_.emplace(id, incident);
}

void CallTaker::acknowledged(const std::string& command) {
  const auto found = sent_for_.find(command);
  if (found != sent_for_.end()) under_way_.erase(found->second);
}

void CallTaker::refused(const std::string& command, const std::string& code, TimePoint now) {
  if (const auto id = IncidentId::from(command); id && options_.call_of.contains(*id)) {
    reasons_[*id] = "the call was refused: " + code;
    refused_calls_.insert(*id);
  }
  const auto found = sent_for_.find(command);
  if (found == sent_for_.end()) return;
  later(now, 2, 4, [this, incident = found->second] { send_by_plan(incident); });
}

void CallTaker::improve_cover(TimePoint now) {
  if (!next_move_) next_move_ = now + between(60, 180);
  if (now < *next_move_ || advice_.empty() || !plan_ || !plan_->calls.empty()) return;
  next_move_ = now + between(120, 600);
  const auto advised = std::move(advice_.front());
  ++moves_;
  advice_.clear();  // what else it said was said as if nobody had moved
  command("unit.move_up",
          [&](json::Object& body) { body.field("unit", advised.unit).field("post", advised.to); });
}

std::string CallTaker::reason_of(const IncidentId& id) const {
  const auto found = reasons_.find(id);
  return found == reasons_.end() ? std::string{} : found->second;
}

bool CallTaker::has_been_assigned(const IncidentId& id) const {
  const auto seen = picture_.incidents.find(id);
  return seen != picture_.incidents.end() && !seen->second.incident.assignments.empty();
}

bool CallTaker::is_settled(const IncidentId& id) const {
  return has_been_assigned(id) || !reason_of(id).empty();
}

bool CallTaker::is_over(const IncidentId& id) const {
  const auto seen = picture_.incidents.find(id);
  return refused_calls_.contains(id) ||
         (seen != picture_.incidents.end() && dispatch::incident_life::is_over(seen->second.state));
}

template <class Body>
std::string CallTaker::command(std::string_view type, Body body) {
  auto id = options_.new_id();
  std::string text;
  {
    json::Object object{text};
    object.field("type", type).field("id", id);
    body(object);
  }
  options_.command(id, std::move(text));
  return id;
}

void CallTaker::later(TimePoint now, int least, int most, std::function<void()> what) {
  to_do_.emplace(now + between(least, most), std::move(what));
}

dispatch::milliseconds CallTaker::between(int least, int most) {
  return dispatch::milliseconds{std::uniform_int_distribution<int>{least * 1000, most * 1000}(random_)};
}

}  // namespace ws
