#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "geo/place.hpp"

namespace geo {

// Which village a point is in, and how far from its border. The kecamatan follows from the village: `parent`.
// Borders are straight lines in degrees, as in GeoJSON. Nothing here crosses the 180th meridian: the polygons
// of a region that does must be cut there.
class Areas {
 public:
  struct Hit {
    const Area* village = nullptr;  // lives as long as the Areas, also when those are moved
    bool is_inside = false;         // else it is only the nearest
    bool is_by_middle = false;      // the village has no polygons, so nobody knows who is in it
    Metres away;  // to its border, from either side, within a metre up to 5 km; or its middle
  };

  // Rings may be open or turn either way; those of fewer than three points are left out (`flaws_in` tells).
  // An area that is another's parent is known by its code, but no point is said to be in it.
  explicit Areas(std::vector<Area> areas);
  Areas(Areas&&) noexcept;
  Areas& operator=(Areas&&) noexcept;
  ~Areas();

  // The villages that the point is in, the deepest first: one, or some where polygons overlap or on a common
  // border. In none: the nearest one. Empty only where no village is known.
  [[nodiscard]] std::vector<Hit> at(Position where) const;
  [[nodiscard]] const Area* find(std::string_view code) const;  // null: there is none
  [[nodiscard]] const std::vector<Area>& all() const;

 private:
  struct Shapes;
  std::unique_ptr<Shapes> shapes_;
};

// What is wrong with the polygons of an area.
struct Flaw {
  std::string what;            // "the border crosses itself"
  std::optional<Position> at;  // where, if that is one point
};
// The first flaw of each polygon, then of the polygons together. A ring that is open is closed by whoever
// reads it and is no flaw.
std::vector<Flaw> flaws_in(const Area& area);

}  // namespace geo
