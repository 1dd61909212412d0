#include "dispatch/log/upgrade.hpp"

#include <boost/json.hpp>

namespace dispatch {

void upgrade_incident(boost::json::value& incident, int format) {
  auto* fields = incident.if_object();
  if (fields == nullptr || format >= 2) return;
  for (const auto* name : {"proposals", "merged"}) fields->emplace(name, boost::json::array{});
}

void upgrade_events(boost::json::value& events, int format) {
  if (!events.is_array()) return;
  for (auto& event : events.get_array()) {
    boost::system::error_code none;
    const auto* type = event.find_pointer("/type", none);
    auto* incident = event.find_pointer("/body/incident", none);
    if (type != nullptr && incident != nullptr && *type == "incident.received")
      upgrade_incident(*incident, format);
  }
}

}  // namespace dispatch
