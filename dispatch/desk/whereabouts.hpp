#pragma once

#include <optional>
#include <unordered_map>

#include "dispatch/log/sighting.hpp"
#include "dispatch/model/model.hpp"
#include "dispatch/model/policy.hpp"

namespace dispatch {

// Which of a unit's positions is shown, and what speaks against it. A receiver may jump, a phone left at home
// may report for the unit beside the tablet in it, a position of the mobile network is kilometres wide. Of
// two places that no vehicle can be at both, the one that was confirmed more often leads, and while the other
// is spoken of the unit may be at either. Every node runs it over what was said to any of them.
class Whereabouts {
 public:
  // What is known of the unit now that it has said this, and what was `known` before; nothing when that
  // stays.
  std::optional<Fix> heard(const Policy& policy, const Fix& said, const Fix* known, TimePoint now);
  // The same after another node has said which place leads there: words cross on their way, so two nodes may
  // follow two devices. Of places that are both spoken of the one that has led for longer leads everywhere.
  std::optional<Fix> agrees(const Policy& policy, const Sighting& other, TimePoint now);
  // Since when the place that is shown leads; nothing where another does.
  [[nodiscard]] std::optional<TimePoint> leads_since(const Fix& shown) const;

 private:
  struct Place {
    Fix last;
    int times = 1;  // that it was confirmed in a row, by what a vehicle can do
  };
  struct Seen {
    Place leads;
    TimePoint since;
    std::optional<Place> other;
    TimePoint other_heard;
    // Of the other, without a word of the one that leads.
    TimePoint alone_since;
    int alone = 0;
  };
  static bool takes_over(const Policy& policy, const Seen& seen, bool is_far, TimePoint now);
  static void lead(Seen& seen, TimePoint since);
  static Fix doubted(const Policy& policy, const Seen& seen, TimePoint now);

  std::unordered_map<UnitId, Seen> seen_;
};

// Whether one vehicle can have been at both.
[[nodiscard]] bool can_be_both(const Fix& a, const Fix& b);

}  // namespace dispatch
