#include "geo/roads/rules.hpp"

#include <algorithm>
#include <charconv>

namespace geo::roads {
namespace {

using Words = std::initializer_list<std::string_view>;

bool is_one_of(std::string_view word, Words words) {
  return std::ranges::find(words, word) != words.end();
}

// The number that a value begins with: "30", "30 mph", "2.5 m".
std::optional<double> number_in(std::string_view text) {
  double number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec != std::errc{} || !(number >= 0) || number > 1e6) return std::nullopt;
  return number;
}

std::optional<double> kmh_in(std::string_view text) {
  constexpr double of_a_mile = 1.609344;
  const auto number = number_in(text);
  if (!number || *number < 1) return std::nullopt;
  return text.find("mph") == std::string_view::npos ? *number : *number * of_a_mile;
}

// "01:30", "1:30:00", "45" (minutes).
std::optional<double> duration_in(std::string_view text) {
  double seconds = 0;
  int parts = 0;
  while (!text.empty()) {
    const auto end = std::min(text.find(':'), text.size());
    const auto part = number_in(text.substr(0, end));
    if (!part || ++parts > 3) return std::nullopt;
    seconds = seconds * 60 + *part;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  if (parts == 0) return std::nullopt;
  return parts == 3 ? seconds : seconds * 60;
}

struct RoadKind {
  RoadClass road;
  bool is_link = false;
};

std::optional<RoadKind> kind_of(const Tags& tags) {
  if (tags["route"] == "ferry") return RoadKind{RoadClass::ferry};
  auto highway = tags["highway"];
  if (highway == "road") return RoadKind{RoadClass::unclassified};
  if (highway == "bus_guideway") return RoadKind{RoadClass::busway};
  if (is_one_of(highway, {"footway", "cycleway", "bridleway"})) return RoadKind{RoadClass::path};
  const bool is_link = highway.ends_with("_link");
  if (is_link) highway.remove_suffix(5);
  RoadClass road{};
  if (highway == "ferry" || !boost::describe::enum_from_string(std::string{highway}.c_str(), road))
    return std::nullopt;
  return RoadKind{road, is_link};
}

// The most particular of the tags that are there, as the access hierarchy has it.
std::string_view access_of(const Tags& tags, Vehicle vehicle) {
  const auto first_of = [&](Words keys) {
    for (const auto key : keys)
      if (const auto value = tags[key]; !value.empty()) return value;
    return std::string_view{};
  };
  switch (vehicle) {
    case Vehicle::ambulance: return first_of({"emergency", "motorcar", "motor_vehicle", "vehicle", "access"});
    case Vehicle::car: return first_of({"motorcar", "motor_vehicle", "vehicle", "access"});
    case Vehicle::motorcycle: return first_of({"motorcycle", "motor_vehicle", "vehicle", "access"});
  }
  return {};
}

bool says_no(std::string_view access) {
  return is_one_of(access, {"no", "agricultural", "forestry", "emergency", "psv", "bus", "use_sidepath"});
}
bool says_yes(std::string_view access) {
  return is_one_of(access, {"yes", "designated", "permissive", "official", "destination"});
}

// Roads that are for others, but where this vehicle may be meant all the same.
bool is_open_by_class(RoadClass road, Vehicle vehicle) {
  switch (road) {
    case RoadClass::path: return false;
    case RoadClass::pedestrian:
    case RoadClass::busway: return vehicle == Vehicle::ambulance;
    default: return true;
  }
}

bool may_use(const Tags& tags, RoadClass road, Vehicle vehicle) {
  const auto access = access_of(tags, vehicle);
  if (tags["impassable"] == "yes" || tags["smoothness"] == "impassable") return false;
  if (vehicle == Vehicle::ambulance && access == "emergency") return true;
  if (says_no(access)) return false;
  const auto below = [&](std::string_view key, double least) {
    const auto limit = number_in(tags[key]);
    return limit && *limit > 0 && *limit < least;
  };
  const bool is_large = vehicle == Vehicle::ambulance;
  if (is_large && (below("maxheight", 2.6) || below("maxweight", 3.5))) return false;
  if (vehicle != Vehicle::motorcycle && below("maxwidth", 2)) return false;
  return is_open_by_class(road, vehicle) || says_yes(access);
}

// The fastest that the ground allows.
double limit_of_ground(const Tags& tags) {
  struct Limit {
    std::string_view key;
    Words values;
    double kmh;
  };
  const std::array limits{
      Limit{"surface", {"sand", "mud"}, 10},
      Limit{"surface", {"dirt", "earth", "ground", "grass", "grass_paver", "soil", "rock"}, 18},
      Limit{"surface", {"unpaved", "gravel", "fine_gravel", "pebblestone", "cobblestone", "wood"}, 28},
      Limit{"surface", {"compacted", "sett", "unhewn_cobblestone", "metal"}, 38},
      Limit{"tracktype", {"grade5"}, 8},
      Limit{"tracktype", {"grade4"}, 12},
      Limit{"tracktype", {"grade3"}, 18},
      Limit{"tracktype", {"grade2"}, 25},
      Limit{"smoothness", {"horrible", "very_horrible"}, 8},
      Limit{"smoothness", {"very_bad"}, 15},
      Limit{"smoothness", {"bad"}, 25},
  };
  double kmh = 200;
  for (const auto& limit : limits)
    if (is_one_of(tags[limit.key], limit.values)) kmh = std::min(kmh, limit.kmh);
  return kmh;
}

double kmh_on(const Tags& tags, const RoadKind& kind, Vehicle vehicle) {
  constexpr double of_link = 0.6;      // ramps are short and bent
  constexpr double of_maxspeed = 0.9;  // on the whole of a stretch, with what slows one down
  constexpr double of_car = 0.85;      // without a siren
  constexpr double private_kmh = 10;   // yards, compounds, rows of parked cars
  auto kmh = ClassSpeeds{}[kind.road] * (kind.is_link ? of_link : 1);
  // A sign does not make a bad road fast; where it allows far more than the class does, somebody has built
  // it for that.
  if (const auto sign = kmh_in(tags["maxspeed"])) kmh = std::clamp(*sign * of_maxspeed, kmh * 0.4, kmh * 1.6);
  kmh = std::min(kmh, limit_of_ground(tags));
  if (vehicle == Vehicle::car) kmh *= of_car;
  const bool is_yard = is_one_of(tags["service"], {"driveway", "parking_aisle", "drive-through"}) ||
                       is_one_of(access_of(tags, vehicle), {"private", "customers", "delivery"});
  return is_yard ? std::min(kmh, private_kmh) : kmh;
}

enum class OneWay { both, forward, backward, unsure };

OneWay one_way_of(const Tags& tags, const RoadKind& kind, Vehicle vehicle) {
  const auto exempt = vehicle == Vehicle::ambulance    ? tags["oneway:emergency"]
                      : vehicle == Vehicle::motorcycle ? tags["oneway:motorcycle"]
                                                       : std::string_view{};
  if (exempt == "no") return OneWay::both;
  const auto value = tags["oneway"];
  if (is_one_of(value, {"yes", "true", "1"})) return OneWay::forward;
  if (is_one_of(value, {"-1", "reverse"})) return OneWay::backward;
  if (is_one_of(value, {"reversible", "alternating"})) return OneWay::unsure;
  if (is_one_of(value, {"no", "false", "0"})) return OneWay::both;
  const bool implied =
      kind.road == RoadClass::motorway || is_one_of(tags["junction"], {"roundabout", "circular"});
  return implied ? OneWay::forward : OneWay::both;
}

}  // namespace

std::string_view Tags::operator[](std::string_view key) const {
  for (const auto& [name, value] : pairs_)
    if (name == key) return value;
  return {};
}

std::optional<WayRules> rules_of_way(const Tags& tags) {
  const auto kind = kind_of(tags);
  if (!kind || tags["area"] == "yes") return std::nullopt;
  WayRules rules;
  rules.road = kind->road;
  if (kind->road == RoadClass::ferry) rules.crossing_s = duration_in(tags["duration"]);
  bool anyone = false;
  for (const auto vehicle : vehicles) {
    const auto one_way = one_way_of(tags, *kind, vehicle);
    if (one_way == OneWay::unsure || !may_use(tags, kind->road, vehicle)) continue;
    anyone = true;
    rules.lanes[vehicle] = {one_way != OneWay::backward, one_way != OneWay::forward,
                            kmh_on(tags, *kind, vehicle)};
  }
  return anyone ? std::optional{rules} : std::nullopt;
}

std::optional<Passage> passage_at(const Tags& node) {
  constexpr double to_open_s = 15;
  constexpr double to_pay_s = 10;
  const auto barrier = node["barrier"];
  if (barrier.empty()) return std::nullopt;
  if (is_one_of(barrier, {"entrance", "cattle_grid", "kerb", "height_restrictor", "sally_port"}))
    return std::nullopt;
  const bool is_gate = is_one_of(barrier, {"gate", "lift_gate", "swing_gate", "sliding_gate", "chain",
                                           "wicket_gate", "hampshire_gate", "rope"});
  const bool is_booth = is_one_of(barrier, {"toll_booth", "border_control"});
  const bool has_gap = is_one_of(barrier, {"bollard", "block", "cycle_barrier", "planter", "log"});
  Passage passage;
  for (const auto vehicle : vehicles) {
    const auto access = access_of(node, vehicle);
    if (is_booth)
      passage[vehicle] = vehicle == Vehicle::ambulance ? 0 : to_pay_s;
    else if (says_no(access) && !(vehicle == Vehicle::ambulance && access == "emergency"))
      passage[vehicle] = std::nullopt;
    else if (is_gate || says_yes(access) || access == "emergency")
      passage[vehicle] = to_open_s;
    else if (has_gap && vehicle == Vehicle::motorcycle)
      passage[vehicle] = 5;
  }
  return passage;
}

bool has_signals(const Tags& node) {
  return node["highway"] == "traffic_signals" || node["crossing"] == "traffic_signals";
}

std::optional<TurnRule> turn_rule_of(const Tags& relation) {
  if (relation["type"] != "restriction") return std::nullopt;
  const auto say = relation["restriction"];
  const bool is_only = say.starts_with("only_");
  if (!is_only && !say.starts_with("no_")) return std::nullopt;
  if (is_one_of(say, {"no_entry", "no_exit"})) return std::nullopt;  // several ways: read as none
  const auto except = relation["except"];
  const auto is_exempt = [&](std::string_view who) { return except.find(who) != std::string_view::npos; };
  TurnRule rule{is_only, {}};
  rule.binds[Vehicle::ambulance] = !is_exempt("emergency");
  rule.binds[Vehicle::car] = !is_exempt("motorcar") && !is_exempt("motor_vehicle");
  rule.binds[Vehicle::motorcycle] = !is_exempt("motorcycle") && !is_exempt("motor_vehicle");
  return rule;
}

}  // namespace geo::roads
