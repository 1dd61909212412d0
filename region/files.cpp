#include "region/files.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <string_view>
#include <vector>

#include "config/tables/csv.hpp"
#include "geo/words/describe.hpp"
#include "region/geojson.hpp"

namespace region {
namespace {

std::string degrees(double number) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.6f", number);  // a tenth of a metre
  return text.data();
}

std::string line_of(const std::vector<std::string>& cells) {
  std::string line;
  bool is_first = true;
  for (const auto& cell : cells) {
    if (!is_first) line += ',';
    line += config::cell_of(cell);
    is_first = false;
  }
  return line + '\n';
}

std::string village_kind(std::string_view code) {
  return geo::title_of_village(code) == "Kel." ? "kelurahan" : "desa";
}

std::string toml_text(std::string_view text) {
  std::string out{'"'};
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

}  // namespace

std::string places_csv(const RegionDraft& draft) {
  using enum geo::PlaceKind;
  std::string text = "code,kind,name,parent,lat,lon\n";
  for (const auto& place : draft.places) {
    const auto lat = degrees(place.at.lat());
    const auto lon = degrees(place.at.lon());
    if (place.kind == kecamatan) text += line_of({place.area, "kecamatan", place.name, "", lat, lon});
    // Where no list of villages was given, those that the map names.
    if (draft.areas.empty() && (place.kind == village || place.kind == hamlet))
      text += line_of({"", place.kind == village ? "village" : "hamlet", place.name, "", lat, lon});
  }
  for (const auto& area : draft.areas)
    text += line_of({area.code, village_kind(area.code), area.name.empty() ? area.code : area.name,
                     area.parent, degrees(area.middle.lat()), degrees(area.middle.lon())});
  return text;
}

std::string facilities_csv(const RegionDraft& draft) {
  const bool can =
      std::ranges::any_of(draft.facilities, [](const auto& one) { return !one.capabilities.empty(); });
  std::string text = "id,kind,name,kecamatan,lat,lon,position,note";
  text += can ? ",capabilities\n" : "\n";
  std::size_t number = 0;
  for (const auto& facility : draft.facilities) {
    if (facility.place.kind != geo::PlaceKind::health) continue;
    ++number;
    const auto& place = facility.place;
    std::vector<std::string> cells{facility.id.empty() ? "F-" + std::to_string(number) : facility.id,
                                   facility.kind,
                                   place.name,
                                   parent_of(place.area),
                                   degrees(place.at.lat()),
                                   degrees(place.at.lon()),
                                   place.is_approximate ? "approximate" : "listed",
                                   facility.address};
    if (can) cells.push_back(facility.capabilities);
    text += line_of(cells);
  }
  return text;
}

std::string region_toml(const RegionDraft& draft) {
  return "# Made by `siaga region build`. Change it as you like: the next build keeps this file as it is.\n\n"
         "name = " +
         toml_text(draft.name) +
         "  # also the tag of the region's keys: not to be changed once in use\n"
         "title = " +
         toml_text(draft.title) +
         "  # as shown on screens\n"
         "prefix = " +
         toml_text(draft.prefix) +
         "  # first part of the incident number people say aloud; a guess\n"
         "utc_offset_minutes = " +
         std::to_string(draft.utc_offset_minutes) +
         "\n\n"
         "# What the map shows first: the middle of everything that was built in.\n"
         "[map]\n"
         "lat = " +
         degrees(draft.centre.lat()) +
         "\n"
         "lon = " +
         degrees(draft.centre.lon()) +
         "\n"
         "zoom = " +
         std::to_string(draft.zoom) +
         "\n\n"
         "# Rough travel times, for as long as there is no road graph. Guesses, to be replaced by measured "
         "ones.\n"
         "[travel]\n"
         "road_factor = 1.4  # the way by road is this many times the straight line\n"
         "speed_kmh = { ambulance = 40, motorcycle = 45, home_care = 30 }\n"
         "turnout_s = { at_base = 60, moving = 10 }\n";
}

std::string empty_stations_csv() {
  return "id,name,facility,lat,lon\n";
}

std::string empty_units_csv() {
  return "id,kind,callsign,station,crew\n";
}

}  // namespace region
