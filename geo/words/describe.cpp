#include "geo/words/describe.hpp"

#include <GeographicLib/Geodesic.hpp>
#include <algorithm>
#include <array>
#include <cmath>

namespace geo {
namespace {

constexpr Metres farthest_landmark{1500};
constexpr Metres at_it{40};
constexpr Metres widest_campus{300};  // within a larger place "at" would say too little

bool is_landmark(const Place& place) {
  switch (place.kind) {
    case PlaceKind::health:
    case PlaceKind::worship:
    case PlaceKind::school:
    case PlaceKind::market:
    case PlaceKind::office:
    case PlaceKind::landmark: return !place.name.empty() && !place.is_approximate;
    default: return false;
  }
}

// Everybody knows where these are.
bool is_well_known(const Place& place) {
  return place.kind == PlaceKind::health || place.kind == PlaceKind::market;
}

// Which of eight winds one goes from one point to the other.
std::string_view wind(Position from, Position to, Language language) {
  constexpr std::array<std::string_view, 8> indonesian{"utara",   "timur laut", "timur", "tenggara",
                                                       "selatan", "barat daya", "barat", "barat laut"};
  constexpr std::array<std::string_view, 8> english{"north", "northeast", "east", "southeast",
                                                    "south", "southwest", "west", "northwest"};
  double heading = 0;
  double unused = 0;
  GeographicLib::Geodesic::WGS84().Inverse(from.lat(), from.lon(), to.lat(), to.lon(), heading, unused);
  const auto eighth = static_cast<std::size_t>(std::lround((heading + 360) / 45)) % 8;
  return language == Language::id ? indonesian[eighth] : english[eighth];
}

std::string village_part(const Areas::Hit& hit, Language language) {
  const bool indonesian = language == Language::id;
  const auto title = title_of_village(hit.village->code);
  std::string name{title};
  if (!title.empty()) name += ' ';
  name += hit.village->name.empty() ? hit.village->code : hit.village->name;
  if (!hit.village->parent_name.empty()) name += ", Kec. " + hit.village->parent_name;
  if (hit.is_inside) return name;
  if (hit.is_by_middle) return (indonesian ? "dekat " : "near ") + name;
  return spoken(hit.away, language) + (indonesian ? " di luar " : " outside ") + name;
}

std::string landmark_part(const Landmarks::Found& found, Position where, Language language) {
  const bool indonesian = language == Language::id;
  const auto& place = *found.place;
  if (found.away <= std::max(at_it, std::min(place.extent, widest_campus)))
    return (indonesian ? "di " : "at ") + place.name;
  return spoken(found.away, language) + ' ' + std::string{wind(place.at, where, language)} +
         (indonesian ? " " : " of ") + place.name;
}

}  // namespace

Landmarks::Landmarks(std::span<const Place> places) {
  for (const auto& place : places) {
    if (!is_landmark(place)) continue;
    index_.put(static_cast<Nearest::Key>(places_.size()), place.at);
    places_.push_back(place);
  }
}

std::optional<Landmarks::Found> Landmarks::best_near(Position where) const {
  constexpr std::size_t looked_at = 24;  // in a town the 24 nearest are nearer than one cares to go
  constexpr double pull = 1.5;
  std::optional<Found> best;
  double least = 0;
  for (const auto& [key, away] : index_.nearest(where, looked_at)) {
    if (away > farthest_landmark) break;
    const auto& place = places_[key];
    const double effort = away.count() / (is_well_known(place) ? pull : 1);
    if (best && effort >= least) continue;
    best = Found{&place, away};
    least = effort;
  }
  return best;
}

std::string_view title_of_village(std::string_view code) {
  const auto dot = code.rfind('.');
  if (dot == std::string_view::npos || std::ranges::count(code, '.') != 3 || dot + 1 == code.size())
    return "";
  if (code[dot + 1] == '1') return "Kel.";
  return code[dot + 1] == '2' ? "Desa" : "";
}

std::string spoken(Metres distance, Language language) {
  const auto stepped = [&](double step) { return std::lround(distance.count() / step) * std::lround(step); };
  const double metres = distance.count();
  if (metres < 475) return std::to_string(std::max(50L, stepped(50))) + " m";
  const auto rounded = metres < 1950 ? stepped(100) : metres < 9750 ? stepped(500) : stepped(1000);
  if (rounded < 1000) return std::to_string(rounded) + " m";
  std::string text = std::to_string(rounded / 1000);
  if (const auto tenths = rounded % 1000 / 100; tenths != 0)
    text += (language == Language::id ? "," : ".") + std::to_string(tenths);
  return text + " km";
}

std::string describe(Position where, const Areas& areas, const Landmarks& landmarks, Language language) {
  std::string text;
  const auto villages = areas.at(where);
  if (!villages.empty()) text = village_part(villages.front(), language);
  if (const auto found = landmarks.best_near(where)) {
    if (!text.empty()) text += ", ";
    text += landmark_part(*found, where, language);
  }
  return text;
}

}  // namespace geo
