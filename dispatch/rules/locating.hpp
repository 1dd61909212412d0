#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "dispatch/model/model.hpp"
#include "dispatch/model/policy.hpp"
#include "dispatch/rules/command.hpp"

// What better information about a place may do by itself. All of it is a rule on values; nothing here decides
// for a person.
namespace dispatch {

inline constexpr std::string_view by_caller_link = "caller_link";
inline constexpr std::string_view by_mobile_location = "aml";  // Advanced Mobile Location, ETSI TS 103 625

// 0 N 0 E is what software says that does not know, unless the region is in the Gulf of Guinea.
[[nodiscard]] bool is_nowhere(const Policy& policy, geo::Position where);

// Farther than chance would put two fixes of a phone that lies still: 10 m, or half the radius.
[[nodiscard]] bool has_moved(geo::Position from, geo::Position to, geo::Metres uncertainty);

[[nodiscard]] bool is_from_device(std::string_view source);

// What speaks against a phone being where the incident is, filled in: it is outside the region and what is
// near, or far from a place that was said. A pin that software set counts as said, too.
[[nodiscard]] Proposal examined(const Policy& policy, const Place& present, std::vector<SaidPlace> said,
                                Proposal proposal);

// May the proposal become the pin without a person? Only a device's own fix that is good enough and against
// which nothing speaks (or the caller is with the patient), only while no person has set a pin, and only if
// it is better than the present pin, or as good and the same device has moved.
[[nodiscard]] bool is_accepted_by_rule(const Policy& policy, const Incident& incident,
                                       const Proposal& proposal);

// A person who stands for what they say; software confirms nothing.
struct Confirmation {
  std::string by;
  TimePoint at;
};
// The place with who stands for its pin, whatever it said of that itself.
[[nodiscard]] Place confirmed(Place given, const std::optional<Confirmation>& person);
[[nodiscard]] bool says_nothing(std::string_view words);
// The place after it was located anew. What was said before stays when nothing is said, and whatever software
// says: only people rewrite what people said. A pin that comes back where it was is no new one: it keeps its
// source and who stands for it, unless somebody `confirms` it.
[[nodiscard]] Place located(const Place& present, Place given, const std::optional<Confirmation>& person,
                            bool confirms);

// What other words make of what phones said before them.
struct Reexamined {
  std::vector<Proposal> proposals;  // against which the words speak now, or speak no more
  bool pin_falls = false;           // it is among them: by rule it would not become the pin any more
};
// Of `place`, as it was located with them: a pin that a person stands for is not examined.
[[nodiscard]] Reexamined reexamined(const Policy& policy, const Incident& incident, const Place& place,
                                    const std::vector<SaidPlace>& said);

}  // namespace dispatch
