#pragma once

#include <optional>
#include <string_view>

#include "dispatch/model/model.hpp"
#include "dispatch/model/policy.hpp"

// What better information about a place may do by itself. All of it is a rule on values; nothing here decides
// for a person.
namespace dispatch {

inline constexpr std::string_view by_caller_link = "caller_link";
inline constexpr std::string_view by_mobile_location = "aml";  // Advanced Mobile Location, ETSI TS 103 625

// 0 N 0 E is what software says that does not know: it is in the Gulf of Guinea.
[[nodiscard]] bool is_nowhere(geo::Position where);

// Farther than chance would put two fixes of a phone that lies still: 10 m, or half the radius.
[[nodiscard]] bool has_moved(geo::Position from, geo::Position to, geo::Metres uncertainty);

// May the proposal become the pin without a person? Only a device's own fix that is good enough, only while
// no person has set a pin, and only if it is better than the present pin or the same device has moved.
[[nodiscard]] bool is_accepted_by_rule(const Policy& policy, const Place& present, const Proposal& proposal);

// A person who stands for what they say; software confirms nothing.
struct Confirmation {
  std::string by;
  TimePoint at;
};
// The place with who stands for its pin, whatever it said of that itself.
[[nodiscard]] Place confirmed(Place given, const std::optional<Confirmation>& person);
// The place after it was located anew. What was said before stays when nothing is said, and whatever software
// says: only people rewrite what people said.
[[nodiscard]] Place located(const Place& present, Place given, const std::optional<Confirmation>& person);

}  // namespace dispatch
