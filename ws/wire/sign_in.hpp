#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dispatch/desk/desk.hpp"
#include "dispatch/model/capabilities.hpp"
#include "dispatch/model/model_json.hpp"
#include "ws/wire/service.hpp"

// The wire ends in this folder, a file a subject: what clients say becomes types, what they are told becomes
// text, field for field as in ws/protocol/siaga.v1.schema.json.
namespace ws {

struct Hello {
  static constexpr std::string_view type = "hello";
  std::string token;
  std::optional<dispatch::DeviceId> device;
};
BOOST_DESCRIBE_STRUCT(Hello, (), (token, device))

// What travel times rest on.
enum class RoadState {
  ready,   // the region's road graph
  none,    // it has none: straight lines
  broken,  // its file cannot be used: straight lines
};
BOOST_DESCRIBE_ENUM(RoadState, ready, none, broken)

struct RegionInfo {
  std::string name;
  std::string title;
  std::string prefix;
  int utc_offset_minutes = 0;
  double map_lat = 0;
  double map_lon = 0;
  double map_zoom = 10;
  RoadState roads = RoadState::none;
  std::vector<dispatch::Capability> capabilities = {};  // its own words, as they are when somebody signs in
};

std::string encode_welcome(const dispatch::Actor& actor, const RegionInfo& region, dispatch::TimePoint now,
                           double clock_speed, const dispatch::StoreState& store,
                           const std::vector<Condition>& conditions, std::string_view version);

}  // namespace ws
