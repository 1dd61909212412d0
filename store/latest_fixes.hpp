#pragma once

#include <algorithm>
#include <iterator>
#include <mutex>
#include <unordered_map>
#include <utility>
#include <vector>

#include "dispatch/log/sighting.hpp"

namespace store {

// Positions on their way from the thread that hears them to the one that uses them: of each unit the last,
// and what was said last beside it, so that a busy node does not fill up.
class LatestFixes {
 public:
  // Whether none waited before, so that the other thread has to be told.
  bool put(std::vector<dispatch::Sighting> sightings) {
    const std::lock_guard lock{mutex_};
    const bool is_first = waiting_.empty() && !sightings.empty();
    for (auto& one : sightings) {
      const auto [known, is_new] = waiting_.try_emplace(one.shown.unit, one);
      if (!is_new) add(known->second, std::move(one));
    }
    return is_first;
  }

  std::vector<dispatch::Sighting> take() {
    const std::lock_guard lock{mutex_};
    std::vector<dispatch::Sighting> all;
    for (auto& [unit, one] : waiting_) all.push_back(std::move(one));
    waiting_.clear();
    return all;
  }

 private:
  static constexpr std::ptrdiff_t most_said = 8;

  // Two nodes may have heard two devices.
  static void add(dispatch::Sighting& known, dispatch::Sighting next) {
    if (known.said.empty()) known.said.push_back(known.shown);
    if (next.said.empty()) next.said.push_back(next.shown);
    std::ranges::move(next.said, std::back_inserter(known.said));
    if (std::ssize(known.said) > most_said)
      known.said.erase(known.said.begin(), known.said.end() - most_said);
    if (known.shown.at >= next.shown.at) return;
    known.shown = std::move(next.shown);
    known.since = next.since;
  }

  std::mutex mutex_;
  std::unordered_map<dispatch::UnitId, dispatch::Sighting> waiting_;  // guarded
};

}  // namespace store
