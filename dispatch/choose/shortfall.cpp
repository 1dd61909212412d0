#include "dispatch/choose/shortfall.hpp"

#include <algorithm>
#include <array>

namespace dispatch {
namespace {

using Lack = Shortfall::Code;

const std::vector<Option>& looked_up(const Asking& asking, const View::Alike& units, FirstOf& first) {
  const auto [found, is_new] = first.try_emplace(&units);
  if (is_new) found->second = best_of(asking, units);
  return found->second;
}

// Who can begin with a patient, whatever else is wanted.
bool may_begin(const Capabilities& capabilities) {
  constexpr std::array<std::string_view, 5> any_of{"basic", "midwife", "nurse", "doctor", "home_care"};
  return std::ranges::any_of(any_of, [&](std::string_view word) { return has(capabilities, word); });
}

bool may_stand_in(const Slot& slot, const Capabilities& capabilities) {
  return slot.role == SlotRole::transport ? may_transport(capabilities) : may_begin(capabilities);
}

// Of who cannot do all that is needed whoever can do most of it, and of those the first to arrive.
void find_substitute(const Asking& asking, const Slot& slot, FirstOf& first, Shortfall& into) {
  std::size_t most = 0;
  const Option* best = nullptr;
  for (const auto& units : asking.view.alike()) {
    if (may_fill(slot, units.capabilities) || !may_stand_in(slot, units.capabilities)) continue;
    const auto met = met_of(slot, units.capabilities);
    const auto& options = looked_up(asking, units, first);
    if (options.empty() || (best != nullptr && met < most)) continue;
    if (best != nullptr && met == most && !arrives_before(options.front(), *best)) continue;
    most = met;
    best = &options.front();
  }
  if (best == nullptr) return;
  into.substitute = best->unit;
  into.substitute_eta_s = best->eta_s;
}

// What is against the ones that can do it, the worst last: whom to ask first stands before.
Lack reason_against(const std::vector<Reason>& against) {
  const auto is_said = [&](Reason::Code code) {
    return std::ranges::find(against, code, &Reason::code) != against.end();
  };
  if (is_said(Reason::Code::off_duty) || is_said(Reason::Code::out_of_service)) return Lack::off_duty;
  if (is_said(Reason::Code::busy) || is_said(Reason::Code::about_to_clear) ||
      is_said(Reason::Code::on_less_urgent))
    return Lack::none_free;
  if (is_said(Reason::Code::declined_before)) return Lack::declined;
  if (is_said(Reason::Code::no_position)) return Lack::no_position;
  return Lack::position_old;
}

// Of units that can fill the slot and cannot be sent: the mildest reason, how many it keeps, and the nearest
// of them. Those beyond the nearest 256 are not counted.
void say_why(const Asking& asking, const Slot& slot, Shortfall& into) {
  constexpr std::size_t looked_at = 256;
  std::optional<Lack> mildest;
  double count = 0;
  for (const auto& near : asking.view.nearest_of_all(*asking.incident.place.pin, looked_at)) {
    if (!may_fill(slot, capabilities_of(*near.unit))) continue;
    const auto against = objections(asking.view, asking.policy, asking.incident, *near.unit, asking.now);
    const auto why = reason_against(against);
    if (mildest && why > *mildest) continue;
    if (!mildest || why < *mildest) {
      mildest = why;
      count = 0;
      into.unit = near.unit->id;
    }
    ++count;
  }
  const auto can = [&](const View::Alike& one) { return one.units > 0 && may_fill(slot, one.capabilities); };
  if (!mildest) {
    into.code = std::ranges::any_of(asking.view.alike(), can) ? Lack::none_near : Lack::none_can;
    return;
  }
  into.code = *mildest;
  into.value = count;
  if (*mildest != Lack::position_old) return;
  const auto age = asking.now - asking.view.fix(*into.unit)->at;
  into.value = static_cast<double>(std::chrono::duration_cast<seconds>(age).count());
}

}  // namespace

std::optional<Shortfall> shortfall_of(const Asking& asking, std::size_t place, const Slot& slot,
                                      FirstOf& first) {
  const Option* best = nullptr;
  for (const auto& units : asking.view.alike()) {
    if (!may_fill(slot, units.capabilities)) continue;
    const auto& options = looked_up(asking, units, first);
    if (!options.empty() && (best == nullptr || arrives_before(options.front(), *best)))
      best = &options.front();
  }
  if (best != nullptr && (!slot.within_s || best->eta_s <= slot.within_s->count())) return std::nullopt;
  Shortfall made;
  made.slot = place;
  if (best != nullptr) {
    made.code = Lack::out_of_range;
    made.value = static_cast<double>(best->eta_s);
    made.unit = best->unit;
  } else {
    say_why(asking, slot, made);
  }
  find_substitute(asking, slot, first, made);
  return made;
}

}  // namespace dispatch
