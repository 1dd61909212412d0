#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "geo/candidate.hpp"
#include "geo/codes/said_accuracy.hpp"
#include "geo/digits.hpp"

// What the readers of codes share: a text with the varieties of writing taken out, and one way to claim a
// place.
namespace geo::codes {

inline constexpr char degree_mark = '\xb0';
inline constexpr char plus_minus = '\xb1';
inline constexpr char foreign = '\xff';  // a letter or sign that is in no code
inline constexpr char taken = '\x1f';    // was read already, as something else

constexpr char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
constexpr char upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}
constexpr bool is_letter(char c) {
  return (lower(c) >= 'a' && lower(c) <= 'z') || c == foreign;
}
constexpr bool is_alnum(char c) {
  return is_digit(c) || is_letter(c);
}
std::string lowered(std::string_view text);
bool same_letters(std::string_view a, std::string_view b);  // but for small and capital

// The text in one byte a character: ASCII, `degree_mark`, `plus_minus` and `foreign`. All kinds of quotes,
// dashes, spaces and wide digits become the plain ones; control and bidirectional characters are left out and
// counted.
struct Cleaned {
  std::string text;
  std::size_t ignored = 0;
};
Cleaned clean(std::string_view utf8);
std::size_t count_characters(std::string_view utf8);

// "-8.3571", "+54.76": all of it, with a point, without an exponent.
std::optional<double> to_number(std::string_view text);
std::string with_decimals(double number, int decimals);
std::string shortest(double number);
std::string spoken(Degrees at);  // "8.35710 S, 114.62050 E"
std::string metres(Metres length);

// The radius that holds the truth nine times of ten, of one that holds it as often as `confidence` says (0 to
// 1), if errors are normal and alike in both directions.
Metres nine_of_ten(Metres radius, double confidence);

// Half the diagonal of a cell of so many degrees. A number that was rounded comes from within.
Metres half_diagonal(double lat, double lat_cell, double lon_cell);

// A place that a text seems to name, before anybody has asked whether that can be.
struct Claim {
  Degrees at;
  Metres uncertainty;
  std::string kind;
  std::string label;
  std::string why;
  double trust = 1;  // 0 to 1: how sure the form makes it
  std::optional<Sighting> sighting{};
  // In the text, where that is known: how exact it is may be said beside it.
  std::optional<std::pair<std::size_t, std::size_t>> written{};
};

// A text on its way through the readers.
class Scan {
 public:
  Scan(std::string text, const Surroundings& around)
      : text_{std::move(text)}, around_{around}, accuracies_{accuracies_in(text_)} {}

  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] const Surroundings& around() const { return around_; }
  [[nodiscard]] bool is_full() const;
  [[nodiscard]] bool has_candidates() const { return !reading_.candidates.empty(); }

  [[nodiscard]] bool is_untouched() const { return reading_.candidates.empty() && reading_.tried.empty(); }

  // Nobody after this reads [begin, end).
  void take(std::size_t begin, std::size_t end);

  // A candidate, or the reason why not.
  void claim(Claim claim);
  // A candidate if it is in the region: what the text does not say but may have meant.
  void propose(Claim claim, std::string_view change);
  void refuse(std::string reason);

  [[nodiscard]] bool is_in_region(Degrees at) const;
  [[nodiscard]] Reading finish() &&;  // best first
  // What was found in a part of this text that had to be unpacked first.
  void adopt(Scan&& part, std::string_view kind, std::string_view why);

 private:
  void keep(Candidate candidate);
  void be_no_surer(Claim& claim) const;

  std::string text_;
  Surroundings around_;
  std::vector<SaidAccuracy> accuracies_;
  Reading reading_;
};

// Reads on from a place in a text, step by step. Nothing is consumed by a step that fails.
class Cursor {
 public:
  Cursor(std::string_view text, std::size_t at) : text_{text}, at_{at} {}
  [[nodiscard]] std::size_t at() const { return at_; }
  [[nodiscard]] char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  void step(std::size_t count = 1) { at_ += count; }
  void skip_spaces() {
    while (peek() == ' ') ++at_;
  }
  std::string_view digits();
  std::string_view letters();

 private:
  std::string_view text_;
  std::size_t at_;
};

// The last word before a place in the text, without the marks and spaces between.
std::string_view word_before(std::string_view text, std::size_t at);

}  // namespace geo::codes
