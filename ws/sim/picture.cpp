#include "ws/sim/picture.hpp"

#include "dispatch/model/json.hpp"
#include "dispatch/model/model_json.hpp"

namespace ws {
namespace {

namespace json = dispatch::json;

template <class T, class Keep>
void each(const boost::json::object& picture, std::string_view name, Keep keep) {
  const auto* list = picture.if_contains(name);
  if (list == nullptr || !list->is_array()) return;
  for (const auto& item : list->get_array()) {
    T entity;
    json::Rest besides;  // what follows from the rest, and what newer servers say: a client skips it
    json::FieldError why;
    why.rest = &besides;
    if (item.is_object() && json::read_fields(item.get_object(), entity, why))
      keep(std::move(entity), item.get_object());
  }
}

}  // namespace

void Picture::take(const boost::json::object& message) {
  const auto* whole = message.if_contains("picture");
  const auto* changed = message.if_contains("changed");
  const auto* picture = whole != nullptr ? whole : changed;
  if (picture == nullptr || !picture->is_object()) return;
  const auto& object = picture->get_object();
  each<dispatch::Incident>(object, "incidents", [&](auto incident, const auto& item) {
    const auto state = json::enum_from<dispatch::IncidentState>(item.at("state").as_string());
    const auto id = incident.id;
    incidents.insert_or_assign(
        id, SeenIncident{std::move(incident), state.value_or(dispatch::IncidentState::received)});
  });
  each<dispatch::Assignment>(object, "assignments", [&](auto assignment, const auto&) {
    const auto id = assignment.id;
    assignments.insert_or_assign(id, std::move(assignment));
  });
  each<dispatch::Unit>(object, "units", [&](auto unit, const auto&) {
    const auto id = unit.id;
    units.insert_or_assign(id, std::move(unit));
  });
}

}  // namespace ws
