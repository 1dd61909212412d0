#include "dispatch/people/telling_words.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "geo/words/lexicon.hpp"
#include "geo/words/spelling.hpp"
#include "geo/words/words.hpp"

namespace dispatch {
namespace {

// What is counted after a number: "2 orang", "10 menit", "70 tahun".
constexpr auto counted_things = std::to_array<std::string_view>(
    {"orang",  "korban",  "pasien", "anak",  "kali",   "jam",     "menit",   "hari",
     "minggu", "bulan",   "tahun",  "thn",   "people", "persons", "victims", "times",
     "hours",  "minutes", "days",   "weeks", "months", "years"});

bool is_count(const std::vector<geo::Word>& words, std::size_t number) {
  if (number + 1 == words.size()) return false;
  const auto& next = words[number + 1].text;
  return geo::lexicon::length_of(next) || std::ranges::find(counted_things, next) != counted_things.end();
}

// A word that nobody has said yet may still be said: a few texts of a quiet night make none rare. What is
// said again and again is as common as it surely is: two deviations below its share.
double chance(std::size_t with, std::size_t texts) {
  constexpr double texts_to_believe = 100;
  const auto seen = static_cast<double>(with);
  const auto all = static_cast<double>(texts);
  const auto surely = (seen - 2 * std::sqrt(seen)) / std::max(1.0, all);
  return std::max((seen + 0.5) / (all + texts_to_believe), surely);
}

double bits_of(const TellingWord& word, const WordCounts& said, const WordCounts& names, std::size_t own) {
  const auto others = std::max(said.with(word), own) - own;
  auto common = chance(others, said.texts());
  if (names.texts() > 0) common = std::max(common, chance(names.with(word), names.texts()));
  return std::max(0.0, -std::log2(common));
}

}  // namespace

std::vector<TellingWord> telling_words(std::string_view text, IsDull is_dull) {
  constexpr std::size_t most = 24;
  const auto words = geo::words_of(text, 60);
  std::vector<TellingWord> telling;
  for (std::size_t i = 0; i < words.size() && telling.size() < most; ++i) {
    const auto& word = words[i].text;
    const bool is_number = words[i].number >= 0;
    const bool tells = is_number ? !is_count(words, i) : word.size() > 2 && !is_dull(word);
    if (!tells) continue;
    TellingWord one{word, is_number ? word : geo::sound_of(word), is_number};
    if (std::ranges::find(telling, one.sound, &TellingWord::sound) == telling.end())
      telling.push_back(std::move(one));
  }
  return telling;
}

bool are_alike(const TellingWord& a, const TellingWord& b) {
  constexpr double alike = 0.85;
  if (a.sound == b.sound) return true;
  // One slip is too much for a shorter word, and two for any that differ by so many letters.
  const auto shorter = std::min(a.sound.size(), b.sound.size());
  const auto longer = std::max(a.sound.size(), b.sound.size());
  if (a.is_number || b.is_number || longer < 7 || (longer - shorter) * 6 > longer) return false;
  return geo::likeness(a.text, b.text) >= alike;
}

void WordCounts::add(std::span<const TellingWord> text) {
  ++texts_;
  for (const auto& word : text) ++with_[word.sound];
}

std::size_t WordCounts::with(const TellingWord& word) const {
  const auto known = with_.find(word.sound);
  return known == with_.end() ? 0 : known->second;
}

WordCounts counted(std::span<const std::string> names, IsDull is_dull) {
  WordCounts counts;
  for (const auto& name : names) counts.add(telling_words(name, is_dull));
  return counts;
}

InCommon in_common(std::span<const TellingWord> a, std::span<const TellingWord> b, const WordCounts& said,
                   const WordCounts& names) {
  double shared = 0;
  bool share_a_name = false;  // the same number of another street is nothing
  double only_a = 0;
  double all_b = 0;
  double of_b = 0;  // what of it stands in the other
  for (const auto& word : b) all_b += bits_of(word, said, names, 1);
  for (const auto& word : a) {
    const auto same =
        std::ranges::find_if(b, [&](const TellingWord& other) { return are_alike(word, other); });
    if (same == b.end()) {
      only_a += bits_of(word, said, names, 0);
      continue;
    }
    share_a_name = share_a_name || !word.is_number;
    // However it is misspelled, it is as common as the commoner spelling.
    const auto in_b = bits_of(*same, said, names, 1);
    of_b += in_b;
    shared += std::min(in_b, bits_of(word, said, names, word.sound == same->sound ? 1 : 0));
  }
  const auto only_b = std::max(0.0, all_b - of_b);
  return share_a_name && shared > 0 ? InCommon{shared, shared / (shared + std::min(only_a, only_b))}
                                    : InCommon{};
}

}  // namespace dispatch
