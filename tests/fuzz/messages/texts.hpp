#pragma once

#include <string>
#include <string_view>

#include "tests/fuzz/messages/random.hpp"

namespace tests::fuzz {

// A text that the pattern of a schema takes, of those that it needs: characters, classes, groups, choices,
// + and *. Throws at anything else, so that a pattern is never half followed.
std::string text_like(std::string_view pattern, Random& random);

// Valid UTF-8 of so many characters at most: everyday words as well as what breaks readers (nothing, NUL,
// right to left, marks without a letter, four bytes a character, quotes, what looks like JSON or a command).
std::string odd_text(std::size_t most, Random& random);

// Bytes that are no UTF-8.
std::string odd_bytes(Random& random);

}  // namespace tests::fuzz
