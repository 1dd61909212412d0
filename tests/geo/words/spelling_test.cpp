#include "geo/words/spelling.hpp"

#include <catch2/catch.hpp>

using geo::likeness;

TEST_CASE("the slips that people make leave a word nearly the same, another word does not") {
  struct Row {
    const char* a;
    const char* b;
    double at_least;
    double at_most;
  };
  const auto row = GENERATE(Row{"poh", "poh", 1, 1}, Row{"soeka", "suka", 0.9, 0.99},
                            Row{"djembrana", "jembrana", 0.9, 0.99}, Row{"jembranna", "jembrana", 0.9, 0.99},
                            Row{"bathin", "batin", 0.9, 0.99}, Row{"pohsanten", "phsanten", 0.75, 0.95},
                            Row{"mendoyo", "menodyo", 0.8, 0.95}, Row{"pngmbngn", "pengambengan", 0.8, 0.95},
                            Row{"negara", "melaya", 0, 0.6}, Row{"baluk", "banyu", 0, 0.6},
                            Row{"12", "13", 0, 0}, Row{"abc", "abd", 0, 0});
  CAPTURE(row.a, row.b);
  REQUIRE(likeness(row.a, row.b) >= row.at_least);
  REQUIRE(likeness(row.a, row.b) <= row.at_most);
  REQUIRE(likeness(row.b, row.a) == likeness(row.a, row.b));
}
