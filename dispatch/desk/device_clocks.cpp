#include "dispatch/desk/device_clocks.hpp"

#include <algorithm>
#include <chrono>

namespace dispatch {
namespace {

constexpr std::chrono::minutes late{5};        // up to here it makes no difference to who is suggested
constexpr std::chrono::days longest_kept{30};  // no device sends older ones
// What was kept comes in a burst: the first of it is the latest. A clock that is wrong is always wrong by as
// much.
constexpr seconds always{5};
constexpr seconds as_much{5};

}  // namespace

DeviceClocks::Taken DeviceClocks::taken(const Fix& fix, TimePoint now) {
  const auto lag = now - fix.at;
  if (lag <= late) {
    lags_.erase(fix.unit);
    return {std::min(fix.at, now), lag < -late};
  }
  if (lag > longest_kept) return {now, true};
  const auto [known, is_new] = lags_.try_emplace(fix.unit, Lag{lag, now});
  if (std::chrono::abs(lag - known->second.by) > as_much) known->second = {lag, now};
  const bool is_wrong = now - known->second.since >= always;
  return {is_wrong ? now : fix.at, is_wrong};
}

}  // namespace dispatch
