#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "geo/position.hpp"

namespace geo {

// Moving points, and which of them are nearest to a place. Exact: the order is that of `distance`,
// also across the date line and at the poles.
//
// Points are kept in space (x, y, z on the ellipsoid), where the straight chord is nearly as good as the
// geodesic: the two bound each other so tightly that only near ties, a fraction of a millimetre at 10 km,
// need the full calculation.
class Nearest {
 public:
  using Key = std::uint32_t;
  struct Hit {
    Key key;
    Metres away;
  };

  Nearest();
  ~Nearest();
  Nearest(Nearest&&) noexcept;
  Nearest& operator=(Nearest&&) noexcept;

  // Adds the point or moves it. Keys index an array: use small numbers.
  void put(Key key, Position where);
  void remove(Key key);
  [[nodiscard]] bool contains(Key key) const;
  [[nodiscard]] std::size_t size() const;

  // The `count` nearest, nearest first; fewer if there are not so many.
  [[nodiscard]] std::vector<Hit> nearest(Position to, std::size_t count) const;

 private:
  struct Tree;
  std::unique_ptr<Tree> tree_;
};

}  // namespace geo
