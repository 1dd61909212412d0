#include "geo/words/spelling.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "geo/digits.hpp"

namespace geo {
namespace {

using std::string;
using std::string_view;

struct Rewrite {
  string_view from;
  string_view to;
};

bool is_vowel(char c) {
  return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

// Insertions, deletions, replacements and swaps of neighbours (optimal string alignment).
std::size_t slips(string_view a, string_view b) {
  constexpr std::size_t longest = 40;
  if (a.size() > longest || b.size() > longest) return longest;
  std::array<std::array<std::uint8_t, longest + 1>, 3> rows{};
  auto* before = &rows[0];
  auto* above = &rows[1];
  auto* row = &rows[2];
  for (std::size_t j = 0; j <= b.size(); ++j) (*above)[j] = static_cast<std::uint8_t>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    (*row)[0] = static_cast<std::uint8_t>(i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const int differs = a[i - 1] == b[j - 1] ? 0 : 1;
      int best = std::min({(*above)[j] + 1, (*row)[j - 1] + 1, (*above)[j - 1] + differs});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        best = std::min(best, (*before)[j - 2] + 1);
      (*row)[j] = static_cast<std::uint8_t>(best);
    }
    std::swap(before, above);
    std::swap(above, row);
  }
  return (*above)[b.size()];
}

string consonants(string_view word) {
  string out;
  for (const char c : word)
    if (!is_vowel(c)) out += c;
  return out;
}

}  // namespace

string sound_of(string_view word) {
  static constexpr auto spellings = std::to_array<Rewrite>({
      {"oe", "u"},
      {"dj", "j"},
      {"tj", "c"},
      {"sj", "sy"},
      {"nj", "ny"},
      {"ch", "k"},
      {"th", "t"},
      {"dh", "d"},
      {"bh", "b"},
      {"kh", "k"},
      {"rh", "r"},
      {"ph", "p"},
      {"v", "f"},
      {"z", "s"},
      {"q", "k"},
      {"ck", "k"},
      {"x", "ks"},
  });
  string out;
  for (std::size_t i = 0; i < word.size();) {
    const auto rest = word.substr(i);
    const auto old =
        std::ranges::find_if(spellings, [&](const Rewrite& r) { return rest.starts_with(r.from); });
    const auto next = old != spellings.end() ? old->to : rest.substr(0, 1);
    i += old != spellings.end() ? old->from.size() : 1;
    for (const char c : next)
      if (out.empty() || out.back() != c || is_digit(c)) out += c;
  }
  return out;
}

double likeness(string_view a, string_view b) {
  if (a == b) return 1;
  const bool has_digit = std::ranges::any_of(a, is_digit) || std::ranges::any_of(b, is_digit);
  const auto longest = std::max(a.size(), b.size());
  if (has_digit || longest < 4 || std::min(a.size(), b.size()) * 2 < longest) return 0;
  const auto x = sound_of(a);
  const auto y = sound_of(b);
  if (x == y) return 0.95;
  const auto length = static_cast<double>(std::max(x.size(), y.size()));
  const auto alike = 1 - static_cast<double>(slips(x, y)) / length;
  const auto bare = consonants(x);
  const bool vowels_left_out = bare.size() >= 3 && x.front() == y.front() && bare == consonants(y) &&
                               (x.size() + 2 < y.size() || y.size() + 2 < x.size());
  return vowels_left_out ? std::max(alike, 0.8) : alike;
}

}  // namespace geo
