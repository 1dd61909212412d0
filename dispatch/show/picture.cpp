#include "dispatch/show/picture.hpp"

#include <algorithm>
#include <span>

#include "dispatch/log/incident_state.hpp"
#include "dispatch/log/slots.hpp"
#include "dispatch/model/json.hpp"

namespace dispatch {
namespace {

// Of an incident that is written whole at each of its changes, to everybody, the latest notes are enough; the
// others are had for the asking.
constexpr std::size_t most_notes_shown = 20;
constexpr std::size_t most_note_bytes_shown = 8000;

std::span<const Note> latest_of(const std::vector<Note>& notes) {
  std::size_t count = 0;
  std::size_t bytes = 0;
  for (auto note = notes.rbegin(); note != notes.rend() && count < most_notes_shown; ++note, ++count) {
    bytes += note->text.size();
    if (count > 0 && bytes > most_note_bytes_shown) break;
  }
  return std::span{notes}.last(count);
}

void write_notes(json::Object& object, const std::vector<Note>& notes) {
  const auto latest = latest_of(notes);
  json::write_array(object.begin("notes"), latest,
                    [](std::string& to, const Note& one) { json::write(to, one); });
  if (latest.size() < notes.size()) object.field("earlier_notes", notes.size() - latest.size());
}

// Only who fills a slot now is said to.
Response response_now(const Incident& incident, const View& view) {
  auto response = response_of(incident);
  response.slots = slots_of(incident, view);
  return response;
}

void write_incident(std::string& out, const Incident& incident, const View& view, bool for_crew) {
  json::Object object{out};
  boost::mp11::mp_for_each<json::Members<Incident>>([&](auto member) {
    const std::string_view name{member.name};
    if (name == "notes")
      write_notes(object, incident.notes);
    else if (name == "response")
      object.field("response", response_now(incident, view));
    else if (!for_crew || name != "link")
      object.field(member.name, incident.*member.pointer);
  });
  object.field("state", state_of(incident, view)).field("alarm", alarm_of(incident, view));
}

void write_unit(std::string& out, const Unit& unit, const View& view) {
  json::Object object{out};
  const auto availability = view.availability(unit);
  object.fields(unit).field("capabilities", capabilities_of(unit));
  {
    json::Object inner{object.begin("availability")};
    inner.field("state", availability.state).field("reason", availability.reason);
  }
  if (const auto* fix = view.fix(unit.id)) object.field("fix", *fix);
}

// What only a newer version knows of it goes over no wire.
void write_facility(std::string& out, const Facility& facility) {
  json::Object{out}.fields(facility);
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

// Whoever is bound for a facility hears of it, and gets to know the one that it is bound for.
void add_destinations(const View& view, const std::vector<Event>& events, Selection& changed) {
  if (!changed.facilities.empty()) {
    const auto touched = changed.facilities;
    for (const auto& [id, unit] : view.units()) {
      const auto* job = unit.assignment ? view.assignment(*unit.assignment) : nullptr;
      if (job != nullptr && job->bound_for &&
          std::ranges::find(touched, job->bound_for->facility) != touched.end())
        add(changed.units, id);
    }
  }
  for (const auto& event : events) {
    if (const auto* bound = std::get_if<AssignmentBound>(&event.body))
      add(changed.facilities, bound->facility);
    if (const auto* unbound = std::get_if<AssignmentUnbound>(&event.body))
      add(changed.facilities, unbound->facility);
  }
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
  for (const auto& [id, one] : view.facilities())
    if (!one.retired_at) all.facilities.push_back(id);
  std::ranges::sort(all.facilities);
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
    if (job->bound_for) add(mine.facilities, job->bound_for->facility);
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
      if (touch.kind == EntityKind::facility) add(changed.facilities, *FacilityId::from(touch.id));
    }
  }
  for (const auto& id : changed.assignments) {
    const auto* one = view.assignment(id);
    if (one == nullptr) continue;
    add(changed.incidents, one->incident);
    add(changed.units, one->unit);
  }
  add_destinations(view, events, changed);
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
  if (!selection.facilities.empty())
    write_known(
        picture.begin("facilities"), selection.facilities, [&](const auto& id) { return view.facility(id); },
        [](std::string& to, const Facility& one) { write_facility(to, one); });
  if (!selection.gone.empty()) picture.field("gone", selection.gone);
}

}  // namespace dispatch
