#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dispatch/model/model.hpp"
#include "geo/areas.hpp"

namespace dispatch {

// A puskesmas, and the units that wait at it: its catchment is their home area.
struct Puskesmas {
  std::string id;  // empty: the list gives it none, so that nobody can name it
  std::string name;
  std::string kecamatan;  // code
  std::vector<UnitId> units;
};

// Which puskesmas serves which village. One serves a kecamatan or a part of it (Permenkes 43/2019): a village
// of which no list says anything belongs to the puskesmas of its kecamatan, if that has exactly one. Where
// there are several, or one that is called "Puskesmas I" so that lists must lack another, nobody knows.
class HomeAreas {
 public:
  HomeAreas() = default;
  // `by_village`: the id of the puskesmas by the village's code.
  HomeAreas(std::vector<Puskesmas> all, const std::map<std::string, std::string>& by_village);

  // Null: not known. Lives as long as this.
  [[nodiscard]] const Puskesmas* of(std::string_view village, std::string_view kecamatan) const;
  // Of a point, by `geo::Areas::at`: null also where it is in no village for sure, or in villages of several.
  [[nodiscard]] const Puskesmas* of(std::span<const geo::Areas::Hit> hits) const;
  // What is kept with a pin there; nothing, where neither is known for sure.
  [[nodiscard]] std::optional<Locality> locality_of(std::span<const geo::Areas::Hit> hits) const;

 private:
  std::vector<Puskesmas> all_;
  std::map<std::string, std::size_t, std::less<>> by_village_;
  std::map<std::string, std::optional<std::size_t>, std::less<>> by_kecamatan_;  // nothing: it has several
};

}  // namespace dispatch
