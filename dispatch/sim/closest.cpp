#include "dispatch/sim/closest.hpp"

#include <algorithm>
#include <tuple>

namespace dispatch {
namespace {

std::vector<std::size_t> waiting_in_turn(const std::vector<OpenCall>& calls) {
  std::vector<std::size_t> waiting;
  for (std::size_t i = 0; i < calls.size(); ++i)
    if (!calls[i].vehicle) waiting.push_back(i);
  std::ranges::sort(waiting, {}, [&](std::size_t i) {
    return std::tuple{calls[i].priority, calls[i].received, calls[i].number};
  });
  return waiting;
}

}  // namespace

std::vector<Chooser::Sending> Closest::send(const Situation& situation) {
  std::vector<std::size_t> free;
  for (std::size_t i = 0; i < situation.vehicles.size(); ++i)
    if (situation.vehicles[i].is_free()) free.push_back(i);
  std::vector<Sending> sendings;
  if (free.empty()) return sendings;
  for (const auto call : waiting_in_turn(situation.calls)) {
    std::optional<milliseconds> least;
    std::size_t nearest = 0;
    for (const auto vehicle : free) {
      const auto time = situation.time_to(situation.vehicles[vehicle], situation.calls[call]);
      if (!time || (least && *least <= *time)) continue;
      least = time;
      nearest = vehicle;
    }
    if (!least) continue;
    sendings.push_back({call, nearest});
    std::erase(free, nearest);
  }
  return sendings;
}

}  // namespace dispatch
