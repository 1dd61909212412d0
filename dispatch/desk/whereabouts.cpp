#include "dispatch/desk/whereabouts.hpp"

#include <algorithm>
#include <utility>

namespace dispatch {
namespace {

constexpr geo::MetresPerSecond fastest = geo::kmh(250);
constexpr geo::Metres noise{500};         // the crew carries the phone to the patient, the tablet stays
constexpr geo::Metres wide{200};          // the mobile network's, not a receiver's
constexpr geo::Metres farthest{300'000};  // outside the region: no ambulance goes there for a day's work
constexpr int well_known = 5;
constexpr int alone_often = 3;
constexpr seconds alone_for{10};
constexpr seconds spoken_of{60};
constexpr geo::MetresPerSecond driven = geo::kmh(120);

double seconds_between(const Fix& a, const Fix& b) {
  return std::chrono::abs(std::chrono::duration<double>{a.at - b.at}).count();
}

bool is_far_outside(const Policy& policy, const Fix& fix) {
  return policy.region && policy.region->beyond(fix.where) > farthest;
}

// A position kilometres wide says nothing new of a unit that a receiver saw a moment ago.
bool says_less(const Fix& said, const Fix& known) {
  if (accuracy_of(said) <= wide) return false;
  return accuracy_of(known).count() + driven.count() * seconds_between(said, known) <
         accuracy_of(said).count();
}

}  // namespace

bool can_be_both(const Fix& a, const Fix& b) {
  const auto reach = fastest.count() * seconds_between(a, b) + accuracy_of(a).count() +
                     accuracy_of(b).count() + noise.count();
  return geo::distance(a.where, b.where).count() <= reach;
}

// Whoever has been seen at a place again and again is not believed to be elsewhere at the first word of it.
bool Whereabouts::takes_over(const Policy& policy, const Seen& seen, bool is_far, TimePoint now) {
  if (seen.alone >= alone_often && now - seen.alone_since >= alone_for) return true;
  if (is_far_outside(policy, seen.leads.last)) return !is_far;
  if (is_far) return false;
  if (now - seen.leads.last.at > policy.position_is_old) return true;
  if (seen.leads.times >= well_known) return false;
  return seen.other->times == 1 || seen.other->times > seen.leads.times;
}

Fix Whereabouts::doubted(const Policy& policy, const Seen& seen, TimePoint now) {
  auto fix = seen.leads.last;
  fix.doubt.reset();
  fix.off_by_m.reset();
  if (is_far_outside(policy, fix)) {
    fix.doubt = FixDoubt::outside;
    fix.off_by_m = geo::distance(fix.where, policy.region->centre).count();
  } else if (seen.other && !is_far_outside(policy, seen.other->last) && now - seen.other_heard <= spoken_of) {
    fix.doubt = FixDoubt::disputed;
    fix.off_by_m = geo::distance(fix.where, seen.other->last.where).count();
  }
  return fix;
}

void Whereabouts::lead(Seen& seen, TimePoint since) {
  std::swap(seen.leads, *seen.other);
  seen.since = since;
  seen.alone = 0;
}

std::optional<Fix> Whereabouts::heard(const Policy& policy, const Fix& said, const Fix* known,
                                      TimePoint now) {
  const bool knows_nothing = known == nullptr || known->at > now;
  const auto& first = knows_nothing ? said : *known;
  const auto found = seen_.try_emplace(said.unit, Seen{{first}, first.at, {}, {}, {}, 0}).first;
  auto& seen = found->second;
  if (knows_nothing) {
    seen = {{said}, said.at, {}, {}, {}, 0};
    return doubted(policy, seen, now);
  }
  const bool is_others = seen.other && can_be_both(*known, seen.other->last);
  if (known->at > seen.leads.last.at && !is_others) seen.leads.last = *known;  // as it was kept

  const auto is_late = said.at <= seen.leads.last.at;
  if (is_late && seen.leads.last.at - said.at > spoken_of) return std::nullopt;
  const bool is_far = is_far_outside(policy, said);
  const bool fits = can_be_both(said, seen.leads.last) && is_far == is_far_outside(policy, seen.leads.last);
  if (fits) {
    seen.alone = 0;
    if (is_late || says_less(said, seen.leads.last)) return std::nullopt;
    if (said.at - seen.leads.last.at > policy.position_is_old) seen.since = said.at;
    seen.leads = {said, std::min(seen.leads.times + 1, well_known)};
    return doubted(policy, seen, now);
  }
  const bool is_known = seen.other && can_be_both(said, seen.other->last);
  seen.other = Place{said, is_known ? std::min(seen.other->times + 1, well_known) : 1};
  seen.other_heard = now;
  if (!is_known || seen.alone == 0) seen.alone_since = now, seen.alone = 0;
  ++seen.alone;
  if (!is_late && takes_over(policy, seen, is_far, now)) {
    lead(seen, said.at);
    seen.other_heard = seen.alone_since;
  }
  return doubted(policy, seen, now);
}

std::optional<Fix> Whereabouts::agrees(const Policy& policy, const Sighting& other, TimePoint now) {
  const auto found = seen_.find(other.shown.unit);
  if (found == seen_.end() || !other.since) return std::nullopt;
  auto& seen = found->second;
  if (can_be_both(other.shown, seen.leads.last)) {
    seen.since = std::min(seen.since, *other.since);
    return std::nullopt;
  }
  const bool is_known = seen.other && can_be_both(other.shown, seen.other->last);
  const bool is_over = other.shown.at < seen.since;  // it fell silent before this one took over
  const bool leads_longer =
      std::pair{*other.since, other.shown.where.lat()} < std::pair{seen.since, seen.leads.last.where.lat()};
  if (!is_known || is_over || !leads_longer || is_far_outside(policy, other.shown)) return std::nullopt;
  lead(seen, *other.since);
  seen.leads.times = well_known;
  seen.other_heard = now;
  return doubted(policy, seen, now);
}

std::optional<TimePoint> Whereabouts::leads_since(const Fix& shown) const {
  const auto found = seen_.find(shown.unit);
  if (found == seen_.end() || !can_be_both(shown, found->second.leads.last)) return std::nullopt;
  return found->second.since;
}

}  // namespace dispatch
