#pragma once

#include <array>
#include <boost/describe.hpp>
#include <cstddef>
#include <cstdint>

namespace geo::roads {

// Who drives. An ambulance may use what is kept for emergency vehicles; a car (a home-care team's) may not; a
// motorcycle passes between bollards.
enum class Vehicle : std::uint8_t { ambulance, car, motorcycle };
BOOST_DESCRIBE_ENUM(Vehicle, ambulance, car, motorcycle)
inline constexpr std::array vehicles{Vehicle::ambulance, Vehicle::car, Vehicle::motorcycle};

// Something of each vehicle.
template <class T>
struct PerVehicle {
  std::array<T, vehicles.size()> of{};
  T& operator[](Vehicle vehicle) { return of[static_cast<std::size_t>(vehicle)]; }
  const T& operator[](Vehicle vehicle) const { return of[static_cast<std::size_t>(vehicle)]; }
};

// As OpenStreetMap's `highway` has them; its *_link roads are of their road's class and slower.
enum class RoadClass : std::uint8_t {
  motorway,
  trunk,
  primary,
  secondary,
  tertiary,
  unclassified,
  residential,
  living_street,
  service,
  track,
  pedestrian,
  busway,
  path,
  ferry,
};
BOOST_DESCRIBE_ENUM(RoadClass, motorway, trunk, primary, secondary, tertiary, unclassified, residential,
                    living_street, service, track, pedestrian, busway, path, ferry)
inline constexpr std::size_t road_classes = 14;

// Kilometres an hour of an ambulance on a road of which only the class is known. Assumed for Indonesian
// districts (two lanes shared with motorcycles); a region's file and measured drives say better.
struct ClassSpeeds {
  std::array<double, road_classes> kmh{80, 60, 55, 48, 40, 32, 26, 15, 15, 12, 8, 35, 10, 12};
  double& operator[](RoadClass road) { return kmh[static_cast<std::size_t>(road)]; }
  double operator[](RoadClass road) const { return kmh[static_cast<std::size_t>(road)]; }
};

}  // namespace geo::roads
