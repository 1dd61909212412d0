#include "geo/codes/coordinate_tokens.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "geo/codes/code_text.hpp"

namespace geo::codes {

namespace {

using Kind = Token::Kind;

struct Word {
  std::string_view spelling;
  Kind kind;
  Axis axis = Axis::either;
  double value = 0;
};

constexpr auto words = [] {
  using enum Axis;
  using enum Token::Kind;
  return std::to_array<Word>({
      {"s", hemisphere, latitude, -1},
      {"ls", hemisphere, latitude, -1},
      {"south", hemisphere, latitude, -1},
      {"selatan", hemisphere, latitude, -1},
      {"n", hemisphere, latitude, 1},
      {"lu", hemisphere, latitude, 1},
      {"north", hemisphere, latitude, 1},
      {"utara", hemisphere, latitude, 1},
      {"e", hemisphere, longitude, 1},
      {"bt", hemisphere, longitude, 1},
      {"east", hemisphere, longitude, 1},
      {"timur", hemisphere, longitude, 1},
      {"w", hemisphere, longitude, -1},
      {"bb", hemisphere, longitude, -1},
      {"west", hemisphere, longitude, -1},
      {"barat", hemisphere, longitude, -1},
      {"lat", label, latitude},
      {"latitude", label, latitude},
      {"lintang", label, latitude},
      {"lon", label, longitude},
      {"long", label, longitude},
      {"lng", label, longitude},
      {"longitude", label, longitude},
      {"bujur", label, longitude},
      {"d", degrees},
      {"deg", degrees},
      {"degree", degrees},
      {"degrees", degrees},
      {"der", degrees},
      {"derajat", degrees},
      {"m", minutes},
      {"min", minutes},
      {"minute", minutes},
      {"minutes", minutes},
      {"menit", minutes},
      {"sec", seconds},
      {"second", seconds},
      {"seconds", seconds},
      {"detik", seconds},
      {"dan", separator},
      {"and", separator},
      {"garis", separator},
  });
}();

Token word_token(std::string_view text, std::size_t begin, std::size_t end) {
  const auto* word = std::ranges::find_if(words, [spelled = text.substr(begin, end - begin)](const Word& w) {
    return same_letters(w.spelling, spelled);
  });
  if (word == words.end()) return {.kind = Kind::other, .begin = begin, .end = end};
  return {.kind = word->kind, .begin = begin, .end = end, .axis = word->axis, .value = word->value};
}

bool digit_at(std::string_view text, std::size_t i) {
  return i < text.size() && is_digit(text[i]);
}

std::size_t end_of_digits(std::string_view text, std::size_t i) {
  while (digit_at(text, i)) ++i;
  return i;
}

// Where the decimals of a number end; where they would begin when it has none. A comma before decimals with a
// point separates: in -8,114.6205 the first number is -8.
std::size_t end_of_decimals(std::string_view text, std::size_t whole_end) {
  const char mark = whole_end < text.size() ? text[whole_end] : ' ';
  if ((mark != '.' && mark != ',') || !digit_at(text, whole_end + 1)) return whole_end;
  const auto end = end_of_digits(text, whole_end + 1);
  const bool another = end < text.size() && text[end] == '.' && digit_at(text, end + 1);
  return another && mark == ',' ? whole_end : end;
}

Token number_token(std::string_view text, std::size_t begin) {
  constexpr std::size_t most_whole = 3;
  constexpr std::size_t most_decimals = 17;
  Token token{.kind = Kind::number, .begin = begin, .end = begin};
  token.has_sign = !is_digit(text[begin]);
  const auto first = begin + (token.has_sign ? 1 : 0);
  const auto whole_end = end_of_digits(text, first);
  token.end = end_of_decimals(text, whole_end);
  const auto decimals = token.end == whole_end ? 0 : token.end - whole_end - 1;
  const bool grouped = token.end < text.size() && text[token.end] == '.' && digit_at(text, token.end + 1);
  if (grouped || whole_end - first > most_whole || decimals > most_decimals) {
    while (token.end < text.size() && (is_digit(text[token.end]) || text[token.end] == '.')) ++token.end;
    token.kind = Kind::other;
    return token;
  }
  std::string plain{text.substr(begin, token.end - begin)};
  std::ranges::replace(plain, ',', '.');
  token.value = to_number(plain).value_or(0);
  token.decimals = static_cast<int>(decimals);
  token.looks_dialled = whole_end - first == most_whole && text[first] == '0';
  return token;
}

// A sign stands before a digit and not after one, nor after a word that is none of ours: 0812-3456, Gang-5.
bool is_sign(std::string_view text, std::size_t i, const std::vector<Token>& before) {
  if ((text[i] != '-' && text[i] != '+') || !digit_at(text, i + 1)) return false;
  if (i == 0 || !is_alnum(text[i - 1])) return true;
  return !before.empty() && (before.back().kind == Kind::label || before.back().kind == Kind::hemisphere);
}

// A quote that is a mark stands after a number that follows another or its mark; others only quote.
bool can_mark(const std::vector<Token>& before) {
  const auto size = before.size();
  if (size < 2 || before[size - 1].kind != Kind::number) return false;
  const auto kind = before[size - 2].kind;
  return kind == Kind::degrees || kind == Kind::minutes || kind == Kind::number || kind == Kind::colon;
}

Token quote_token(std::string_view text, std::size_t i, const std::vector<Token>& before) {
  const bool twice = text[i] == '\'' && i + 1 < text.size() && text[i + 1] == '\'';
  const auto mark = twice || text[i] == '"' ? Kind::seconds : Kind::minutes;
  return {.kind = can_mark(before) ? mark : Kind::separator, .begin = i, .end = i + (twice ? 2 : 1)};
}

Token mark_token(std::string_view text, std::size_t i, const std::vector<Token>& before) {
  const auto one = [&](Kind kind) { return Token{.kind = kind, .begin = i, .end = i + 1}; };
  switch (text[i]) {
    case degree_mark: return one(Kind::degrees);
    case '\'':
    case '"': return quote_token(text, i, before);
    case ':':
    case '=': return one(Kind::colon);
    case ',':
    case ';':
    case '/':
    case '|':
    case '(':
    case ')':
    case '[':
    case ']':
    case '{':
    case '}':
    case '&':
    case '*':
    case '!':
    case '?':
    case '<':
    case '>': return one(Kind::separator);
    case plus_minus: return one(Kind::tolerance);
    // The end of a sentence, unless it goes on without a space.
    case '.': return one(i + 1 < text.size() && text[i + 1] != ' ' ? Kind::other : Kind::separator);
    default: return one(Kind::other);
  }
}

void give_up_parts_of_other_things(std::vector<Token>& tokens) {
  std::vector<bool> glued(tokens.size());
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const bool before = i > 0 && tokens[i - 1].kind == Kind::other && tokens[i - 1].end == tokens[i].begin;
    const bool after =
        i + 1 < tokens.size() && tokens[i + 1].kind == Kind::other && tokens[i + 1].begin == tokens[i].end;
    glued[i] = before || after;
  }
  for (std::size_t i = 0; i < tokens.size(); ++i)
    if (glued[i] && tokens[i].kind == Kind::number) tokens[i].kind = Kind::other;
}

}  // namespace

std::vector<Token> tokens_of(std::string_view text) {
  std::vector<Token> tokens;
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] == ' ') {
      ++i;
      continue;
    }
    if (is_digit(text[i]) || is_sign(text, i, tokens)) {
      tokens.push_back(number_token(text, i));
    } else if (is_letter(text[i])) {
      auto end = i;
      while (end < text.size() && is_letter(text[end])) ++end;
      tokens.push_back(word_token(text, i, end));
    } else {
      tokens.push_back(mark_token(text, i, tokens));
    }
    i = tokens.back().end;
  }
  give_up_parts_of_other_things(tokens);
  return tokens;
}

}  // namespace geo::codes
