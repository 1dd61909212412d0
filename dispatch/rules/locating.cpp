#include "dispatch/rules/locating.hpp"

#include <algorithm>
#include <cmath>

namespace dispatch {
namespace {

bool is_from_device(std::string_view source) {
  return source == by_caller_link || source == by_mobile_location;
}

bool is_better(const Proposal& proposal, const Place& present) {
  return !present.pin || !present.uncertainty_m || proposal.uncertainty_m < *present.uncertainty_m;
}

}  // namespace

bool is_nowhere(geo::Position where) {
  constexpr double degrees = 0.001;  // some 100 m
  return std::abs(where.lat()) < degrees && std::abs(where.lon()) < degrees;
}

bool has_moved(geo::Position from, geo::Position to, geo::Metres uncertainty) {
  constexpr geo::Metres least{10};
  return geo::distance(from, to) > std::max(least, uncertainty * 0.5);
}

bool is_accepted_by_rule(const Policy& policy, const Place& present, const Proposal& proposal) {
  const bool is_allowed = policy.accept_device_location > geo::Metres{0} && is_from_device(proposal.source) &&
                          proposal.uncertainty_m <= policy.accept_device_location;
  if (!is_allowed || present.confirmed_by) return false;
  if (is_better(proposal, present)) return true;
  return present.source == proposal.source && has_moved(*present.pin, proposal.pin, proposal.uncertainty_m);
}

Place confirmed(Place given, const std::optional<Confirmation>& person) {
  const bool stands = person && given.pin;
  given.confirmed_by = stands ? std::optional{person->by} : std::nullopt;
  given.confirmed_at = stands ? std::optional{person->at} : std::nullopt;
  return given;
}

Place located(const Place& present, Place given, const std::optional<Confirmation>& person) {
  const bool says_nothing = given.text.find_first_not_of(" \t\r\n") == std::string::npos;
  if (says_nothing || !person) given.text = present.text;
  return confirmed(std::move(given), person);
}

}  // namespace dispatch
