#include "config/tables/numbers.hpp"

#include <catch2/catch.hpp>

using namespace config;

TEST_CASE("a number is read with a point or a comma before its decimals") {
  const auto [written, number] = GENERATE(table<const char*, double>({
      {"-8.354", -8.354},
      {"-8,354", -8.354},
      {"114,6", 114.6},
      {" 8.3 ", 8.3},
      {"\xC2\xA0"
       "8,3",
       8.3},
      {"+8.3", 8.3},
      {"\xE2\x88\x92"
       "8.3",
       -8.3},
      {"8", 8},
      {"1.14622E+02", 114.622},
  }));
  CAPTURE(written);
  REQUIRE(number_of(written) == number);
  REQUIRE(hint_for_number(written).empty());
}

TEST_CASE("what is no number, or may be two, is none") {
  for (const auto* wrong : {"", " ", "8.3x", "eight", "-8.354.000", "8.354,5", "8,354.5", "8 354", "+-8",
                            "0x10", "8\xC2\xB0", "."})
    REQUIRE_FALSE(number_of(wrong).has_value());
  REQUIRE_THAT(hint_for_number("-8.354.000"), Catch::Contains("no marks between thousands"));
  REQUIRE_THAT(hint_for_number("8.354,5"), Catch::Contains("no marks between thousands"));
  REQUIRE_THAT(hint_for_number("8\xC2\xB0"
                               "21'S"),
               Catch::Contains("degrees are written as a number alone"));
  REQUIRE(hint_for_number("east").empty());
}

TEST_CASE("a whole number has no decimals, and nothing that may stand between thousands") {
  REQUIRE(whole_number_of("85887") == 85887);
  REQUIRE(whole_number_of(" 12.0 ") == 12);
  REQUIRE(whole_number_of("12,00") == 12);
  REQUIRE(whole_number_of("-1") == -1);
  for (const auto* wrong : {"", "1.234", "1,234", "12.5", "1e3", "nan", "inf", "12s", "99999999999999999999"})
    REQUIRE_FALSE(whole_number_of(wrong).has_value());
}

TEST_CASE("a village's code is read in every spelling of its ten digits") {
  for (const auto* written : {"32.10.01.2001", "3210012001", " 3210012001 ", "32 10 01 2001", "32-10-01-2001",
                              "3210012001.0", "3210012001,00", "3.210.012.001", "3,210,012,001",
                              "'3210012001", "3.210012001E9", "3.210012001E+09", "32.10.01.2001 "})
    REQUIRE(area_code_of(written) == "32.10.01.2001");
}

TEST_CASE("codes of a kecamatan and of a regency are read alike") {
  for (const auto* written : {"32.10.01", "321001", "321001.0", "321.001", "32 10 01"})
    REQUIRE(area_code_of(written) == "32.10.01");
  for (const auto* written : {"32.10", "3210", "3.210"}) REQUIRE(area_code_of(written) == "32.10");
}

TEST_CASE("a code of another kind stays as it is written") {
  for (const auto* code : {"", "SF-MISSION", "5101010001", "0210012001", "3.21001E+09", "32.10.1.2001", "12",
                           "321", "PKM 3210012001", "32.10.01.2001.1"})
    REQUIRE(area_code_of(code) == code);
}
