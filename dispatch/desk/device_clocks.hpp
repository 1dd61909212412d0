#pragma once

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
  };
  std::unordered_map<UnitId, Lag> lags_;  // of units whose positions come late
};

}  // namespace dispatch
