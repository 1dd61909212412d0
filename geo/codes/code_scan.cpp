#include <algorithm>
#include <cmath>
#include <iterator>

#include "geo/codes/code_text.hpp"

namespace geo::codes {

namespace {

constexpr std::size_t most_candidates = 20;
constexpr std::size_t most_reasons = 20;
constexpr Metres least_uncertainty{10};  // no phone in a street knows better
// What is outside the region never comes before what is in it; what is only proposed comes after what was
// said.
constexpr double outside_share = 0.48;
constexpr double near_outside_share = 0.12;
constexpr double proposed_share = 0.45;
constexpr double far_from_near = 0.03;

// Sixty metres: zeros with a last digit that flickers are from the same devices.
bool is_unset(Degrees at) {
  return std::abs(at.lat) < 0.0005 && std::abs(at.lon) < 0.0005;
}

std::string off_the_earth(Degrees at) {
  const bool lat_is_wrong = !(std::abs(at.lat) <= 90);
  return (lat_is_wrong ? "latitude " : "longitude ") + shortest(lat_is_wrong ? at.lat : at.lon) +
         " is off the earth";
}

Candidate made(Claim&& claim, Position at, double score) {
  Candidate candidate;
  candidate.at = at;
  candidate.uncertainty = std::max(claim.uncertainty, least_uncertainty);
  candidate.kind = std::move(claim.kind);
  candidate.label = std::move(claim.label);
  candidate.score = std::clamp(score, 0.0, 1.0);
  candidate.why = std::move(claim.why);
  candidate.sighting = std::move(claim.sighting);
  return candidate;
}

}  // namespace

bool Scan::is_full() const {
  return reading_.candidates.size() >= most_candidates;
}

void Scan::take(std::size_t begin, std::size_t end) {
  end = std::min(end, text_.size());
  for (auto i = begin; i < end; ++i) text_[i] = taken;
}

void Scan::refuse(std::string reason) {
  const bool known = std::ranges::find(reading_.tried, reason) != reading_.tried.end();
  if (!known && reading_.tried.size() < most_reasons) reading_.tried.push_back(std::move(reason));
}

bool Scan::is_in_region(Degrees at) const {
  const auto where = Position::from(at);
  return where.has_value() && distance(around_.centre, *where) <= around_.radius;
}

void Scan::keep(Candidate candidate) {
  // Many apps send a link and the numbers beside it.
  const auto same = std::ranges::find_if(reading_.candidates, [&](const Candidate& other) {
    return std::abs(other.at.lat() - candidate.at.lat()) < 1e-6 &&
           std::abs(other.at.lon() - candidate.at.lon()) < 1e-6;
  });
  if (same != reading_.candidates.end()) {
    if (same->score < candidate.score) *same = std::move(candidate);
  } else if (!is_full()) {
    reading_.candidates.push_back(std::move(candidate));
  } else {
    refuse("there are more places in the text than the 20 that are shown");
  }
}

// A document or message of a telephone says it in a field of its own.
void Scan::be_no_surer(Claim& claim) const {
  if (claim.sighting) return;
  const auto [begin, end] = claim.written.value_or(std::pair{std::size_t{0}, std::size_t{0}});
  const auto said = accuracy_beside(accuracies_, begin, end);
  if (!said || *said <= claim.uncertainty) return;
  claim.uncertainty = *said;
  claim.why += "; said to be within " + metres(*said);
}

void Scan::claim(Claim claim) {
  const auto at = Position::from(claim.at);
  if (at.has_error()) return refuse(off_the_earth(claim.at));
  if (is_unset(claim.at)) return refuse("0,0 is what devices send when they do not know");
  const double away = distance(around_.centre, *at).count();
  const double beyond = away - around_.radius.count();
  double score = claim.trust;
  be_no_surer(claim);
  if (beyond > 0) {
    claim.why += "; " + with_decimals(beyond / 1000, beyond < 10'000 ? 1 : 0) + " km outside the region";
    score *= outside_share + near_outside_share * around_.radius.count() / away;
  } else if (around_.near) {
    const double from_near = distance(*around_.near, *at).count();
    score -= far_from_near * std::min(1.0, from_near / std::max(around_.radius.count(), 1.0));
  }
  keep(made(std::move(claim), *at, score));
}

void Scan::propose(Claim claim, std::string_view change) {
  if (!is_in_region(claim.at) || is_unset(claim.at)) return;
  be_no_surer(claim);
  claim.why.insert(0, "proposed: " + std::string{change} + "; ");
  const double score = claim.trust * proposed_share;
  const auto at = *Position::from(claim.at);
  keep(made(std::move(claim), at, score));
}

void Scan::adopt(Scan&& part, std::string_view kind, std::string_view why) {
  auto reading = std::move(part).finish();
  for (auto& candidate : reading.candidates) {
    candidate.kind = kind;
    candidate.why.insert(0, std::string{why} + ": ");
    if (const auto said = accuracy_beside(accuracies_, 0, 0))
      candidate.uncertainty = std::max(candidate.uncertainty, *said);
    keep(std::move(candidate));
  }
  for (auto& reason : reading.tried) refuse(std::move(reason));
}

Reading Scan::finish() && {
  std::ranges::stable_sort(reading_.candidates, std::ranges::greater{}, &Candidate::score);
  return std::move(reading_);
}

}  // namespace geo::codes
