#pragma once

#include <boost/describe.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "geo/position.hpp"

// What a region knows by name.
namespace geo {

enum class PlaceKind {
  kecamatan,
  village,  // desa, kelurahan
  hamlet,   // banjar, dusun, lingkungan, perumahan
  street,
  milestone,  // a place on a road at so many kilometres: name is the road's, `km` says which
  health,     // hospital, puskesmas, clinic, pharmacy
  worship,
  school,
  market,
  office,    // of the village, the government, the police
  landmark,  // whatever else people know: bridge, harbour, shop, park
};
BOOST_DESCRIBE_ENUM(PlaceKind, kecamatan, village, hamlet, street, milestone, health, worship, school, market,
                    office, landmark)

[[nodiscard]] std::string_view kind_name(PlaceKind kind);

struct Place {
  std::string name;               // "Pura Puncak Sari"
  std::vector<std::string> also;  // other names, older spellings
  PlaceKind kind = PlaceKind::landmark;
  Position at;
  Metres extent{0};  // all of it lies within this of `at`
  std::string area;  // code of the village (or kecamatan) it is in; of a village, its own
  bool is_approximate = false;
  double km = 0;       // of a milestone
  std::string source;  // which file, for the report
};

using Ring = std::vector<Position>;  // closed: the last is the first
struct Polygon {
  Ring outer;
  std::vector<Ring> holes;
};

// A village, or a kecamatan as the union of its villages.
struct Area {
  std::string code;  // Kemendagri, 51.01.02.2008
  std::string name;
  std::string parent;  // code of the kecamatan; of a kecamatan, the regency's
  std::string parent_name;
  Position middle;                // inside it
  std::vector<Polygon> polygons;  // none: only the middle is known
};

}  // namespace geo
