#pragma once

#include <cstddef>
#include <string>

#include "tests/fuzz/messages/random.hpp"
#include "tests/support/wire.hpp"

namespace tests::fuzz {

inline constexpr std::size_t longest_message = 65536;  // that a server takes

// What is said, as it goes over the wire.
struct Utterance {
  enum class As { text, parts, binary };
  std::string bytes;
  As as = As::text;
};

// A message with something wrong about it: a field less, more, of another kind or twice, a number at a bound,
// an odd text, too deep, too long, cut off, two in one, bytes changed, no UTF-8, a binary frame, many frames.
Utterance spoilt(wire::Message message, Random& random);

}  // namespace tests::fuzz
