#include "tests/fuzz/messages/texts.hpp"

#include <array>
#include <stdexcept>
#include <vector>

namespace tests::fuzz {
namespace {

using namespace std::string_view_literals;

// Reads the pattern once from left to right and writes what it takes as it goes.
class Writer {
 public:
  Writer(std::string_view pattern, Random& random) : pattern_{pattern}, random_{random} {}

  std::string write() {
    auto text = choice();
    if (at_ != pattern_.size()) fail();
    return text;
  }

 private:
  [[nodiscard]] bool is_at(char c) const { return at_ < pattern_.size() && pattern_[at_] == c; }
  bool take(char c) {
    if (!is_at(c)) return false;
    ++at_;
    return true;
  }
  [[noreturn]] void fail() const {
    throw std::runtime_error{"a pattern of the schema that is not understood: " + std::string{pattern_}};
  }

  std::string choice() {
    std::vector<std::string> all{sequence()};
    while (take('|')) all.push_back(sequence());
    return random_.one_of(all);
  }

  std::string sequence() {
    std::string text;
    while (at_ < pattern_.size() && !is_at('|') && !is_at(')')) {
      if (take('^') || take('$')) continue;
      const auto begin = at_;
      auto part = atom();
      const bool may_be_none = is_at('*');
      if (may_be_none || is_at('+')) {
        const auto end = at_ + 1;
        part = may_be_none && random_.one_in(4) ? std::string{} : part;
        for (auto more = random_.one_in(8) ? random_.below(40) : random_.below(3); more > 0; --more) {
          at_ = begin;
          part += atom();
        }
        at_ = end;
      }
      text += part;
    }
    return text;
  }

  std::string atom() {
    if (take('(')) {
      auto text = choice();
      if (!take(')')) fail();
      return text;
    }
    if (take('[')) return std::string(1, one_of_class());
    const auto c = pattern_[at_];
    if ("\\.?{}*+]"sv.find(c) != std::string_view::npos) fail();
    ++at_;
    return std::string(1, c);
  }

  char one_of_class() {
    std::string all;
    if (is_at('^')) fail();
    while (!take(']')) {
      if (at_ + 1 >= pattern_.size() || is_at('\\')) fail();
      const char first = pattern_[at_++];
      const bool is_range = is_at('-') && pattern_[at_ + 1] != ']';
      const char last = is_range ? pattern_[at_ + 1] : first;
      if (is_range) at_ += 2;
      for (int c = first; c <= last; ++c) all += static_cast<char>(c);
    }
    return random_.one_of(all);
  }

  std::string_view pattern_;
  Random& random_;
  std::size_t at_ = 0;
};

constexpr std::array words{
    ""sv,
    " "sv,
    "behind the market"sv,
    "Negara"sv,
    "Jl. Ngurah Rai 12, Mendoyo"sv,
    "km 92 Denpasar-Gilimanuk"sv,
    "-8.3596, 114.6177"sv,
    "8°21'34\"S 114°37'03\"E"sv,
    "6P3QJJR9+5W"sv,
    "geo:-8.36,114.69;u=30"sv,
    "https://maps.google.com/?q=-8.36,114.62"sv,
    "A\"ML=1;lt=-8.3;lg=114.6;rd=20"sv,
    "+62 811 000 000"sv,
    "5101010101010001"sv,
    "\0"sv,
    "a\0b"sv,
    "\n\r\t"sv,
    "\\\"'`/*--"sv,
    "{\"type\":\"ping\"}"sv,
    "$5\r\nHELLO\r\n"sv,
    "%s%n%x{}{0}"sv,
    "../../etc/passwd"sv,
    "\u202e\u05d0\u05d1\u0627\u0644\u0645"sv,
    "\u0301\u0301\u0301"sv,
    "\ufeff\u200b\u2028\u2029"sv,
    "\U0001f691\U0001f468\u200d\u2695\ufe0f"sv,
    "\U0010ffff\ufffe\uffff"sv,
    "ꦧꦭꦶ"sv,
    "null"sv,
    "NaN"sv,
    "1e999"sv,
};

std::size_t characters_of(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xc0U) != 0x80U ? 1 : 0;
  return count;
}

}  // namespace

std::string text_like(std::string_view pattern, Random& random) {
  return Writer{pattern, random}.write();
}

std::string odd_text(std::size_t most, Random& random) {
  std::string text;
  const auto parts = random.one_in(10) ? 2000 : 1 + random.below(3);
  auto left = most;
  for (std::size_t i = 0; i < parts; ++i) {
    const auto word = random.one_of(words);
    const auto length = characters_of(word);
    if (length > left) break;
    text += word;
    left -= length;
  }
  if (random.one_in(20)) text.append(left, 'x');  // as long as may be
  return text;
}

std::string odd_bytes(Random& random) {
  static constexpr std::array bytes{"\xff\xfe"sv,         "\xc0\x80"sv, "\xed\xa0\x80"sv,
                                    "\xf4\x90\x80\x80"sv, "\x80"sv,     "\xe2\x82"sv};
  return std::string{random.one_of(bytes)};
}

}  // namespace tests::fuzz
