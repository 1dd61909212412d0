#pragma once

#include <cstdint>
#include <optional>

#include "dispatch/model/time.hpp"
#include "geo/position.hpp"

namespace dispatch {

// How a vehicle drives: with lights and sirens, or without.
enum class Pace { urgent, calm };

// Scenes, stations and hospitals of a world, numbered through.
using PlaceNumber = std::uint32_t;

// A point of the roads at which a vehicle can take another way, and how long it takes to get there.
struct Start {
  std::uint32_t node = 0;
  milliseconds after{0};
};

// A way to a place, taken from there.
struct Way {
  Start from;
  PlaceNumber to = 0;
  Pace pace = Pace::calm;
};

// How long it takes from one place of a world to another.
class Ways {
 public:
  virtual ~Ways() = default;
  // Of a vehicle that stands at a place.
  [[nodiscard]] virtual Start leaving(PlaceNumber place, Pace pace) = 0;
  // The whole of it; nothing where no road leads.
  [[nodiscard]] virtual std::optional<milliseconds> time(const Way& way) = 0;
  // Of a vehicle that has driven so much of a way that leads somewhere: the next point ahead.
  [[nodiscard]] virtual Start ahead(const Way& way, milliseconds driven) = 0;
  [[nodiscard]] virtual geo::Position position(const Start& start) = 0;
};

}  // namespace dispatch
