#include "geo/words/anchors.hpp"

#include <algorithm>
#include <map>

#include "geo/words/lexicon.hpp"

namespace geo {
namespace {

using Mention = Gazetteer::Mention;

constexpr std::size_t most_mentions = 400;  // the best; what follows compares each with each
constexpr std::size_t most_anchors = 60;    // looked at closely

bool overlap(const Mention& a, const Mention& b) {
  return a.first < b.end && b.first < a.end;
}
bool inside(const Place& place, const Place& area) {
  return !area.area.empty() && place.area.starts_with(area.area);
}
// The same, by distance where nobody has said in which village a place is.
bool lies_in(const Place& place, const Place& area) {
  return place.area.empty() ? distance(place.at, area.at) <= area.extent : inside(place, area);
}

// Whether a word can tell one place from another.
bool tells(const Word& word) {
  return word.number < 0 && word.text.size() > 2 && !lexicon::is_common(word.text) &&
         !lexicon::kind_named_by(word.text) && !lexicon::names_regency(word.text);
}

// "Jatibening Baru, not Jatibening": what it is not, to the end of that part of the sentence, is left out.
std::vector<Word> without_denials(std::vector<Word> words) {
  constexpr std::size_t longest = 3;
  std::vector<Word> kept;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].text != "bukan" && words[i].text != "not") {
      kept.push_back(std::move(words[i]));
      continue;
    }
    for (auto left = longest; left > 0 && i + 1 < words.size() && !words[i + 1].after_stop; --left) ++i;
    if (i + 1 < words.size()) words[i + 1].after_stop = true;
  }
  return kept;
}

}  // namespace

bool is_area(PlaceKind kind) {
  return kind == PlaceKind::village || kind == PlaceKind::kecamatan;
}

bool Anchor::means_something_in_it() const {
  const auto& said = phrase.kind;
  return said && is_area(place->kind) && !is_area(*said) && *said != PlaceKind::hamlet;
}

Anchors::Anchors(std::string_view text, const Gazetteer& gazetteer, bool typing)
    : words_{without_denials(words_of(text))} {
  for (const auto& mention : gazetteer.mentions(words_, typing)) {
    if (anchors_.size() == most_mentions) break;
    consider(mention, gazetteer.places()[mention.place]);
  }
  for (auto& anchor : anchors_) anchor.is_part = is_part_of_longer(anchor);
  for (auto& anchor : anchors_)
    if (anchor.is_part) anchor.likelihood -= 0.25;
  std::ranges::stable_sort(anchors_, std::greater{}, &Anchor::likelihood);
  if (anchors_.size() > most_anchors) anchors_.resize(most_anchors);
  telling_ = static_cast<std::size_t>(std::ranges::count_if(words_, tells));
}

void Anchors::consider(const Mention& mention, const Place& place) {
  Anchor anchor{mention, &place, phrase_around(words_, mention.first, mention.end), mention.match};
  const auto& phrase = anchor.phrase;
  if (phrase.names_regency) return;
  const bool agrees = phrase.kind == place.kind ||
                      (phrase.kind == PlaceKind::hamlet && place.kind == PlaceKind::village) ||
                      (phrase.kind == PlaceKind::village && place.kind == PlaceKind::hamlet);
  const bool one_word = mention.end == mention.first + 1;
  const auto said = std::span{words_}.subspan(mention.first, mention.end - mention.first);
  const bool is_everyday = std::ranges::all_of(said, lexicon::is_common, &Word::text);
  if (one_word && (is_everyday || mention.match < 0.8) && !agrees) return;
  anchor.is_everyday = is_everyday && !agrees;
  if (agrees) anchor.likelihood += 0.12;
  if (leaves_out_kind(anchor)) anchor.likelihood -= 0.15;
  if (phrase.kind && !agrees) anchor.likelihood -= is_area(place.kind) ? 0.25 : 0.15;
  anchors_.push_back(std::move(anchor));
}

// "balai makam" is the village rather than Puskesmas Balai Makam.
bool Anchors::leaves_out_kind(const Anchor& anchor) const {
  if (is_area(anchor.place->kind)) return false;
  const auto name = words_of(anchor.place->name, 1);
  if (name.empty() || !lexicon::kind_named_by(name.front().text)) return false;
  if (anchor.phrase.kind_word == name.front().text) return false;
  const auto said =
      std::span{words_}.subspan(anchor.mention.first, anchor.mention.end - anchor.mention.first);
  return std::ranges::find(said, name.front().text, &Word::text) == said.end();
}

// A village and a kecamatan of one name in one stretch count once.
Company Anchors::company_of(const Anchor& anchor) const {
  std::map<std::size_t, std::pair<double, const Anchor*>> stretches;  // by first word
  for (const auto& other : anchors_) {
    if (!is_area(other.place->kind) || other.is_everyday || other.likelihood < 0.7 ||
        overlap(other.mention, anchor.mention))
      continue;
    if (other.phrase.kind && other.phrase.kind != other.place->kind) continue;
    const bool fits = lies_in(*anchor.place, *other.place) && other.place->area != anchor.place->area;
    const bool same = other.place->area == anchor.place->area;
    const double vote = fits ? other.likelihood : same ? 0.5 : -other.likelihood;
    const auto [known, is_new] = stretches.try_emplace(other.mention.first, vote, &other);
    if (!is_new && vote > known->second.first) known->second = {vote, &other};
  }
  Company company;
  for (const auto& [first, stretch] : stretches) {
    const bool narrows = inside(*stretch.second->place, *anchor.place);  // said more closely elsewhere
    if (narrows) continue;
    company.score += std::clamp(stretch.first, -1.0, 1.0);
    if (stretch.first > 0) company.with.push_back(stretch.second);
  }
  return company;
}

double Anchors::explained(const Anchor& anchor, const Company& company) const {
  if (telling_ == 0) return 1;
  std::size_t known = 0;
  for (std::size_t i = 0; i < words_.size(); ++i) {
    const auto covers = [i](const Anchor& a) { return a.mention.first <= i && i < a.mention.end; };
    const bool is_covered =
        covers(anchor) || std::ranges::any_of(company.with, [&](const Anchor* a) { return covers(*a); });
    if (is_covered && tells(words_[i])) ++known;
  }
  return static_cast<double>(known) / static_cast<double>(telling_);
}

bool Anchors::is_part_of_longer(const Anchor& anchor) const {
  return std::ranges::any_of(anchors_, [&](const Anchor& other) {
    return other.mention.first <= anchor.mention.first && anchor.mention.end <= other.mention.end &&
           other.mention.end - other.mention.first > anchor.mention.end - anchor.mention.first &&
           other.likelihood >= 0.85;
  });
}

std::string Anchors::said(const Anchor& anchor) const {
  std::string all;
  for (auto i = anchor.mention.first; i < anchor.mention.end; ++i)
    all += (all.empty() ? "" : " ") + words_[i].text;
  return all;
}

}  // namespace geo
