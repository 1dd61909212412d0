#include "dispatch/rules/locating.hpp"

#include <algorithm>
#include <cmath>

namespace dispatch {
namespace {

// A hamlet's name is not its border, and the next village's people call, too.
constexpr geo::Metres near_said{2'000};
constexpr geo::Metres near_region{10'000};

// A form shows a pin to five decimals.
constexpr geo::Metres rounding{1};

bool is_close(std::optional<geo::Metres> a, std::optional<geo::Metres> b) {
  return a && b && std::abs(a->count() - b->count()) <= rounding.count();
}

// By what the words, the region and the caller say of it.
bool is_plausible(const Proposal& proposal) {
  const bool fits_words = !proposal.from_said_m || proposal.with_patient.value_or(false);
  return fits_words && !proposal.outside_m && proposal.with_patient.value_or(true);
}

// The last word of the device whose pin it is, with that pin: later fixes may have been worse.
Proposal proposal_of_pin(const Incident& incident, const Place& place) {
  Proposal pin{*place.pin,           place.uncertainty_m.value_or(geo::Metres{0}),
               *place.source,        {},
               incident.received_at, Actor{}.label()};
  for (const auto& one : incident.proposals) {
    if (one.source != pin.source) continue;
    const auto [where, radius] = std::pair{pin.pin, pin.uncertainty_m};
    pin = one;
    pin.pin = where;
    pin.uncertainty_m = radius;
  }
  return pin;
}

bool is_better(const Proposal& proposal, const Place& present) {
  return !present.pin || !present.uncertainty_m || proposal.uncertainty_m < *present.uncertainty_m;
}

}  // namespace

bool is_nowhere(const Policy& policy, geo::Position where) {
  constexpr double degrees = 0.001;  // some 100 m
  const bool is_near = std::abs(where.lat()) < degrees && std::abs(where.lon()) < degrees;
  return is_near && (!policy.region || policy.region->beyond(where) > geo::Metres{0});
}

bool has_moved(geo::Position from, geo::Position to, geo::Metres uncertainty) {
  constexpr geo::Metres least{10};
  return geo::distance(from, to) > std::max(least, uncertainty * 0.5);
}

bool is_from_device(std::string_view source) {
  return source == by_caller_link || source == by_mobile_location;
}

// Words may name several places, one of which is only the caller's: all of them count.
Proposal examined(const Policy& policy, const Place& present, std::vector<SaidPlace> said,
                  Proposal proposal) {
  if (!is_from_device(proposal.source)) return proposal;
  const bool is_of_software =
      present.pin && !present.confirmed_by && !is_from_device(present.source.value_or(""));
  if (is_of_software) said.push_back({*present.pin, present.uncertainty_m.value_or(near_said)});
  if (policy.region) {
    const auto outside = policy.region->beyond(proposal.pin);
    if (outside > near_region) proposal.outside_m = outside;
  }
  for (const auto& place : said) {
    const auto away = geo::distance(place.at, proposal.pin);
    const auto near = place.uncertainty.count() + proposal.uncertainty_m.count() + near_said.count();
    if (away.count() > near) proposal.from_said_m = std::max(away, proposal.from_said_m.value_or(away));
  }
  return proposal;
}

bool is_accepted_by_rule(const Policy& policy, const Incident& incident, const Proposal& proposal) {
  const auto& present = incident.place;
  const bool is_allowed = policy.accept_device_location > geo::Metres{0} && is_from_device(proposal.source) &&
                          proposal.uncertainty_m <= policy.accept_device_location;
  if (!is_allowed || present.confirmed_by) return false;
  if (!is_plausible(proposal)) return false;
  const bool is_old = std::ranges::any_of(incident.proposals, [&](const Proposal& other) {
    return other.source == proposal.source && other.at > proposal.at;
  });
  if (is_old) return false;
  if (is_better(proposal, present)) return true;
  return present.source == proposal.source && proposal.uncertainty_m <= *present.uncertainty_m &&
         has_moved(*present.pin, proposal.pin, proposal.uncertainty_m);
}

Place confirmed(Place given, const std::optional<Confirmation>& person) {
  const bool stands = person && given.pin;
  given.confirmed_by = stands ? std::optional{person->by} : std::nullopt;
  given.confirmed_at = stands ? std::optional{person->at} : std::nullopt;
  return given;
}

bool says_nothing(std::string_view words) {
  return words.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

Place located(const Place& present, Place given, const std::optional<Confirmation>& person, bool confirms) {
  if (says_nothing(given.text) || !person) given.text = present.text;
  const bool is_the_same = present.pin && given.pin && geo::distance(*present.pin, *given.pin) <= rounding;
  if (!is_the_same) return confirmed(std::move(given), person);
  auto same = present;
  same.text = std::move(given.text);
  if (!same.locality) same.locality = std::move(given.locality);  // of before there were any
  if (given.uncertainty_m && !is_close(given.uncertainty_m, present.uncertainty_m))
    same.uncertainty_m = given.uncertainty_m;
  return confirms && person ? confirmed(std::move(same), person) : same;
}

Reexamined reexamined(const Policy& policy, const Incident& incident, const Place& place,
                      const std::vector<SaidPlace>& said) {
  const auto again = [&](Proposal one) {
    one.outside_m.reset();
    one.from_said_m.reset();
    return examined(policy, place, said, std::move(one));
  };
  Reexamined found;
  const bool is_a_devices = place.pin && !place.confirmed_by && is_from_device(place.source.value_or(""));
  if (is_a_devices) {
    auto pin = again(proposal_of_pin(incident, place));
    found.pin_falls = !is_plausible(pin);
    if (found.pin_falls) found.proposals.push_back(std::move(pin));
  }
  for (const auto& one : incident.proposals) {
    if (!is_from_device(one.source) || (found.pin_falls && one.source == place.source)) continue;
    auto now = again(one);
    if (now.from_said_m != one.from_said_m) found.proposals.push_back(std::move(now));
  }
  return found;
}

}  // namespace dispatch
