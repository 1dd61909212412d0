#include "dispatch/people/duplicates.hpp"

#include <algorithm>
#include <cmath>

#include "dispatch/log/incident_state.hpp"
#include "dispatch/model/phone.hpp"
#include "geo/words/lexicon.hpp"

namespace dispatch {
namespace {

constexpr std::size_t most_hints = 5;
constexpr seconds recent{30 * 60};
constexpr geo::Metres same_place{250};
constexpr geo::Metres still_near{500};
constexpr double likely_enough = 0.5;
constexpr double for_number = 0.6;
constexpr double for_number_elsewhere = 0.3;
constexpr double for_nearness = 0.5;
constexpr double for_words = 0.5;
constexpr double for_complaint = 0.1;
constexpr double enough_bits = 9;  // two words that nobody else says, or a street and the number of the house
constexpr double least_bits = 3;   // less is no reason to be named

struct Said {
  std::vector<TellingWord> place;
  std::vector<TellingWord> complaint;
};

Said said(const std::string& place, const std::string& complaint) {
  return {telling_words(place, geo::lexicon::is_common), telling_words(complaint, geo::lexicon::is_filler)};
}

Said said(const Incident& incident) {
  return said(incident.place.text, incident.triage ? incident.triage->complaint.value_or("") : "");
}

struct Counts {
  WordCounts places;
  WordCounts complaints;
};

// What speaks for one incident being what this call is about.
class Comparison {
 public:
  Comparison(const Calling& call, const Incident& incident, IncidentState state)
      : call_{call}, incident_{incident} {
    hint_.incident = incident.id;
    hint_.number = incident.number;
    hint_.state = state;
    hint_.received_at = incident.received_at;
    if (call.place.pin && incident.place.pin)
      hint_.away_m = geo::distance(*call.place.pin, *incident.place.pin);
  }

  void compare_numbers(const Policy& policy) {
    const auto number = callers_number(policy, call_.caller.phone.value_or(""));
    if (number.empty() || number != number_of(incident_.caller.phone.value_or(""))) return;
    if (incident_life::is_over(hint_.state))
      count(HintReason::same_number_before, for_number / 2);
    else
      count(HintReason::same_number, is_elsewhere() ? for_number_elsewhere : for_number);
  }
  void compare_places() {
    if (!hint_.away_m || is_elsewhere()) return;
    const auto farthest = hint_.away_m->count() + circles();
    const auto sharpness = std::min(1.0, still_near.count() / farthest);
    count(HintReason::near, for_nearness * sharpness * sharpness);
  }
  void compare_words(const InCommon& words) {
    if (words.bits < least_bits || is_elsewhere()) return;
    count(HintReason::same_words, for_words * std::min(1.0, words.bits / enough_bits) * words.part);
  }
  void compare_complaints(const InCommon& words) {
    if (!hint_.reasons.empty() && words.bits >= least_bits)
      count(HintReason::compatible_complaint, for_complaint);
  }
  // Two pins that not even their circles bring together.
  [[nodiscard]] bool is_elsewhere() const {
    return hint_.away_m && hint_.away_m->count() > same_place.count() + circles();
  }
  // Nothing where it is not worth a person's look.
  std::optional<Hint> take() {
    hint_.likely = !incident_life::is_over(hint_.state) && hint_.score >= likely_enough;
    const bool says_something = std::ranges::any_of(hint_.reasons, [](HintReason reason) {
      return reason != HintReason::same_words && reason != HintReason::compatible_complaint;
    });
    return hint_.likely || says_something ? std::optional{std::move(hint_)} : std::nullopt;
  }

 private:
  void count(HintReason reason, double worth) {
    hint_.reasons.push_back(reason);
    hint_.score = std::min(1.0, hint_.score + worth);
  }
  [[nodiscard]] double circles() const {
    const auto radius = [](const Place& place) {
      return place.uncertainty_m.value_or(geo::Metres{}).count();
    };
    return std::hypot(radius(call_.place), radius(incident_.place));
  }

  const Calling& call_;
  const Incident& incident_;
  Hint hint_;
};

// A call that was attached to another one says the same once more.
bool says_it_anew(const Incident& incident) {
  return !incident.ending || incident.ending->kind != EndingKind::merged;
}

bool goes_before(const Hint& a, const Hint& b) {
  const auto away = [](const Hint& hint) { return hint.away_m ? hint.away_m->count() : HUGE_VAL; };
  if (a.likely != b.likely) return a.likely;
  if (a.score != b.score) return a.score > b.score;
  if (away(a) != away(b)) return away(a) < away(b);
  return a.received_at != b.received_at ? a.received_at > b.received_at : a.incident < b.incident;
}

}  // namespace

std::vector<Hint> hints_for(const View& view, const Calling& call, TimePoint now,
                            const WordCounts& place_names) {
  struct Other {
    const Incident* incident;
    IncidentState state;
    Said said;
  };
  std::vector<Other> others;
  Counts counts;
  for (const auto& [id, incident] : view.incidents()) {
    if (call.incident == id) continue;
    auto& other = others.emplace_back(Other{&incident, state_of(incident, view), said(incident)});
    if (!says_it_anew(incident)) continue;
    counts.places.add(other.said.place);
    counts.complaints.add(other.said.complaint);
  }
  const auto here = said(call.place.text, call.complaint);
  const auto policy = view.setup() == nullptr ? Policy{} : view.setup()->policy;
  std::vector<Hint> hints;
  for (const auto& other : others) {
    Comparison comparison{call, *other.incident, other.state};
    comparison.compare_numbers(policy);
    if (!incident_life::is_over(other.state)) {
      if (now - other.incident->received_at <= recent) {
        comparison.compare_places();
        if (!comparison.is_elsewhere())
          comparison.compare_words(in_common(here.place, other.said.place, counts.places, place_names));
      }
      comparison.compare_complaints(in_common(here.complaint, other.said.complaint, counts.complaints, {}));
    }
    if (auto hint = comparison.take()) hints.push_back(std::move(*hint));
  }
  std::ranges::sort(hints, goes_before);
  if (hints.size() > most_hints) hints.resize(most_hints);
  return hints;
}

}  // namespace dispatch
