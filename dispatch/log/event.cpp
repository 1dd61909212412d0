#include "dispatch/log/event.hpp"

namespace dispatch {

std::string_view type_of(const Event& event) {
  return std::visit([](const auto& body) { return body.type; }, event.body);
}

bool takes_away(const EventBody& body) {
  return std::holds_alternative<IncidentArchived>(body) || std::holds_alternative<RoadOpened>(body);
}

bool changes_roads(const EventBody& body) {
  return std::holds_alternative<RoadClosed>(body) || std::holds_alternative<RoadOpened>(body);
}

void write(std::string& out, const Event& event) {
  json::Object object{out};
  object.field("type", type_of(event))
      .field("at", event.at)
      .field("recorded", event.recorded)
      .field("by", event.by);
  object.field("command", event.command).field("touches", event.touches);
  std::visit([&](const auto& body) { object.field("body", body); }, event.body);
}

bool read(const boost::json::value& from, Event& into, json::FieldError& why) {
  if (!from.is_object()) return json::fail(why, "an object");
  const auto& object = from.get_object();
  std::string type;
  if (!json::read_field(object, "type", type, why) || !json::read_field(object, "at", into.at, why) ||
      !json::read_field(object, "recorded", into.recorded, why) ||
      !json::read_field(object, "by", into.by, why) ||
      !json::read_field(object, "command", into.command, why) ||
      !json::read_field(object, "touches", into.touches, why))
    return false;
  auto body = json::alternative<EventBody>(type);
  if (!body) {
    why = {"type", "the name of an event"};
    return false;
  }
  into.body = std::move(*body);
  return std::visit([&](auto& one) { return json::read_field(object, "body", one, why); }, into.body);
}

std::string complete_number(std::string_view prefix, std::string_view number) {
  std::string complete{prefix};
  if (number.size() < 3) complete.append(3 - number.size(), '0');
  return complete.append(number);
}

OrRefusal<std::vector<Event>> read_entry(std::string_view text, std::string_view number) {
  boost::system::error_code error;
  const auto parsed = boost::json::parse(text, error);
  if (error) return Refusal{Errc::bad_json, "a log entry is not JSON: " + error.message(), {}};
  std::vector<Event> events;
  json::FieldError why;
  if (!json::read(parsed, events, why))
    return Refusal{Errc::bad_field, "a log entry cannot be read: " + why.path + " must be " + why.wanted, {}};
  if (number.empty()) return events;
  for (auto& event : events)
    if (auto* received = std::get_if<IncidentReceived>(&event.body))
      received->incident.number = complete_number(received->incident.number, number);
  return events;
}

}  // namespace dispatch
