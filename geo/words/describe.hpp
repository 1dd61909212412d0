#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "geo/areas.hpp"
#include "geo/language.hpp"
#include "geo/nearest.hpp"
#include "geo/place.hpp"

namespace geo {

// The places of a region that people find others by: hospitals, markets, mosques, schools, bridges.
class Landmarks {
 public:
  // Takes those that have a name and a sure position; no villages, hamlets, streets or milestones.
  explicit Landmarks(std::span<const Place> places);

  struct Found {
    const Place* place;  // lives as long as the Landmarks
    Metres away;
  };
  // Of those within 1.5 km the one to name: the nearest, where a hospital, puskesmas or market may lie half
  // as far again as another place, because more people know it.
  [[nodiscard]] std::optional<Found> best_near(Position where) const;

 private:
  std::vector<Place> places_;
  Nearest index_;
};

// "Desa", "Kel." or nothing, by the Kemendagri code: its last group begins with 1 for a kelurahan, 2 for a
// desa.
std::string_view title_of_village(std::string_view code);

// As people say a distance: "50 m", "1.2 km" (Indonesian "1,2 km"). Steps of 50 m below 500 m, of 100 m below
// 2 km, of half a kilometre below 10 km, then of one.
std::string spoken(Metres distance, Language language);

// Where a point is, to be said aloud: "Desa Pohsanten, Kec. Mendoyo, 300 m utara Puskesmas I Mendoyo".
// Outside all villages "2 km di luar Desa ..."; where only the middles of villages are known, "dekat Desa
// ...", never in it. Empty where nothing is known.
std::string describe(Position where, const Areas& areas, const Landmarks& landmarks,
                     Language language = Language::id);

}  // namespace geo
