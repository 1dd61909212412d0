#include "dispatch/people/patients.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <unordered_map>

#include "dispatch/model/phone.hpp"
#include "geo/digits.hpp"
#include "geo/words/spelling.hpp"
#include "geo/words/words.hpp"

namespace dispatch {
namespace {

using Key = std::uint32_t;  // of a patient, or of a word
using Keys = std::vector<Key>;
using KeysByText = std::unordered_map<std::string, Keys>;

constexpr std::size_t most_found = 5;
constexpr std::size_t most_words = 8;       // of a name
constexpr std::size_t least_digits = 6;     // of the end of a NIK
constexpr std::size_t longest_typed = 200;  // bytes of a name that are looked at
constexpr double alike = 0.8;
constexpr double enough_of_name = 0.3;

// Said before a name or of whose relation the caller is, and no part of it.
constexpr auto titles = std::to_array<std::string_view>(
    {"i",        "ni",    "ibu",      "bu",      "bapak",    "pak",  "bpk",    "mbak",   "mas",
     "nenek",    "kakek", "an",       "anak",    "hj",       "haji", "hajjah", "ny",     "nyonya",
     "tn",       "tuan",  "sdr",      "sdri",    "nn",       "nona", "mr",     "mrs",    "istri",
     "istrinya", "suami", "suaminya", "anaknya", "keluarga", "dari", "pasien", "patient"});

std::vector<std::string> name_words(std::string_view name) {
  std::vector<std::string> words;
  for (auto& word : geo::words_of(name.substr(0, longest_typed), most_words)) {
    const bool tells = word.number < 0 && word.text.size() > 1 &&
                       std::ranges::find(titles, word.text) == titles.end() &&
                       std::ranges::find(words, word.text) == words.end();
    if (tells) words.push_back(std::move(word.text));
  }
  return words;
}

// All digits of a text that is nothing but a number; blanks, dots and dashes may stand between them.
std::string digits_of(std::string_view text) {
  std::string digits;
  for (const char c : text.substr(0, longest_typed)) {
    if (geo::is_digit(c))
      digits += c;
    else if (c != ' ' && c != '.' && c != '-')
      return {};
  }
  return digits;
}

// Under what a word is found: its sound, that sound less one letter (two words that are one slip apart share
// one of these), and its consonants.
std::vector<std::string> traces_of(std::string_view word) {
  const auto sound = geo::sound_of(word);
  std::vector<std::string> traces{sound};
  std::string consonants{"#"};
  for (std::size_t i = 0; i < sound.size(); ++i) {
    auto shorter = sound;
    shorter.erase(i, 1);
    traces.push_back(std::move(shorter));
    if (std::string_view{"aeiou"}.find(sound[i]) == std::string_view::npos) consonants += sound[i];
  }
  if (consonants.size() > 3) traces.push_back(std::move(consonants));
  std::ranges::sort(traces);
  traces.erase(std::unique(traces.begin(), traces.end()), traces.end());
  return traces;
}

// How like a word of the register a typed one is; 1 for the same.
using LikeWords = std::map<Key, double>;

struct Score {
  double worth = 0;
  std::vector<PatientMatch> why;
};
using Scores = std::map<Key, Score>;

void count(Scores& scores, Key patient, PatientMatch why, double worth) {
  auto& score = scores[patient];
  score.worth += worth;
  score.why.push_back(why);
}

std::vector<std::string> numbers_in(std::string_view phone) {
  std::vector<std::string> numbers;
  for (phone = phone.substr(0, longest_typed); !phone.empty();) {
    const auto end = std::min(phone.find_first_of("/,;"), phone.size());
    auto number = number_of(phone.substr(0, end));
    if (!number.empty() && std::ranges::find(numbers, number) == numbers.end())
      numbers.push_back(std::move(number));
    phone.remove_prefix(std::min(end + 1, phone.size()));
  }
  return numbers;
}

}  // namespace

struct Patients::Index {
  std::vector<Patient> all;
  std::vector<Keys> words_of;  // of each patient
  KeysByText by_number;
  KeysByText by_nik_end;

  std::vector<std::string> words;
  std::unordered_map<std::string, Key> word_keys;
  std::vector<Keys> bearers;  // of each word
  KeysByText by_trace;

  explicit Index(std::vector<Patient> patients) : all{std::move(patients)}, words_of(all.size()) {
    for (Key patient = 0; patient < all.size(); ++patient) add(patient);
  }

  void add(Key patient) {
    const auto& one = all[patient];
    for (auto& number : numbers_in(one.phone)) by_number[std::move(number)].push_back(patient);
    if (one.nik.size() == nik_digits)
      by_nik_end[one.nik.substr(nik_digits - least_digits)].push_back(patient);
    for (const auto& word : name_words(one.name)) {
      const auto key = key_of(word);
      words_of[patient].push_back(key);
      bearers[key].push_back(patient);
    }
  }

  Key key_of(const std::string& word) {
    const auto [known, is_new] = word_keys.try_emplace(word, static_cast<Key>(words.size()));
    if (is_new) {
      for (auto& trace : traces_of(word)) by_trace[std::move(trace)].push_back(known->second);
      words.push_back(word);
      bearers.emplace_back();
    }
    return known->second;
  }

  // A rare word tells more of who is meant.
  [[nodiscard]] double weight(Key word) const {
    return std::log(1 + static_cast<double>(all.size()) / static_cast<double>(bearers[word].size()));
  }

  [[nodiscard]] LikeWords like(const std::string& typed) const {
    LikeWords found;
    for (const auto& trace : traces_of(typed)) {
      const auto known = by_trace.find(trace);
      if (known == by_trace.end()) continue;
      for (const auto word : known->second)
        if (!found.contains(word))
          if (const auto likeness = geo::likeness(typed, words[word]); likeness >= alike)
            found[word] = likeness;
    }
    return found;
  }

  [[nodiscard]] std::size_t bearers_of(const LikeWords& like) const {
    std::size_t count = 0;
    for (const auto& [word, likeness] : like) count += bearers[word].size();
    return count;
  }

  // 0 to 1: how much of the patient's name was typed; 0 also where a typed word is not in it.
  [[nodiscard]] double match(Key patient, const std::vector<LikeWords>& typed) const {
    double whole = 0;
    for (const auto word : words_of[patient]) whole += weight(word);
    double said = 0;
    for (const auto& like : typed) {
      double best = 0;
      for (const auto word : words_of[patient])
        if (const auto found = like.find(word); found != like.end())
          best = std::max(best, found->second * weight(word));
      if (best == 0) return 0;
      said += best;
    }
    return std::min(1.0, said / whole);
  }

  void find_name(std::string_view name, Scores& scores) const {
    std::vector<LikeWords> typed;
    for (const auto& word : name_words(name)) {
      typed.push_back(like(word));
      if (typed.back().empty()) return;
    }
    const auto rarest =
        std::ranges::min_element(typed, {}, [&](const LikeWords& one) { return bearers_of(one); });
    if (rarest == typed.end()) return;
    for (const auto& [word, likeness] : *rarest)
      for (const auto patient : bearers[word]) {
        const auto known = scores.find(patient);
        const bool is_counted = known != scores.end() && known->second.why.back() == PatientMatch::name;
        const auto part = is_counted ? 0 : match(patient, typed);
        if (part >= enough_of_name) count(scores, patient, PatientMatch::name, part);
      }
  }

  void find_nik(std::string_view digits, Scores& scores) const {
    if (digits.size() < least_digits || digits.size() > nik_digits) return;
    const auto known = by_nik_end.find(std::string{digits.substr(digits.size() - least_digits)});
    if (known == by_nik_end.end()) return;
    for (const auto patient : known->second)
      if (std::string_view{all[patient].nik}.ends_with(digits))
        count(scores, patient, PatientMatch::nik, digits.size() == nik_digits ? 4 : 3);
  }

  void find_number(std::string_view phone, Scores& scores) const {
    const auto known = by_number.find(number_of(phone.substr(0, longest_typed)));
    if (known == by_number.end()) return;
    for (const auto patient : known->second) count(scores, patient, PatientMatch::number, 2);
  }

  [[nodiscard]] FoundPatient shown(Key patient, Score score) const {
    const auto& one = all[patient];
    const auto end = one.nik.size() - std::min<std::size_t>(4, one.nik.size());
    return {one.name, one.nik.substr(end), one.phone,           one.address, one.at,
            one.note, one.facility,        std::move(score.why)};
  }
};

Patients::Patients(std::vector<Patient> all) : index_{std::make_unique<Index>(std::move(all))} {}
Patients::Patients(Patients&&) noexcept = default;
Patients& Patients::operator=(Patients&&) noexcept = default;
Patients::~Patients() = default;

std::size_t Patients::size() const {
  return index_->all.size();
}

std::vector<FoundPatient> Patients::find(std::string_view phone, std::string_view name_or_nik) const {
  Scores scores;
  const auto digits = digits_of(name_or_nik);
  index_->find_nik(digits, scores);
  index_->find_number(phone, scores);
  if (digits.empty()) index_->find_name(name_or_nik, scores);
  std::vector<std::pair<Key, Score>> best{scores.begin(), scores.end()};
  const auto shown = std::min(best.size(), most_found);
  std::ranges::partial_sort(
      best, best.begin() + static_cast<std::ptrdiff_t>(shown), [](const auto& a, const auto& b) {
        return a.second.worth != b.second.worth ? a.second.worth > b.second.worth : a.first < b.first;
      });
  std::vector<FoundPatient> found;
  for (std::size_t i = 0; i < shown; ++i)
    found.push_back(index_->shown(best[i].first, std::move(best[i].second)));
  return found;
}

}  // namespace dispatch
