#include "geo/words/words.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "geo/digits.hpp"
#include "geo/words/lexicon.hpp"

namespace geo {
namespace {

using std::string;
using std::string_view;

// The base letter of U+00C0 to U+017F, a space where there is none.
constexpr string_view base_letters =
    "aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
    "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

bool is_letter(char c) {
  return c >= 'a' && c <= 'z';
}
// Lower case a to z, digits, and what stood between as it was if ASCII, else a blank. Apostrophes go.
string plain(string_view text) {
  string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte >= 'A' && byte <= 'Z') {
      out += static_cast<char>(byte - 'A' + 'a');
    } else if (byte < 0x80) {
      if (byte != '\'' && byte != '`') out += static_cast<char>(byte);
    } else if (byte >= 0xC3 && byte <= 0xC5 && i + 1 < text.size()) {
      const auto code = ((byte & 0x1FU) << 6U) | (static_cast<unsigned char>(text[++i]) & 0x3FU);
      const auto at = code - 0xC0U;
      out += at < base_letters.size() ? base_letters[at] : ' ';
    } else if (byte >= 0xC0) {  // the first byte of any other character; those that follow say nothing
      out += ' ';
    }
  }
  return out;
}

void complete(Word& word) {
  word.number = lexicon::number_named(word.text).value_or(-1);
  if (word.number >= 0) {
    if (word.number == static_cast<int>(word.number))
      word.text = std::to_string(static_cast<int>(word.number));
    return;
  }
  word.text = lexicon::written_out(word.text);
}

// Digits, and a decimal mark between digits.
Word number_at(string_view text, std::size_t& at) {
  const auto begin = at;
  while (at < text.size() && is_digit(text[at])) ++at;
  auto whole = text.substr(begin, at - begin);
  while (whole.size() > 1 && whole.front() == '0') whole.remove_prefix(1);
  Word word{string{whole.substr(0, 20)}};
  const bool has_part = at + 1 < text.size() && (text[at] == ',' || text[at] == '.') &&
                        is_digit(text[at + 1]) && (at + 2 == text.size() || !is_digit(text[at + 2]));
  if (has_part) {
    word.text += '.';
    word.text += text[at + 1];
    at += 2;
  }
  std::from_chars(word.text.data(), word.text.data() + word.text.size(), word.number);
  return word;
}

bool parts_sentences(char c) {
  return c == ',' || c == ';' || c == '\n' || c == '(' || c == ')' || c == '!' || c == '?';
}

}  // namespace

std::vector<Word> words_of(string_view text, std::size_t most) {
  const auto letters = plain(text.substr(0, most * 40));
  std::vector<Word> words;
  bool stop = false;
  for (std::size_t at = 0; at < letters.size() && words.size() < most;) {
    Word word;
    if (is_letter(letters[at])) {
      const auto begin = at;
      while (at < letters.size() && is_letter(letters[at])) ++at;
      word.text = letters.substr(begin, std::min<std::size_t>(at - begin, 40));
      complete(word);
    } else if (is_digit(letters[at])) {
      word = number_at(letters, at);
    } else {
      stop = stop || parts_sentences(letters[at]);
      ++at;
      continue;
    }
    word.after_stop = std::exchange(stop, false);
    const auto joined = words.empty() ? std::nullopt : lexicon::joined(words.back().text, word.text);
    if (joined)
      words.back().text = *joined;
    else
      words.push_back(std::move(word));
  }
  return words;
}

}  // namespace geo
