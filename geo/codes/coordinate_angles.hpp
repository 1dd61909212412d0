#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>

#include "geo/codes/coordinate_tokens.hpp"

namespace geo::codes {

// A latitude or a longitude, or what may be either.
struct Angle {
  double degrees = 0;
  Axis axis = Axis::either;
  double cell = 1;         // of the last digit, in degrees
  int decimals = 0;        // of the degrees; of an angle with minutes, as many as say about the same
  bool is_marked = false;  // by a degree mark, hemisphere or label
  bool has_degree_mark = false;
  bool says_side = false;  // of the equator or Greenwich: by a sign or a hemisphere
  bool looks_dialled = false;
  std::string fault;     // of what looks like an angle and cannot be one
  std::size_t next = 0;  // the token after it
};

// The angle that begins with token `at`. Nothing, if none does.
std::optional<Angle> angle_at(std::span<const Token> tokens, std::size_t at);

}  // namespace geo::codes
