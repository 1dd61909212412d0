#include "geo/words/phrase.hpp"

#include "geo/words/lexicon.hpp"

namespace geo {
namespace {

// Walks over the words before or after a name, one at a time, as far as the sentence goes.
class Walk {
 public:
  Walk(std::span<const Word> words, std::size_t at, int step) : words_{words}, at_{at}, step_{step} {}

  [[nodiscard]] const Word* next() const {
    const auto i = step_ < 0 ? at_ - 1 : at_;
    if (i >= words_.size()) return nullptr;  // also before the first: it wraps round
    const bool parted = step_ < 0 ? at_ < words_.size() && words_[at_].after_stop : words_[i].after_stop;
    return parted ? nullptr : &words_[i];
  }
  void go() { at_ = step_ < 0 ? at_ - 1 : at_ + 1; }
  void skip_fillers() {
    for (int left = 3; left > 0 && next() != nullptr && lexicon::is_filler(next()->text); --left) go();
  }

 private:
  std::span<const Word> words_;
  std::size_t at_;
  int step_;
};

void say(Phrase& phrase, std::string_view words) {
  if (!phrase.said.empty()) phrase.said += ' ';
  phrase.said += words;
}
// What is read backwards stands before what was read already.
void say_before(Phrase& phrase, std::string_view words) {
  phrase.said = std::string{words} + (phrase.said.empty() ? "" : " ") + phrase.said;
}

// "200 meter" read backwards: the unit comes first.
bool take_distance_before(Walk& walk, Phrase& phrase) {
  auto ahead = walk;
  const auto* unit = ahead.next();
  const auto length = unit == nullptr ? std::nullopt : lexicon::length_of(unit->text);
  if (!length) return false;
  ahead.go();
  const auto* number = ahead.next();
  if (number == nullptr || number->number <= 0) return false;
  ahead.go();
  walk = ahead;
  phrase.far = *length * number->number;
  say_before(phrase, number->text + " " + unit->text);
  return true;
}

bool take_distance_after(Walk& walk, Phrase& phrase) {
  auto ahead = walk;
  const auto* number = ahead.next();
  if (number == nullptr || number->number <= 0) return false;
  ahead.go();
  const auto* unit = ahead.next();
  const auto length = unit == nullptr ? std::nullopt : lexicon::length_of(unit->text);
  if (!length) return false;
  ahead.go();
  walk = ahead;
  phrase.far = *length * number->number;
  say(phrase, number->text + " " + unit->text);
  return true;
}

bool take_bearing(Walk& walk, Phrase& phrase) {
  const auto* word = walk.next();
  const auto bearing = word == nullptr ? std::nullopt : lexicon::bearing_of(word->text);
  if (!bearing) return false;
  phrase.bearing = bearing;
  say(phrase, word->text);
  walk.go();
  return true;
}

// "200 m selatan", "sebelah utara", "di belakang" before a name; "desa", "jl." right before it.
void read_before(Walk walk, Phrase& phrase) {
  if (const auto* word = walk.next(); word != nullptr) {
    phrase.kind = lexicon::kind_named_by(word->text);
    phrase.names_regency = lexicon::names_regency(word->text);
    if (phrase.kind) phrase.kind_word = word->text;
    if (phrase.kind || phrase.names_regency) walk.go();
  }
  const auto* word = walk.next();
  if (word != nullptr && lexicon::reach_of(word->text)) {
    const auto reach = *lexicon::reach_of(word->text);
    const auto said = word->text;
    walk.go();
    if (take_distance_before(walk, phrase)) return;
    phrase.reach = reach;
    say(phrase, said);
    return;
  }
  walk.skip_fillers();
  if (take_bearing(walk, phrase)) {
    walk.skip_fillers();
    take_distance_before(walk, phrase);
    return;
  }
  if (take_distance_before(walk, phrase)) return;
  word = walk.next();
  const auto reach = word == nullptr ? std::nullopt : lexicon::reach_of(word->text);
  if (reach) {
    phrase.reach = reach;
    say(phrase, word->text);
  }
}

// "ke selatan 200 m", "200 m ke arah timur", "masuk 300 meter" after a name.
void read_after(Walk walk, Phrase& phrase) {
  const auto* first = walk.next();
  const bool goes_on =
      first != nullptr && (first->text == "ke" || first->text == "arah" || first->text == "masuk" ||
                           first->text == "sekitar" || first->number > 0);
  if (!goes_on) return;
  if (first->text == "masuk") walk.go();
  walk.skip_fillers();
  Phrase found;
  const bool has_distance = take_distance_after(walk, found);
  if (has_distance) walk.skip_fillers();
  if (take_bearing(walk, found) && !has_distance) {
    walk.skip_fillers();
    take_distance_after(walk, found);
  }
  if (!found.is_relation()) return;
  if (!phrase.bearing) phrase.bearing = found.bearing;
  phrase.far = found.far;
  say(phrase, found.said);
}

// "Duri puskesmas, please": an English caller says the kind last.
void read_kind_after(std::span<const Word> words, std::size_t end, Phrase& phrase) {
  const bool is_last = end + 1 == words.size() || (end + 1 < words.size() && words[end + 1].after_stop);
  if (!is_last || words[end].after_stop) return;
  phrase.kind = lexicon::kind_named_by(words[end].text);
  if (phrase.kind) phrase.kind_word = words[end].text;
}

}  // namespace

Phrase phrase_around(std::span<const Word> words, std::size_t first, std::size_t end) {
  Phrase phrase;
  read_before(Walk{words, first, -1}, phrase);
  if (!phrase.is_relation() || (phrase.bearing && !phrase.far)) read_after(Walk{words, end, 1}, phrase);
  if (!phrase.kind) read_kind_after(words, end, phrase);
  return phrase;
}

}  // namespace geo
