#include "dispatch/sim/reached.hpp"

#include <algorithm>

namespace dispatch {

ReachedCounts count_reached(std::span<const AskedFor> calls, std::span<const seconds> targets,
                            TimePoint now) {
  ReachedCounts counts{};
  for (const auto& call : calls) {
    const auto priority = static_cast<std::size_t>(call.priority);
    auto& count = counts.at(priority);
    ++count.calls;
    const auto latest =
        priority < targets.size() ? std::optional{call.received + targets[priority]} : std::nullopt;
    if (latest && call.reached.value_or(now) > *latest)
      ++count.late;
    else
      ++(call.reached ? count.within : count.open);
  }
  return counts;
}

std::optional<TimePoint> worked_off(std::span<const AskedFor> calls, TimePoint from, TimePoint until) {
  std::optional<TimePoint> last;
  for (const auto& call : calls) {
    if (call.received < from || call.received > until) continue;
    if (!call.reached) return std::nullopt;
    last = std::max(last.value_or(*call.reached), *call.reached);
  }
  return last;
}

}  // namespace dispatch
