#pragma once

#include <unordered_map>
#include <vector>

#include "dispatch/desk/device_clocks.hpp"
#include "dispatch/desk/whereabouts.hpp"
#include "dispatch/log/sighting.hpp"
#include "dispatch/log/view.hpp"

namespace dispatch {

// Positions on their way into the view, whether a device said them to this node or another node tells what
// was said to it. Both are judged alike, so all nodes come to the same.
class Positions {
 public:
  // What a device says; false: the view stays as it is.
  bool said(View& view, const Policy& policy, const Fix& fix, TimePoint now);
  // What another node tells; false: the view stays as it is.
  bool heard(View& view, const Policy& policy, const Sighting& sighting, TimePoint now);

  [[nodiscard]] bool has_unshared() const { return !unshared_.empty(); }
  // What the other nodes do not know yet.
  [[nodiscard]] std::vector<Sighting> take_unshared(const View& view);

 private:
  DeviceClocks device_clocks_;
  Whereabouts whereabouts_;
  // What each unit's devices said last: bounded also while the store is away.
  std::unordered_map<UnitId, std::vector<Fix>> unshared_;
};

}  // namespace dispatch
