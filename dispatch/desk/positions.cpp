#include "dispatch/desk/positions.hpp"

#include <algorithm>
#include <utility>

namespace dispatch {
namespace {

// Of a device that goes on the last word only.
void add_word(std::vector<Fix>& said, Fix word) {
  constexpr std::size_t most_devices = 4;
  std::erase_if(said, [&](const Fix& before) { return can_be_both(before, word); });
  if (said.size() >= most_devices) said.erase(said.begin());
  said.push_back(std::move(word));
}

}  // namespace

bool Positions::said(View& view, const Policy& policy, const Fix& fix, TimePoint now) {
  const auto taken = device_clocks_.taken(fix, now);
  auto word = fix;
  word.at = taken.at;
  word.clock_is_wrong = taken.clock_is_wrong ? std::optional{true} : std::nullopt;
  const auto known = whereabouts_.heard(policy, word, view.fix(fix.unit), now);
  if (!known) return false;
  add_word(unshared_[fix.unit], std::move(word));
  return view.moved(*known, now);
}

bool Positions::heard(View& view, const Policy& policy, const Sighting& sighting, TimePoint now) {
  bool moved = false;
  const auto take = [&](const std::optional<Fix>& known) {
    if (known) moved = view.moved(*known, now) || moved;
  };
  const auto take_word = [&](Fix word) {
    if (word.unit != sighting.shown.unit) return;
    word.doubt.reset();
    word.off_by_m.reset();
    take(whereabouts_.heard(policy, word, view.fix(word.unit), now));
  };
  if (sighting.said.empty()) take_word(sighting.shown);
  for (const auto& word : sighting.said) take_word(word);
  take(whereabouts_.agrees(policy, sighting, now));
  return moved;
}

std::vector<Sighting> Positions::take_unshared(const View& view) {
  std::vector<Sighting> all;
  for (auto& [unit, said] : std::exchange(unshared_, {})) {
    const auto* shown = view.fix(unit);
    if (shown == nullptr) continue;
    auto& one = all.emplace_back(*shown);
    one.since = whereabouts_.leads_since(*shown);
    if (said.size() != 1 || said.front() != *shown) one.said = std::move(said);
  }
  return all;
}

}  // namespace dispatch
