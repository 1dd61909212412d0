#pragma once

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>

namespace tests {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool is_sanitized = true;
#else
constexpr bool is_sanitized = false;
#endif

// The seeds 1 to `count`; with TEST_TIMES=100 in the environment a hundred times as many. With a sanitizer a
// quarter of them: each takes several times as long, and shows it at once when a byte is read that should not
// be.
inline auto seeds(unsigned count) {
  const auto* times = std::getenv("TEST_TIMES");
  const auto all = count * (times == nullptr ? 1U : static_cast<unsigned>(std::max(1, std::atoi(times))));
  return Catch::Generators::range(1U, 1U + (is_sanitized ? std::max(1U, all / 4) : all));
}

}  // namespace tests
