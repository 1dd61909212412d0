#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "tests/support/wire.hpp"

// What people say, as messages: each command with an id of its own.
namespace tests {

using wire::by_id;
using wire::Client;
using wire::Message;
using wire::number;
using wire::text;

struct Pin {
  double lat;
  double lon;
};
// Near AMB-01's station, in the middle of Negara, and some kilometres east of it.
inline constexpr Pin negara{-8.3596, 114.6177};
inline constexpr Pin mendoyo{-8.3601, 114.6905};

inline Message command(std::string_view type, boost::json::object fields) {
  fields["type"] = type;
  if (!fields.contains("id")) fields["id"] = wire::new_id();
  return fields;
}

// The incident gets the command's id.
inline Message call(std::string_view priority = "P1", Pin at = negara, std::string_view needs = "ambulance") {
  return command("incident.receive",
                 {{"place", {{"text", "behind the market"}, {"pin", {{"lat", at.lat}, {"lon", at.lon}}}}},
                  {"caller", {{"phone", "+62 811 000 000"}}},
                  {"triage", {{"priority", priority}, {"needs", needs}}}});
}

// The assignment gets the command's id.
inline Message send(std::string_view incident, std::string_view unit, std::string_view reason = {}) {
  auto said = command("assignment.dispatch", {{"incident", incident}, {"unit", unit}});
  if (!reason.empty()) said.as_object()["reason"] = reason;
  return said;
}

inline Message step(std::string_view assignment, std::string_view to, std::string_view reason = {}) {
  auto said = command("assignment.step", {{"assignment", assignment}, {"to", to}});
  if (!reason.empty()) said.as_object()["reason"] = reason;
  return said;
}

inline Message note(std::string_view incident, std::string_view what) {
  return command("incident.note", {{"incident", incident}, {"text", what}});
}

inline Message call_off(std::string_view incident, std::string_view kind = "cancelled") {
  return command("incident.end", {{"incident", incident}, {"kind", kind}, {"reason", "called again"}});
}

inline Message duty(std::string_view unit, std::string_view state, std::string_view reason = {}) {
  auto said = command("unit.duty", {{"unit", unit}, {"state", state}});
  if (!reason.empty()) said.as_object()["reason"] = reason;
  return said;
}

// As of `at`, in milliseconds of the server's time.
inline Message position(std::string_view unit, Pin where, std::int64_t at) {
  const boost::json::object fix{{"unit", unit}, {"lat", where.lat}, {"lon", where.lon}, {"at", at}};
  return boost::json::object{{"type", "fixes"}, {"fixes", boost::json::array{fix}}};
}

inline Message question(std::string_view type, std::string_view query, std::string_view about,
                        std::string_view id) {
  return boost::json::object{{"type", type}, {"query", query}, {about, id}};
}

inline std::string id_of(const Message& said) {
  return text(said, "/id");
}

// A crew that is on duty, listens, and has told where it is.
inline void come_on_duty(Client& crew, std::string_view unit, Pin where) {
  crew.subscribe("mine");
  crew.must(duty(unit, "on"));
  crew.say(position(unit, where, number(crew.welcome(), "/server_time")));
}

}  // namespace tests
