#pragma once

#include <optional>
#include <unordered_map>

#include "dispatch/model/model.hpp"

namespace dispatch {

// When a position was taken, by the store's clock. A device's own may be wrong: an hour off on local time,
// 1024 weeks behind since its receiver's week counter rolled over. A position that comes now, again and
// again, is not old, so the time of its arrival is taken instead.
class DeviceClocks {
 public:
  struct Taken {
    TimePoint at;  // not after now
    bool clock_is_wrong = false;
  };
  Taken taken(const Fix& fix, TimePoint now);

 private:
  struct Lag {
    milliseconds by{0};
    TimePoint since;
    bool is_constant = false;
    // The last one of this wrong clock: a receiver that is stuck says the same again and again.
    TimePoint said;
    geo::Position where;
    std::optional<TimePoint> taken;
  };
  static bool goes_on(Lag& lag, milliseconds by, TimePoint now);
  std::unordered_map<UnitId, Lag> lags_;  // of units whose clock may be wrong
};

}  // namespace dispatch
