#include "dispatch/log/sighting.hpp"

namespace dispatch {

void write(std::string& out, const Sighting& sighting) {
  write(out, sighting.shown);
  out.pop_back();
  if (!sighting.said.empty()) {
    out += ",\"said\":";
    json::write(out, sighting.said);
  }
  if (sighting.since) {
    out += ",\"since\":";
    json::write(out, *sighting.since);
  }
  out += '}';
}

bool read(const boost::json::value& from, Sighting& into, json::FieldError& why) {
  into = {};
  if (!read(from, into.shown, why)) return false;
  json::FieldError unused;
  const auto& fields = from.get_object();
  const auto* said = fields.if_contains("said");
  if (said != nullptr && !json::read(*said, into.said, unused)) into.said.clear();
  TimePoint since;
  const auto* leads = fields.if_contains("since");
  if (leads != nullptr && json::read(*leads, since, unused)) into.since = since;
  return true;
}

}  // namespace dispatch
