#include "dispatch/log/event.hpp"

#include "dispatch/log/upgrade.hpp"

namespace dispatch {

std::string_view type_of(const Event& event) {
  return std::visit([](const auto& body) -> std::string_view { return body.type; }, event.body);
}

bool takes_away(const EventBody& body) {
  return std::holds_alternative<IncidentArchived>(body) || std::holds_alternative<RoadOpened>(body);
}

bool changes_roads(const EventBody& body) {
  return std::holds_alternative<RoadClosed>(body) || std::holds_alternative<RoadOpened>(body);
}

namespace {

void write_known(std::string& out, const Event& event) {
  json::Object object{out};
  object.field("type", type_of(event))
      .field("at", event.at)
      .field("recorded", event.recorded)
      .field("by", event.by);
  object.field("command", event.command).field("touches", event.touches);
  std::visit(
      [&](const auto& body) {
        if constexpr (json::Described<std::decay_t<decltype(body)>>) object.field("body", body);
      },
      event.body);
}

// A touch of an entity of a kind that is not known here concerns only those who know it.
bool read_touches(const boost::json::object& event, std::vector<Touch>& into, json::FieldError& why) {
  const auto* touches = event.if_contains("touches");
  if (why.rest == nullptr || touches == nullptr || !touches->is_array())
    return json::read_field(event, "touches", into, why);
  boost::json::array known;
  boost::json::array others;
  for (const auto& touch : touches->get_array()) {
    const auto* kind = touch.is_object() ? touch.get_object().if_contains("kind") : nullptr;
    const bool is_known =
        kind == nullptr || !kind->is_string() || json::enum_from<EntityKind>(kind->get_string());
    (is_known ? known : others).push_back(touch);
  }
  if (!others.empty()) why.rest->emplace("other_touches", std::move(others));
  return json::read_field({{"touches", std::move(known)}}, "touches", into, why);
}

bool read_body(const boost::json::object& object, std::string_view type, EventBody& into,
               json::FieldError& why) {
  auto body = json::alternative<json::DescribedOf<EventBody>>(type);
  if (!body) {
    json::fail(why, "the name of an event");
    json::put_before(why, "type");
    return false;
  }
  return std::visit(
      [&](auto& one) {
        const bool good = json::read_field(object, "body", one, why);
        into = std::move(one);
        return good;
      },
      *body);
}

}  // namespace

std::optional<std::string> what_is_unknown(const Event& event) {
  if (std::holds_alternative<UnknownEvent>(event.body)) return std::string{type_of(event)};
  if (!event.rest) return std::nullopt;
  std::string names;  // without values: they may be personal
  for (const auto& [name, value] : *event.rest) {
    const auto* inner = value.if_object();
    if (inner == nullptr || inner->empty())
      (names += ' ') += name;
    else
      for (const auto& [part, unknown] : *inner) ((names += ' ') += name) += '.' + std::string{part};
  }
  return std::string{type_of(event)} + " with" + names;
}

void write(std::string& out, const Event& event) {
  if (const auto* unknown = std::get_if<UnknownEvent>(&event.body)) {
    out += unknown->as_written;
  } else if (event.rest) {
    std::string known;
    write_known(known, event);
    out += json::with_rest(known, *event.rest);
  } else {
    write_known(out, event);
  }
}

bool read(const boost::json::value& from, Event& into, json::FieldError& why) {
  if (!from.is_object()) return json::fail(why, "an object");
  const auto& object = from.get_object();
  std::string type;
  json::Part part{why};
  if (!json::read_field(object, "type", type, why) || !json::read_field(object, "at", into.at, why) ||
      !json::read_field(object, "recorded", into.recorded, why) ||
      !json::read_field(object, "by", into.by, why) ||
      !json::read_field(object, "command", into.command, why) || !read_touches(object, into.touches, why) ||
      !json::only_known(object, {"type", "at", "recorded", "by", "command", "touches", "body"}, why))
    return false;
  if (!read_body(object, type, into.body, why)) {
    if (why.rest == nullptr) return false;
    into.body = UnknownEvent{std::move(type), boost::json::serialize(from)};
    return true;
  }
  into.rest = part.rest().empty() ? nullptr : std::make_shared<const json::Rest>(std::move(part.rest()));
  return true;
}

std::string complete_number(std::string_view prefix, std::string_view number) {
  std::string complete{prefix};
  if (number.size() < 3) complete.append(3 - number.size(), '0');
  return complete.append(number);
}

OrRefusal<std::vector<Event>> read_entry(std::string_view text, std::string_view number, int format) {
  boost::system::error_code error;
  auto parsed = boost::json::parse(text, error);
  if (error) return Refusal{Errc::bad_json, "a log entry is not JSON: " + error.message(), {}};
  upgrade_events(parsed, format);
  std::vector<Event> events;
  json::Rest rest;
  json::FieldError why{{}, {}, &rest};
  if (!json::read(parsed, events, why))
    return Refusal{Errc::bad_field, "a log entry cannot be read: " + why.path + " must be " + why.wanted, {}};
  if (number.empty()) return events;
  for (auto& event : events)
    if (auto* received = std::get_if<IncidentReceived>(&event.body))
      received->incident.number = complete_number(received->incident.number, number);
  return events;
}

}  // namespace dispatch
