#include "geo/words/gazetteer.hpp"

#include <algorithm>
#include <tuple>
#include <unordered_map>

#include "geo/names.hpp"
#include "geo/words/lexicon.hpp"
#include "geo/words/places_file.hpp"
#include "geo/words/spelling.hpp"

namespace geo {
namespace {

using std::string;
using std::string_view;
using WordId = std::uint32_t;

constexpr double alike_enough = 0.7;           // for two words to be taken for one
constexpr double match_enough = 0.5;           // for a stretch of words to be taken for a name
constexpr double enough_of_a_long_name = 6.5;  // by weight: the kind, and two words or so
constexpr double price_of_another_number = 0.3;
constexpr std::size_t widest_gap = 2;
constexpr std::size_t most_found = 40;  // words of one name in one text
constexpr int most_times = 3;           // that one name is said in one text
constexpr std::size_t most_joined = 3;  // words written as one, in a name or in the text
constexpr std::size_t most_alike = 8;   // words of the region looked at for one word of the text

// How far words that stand between the words of a name speak against it.
double price_of(const Word& between) {
  return lexicon::is_common(between.text) ? 0.3 : 2;
}

// A name of a place, as words.
struct Name {
  std::size_t place = 0;
  std::vector<string> words;
  double weight = 0;
};

// Where a word of the region, or several written as one, stands in a name.
struct Posting {
  std::uint32_t name = 0;
  std::uint16_t at = 0;
  std::uint16_t length = 1;
};

struct Alike {
  WordId word = 0;
  double likeness = 0;
};

// A word of a name found in the text.
struct Found {
  Posting posting;
  std::size_t first = 0;
  std::size_t end = 0;
  double likeness = 0;
};

}  // namespace

struct Gazetteer::Store {
  std::vector<Place> places;
  std::vector<Area> areas;
  std::vector<Name> names;
  std::vector<string> vocabulary;
  std::unordered_map<string, WordId> word_ids;
  std::unordered_multimap<string, WordId> words_by_sound;
  std::vector<std::vector<Posting>> postings;
  PlacesFile file;

  void index();
  void add_posting(const string& word, Posting posting);
  [[nodiscard]] std::vector<Alike> same(const string& word) const;
  [[nodiscard]] bool is_strange(const Word& word) const;
  [[nodiscard]] std::vector<Alike> alike(const string& word, bool unfinished) const;
  [[nodiscard]] static Mention best_stretch(const Name& name, std::vector<Found>& found,
                                            std::span<const Word> text);
};

namespace {

// "Puskesmas 2 Melaya" is not Puskesmas I Melaya.
bool says_another_number(const Name& name, std::span<const Word> said) {
  const auto is_number = [](const string& word) { return word.front() >= '0' && word.front() <= '9'; };
  const auto own = std::ranges::find_if(name.words, is_number);
  if (own == name.words.end()) return false;
  return std::ranges::any_of(said, [](const Word& word) { return word.number >= 0; }) &&
         std::ranges::find(said, *own, &Word::text) == said.end();
}

// Each distinct word of the names in order of first use: the numbers of the rows of the file's word index.
std::vector<string> vocabulary_of(std::span<const Place> places) {
  std::vector<string> words;
  std::unordered_map<string, bool> seen;
  const auto add = [&](const string& word) {
    if (seen.try_emplace(word, true).second) words.push_back(word);
  };
  const auto add_name = [&](const string& name) {
    const auto parts = words_of(name, 12);
    for (std::size_t i = 0; i < parts.size(); ++i) {
      string joined;
      for (auto j = i; j < parts.size() && j < i + most_joined; ++j) add(joined += parts[j].text);
    }
  };
  for (const auto& place : places)
    for (const auto& name : names_of(place)) add_name(name);
  return words;
}

}  // namespace

void Gazetteer::Store::add_posting(const string& word, Posting posting) {
  const auto known = word_ids.find(word);
  if (known != word_ids.end()) postings[known->second].push_back(posting);
}

void Gazetteer::Store::index() {
  for (WordId i = 0; i < vocabulary.size(); ++i) {
    word_ids.emplace(vocabulary[i], i);
    words_by_sound.emplace(sound_of(vocabulary[i]), i);
  }
  postings.resize(vocabulary.size());
  const auto add = [&](std::size_t place, const string& text) {
    const auto number = static_cast<std::uint32_t>(names.size());
    Name name;
    name.place = place;
    for (auto& word : words_of(text, 12)) {
      name.weight += weight_of(word.text);
      name.words.push_back(std::move(word.text));
    }
    for (std::size_t i = 0; i < name.words.size(); ++i) {
      string joined;
      for (auto j = i; j < name.words.size() && j < i + most_joined; ++j)
        add_posting(joined += name.words[j],
                    {number, static_cast<std::uint16_t>(i), static_cast<std::uint16_t>(j - i + 1)});
    }
    names.push_back(std::move(name));
  };
  for (std::size_t i = 0; i < places.size(); ++i)
    for (const auto& name : names_of(places[i])) add(i, name);
}

// The words of the region that are written so, or sound so.
std::vector<Alike> Gazetteer::Store::same(const string& word) const {
  if (const auto exact = word_ids.find(word); exact != word_ids.end()) return {{exact->second, 1}};
  std::vector<Alike> all;
  if (lexicon::is_common(word)) return all;
  const auto [first, last] = words_by_sound.equal_range(sound_of(word));
  for (auto it = first; it != last; ++it) all.push_back({it->second, likeness(word, vocabulary[it->second])});
  std::erase_if(all, [](const Alike& one) { return one.likeness < alike_enough; });
  std::ranges::sort(all, {}, &Alike::word);
  return all;
}

// Neither the region's nor an everyday word: perhaps a part of one, cut in two.
bool Gazetteer::Store::is_strange(const Word& word) const {
  return word.number < 0 && word.text.size() > 2 && !lexicon::is_common(word.text) &&
         !word_ids.contains(word.text);
}

// Those that this one may be with a slip or two, or may become when it is finished.
std::vector<Alike> Gazetteer::Store::alike(const string& word, bool unfinished) const {
  auto all = same(word);
  const bool is_right = !all.empty() && !unfinished;
  if (is_right || word.size() < 3 || (lexicon::is_common(word) && !unfinished)) return all;
  for (const auto row : file.words_like(unfinished ? word : sound_of(word))) {
    if (row >= vocabulary.size()) continue;  // the index of a damaged file knows more than its words
    const auto& known = vocabulary[row];
    auto likeness = geo::likeness(word, known);
    if (unfinished && known.starts_with(word)) likeness = std::max(likeness, 0.9);
    const bool is_new = std::ranges::find(all, row, &Alike::word) == all.end();
    if (likeness >= alike_enough && is_new) all.push_back({row, likeness});
  }
  std::ranges::sort(all, [](const Alike& a, const Alike& b) {
    return a.likeness != b.likeness ? a.likeness > b.likeness : a.word < b.word;
  });
  if (all.size() > most_alike) all.resize(most_alike);
  return all;
}

// The best chain of words of this name, in the name's order, with small gaps in the text.
Gazetteer::Mention Gazetteer::Store::best_stretch(const Name& name, std::vector<Found>& found,
                                                  std::span<const Word> text) {
  std::ranges::sort(found, [](const Found& a, const Found& b) {
    return a.end != b.end ? a.end < b.end : a.posting.at < b.posting.at;
  });
  struct Chain {
    double sum;
    std::size_t first;
  };
  std::vector<Chain> chains;
  Mention best{.place = name.place};
  double best_sum = 0;
  for (const auto& one : found) {
    double weight = 0;
    for (auto i = one.posting.at; i < one.posting.at + one.posting.length; ++i)
      weight += weight_of(name.words[i]);
    Chain chain{weight * one.likeness, one.first};
    for (std::size_t j = 0; j < chains.size(); ++j) {
      const auto& before = found[j];
      if (before.posting.at + before.posting.length > one.posting.at || before.end > one.first) continue;
      const auto gap = one.first - before.end;
      if (gap > widest_gap) continue;
      auto sum = chains[j].sum + weight * one.likeness;
      for (auto i = before.end; i < one.first; ++i) sum -= price_of(text[i]);
      if (sum > chain.sum) chain = {sum, chains[j].first};
    }
    chains.push_back(chain);
    if (chain.sum > best_sum + 1e-9) {
      best_sum = chain.sum;
      best.first = chain.first;
      best.end = one.end;
    }
  }
  // Of a long name people say two words.
  best.match = 0.3 * best_sum / name.weight +
               0.7 * std::min(1.0, best_sum / std::min(name.weight, enough_of_a_long_name));
  return best;
}

std::vector<Gazetteer::Mention> Gazetteer::mentions(std::span<const Word> words, bool typing) const {
  std::unordered_map<std::uint32_t, std::vector<Found>> by_name;
  const auto note = [&](const std::vector<Alike>& likes, std::size_t first, std::size_t end) {
    for (const auto& alike : likes)
      for (const auto& posting : store_->postings[alike.word])
        if (auto& found = by_name[posting.name]; found.size() < most_found)
          found.push_back({posting, first, end, alike.likeness});
  };
  for (std::size_t i = 0; i < words.size(); ++i) {
    note(store_->alike(words[i].text, typing && i + 1 == words.size()), i, i + 1);
    auto joined = words[i].text;
    for (auto j = i + 1; j < words.size() && j < i + most_joined; ++j) {
      if (words[j].after_stop || words[j].number >= 0 || words[i].number >= 0) break;
      joined += words[j].text;
      const bool is_strange = j == i + 1 && (store_->is_strange(words[i]) || store_->is_strange(words[j]));
      note(is_strange ? store_->alike(joined, false) : store_->same(joined), i, j + 1);
    }
  }
  std::vector<Mention> all;
  for (auto& [number, found] : by_name) {
    const auto& name = store_->names[number];
    // A name may be said twice: "desa Melaya, kecamatan Melaya".
    for (auto times = most_times; times > 0 && !found.empty(); --times) {
      auto one = Store::best_stretch(name, found, words);
      if (one.match < match_enough) break;
      if (says_another_number(name, words.subspan(one.first, one.end - one.first)))
        one.match -= price_of_another_number;
      if (one.match >= match_enough) all.push_back(one);
      std::erase_if(found, [&](const Found& f) { return f.first < one.end && one.first < f.end; });
    }
  }
  std::ranges::sort(all, [](const Mention& a, const Mention& b) {
    return std::tie(b.match, a.place, a.first, a.end) < std::tie(a.match, b.place, b.first, b.end);
  });
  return all;
}

Gazetteer::Gazetteer(std::unique_ptr<Store> store) : store_{std::move(store)} {}
Gazetteer::Gazetteer(Gazetteer&&) noexcept = default;
Gazetteer& Gazetteer::operator=(Gazetteer&&) noexcept = default;
Gazetteer::~Gazetteer() = default;

const std::vector<Place>& Gazetteer::places() const {
  return store_->places;
}
const std::vector<Area>& Gazetteer::areas() const {
  return store_->areas;
}

Gazetteer Gazetteer::of(std::span<const Place> places, std::span<const Area> areas) {
  auto store = std::make_unique<Store>();
  store->places.assign(places.begin(), places.end());
  store->areas.assign(areas.begin(), areas.end());
  store->vocabulary = vocabulary_of(places);
  store->file = PlacesFile::in_memory(store->vocabulary);
  store->index();
  return Gazetteer{std::move(store)};
}

OrFault<> Gazetteer::write(const std::filesystem::path& file, std::span<const Place> places,
                           std::span<const Area> areas) {
  return PlacesFile::write(
      file, {{places.begin(), places.end()}, {areas.begin(), areas.end()}, vocabulary_of(places)});
}

OrFault<Gazetteer> Gazetteer::open(const std::filesystem::path& file) {
  PlacesFile::Content content;
  auto opened = PlacesFile::open(file, content);
  if (opened.has_error()) return opened.error();
  auto store = std::make_unique<Store>();
  store->file = std::move(*opened);
  store->places = std::move(content.places);
  store->areas = std::move(content.areas);
  store->vocabulary = std::move(content.words);
  store->index();
  return Gazetteer{std::move(store)};
}

}  // namespace geo
