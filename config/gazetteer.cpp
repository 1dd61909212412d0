#include "config/gazetteer.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "config/tables/csv.hpp"
#include "config/tables/numbers.hpp"
#include "config/tables/place_kinds.hpp"

namespace config {
namespace {

using dispatch::OrFault;
using geo::PlaceKind;

PlaceKind kind_of(const std::string& word) {
  return word == "kelurahan" || word == "desa" ? PlaceKind::village : place_kind_of(word);
}

// Rows with kind, name, lat and lon; the area stands in the column named.
OrFault<bool> read_places(const std::filesystem::path& file, std::string_view area,
                          std::vector<geo::Place>& into) {
  constexpr std::array<std::string_view, 4> columns{"kind", "name", "lat", "lon"};
  const auto rows = read_csv(file, columns);
  if (rows.has_error()) return rows.error();
  for (const auto& row : *rows) {
    const auto at = position_in(row, file);
    if (at.has_error()) return at.error();
    geo::Place place;
    place.name = row["name"];
    place.kind = kind_of(row["kind"]);
    place.at = *at;
    place.area = area_code_of(row[area]);
    place.is_approximate = row["position"] == "approximate";
    if (place.kind == PlaceKind::milestone) {
      const auto km = number_in(row, "km", file);
      if (km.has_error()) return km.error();
      place.km = *km;
    }
    place.source = file.filename().string();
    into.push_back(std::move(place));
  }
  return true;
}

// Villages and kecamatan by their points alone.
std::vector<geo::Area> areas_of(const std::vector<geo::Place>& places) {
  std::map<std::string, std::string> kecamatan;
  for (const auto& place : places)
    if (place.kind == PlaceKind::kecamatan) kecamatan[place.area] = place.name;
  std::vector<geo::Area> areas;
  for (const auto& place : places) {
    if (place.kind != PlaceKind::village) continue;
    const auto last = place.area.rfind('.');
    const auto parent = last == std::string::npos ? "" : place.area.substr(0, last);
    const auto known = kecamatan.find(parent);
    areas.push_back(
        {place.area, place.name, parent, known == kecamatan.end() ? "" : known->second, place.at, {}});
  }
  return areas;
}

}  // namespace

OrFault<geo::Gazetteer> load_gazetteer(const std::filesystem::path& folder) {
  if (std::filesystem::exists(folder / "places.db")) return geo::Gazetteer::open(folder / "places.db");
  std::vector<geo::Place> places;
  if (const auto read = read_places(folder / "places.csv", "code", places); read.has_error())
    return read.error();
  if (const auto read = read_places(folder / "facilities.csv", "kecamatan", places); read.has_error())
    return read.error();
  return geo::Gazetteer::of(places, areas_of(places));
}

geo::Surroundings surroundings_of(const Region& region, const geo::Gazetteer& gazetteer) {
  constexpr geo::Metres at_least{10'000};
  geo::Surroundings around;
  around.centre = region.map_centre;
  around.radius = at_least;
  for (const auto& place : gazetteer.places())
    around.radius = std::max(around.radius, geo::distance(around.centre, place.at));
  return around;
}

}  // namespace config
