#include "geo/codes/said_accuracy.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "geo/codes/code_text.hpp"

namespace geo::codes {
namespace {

constexpr double assumed_confidence = 0.68;

constexpr auto name_beginnings = std::to_array<std::string_view>(
    {"accura", "acuracy", "accurracy", "akura", "keakura", "ketelitian", "teliti", "presisi", "precis",
     "uncertain", "ketidakpastian", "toleran", "radius", "jarijari"});
constexpr auto accuracy_names = std::to_array<std::string_view>(
    {"acc", "hacc", "akr", "err", "error", "galat", "margin", "within", "radiusnya", "epe", "eph"});
// What may stand between the name and the number.
constexpr auto filler_words = std::to_array<std::string_view>(
    {"is",      "of",        "to",      "about",  "approx",   "approximately", "around",
     "up",      "within",    "m",       "meter",  "meters",   "metre",         "metres",
     "in",      "radius",    "sekitar", "kira",   "kurang",   "lebih",         "adalah",
     "hingga",  "sampai",    "dengan",  "dalam",  "plus",     "minus",         "ca",
     "est",     "estimated", "gps",     "lokasi", "location", "horizontal",    "accuracy",
     "akurasi", "error",     "nya",     "ialah",  "level",    "margin"});

struct LengthUnit {
  std::string_view name;
  double metres;
};
constexpr auto length_units = std::to_array<LengthUnit>({{"m", 1},
                                                         {"mtr", 1},
                                                         {"mtrs", 1},
                                                         {"meter", 1},
                                                         {"meters", 1},
                                                         {"metre", 1},
                                                         {"metres", 1},
                                                         {"km", 1000},
                                                         {"kilometer", 1000},
                                                         {"kilometers", 1000},
                                                         {"kilometre", 1000},
                                                         {"kilometres", 1000},
                                                         {"ft", 0.3048},
                                                         {"feet", 0.3048},
                                                         {"foot", 0.3048},
                                                         {"kaki", 0.3048},
                                                         {"yd", 0.9144},
                                                         {"yards", 0.9144}});

bool is_name(std::string_view word) {
  const auto begins = [&](std::string_view one) { return word.starts_with(one); };
  return std::ranges::find(accuracy_names, word) != accuracy_names.end() ||
         std::ranges::any_of(name_beginnings, begins) || word.ends_with("accuracy");
}

// "1,5" and "12.345" have decimals, "1.500" and "2.000" are thousands: no phone is sure of a round
// millimetre.
std::optional<double> length_number(std::string_view digits) {
  std::string plain{digits};
  std::ranges::replace(plain, ',', '.');
  const auto point = plain.find('.');
  const bool is_grouped =
      point != std::string::npos && plain.size() - point == 4 && plain.back() == '0' && plain.front() != '0';
  if (is_grouped) plain.erase(point, 1);
  return to_number(plain);
}

class AccuracyReader {
 public:
  explicit AccuracyReader(std::string_view text) : text_{text} {}

  std::vector<SaidAccuracy> read() {
    for (std::size_t i = 0; i < text_.size();) {
      if (const auto after = sign_at(i); after > i) {
        i = take(i, after, false);
      } else if (is_letter(text_[i])) {
        const auto end = end_of_word(i);
        i = is_name(lowered(text_.substr(i, end - i))) ? take(i, past_fillers(end), true) : end;
      } else if (is_digit(text_[i])) {
        i = take_before_name(i);
      } else {
        ++i;
      }
    }
    return std::move(found_);
  }

 private:
  [[nodiscard]] char at(std::size_t i) const { return i < text_.size() ? text_[i] : '\0'; }
  [[nodiscard]] std::size_t end_of_word(std::size_t i) const {
    while (is_letter(at(i))) ++i;
    return i;
  }
  [[nodiscard]] std::size_t past_spaces(std::size_t i) const {
    while (at(i) == ' ') ++i;
    return i;
  }

  // Behind ±, +/-, +- ; where it begins, if there is none.
  [[nodiscard]] std::size_t sign_at(std::size_t i) const {
    if (at(i) == plus_minus) return past_spaces(i + 1);
    for (const std::string_view sign : {"+/-", "+-", "-/+", "-+"})
      if (text_.substr(i, sign.size()) == sign) return past_spaces(i + sign.size());
    return i;
  }

  [[nodiscard]] std::size_t past_fillers(std::size_t i) const {
    while (i < text_.size() && !is_digit(text_[i])) {
      if (is_letter(text_[i])) {
        const auto end = end_of_word(i);
        if (std::ranges::find(filler_words, lowered(text_.substr(i, end - i))) == filler_words.end()) break;
        i = end;
        continue;
      }
      constexpr std::string_view between = " :=(),_\"'~<-+/.";
      const bool may_stand_there = between.find(text_[i]) != std::string_view::npos || text_[i] == plus_minus;
      if (!may_stand_there) break;
      ++i;
    }
    return i;
  }

  struct Length {
    double metres;
    std::size_t end;
    bool has_unit;
  };
  [[nodiscard]] std::optional<Length> length_at(std::size_t i) const {
    auto end = i;
    while (is_digit(at(end)) || ((at(end) == '.' || at(end) == ',') && is_digit(at(end + 1)))) ++end;
    const auto number = length_number(text_.substr(i, end - i));
    if (end == i || !number) return std::nullopt;
    const auto word = past_spaces(end);
    const auto word_end = end_of_word(word);
    const auto unit =
        std::ranges::find(length_units, lowered(text_.substr(word, word_end - word)), &LengthUnit::name);
    if (unit != length_units.end()) return Length{*number * unit->metres, word_end, true};
    const bool is_of_something_else = word == end ? word_end > word : is_unit_of_time(word, word_end);
    if (is_of_something_else || at(end) == degree_mark || at(word) == '%') return std::nullopt;
    return Length{*number, end, false};
  }
  [[nodiscard]] bool is_unit_of_time(std::size_t begin, std::size_t end) const {
    const auto word = lowered(text_.substr(begin, end - begin));
    for (const std::string_view one :
         {"menit", "min", "minutes", "jam", "detik", "s", "sec", "hours", "hari", "orang"})
      if (word == one) return true;
    return false;
  }

  // "(95 %)" behind a length.
  [[nodiscard]] std::pair<double, std::size_t> confidence_at(std::size_t i) const {
    auto begin = i;
    while (at(begin) == ' ' || at(begin) == '(' || at(begin) == ',' || at(begin) == '@') ++begin;
    auto end = begin;
    while (is_digit(at(end))) ++end;
    const auto number = to_number(text_.substr(begin, end - begin));
    if (!number || at(past_spaces(end)) != '%') return {assumed_confidence, i};
    return {*number / 100, past_spaces(end) + 1};
  }

  // The place to read on from.
  std::size_t take(std::size_t begin, std::size_t number, bool is_named) {
    const auto length = length_at(number);
    if (!length || length->metres <= 0 || (!is_named && !length->has_unit && length->metres < 1))
      return std::max(number, begin + 1);
    add(begin, *length);
    return found_.back().end;
  }

  // "35 m accuracy"
  std::size_t take_before_name(std::size_t i) {
    const auto length = length_at(i);
    if (length && length->has_unit) {
      const auto word = past_spaces(length->end);
      const auto end = end_of_word(word);
      const auto after = past_fillers(end);
      const bool is_behind =
          end > word && is_name(lowered(text_.substr(word, end - word))) && !is_digit(at(after));
      if (is_behind && length->metres > 0) {
        add(i, *length);
        return end;
      }
    }
    while (is_digit(at(i)) || ((at(i) == '.' || at(i) == ',') && is_digit(at(i + 1)))) ++i;
    return i;
  }

  void add(std::size_t begin, const Length& length) {
    const auto [confidence, end] = confidence_at(length.end);
    found_.push_back({begin, end, nine_of_ten(Metres{length.metres}, confidence)});
  }

  std::string_view text_;
  std::vector<SaidAccuracy> found_;
};

}  // namespace

std::vector<SaidAccuracy> accuracies_in(std::string_view text) {
  return AccuracyReader{text}.read();
}

std::optional<Metres> accuracy_beside(const std::vector<SaidAccuracy>& said, std::size_t begin,
                                      std::size_t end) {
  if (said.empty()) return std::nullopt;
  const auto after = std::ranges::find_if(said, [&](const auto& one) { return one.begin >= end; });
  if (after != said.end()) return after->radius;
  for (auto one = said.rbegin(); one != said.rend(); ++one)
    if (one->end <= begin) return one->radius;
  return said.back().radius;
}

}  // namespace geo::codes
