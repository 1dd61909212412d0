#include "region/osm_kinds.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

#include "config/tables/text.hpp"

namespace region {
namespace {

using geo::PlaceKind;

// Empty value: any but "no".
struct Rule {
  std::string_view key;
  std::string_view value;
  PlaceKind kind;
};

// The first that fits counts.
constexpr std::array rules{
    Rule{"amenity", "hospital", PlaceKind::health},
    Rule{"amenity", "clinic", PlaceKind::health},
    Rule{"amenity", "doctors", PlaceKind::health},
    Rule{"amenity", "pharmacy", PlaceKind::health},
    Rule{"healthcare", "", PlaceKind::health},
    Rule{"amenity", "place_of_worship", PlaceKind::worship},
    Rule{"amenity", "school", PlaceKind::school},
    Rule{"amenity", "kindergarten", PlaceKind::school},
    Rule{"amenity", "college", PlaceKind::school},
    Rule{"amenity", "university", PlaceKind::school},
    Rule{"amenity", "marketplace", PlaceKind::market},
    Rule{"amenity", "townhall", PlaceKind::office},
    Rule{"amenity", "police", PlaceKind::office},
    Rule{"amenity", "fire_station", PlaceKind::office},
    Rule{"office", "government", PlaceKind::office},
    Rule{"amenity", "", PlaceKind::landmark},
    Rule{"shop", "", PlaceKind::landmark},
    Rule{"tourism", "", PlaceKind::landmark},
    Rule{"leisure", "", PlaceKind::landmark},
    Rule{"historic", "", PlaceKind::landmark},
    Rule{"office", "", PlaceKind::landmark},
    Rule{"man_made", "", PlaceKind::landmark},
    Rule{"harbour", "", PlaceKind::landmark},
    Rule{"seamark:type", "harbour", PlaceKind::landmark},
    Rule{"railway", "station", PlaceKind::landmark},
    Rule{"railway", "halt", PlaceKind::landmark},
    Rule{"aeroway", "aerodrome", PlaceKind::landmark},
    Rule{"aeroway", "terminal", PlaceKind::landmark},
    Rule{"public_transport", "station", PlaceKind::landmark},
    Rule{"natural", "beach", PlaceKind::landmark},
    Rule{"natural", "peak", PlaceKind::landmark},
    Rule{"junction", "", PlaceKind::landmark},
    Rule{"highway", "services", PlaceKind::landmark},
    Rule{"highway", "rest_area", PlaceKind::landmark},
    Rule{"landuse", "residential", PlaceKind::hamlet},  // a perumahan
    Rule{"landuse", "industrial", PlaceKind::landmark},
    Rule{"landuse", "cemetery", PlaceKind::landmark},
    Rule{"building", "", PlaceKind::landmark},
};

constexpr std::array place_nodes{
    Rule{"place", "city", PlaceKind::village},
    Rule{"place", "town", PlaceKind::village},
    Rule{"place", "village", PlaceKind::village},
    Rule{"place", "suburb", PlaceKind::village},
    Rule{"place", "hamlet", PlaceKind::hamlet},
    Rule{"place", "neighbourhood", PlaceKind::hamlet},
    Rule{"place", "quarter", PlaceKind::hamlet},
    Rule{"place", "locality", PlaceKind::hamlet},
    Rule{"place", "isolated_dwelling", PlaceKind::hamlet},
    Rule{"place", "farm", PlaceKind::hamlet},
    Rule{"place", "island", PlaceKind::landmark},
    Rule{"place", "islet", PlaceKind::landmark},
    Rule{"place", "square", PlaceKind::landmark},
};

std::optional<PlaceKind> first_of(std::span<const Rule> list, const OsmObject& object) {
  for (const auto& rule : list) {
    const auto value = object.tag(rule.key);
    if (!value.empty() && value != "no" && (rule.value.empty() || value == rule.value)) return rule.kind;
  }
  return std::nullopt;
}

bool is_street(const OsmObject& object) {
  constexpr std::array<std::string_view, 5> others{"no", "platform", "proposed", "services", "rest_area"};
  const auto highway = object.tag("highway");
  return object.type == 'w' && !highway.empty() && std::ranges::find(others, highway) == others.end();
}

}  // namespace

std::optional<PlaceKind> kind_of(const OsmObject& object) {
  if (is_street(object)) return PlaceKind::street;
  if (const auto place = object.type == 'n' ? first_of(place_nodes, object) : std::nullopt) return place;
  return first_of(rules, object);
}

std::string facility_kind_of(const OsmObject& object) {
  if (kind_of(object) != PlaceKind::health) return "";
  for (const auto& name : names_of(object))
    if (const auto plain = config::folded(name);
        plain.starts_with("puskesmas") && !plain.starts_with("puskesmas pembantu"))
      return "puskesmas";
  const auto amenity = object.tag("amenity");
  const auto healthcare = object.tag("healthcare");
  if (amenity == "hospital" || healthcare == "hospital") return "hospital";
  return amenity == "clinic" || healthcare == "clinic" || healthcare == "centre" ? "clinic" : "";
}

std::vector<std::string> names_of(const OsmObject& object) {
  constexpr std::array<std::string_view, 7> keys{"name",     "name:id",    "official_name", "alt_name",
                                                 "old_name", "short_name", "name:en"};
  std::vector<std::string> names;
  for (const auto key : keys) {
    auto rest = object.tag(key);
    while (!rest.empty()) {
      const auto end = rest.find(';');  // "alt_name=A;B" holds two
      auto name = config::tidied(rest.substr(0, end));
      rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
      if (!name.empty() && std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
    }
  }
  return names;
}

}  // namespace region
