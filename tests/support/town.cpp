#include "tests/support/town.hpp"

#include "dispatch/rules/due.hpp"

namespace tests {

using namespace dispatch;

namespace {

std::optional<std::string> unless_empty(std::string_view text) {
  return text.empty() ? std::nullopt : std::optional<std::string>{text};
}

}  // namespace

geo::Position at(double lat, double lon) {
  return geo::Position::from({.lat = lat, .lon = lon}).value();
}

Triage triage(Priority priority, Needs needs) {
  return {priority, needs, {}, {}};
}

Actor operator_ayu() {
  return {Role::operator_, "Ayu", {}};
}
Actor crew_of(UnitId unit) {
  return {Role::crew, std::string{unit.view()}, {unit}};
}
Actor supervisor() {
  return {Role::supervisor, "Made", {}};
}
Actor siaga() {
  return {};
}
Actor caller() {
  return {Role::caller, {}, {}};
}

std::optional<Errc> Told::refusal() const {
  return refused ? std::optional{refused->code} : std::nullopt;
}

std::string Told::detail(const std::string& name) const {
  if (!refused) return {};
  const auto found = refused->details.find(name);
  return found == refused->details.end() ? std::string{} : found->second;
}

Town::Town() : now_{std::chrono::sys_days{std::chrono::November / 22 / 2026} + 2h + 15min} {
  policy.number_prefix = "JBR";
  policy.utc_offset = 8h;
}

geo::Position Town::centre() {
  return at(-8.357, 114.615);
}

geo::Position Town::away(std::chrono::minutes drive) const {
  const auto far_east = at(-8.357, 116.615);
  const auto straight =
      policy.ambulance_speed.count() * static_cast<double>(seconds{drive}.count()) / policy.road_factor;
  constexpr double a_centimetre = 0.01;  // less, since travel times are rounded up
  return geo::along(centre(), far_east,
                    (straight - a_centimetre) / geo::distance(centre(), far_east).count());
}

Town& Town::with(UnitKind kind, std::string_view unit, std::chrono::minutes minutes) {
  add(kind, unit, away(minutes), away(minutes), 0);
  return *this;
}

Town& Town::with_moving(UnitKind kind, std::string_view unit, std::chrono::minutes minutes) {
  add(kind, unit, at(-8.2, 114.4), away(minutes), 12);
  return *this;
}

void Town::add(UnitKind kind, std::string_view name, geo::Position station, geo::Position where,
               double speed_mps) {
  Unit unit;
  unit.id = id(name);
  unit.kind = kind;
  unit.callsign = "Unit " + std::string{name};
  unit.station = {"Station of " + std::string{name}, station};
  REQUIRE(says(siaga(), RegisterUnit{unit}).done());
  REQUIRE(duty(name, DutyState::on).done());
  reports(name, where, speed_mps);
}

Town& Town::passes(milliseconds time) {
  if (time == 0ms) return *this;
  now_ += time;
  std::vector<Fix> again;
  for (const auto& [name, unit] : view_.units())
    if (const auto* fix = view_.fix(name);
        fix != nullptr && unit.duty.state == DutyState::on && !silent_.contains(name))
      again.push_back(*fix);
  for (const auto& fix : again) reports(fix.unit.view(), fix.where, fix.speed_mps.value_or(0));
  return *this;
}

Town& Town::waits(milliseconds time) {
  passes(time);
  for (auto& body : due(view_, policy, TimePoint{}, now_)) REQUIRE(says(siaga(), std::move(body)).done());
  return *this;
}

void Town::reports(std::string_view unit, geo::Position where, double speed_mps) {
  hears({id(unit), where, now_, 5.0, speed_mps, std::nullopt, "tablet"});
}

void Town::hears(const Fix& fix) {
  fixes_.push_back(fix);
  REQUIRE(view_.moved(fix));
}

Command Town::command(CommandBody what) {
  const bool calls = std::holds_alternative<ReceiveIncident>(what);
  const auto name = calls ? "call-" + std::to_string(++incidents_) : "command-" + std::to_string(++commands_);
  return {id<CommandId>(name), {}, {}, std::move(what)};
}

Told Town::says(const Actor& who, CommandBody what, std::optional<TimePoint> when,
                std::optional<Version> if_version) {
  auto asked = command(std::move(what));
  asked.at = when;
  asked.if_version = if_version;
  return says(who, asked);
}

Told Town::says(const Actor& who, const Command& asked) {
  last = asked.id;
  auto decided = decide(view_, policy, who, asked, now_);
  if (decided.has_error()) return {decided.error(), {}};
  const auto before = log_.size();
  decision_ = *decided;
  commit(std::move(*decided));
  return {{}, {log_.begin() + static_cast<std::ptrdiff_t>(before), log_.end()}};
}

// As the store and the log's reader would do it.
void Town::commit(Decision decision) {
  static constexpr auto counted = "42";
  const auto entry = read_entry(dispatch::json::text_of(decision.events), decision.counter ? counted : "");
  REQUIRE(entry.has_value());
  for (const auto& event : *entry) {
    REQUIRE(view_.apply(event) == View::Outcome::applied);
    log_.push_back(event);
  }
}

IncidentId Town::calls(Priority priority, std::string_view from) {
  return calls(ReceiveIncident{Place{std::string{from}, centre(), {}, {}}, {}, triage(priority), {}});
}

IncidentId Town::calls(const ReceiveIncident& what) {
  REQUIRE(says(operator_ayu(), what).done());
  return IncidentId::same_as(last);
}

AssignmentId Town::sends(const IncidentId& to, std::string_view unit) {
  const auto told = tries_to_send(to, unit);
  INFO(told.message());
  REQUIRE(told.done());
  return AssignmentId::same_as(last);
}

Told Town::tries_to_send(const IncidentId& to, std::string_view unit, std::string_view reason, bool divert) {
  return says(operator_ayu(),
              DispatchUnit{to, id(unit), divert ? std::optional{true} : std::nullopt, unless_empty(reason)});
}

Told Town::presses(std::string_view name, AssignmentState to, std::string_view reason) {
  const auto job = unit(name).assignment;
  REQUIRE(job.has_value());
  return says(crew_of(id(name)), StepAssignment{*job, to, unless_empty(reason)});
}

Told Town::duty(std::string_view name, DutyState state, std::string_view reason) {
  return says(crew_of(id(name)), ChangeDuty{id(name), state, unless_empty(reason), {}, {}});
}

Recommendation Town::proposal(const IncidentId& name) const {
  return recommend(view_, policy, TravelTimes{policy}, incident(name), now_);
}

std::vector<std::string> Town::proposed(const IncidentId& name) const {
  std::vector<std::string> units;
  for (const auto& option : proposal(name).options) units.emplace_back(option.unit.view());
  return units;
}

IncidentState Town::state(const IncidentId& name) const {
  return state_of(incident(name), view_);
}

std::optional<Alarm::Kind> Town::alarm(const IncidentId& name) const {
  const auto alarm = alarm_of(incident(name), view_);
  return alarm ? std::optional{alarm->kind} : std::nullopt;
}

const Incident& Town::incident(const IncidentId& name) const {
  REQUIRE(view_.incident(name) != nullptr);
  return *view_.incident(name);
}

const Assignment& Town::assignment(const AssignmentId& name) const {
  REQUIRE(view_.assignment(name) != nullptr);
  return *view_.assignment(name);
}

const Unit& Town::unit(std::string_view name) const {
  REQUIRE(view_.unit(id(name)) != nullptr);
  return *view_.unit(id(name));
}

bool Town::is_free(std::string_view name) const {
  return view_.availability(unit(name)).state == AvailabilityState::available;
}

std::string Town::replayed() const {
  View fresh;
  for (const auto& event : log_) fresh.apply(event);
  for (const auto& fix : fixes_) fresh.moved(fix);
  return picture_of(fresh);
}

View Town::loaded_from(const View& other) {
  View view;
  for_each_type([&]<class T>(std::type_identity<T>) {
    for (const auto& [id, one] : other.all<T>()) view.load(one);
  });
  return view;
}

std::string Town::picture_of(const View& view) {
  std::string text;
  write_picture(text, view, everything(view));
  return text;
}

}  // namespace tests
