#pragma once

#include <string>
#include <string_view>
#include <vector>

// Words as callers say and call-takers type them, made alike: lower case, no accents, abbreviations written
// out, numerals as digits. The text itself is never changed.
namespace geo {

struct Word {
  std::string text;         // "puskesmas" of "Pkm."
  double number = -1;       // of "200", "1,5", "II", "dua"; below zero: not a number
  bool after_stop = false;  // a comma, a line or a full stop stands before it
};

// At most `most` words; what follows is left out. UTF-8; whatever is not a letter or digit parts words.
std::vector<Word> words_of(std::string_view text, std::size_t most = 200);

}  // namespace geo
