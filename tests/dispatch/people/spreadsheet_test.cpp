#include "dispatch/people/spreadsheet.hpp"

#include <catch2/catch.hpp>

using dispatch::read_phone;

TEST_CASE("a telephone that a spreadsheet has rounded is no telephone") {
  const auto* cell =
      GENERATE("8,12346E+11", "8.12346E+11", "8.12346e11", "'8,12346E+11", "0361555123 / 8,12346E+11",
               "812346000000", "62812346000000", "0361555123;812346000000,00");
  CAPTURE(cell);
  REQUIRE(read_phone(cell).phone.empty());
  REQUIRE_THAT(read_phone(cell).fault, Catch::Contains("spreadsheet"));
}

TEST_CASE("a telephone that a spreadsheet has taken for a number and kept whole is that number") {
  REQUIRE(read_phone("6281234567890.0").phone == "6281234567890");
  REQUIRE(read_phone("81234567890,00").phone == "81234567890");
  REQUIRE(read_phone("81234567890.0/361555123.0").phone == "81234567890/361555123");
}

TEST_CASE("telephones as people write them are taken as they stand") {
  const auto* cell =
      GENERATE("", "0812-3456-789", "+62 (0)812 3456 789", "0812.3456.789", "0361.555.00",
               "0812-3456-789, 0361-555-123", "0361 555123 ext 12", "0361-555000", "0812 3456 7000",
               "0812-3456-789 / 0361-555-123 ; 0365 41119", "rumah 0365 41119", "-");
  CAPTURE(cell);
  REQUIRE(read_phone(cell).phone == cell);
  REQUIRE(read_phone(cell).fault.empty());
}
