#pragma once

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

#include "geo/roads/drives.hpp"
#include "geo/roads/section_id.hpp"

namespace geo::roads {

// Parts of the day that differ in traffic. Weekends have none of their own: few vehicles would need twice as
// long until anything is known.
enum class HourBand : std::uint8_t { night, morning, day, afternoon, evening };
BOOST_DESCRIBE_ENUM(HourBand, night, morning, day, afternoon, evening)
inline constexpr std::size_t hour_bands = 5;
// Of the local time since midnight.
HourBand band_at(std::chrono::minutes of_day);

// Driving times that have been seen, against those that the map alone gives for the same. Can be added up.
struct Seen {
  std::chrono::milliseconds assumed{};
  std::chrono::milliseconds real{};
  Seen& operator+=(const Seen& more) {
    assumed += more.assumed;
    real += more.real;
    return *this;
  }
  friend bool operator==(const Seen&, const Seen&) = default;
};

// What was seen of one class of roads, or of one road, in one part of the day.
struct Lesson {
  std::variant<RoadClass, SectionId> road;
  HourBand band = HourBand::day;
  Seen seen;
  // "class.primary.morning" or "section.00f3...c2.morning"
  [[nodiscard]] std::string name() const;
  static std::optional<Lesson> from(std::string_view name, const Seen& seen);
};
// Each part teaches of its class and of its section; several of one road come as one.
std::vector<Lesson> lessons_of(const Drive& drive, const TablesView& tables, HourBand band);

// All lessons together, and what they say of the roads.
class Experience {
 public:
  void add(const Lesson& lesson);
  [[nodiscard]] std::size_t sections() const { return of_section_.size(); }
  // All that was added, as few as it can be said in.
  [[nodiscard]] std::vector<Lesson> lessons() const;

  // Time over the map's time in this part of the day, by class and for roads of which enough is known; where
  // little is known, near to `base`, which is what is thought without experience.
  [[nodiscard]] Conditions conditions(HourBand band, const Conditions& base, const TablesView& tables,
                                      const SectionIds& ids) const;
  friend bool operator==(const Experience&, const Experience&) = default;

 private:
  using Bands = std::array<Seen, hour_bands>;
  std::array<Bands, road_classes> of_class_{};
  std::unordered_map<SectionId, Bands> of_section_;
};

}  // namespace geo::roads
