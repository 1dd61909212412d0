#include "dispatch/people/duplicates.hpp"

#include <algorithm>
#include <cmath>

#include "dispatch/log/incident_state.hpp"
#include "dispatch/model/phone.hpp"
#include "geo/words/lexicon.hpp"
#include "geo/words/spelling.hpp"
#include "geo/words/words.hpp"

namespace dispatch {
namespace {

constexpr std::size_t most_hints = 5;
constexpr seconds recent{30 * 60};
constexpr geo::Metres always_near{250};
constexpr double likely_enough = 0.4;
constexpr double for_number = 0.6;
constexpr double for_reach = 0.4;  // somewhere within reach
constexpr double for_place = 0.2;  // and at the very place
constexpr double for_words = 0.4;
constexpr double for_complaint = 0.1;

using IsDull = bool (*)(std::string_view word);

std::vector<std::string> telling_words(std::string_view text, IsDull is_dull) {
  constexpr std::size_t most = 16;
  std::vector<std::string> telling;
  for (auto& word : geo::words_of(text, 60)) {
    if (telling.size() == most) break;
    const bool tells = word.number < 0 && word.text.size() > 2 && !is_dull(word.text);
    if (tells && std::ranges::find(telling, word.text) == telling.end())
      telling.push_back(std::move(word.text));
  }
  return telling;
}

// Which part of the shorter text's telling words stands in the other, 0 to 1.
double shared(std::string_view a, std::string_view b, IsDull is_dull) {
  constexpr double alike = 0.85;
  auto fewer = telling_words(a, is_dull);
  auto more = telling_words(b, is_dull);
  if (fewer.size() > more.size()) std::swap(fewer, more);
  if (fewer.empty()) return 0;
  const auto found = std::ranges::count_if(fewer, [&](const std::string& word) {
    return std::ranges::any_of(more,
                               [&](const std::string& other) { return geo::likeness(word, other) >= alike; });
  });
  return static_cast<double>(found) / static_cast<double>(fewer.size());
}

// What speaks for one incident being what this call is about.
class Comparison {
 public:
  Comparison(const Calling& call, const Incident& incident, IncidentState state, TimePoint now)
      : call_{call}, incident_{incident}, now_{now} {
    hint_.incident = incident.id;
    hint_.number = incident.number;
    hint_.state = state;
    hint_.received_at = incident.received_at;
  }

  Hint take() {
    const bool is_over = incident_life::is_over(hint_.state);
    const bool same_number = has_same_number();
    if (is_over) {
      if (same_number) count(HintReason::same_number_before, for_number / 2);
      return std::move(hint_);
    }
    if (same_number) count(HintReason::same_number, for_number);
    if (now_ - incident_.received_at <= recent) {
      compare_places();
      compare_words();
    }
    const bool has_evidence = !hint_.reasons.empty();
    if (has_evidence && shared(call_.complaint, complaint(), geo::lexicon::is_filler) > 0)
      count(HintReason::compatible_complaint, for_complaint);
    hint_.likely = hint_.score >= likely_enough;
    return std::move(hint_);
  }

 private:
  void count(HintReason reason, double worth) {
    hint_.reasons.push_back(reason);
    hint_.score = std::min(1.0, hint_.score + worth);
  }
  [[nodiscard]] bool has_same_number() const {
    const auto number = number_of(call_.caller.phone.value_or(""));
    return !number.empty() && number == number_of(incident_.caller.phone.value_or(""));
  }
  [[nodiscard]] std::string complaint() const {
    return incident_.triage ? incident_.triage->complaint.value_or("") : "";
  }
  void compare_places() {
    const auto& here = call_.place;
    const auto& there = incident_.place;
    if (!here.pin || !there.pin) return;
    const auto away = geo::distance(*here.pin, *there.pin);
    const auto reach =
        std::max(always_near, geo::Metres{std::hypot(here.uncertainty_m.value_or(geo::Metres{}).count(),
                                                     there.uncertainty_m.value_or(geo::Metres{}).count())});
    hint_.away_m = away;
    if (away > reach) return;
    // Two circles that are kilometres wide say less than two doors.
    const double sharpness = std::min(1.0, 1000 / reach.count());
    count(HintReason::near, (for_reach + for_place * (1 - away.count() / reach.count())) * sharpness);
  }
  void compare_words() {
    const auto part = shared(call_.place.text, incident_.place.text, geo::lexicon::is_common);
    if (part > 0.5) count(HintReason::same_words, for_words * part);
  }

  const Calling& call_;
  const Incident& incident_;
  TimePoint now_;
  Hint hint_;
};

}  // namespace

std::vector<Hint> hints_for(const View& view, const Calling& call, TimePoint now) {
  std::vector<Hint> hints;
  for (const auto& [id, incident] : view.incidents()) {
    if (call.incident == id) continue;
    auto hint = Comparison{call, incident, state_of(incident, view), now}.take();
    if (!hint.reasons.empty() && (hint.likely || hint.reasons.front() == HintReason::same_number_before))
      hints.push_back(std::move(hint));
  }
  std::ranges::sort(hints, [](const Hint& a, const Hint& b) {
    if (a.likely != b.likely) return a.likely;
    if (a.score != b.score) return a.score > b.score;
    return a.received_at != b.received_at ? a.received_at > b.received_at : a.incident < b.incident;
  });
  if (hints.size() > most_hints) hints.resize(most_hints);
  return hints;
}

}  // namespace dispatch
