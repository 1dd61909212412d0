#include "dispatch/choose/advising.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <tuple>

#include "dispatch/log/incident_state.hpp"
#include "dispatch/log/slots.hpp"

namespace dispatch {
namespace {

constexpr std::array unit_kinds{UnitKind::ambulance, UnitKind::home_care, UnitKind::motorcycle};
constexpr milliseconds between_rounds{250};
constexpr std::int64_t worth_telling_s = 10;

// Roads are the recommendation's own matter; the rest leaves every unit as available as it was.
struct MayPutAnotherFirst {
  bool operator()(const IncidentNoted&) const { return false; }
  bool operator()(const IncidentPlaceProposed&) const { return false; }
  bool operator()(const IncidentLinked&) const { return false; }
  bool operator()(const IncidentUnlinked&) const { return false; }
  bool operator()(const IncidentOverdue&) const { return false; }
  bool operator()(const IncidentArchived&) const { return false; }
  bool operator()(const AssignmentLate& late) const {
    return late.what == Lateness::arrival || late.what == Lateness::acknowledgement;
  }
  bool operator()(const IncidentCountdownBegan&) const { return false; }
  bool operator()(const UnitMovedUp&) const { return false; }
  bool operator()(const UnitAnsweredMove&) const { return false; }
  bool operator()(const ClosureExtended&) const { return false; }
  bool operator()(const AssignmentStepped& step) const {
    return step.to < AssignmentState::notified || step.to > AssignmentState::acknowledged;
  }
  bool operator()(const auto&) const { return true; }
};

// An age grows by itself.
bool say_the_same(const std::vector<Reason>& a, const std::vector<Reason>& b) {
  return std::ranges::equal(a, b, {}, &Reason::code, &Reason::code);
}

bool is_alike(const Option& told, const Option& now) {
  return told.unit == now.unit && std::abs(told.eta_s - now.eta_s) < worth_telling_s &&
         std::abs(told.high_s - now.high_s) < worth_telling_s && told.fills == now.fills &&
         say_the_same(told.reasons, now.reasons);
}

bool is_alike(const PassedOver& told, const PassedOver& now) {
  return told.unit == now.unit && say_the_same(told.reasons, now.reasons);
}

bool is_alike(const Shortfall& told, const Shortfall& now) {
  return told.slot == now.slot && told.code == now.code && told.unit == now.unit &&
         told.substitute == now.substitute;
}

bool is_alike(const Recommendation& told, const Recommendation& now) {
  const auto alike = [](const auto& a, const auto& b) { return is_alike(a, b); };
  return std::ranges::equal(told.options, now.options, alike) &&
         std::ranges::equal(told.passed_over, now.passed_over, alike) &&
         std::ranges::equal(told.shortfalls, now.shortfalls, alike);
}

// Or has somebody, and lacks one that must come.
bool waits(const Incident* incident, const View& view) {
  return incident != nullptr && incident->place.pin &&
         (wants_a_unit(*incident, view) || lacks_units(*incident, view));
}

bool fits_any(const View& view, UnitKind kind, const Incident& incident) {
  return std::ranges::any_of(view.alike(), [&](const View::Alike& one) {
    return one.kind == kind && one.units > 0 && fits(one.capabilities, incident);
  });
}

}  // namespace

bool may_put_another_first(const Entry& entry) {
  const auto may = [](const Event& event) { return std::visit(MayPutAnotherFirst{}, event.body); };
  return !entry.renewed.empty() || !entry.left.empty() || std::ranges::any_of(entry.events, may);
}

void Advising::has_changed(const IncidentId& id) {
  if (std::ranges::find(changed_, id) == changed_.end()) changed_.push_back(id);
}

void Advising::happened(const Entry& entry) {
  for (const auto& event : entry.events) {
    if (changes_roads(event.body)) said_.clear();
    for (const auto& touch : event.touches)
      if (touch.kind == EntityKind::incident) has_changed(*IncidentId::from(touch.id));
    if (const auto* step = std::get_if<AssignmentStepped>(&event.body)) has_changed(step->incident);
  }
  is_stale_ = is_stale_ || may_put_another_first(entry);
}

void Advising::heard_engine(const IncidentId& incident, geo::Position pin, std::span<const Fix> asked,
                            KnownTravels travels) {
  Said said{pin, {}, std::move(travels)};
  for (const auto& fix : asked) said.from.emplace(fix.unit, fix.where);
  said_.insert_or_assign(incident, std::move(said));
  has_changed(incident);
}

std::vector<Fix> Advising::unasked(const View& view, const Policy& policy, const Incident& incident,
                                   TimePoint now) const {
  const auto said = said_.find(incident.id);
  const bool is_there = said != said_.end() && said->second.pin == incident.place.pin;
  std::vector<Fix> fixes;
  for (const auto& unit : contenders(view, policy, incident, now)) {
    const auto* fix = view.fix(unit);
    const auto from = is_there ? said->second.from.find(unit) : decltype(said->second.from.end()){};
    if (!is_there || from == said->second.from.end() || from->second != fix->where) fixes.push_back(*fix);
  }
  return fixes;
}

KnownTravels Advising::known_of(const View& view, const Incident& incident) const {
  KnownTravels known;
  const auto said = said_.find(incident.id);
  if (said != said_.end() && said->second.pin == incident.place.pin) {
    for (const auto& [unit, way] : said->second.travels) {
      const auto* fix = view.fix(unit);
      if (fix != nullptr && fix->where == said->second.from.at(unit)) known.emplace(unit, way);
    }
  }
  return known;
}

Recommendation Advising::now_of(const View& view, const TravelTimes& travel, const Incident& incident,
                                TimePoint now) const {
  return recommend(view, travel.basis()->policy(), travel, incident, now, known_of(view, incident));
}

bool Advising::tells(const Recommendation& made) {
  const auto [told, is_first] = told_.try_emplace(made.incident, made);
  if (is_first) return true;
  if (is_alike(told->second, made)) return false;
  told->second = made;
  return true;
}

bool Advising::step(const View& view, const TravelTimes& travel, TimePoint now,
                    std::vector<Recommendation>& news) {
  // A clock that was set back must not silence anybody.
  const bool has_rested = !began_ || std::chrono::abs(now - *began_) >= between_rounds;
  const bool may_begin = is_stale_ && round_.empty() && has_rested;
  if (changed_.empty() && may_begin) {
    is_stale_ = false;
    began_ = now;
    begin_round(view, travel);
  }
  if (changed_.empty() && !to_search_from_.empty()) {
    const auto unit = to_search_from_.back();
    to_search_from_.pop_back();
    search_from(view, travel, unit);
    return true;
  }
  auto& next = changed_.empty() ? round_ : changed_;
  if (next.empty()) return false;
  const auto id = next.front();
  next.pop_front();
  const auto* incident = view.incident(id);
  if (!waits(incident, view)) {
    told_.erase(id);
    said_.erase(id);
    return true;
  }
  auto made = now_of(view, travel, *incident, now);
  if (tells(made)) news.push_back(std::move(made));
  return true;
}

void Advising::begin_round(const View& view, const TravelTimes& travel) {
  std::vector<const Incident*> all;
  for (const auto& [id, incident] : view.incidents())
    if (waits(&incident, view)) all.push_back(&incident);
  std::ranges::sort(all, {}, [](const Incident* one) {
    const auto priority = one->triage ? one->triage->priority : Priority::P1;
    return std::tuple{priority, one->received_at, one->id};
  });
  pins_ = {};
  for (const auto* one : all) {
    round_.push_back(one->id);
    for (const auto kind : unit_kinds)
      if (fits_any(view, kind, *one)) pins_of(kind).push_back(*one->place.pin);
  }
  const auto is_over = [&](const auto& one) { return !waits(view.incident(one.first), view); };
  std::erase_if(told_, is_over);
  std::erase_if(said_, is_over);
  if (travel.roads() != nullptr) plan_searches(view, travel);
}

// A search to a pin ends where the nearest units are, a search from a unit passes the whole city but serves
// all pins: where few units are free, and where few have moved since the last round, those are less work.
void Advising::plan_searches(const View& view, const TravelTimes& travel) {
  constexpr std::size_t most_units = 256;
  constexpr double looked_at = 14;  // units to an incident, as a rule
  for (const auto kind : unit_kinds) {
    const auto& pins = pins_of(kind);
    if (pins.empty()) continue;
    const auto free = view.nearest_free(kind, pins.front(), most_units + 1);
    if (free.empty() || free.size() > most_units) continue;
    std::vector<UnitId> moved;
    for (const auto& near : free)
      if (!travel.remembers({kind, view.fix(near.unit->id)}, pins)) moved.push_back(near.unit->id);
    const auto part_of_city = std::min(1.0, looked_at / static_cast<double>(free.size()));
    if (static_cast<double>(moved.size()) < static_cast<double>(pins.size()) * part_of_city)
      std::ranges::move(moved, std::back_inserter(to_search_from_));
  }
}

void Advising::search_from(const View& view, const TravelTimes& travel, const UnitId& id) {
  const auto* unit = view.unit(id);
  const auto* fix = view.fix(id);
  if (unit != nullptr && fix != nullptr) travel.look_ahead({unit->kind, fix}, pins_of(unit->kind));
}

}  // namespace dispatch
