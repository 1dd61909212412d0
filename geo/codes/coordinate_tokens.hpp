#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

// The pieces that latitudes and longitudes are written with.
namespace geo::codes {

enum class Axis { either, latitude, longitude };

struct Token {
  enum class Kind {
    number,
    degrees,  // the mark or word after a number
    minutes,
    seconds,
    hemisphere,  // S, LS, south, selatan
    label,       // lat, lintang, long, bujur
    colon,       // : or =
    separator,   // , ; / | ( ) dan and
    tolerance,   // ±: what follows is no coordinate
    other,
  };
  Kind kind;
  std::size_t begin;
  std::size_t end;
  Axis axis = Axis::either;  // of a hemisphere or label
  double value = 0;          // of a number; of a hemisphere, 1 or -1
  int decimals = 0;
  bool has_sign = false;
  bool looks_dialled = false;  // 081.234: three digits before the point, the first a zero
};

// Everything but spaces, in order. A number that is part of something else (a date, a telephone number, a
// price with thousands, a word) is `other`.
std::vector<Token> tokens_of(std::string_view text);

}  // namespace geo::codes
