#pragma once

namespace geo {

// ASCII, whatever the locale says.
[[nodiscard]] constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

}  // namespace geo
