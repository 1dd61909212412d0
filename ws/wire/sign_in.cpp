#include "ws/wire/sign_in.hpp"

#include "dispatch/model/json.hpp"
#include "dispatch/model/rights.hpp"

namespace ws {

namespace json = dispatch::json;

std::string encode_welcome(const dispatch::Actor& actor, const RegionInfo& region, dispatch::TimePoint now,
                           double clock_speed, const dispatch::StoreState& store,
                           const std::vector<Condition>& conditions, std::string_view version) {
  std::string out;
  {
    json::Object welcome{out};
    welcome.field("type", "welcome").field("name", actor.name).field("role", name_of(actor.role));
    json::write_array(welcome.begin("rights"), dispatch::rights_of(actor.role),
                      [](std::string& to, dispatch::Right right) { json::write(to, right); });
    welcome.field("units", actor.units).field("facility", actor.facility);
    {
      json::Object about{welcome.begin("region")};
      about.field("name", region.name).field("title", region.title).field("prefix", region.prefix);
      about.field("utc_offset_minutes", region.utc_offset_minutes).field("roads", region.roads);
      {
        json::Object map{about.begin("map")};
        map.field("lat", region.map_lat).field("lon", region.map_lon).field("zoom", region.map_zoom);
      }
      about.field("capabilities", region.capabilities);
    }
    welcome.field("version", version);
    welcome.field("server_time", now).field("clock_speed", clock_speed);
    {
      json::Object state{welcome.begin("store")};
      state.field("state", store.is_up ? "up" : "away").field("since", store.since);
    }
    welcome.field("conditions", conditions);
  }
  return out;
}

}  // namespace ws
