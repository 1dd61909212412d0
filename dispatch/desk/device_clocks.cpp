#include "dispatch/desk/device_clocks.hpp"

#include <chrono>

namespace dispatch {
namespace {

constexpr seconds late{30};                    // on its way; up to here a clock is taken for right
constexpr std::chrono::minutes ahead{5};       // farther than this it is worth a word
constexpr std::chrono::days longest_kept{30};  // no device sends older ones
constexpr seconds always{5};
constexpr seconds another{60};  // a lag that is so much off is another one

}  // namespace

// What was kept comes in a burst: its own time runs on faster than ours. The time of a clock that is wrong
// runs on as ours does, but for what the network does to it.
bool DeviceClocks::goes_on(Lag& lag, milliseconds by, TimePoint now) {
  const auto passed = now - lag.since;
  const auto drift = std::chrono::abs(by - lag.by);
  if (drift > another || passed < milliseconds{0}) {
    lag = {by, now, false, {}, {}, {}};
    return false;
  }
  lag.is_constant = lag.is_constant || (passed >= always && drift <= seconds{1} + passed / 5);
  return lag.is_constant;
}

DeviceClocks::Taken DeviceClocks::taken(const Fix& fix, TimePoint now) {
  const auto lag = now - fix.at;
  if (lag <= late && lag >= -ahead) {
    lags_.erase(fix.unit);
    return {std::min(fix.at, now), false};
  }
  auto& known = lags_.try_emplace(fix.unit, Lag{lag, now, false, {}, {}, {}}).first->second;
  const bool cannot_be = lag < -ahead || lag > longest_kept;
  if (!cannot_be && !goes_on(known, lag, now)) return {fix.at, false};
  const bool says_it_again = known.taken && known.said == fix.at && known.where == fix.where;
  if (!says_it_again) known.said = fix.at, known.where = fix.where, known.taken = now;
  return {std::min(*known.taken, now), true};
}

}  // namespace dispatch
