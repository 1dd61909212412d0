#include "dispatch/show/picture.hpp"

#include <algorithm>

#include "dispatch/log/incident_state.hpp"
#include "dispatch/model/json.hpp"

namespace dispatch {
namespace {

void write_incident(std::string& out, const Incident& incident, const View& view, bool for_crew) {
  json::Object object{out};
  boost::mp11::mp_for_each<json::Members<Incident>>([&](auto member) {
    if (!for_crew || std::string_view{member.name} != "link")
      object.field(member.name, incident.*member.pointer);
  });
  object.field("state", state_of(incident, view)).field("alarm", alarm_of(incident, view));
}

void write_unit(std::string& out, const Unit& unit, const View& view) {
  json::Object object{out};
  const auto availability = view.availability(unit);
  object.fields(unit);
  {
    json::Object inner{object.begin("availability")};
    inner.field("state", availability.state).field("reason", availability.reason);
  }
  if (const auto* fix = view.fix(unit.id)) object.field("fix", *fix);
}

template <class Ids, class Find, class WriteOne>
void write_known(std::string& out, const Ids& ids, Find find, WriteOne write_one) {
  std::vector<decltype(find(ids.front()))> known;
  for (const auto& id : ids)
    if (const auto* one = find(id)) known.push_back(one);
  json::write_array(out, known, [&](std::string& to, const auto* one) { write_one(to, *one); });
}

template <class Id>
void add(std::vector<Id>& ids, const Id& id) {
  if (std::ranges::find(ids, id) == ids.end()) ids.push_back(id);
}

}  // namespace

Selection everything(const View& view) {
  Selection all;
  for (const auto& [id, one] : view.incidents()) all.incidents.push_back(id);
  for (const auto& [id, one] : view.assignments()) all.assignments.push_back(id);
  for (const auto& [id, one] : view.units()) all.units.push_back(id);
  std::ranges::sort(all.incidents);
  std::ranges::sort(all.assignments);
  for (const auto& [id, one] : view.closures()) all.closures.push_back(id);
  std::ranges::sort(all.units);
  std::ranges::sort(all.closures);
  return all;
}

Selection of_units(const View& view, const std::vector<UnitId>& units) {
  Selection mine;
  mine.for_crew = true;
  for (const auto& id : units) {
    const auto* unit = view.unit(id);
    if (unit == nullptr) continue;
    mine.units.push_back(id);
    if (!unit->assignment) continue;
    const auto* job = view.assignment(*unit->assignment);
    if (job == nullptr) continue;
    add(mine.assignments, job->id);
    add(mine.incidents, job->incident);
  }
  return mine;
}

Selection changed_by(const View& view, const std::vector<Event>& events) {
  Selection changed;
  for (const auto& event : events) {
    if (takes_away(event.body)) {
      for (const auto& touch : event.touches) changed.gone.push_back(touch.id);
      continue;
    }
    for (const auto& touch : event.touches) {
      if (touch.kind == EntityKind::incident) add(changed.incidents, *IncidentId::from(touch.id));
      if (touch.kind == EntityKind::assignment) add(changed.assignments, *AssignmentId::from(touch.id));
      if (touch.kind == EntityKind::unit) add(changed.units, *UnitId::from(touch.id));
      if (touch.kind == EntityKind::closure) add(changed.closures, *ClosureId::from(touch.id));
    }
  }
  for (const auto& id : changed.assignments) {
    const auto* one = view.assignment(id);
    if (one == nullptr) continue;
    add(changed.incidents, one->incident);
    add(changed.units, one->unit);
  }
  // A new priority or an ending changes what the units on it may be taken for.
  for (const auto& id : std::vector{changed.incidents}) {
    const auto* incident = view.incident(id);
    if (incident == nullptr) continue;
    for (const auto* open : view.open_assignments(*incident)) add(changed.units, open->unit);
  }
  return changed;
}

void write_picture(std::string& out, const View& view, const Selection& selection) {
  json::Object picture{out};
  write_known(
      picture.begin("incidents"), selection.incidents, [&](const auto& id) { return view.incident(id); },
      [&](std::string& to, const Incident& one) { write_incident(to, one, view, selection.for_crew); });
  write_known(
      picture.begin("assignments"), selection.assignments,
      [&](const auto& id) { return view.assignment(id); },
      [](std::string& to, const Assignment& one) { json::write(to, one); });
  write_known(
      picture.begin("units"), selection.units, [&](const auto& id) { return view.unit(id); },
      [&](std::string& to, const Unit& one) { write_unit(to, one, view); });
  if (!selection.closures.empty())
    write_known(
        picture.begin("closures"), selection.closures, [&](const auto& id) { return view.closure(id); },
        [](std::string& to, const Closure& one) { json::write(to, one); });
  if (!selection.gone.empty()) picture.field("gone", selection.gone);
}

}  // namespace dispatch
