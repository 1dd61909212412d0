#include <catch2/catch.hpp>

#include "geo/codes/codes.hpp"
#include "tests/geo/codes/typed.hpp"

using typed::only_place;
using typed::require_none;
using typed::Row;
using typed::says;

// Reference values were calculated apart from the library in use here, by Krueger's series and by halving.

TEST_CASE("UTM coordinates are read with their zone") {
  const auto text = GENERATE(values<std::string>({
      "50L 237941.63 9075432.60",
      "50 L 237941.63 9075432.60",
      "50L 237941.63mE 9075432.60mN",
      "50L 237941.63 m E, 9075432.60 m N",
      "50L E 237941.63 N 9075432.60",
      "50L 0237941.63 9075432.60",
      "UTM 50L 237941.63, 9075432.60",
      "UTM 50S 237941.63 9075432.60",
      "utm zona 50 237941.63 9075432.60",
      "posisi 50L 237941.63 9075432.60 segera",
  }));
  only_place({text, -8.3571, 114.6205}, "utm");
}

TEST_CASE("UTM north of the equator is read where a band or N says so") {
  const Row row = GENERATE(values<Row>({{"47N 621725.16 219631.24", 1.9867, 100.0945},
                                        {"UTM 47 N 621725.16 219631.24", 1.9867, 100.0945},
                                        {"33U 601760.61 5340348.16", 48.2082, 16.3697}}));
  const auto reading = geo::read_codes(row.text, typed::jembrana());
  CAPTURE(row.text);
  REQUIRE(reading.candidates.size() == 1);
  REQUIRE(geo::distance(reading.candidates[0].at, typed::at(row.lat, row.lon)).count() < 1);
}

TEST_CASE("what S means beside a UTM zone is said") {
  REQUIRE(
      says(only_place({"UTM 50S 237941.63 9075432.60", -8.3571, 114.6205}, "utm").why, "not for the band"));
}

TEST_CASE("MGRS references are read together and apart") {
  const auto text =
      GENERATE(values<std::string>({"50LKR3794175432", "50L KR 37941 75432", "50LKR 37941 75432",
                                    "50lkr3794175432", "mgrs: 50LKR3794175432"}));
  const auto reading = geo::read_codes(text, typed::jembrana());
  CAPTURE(text);
  REQUIRE(reading.candidates.size() == 1);
  REQUIRE(reading.candidates[0].kind == "mgrs");
  REQUIRE(geo::distance(reading.candidates[0].at, typed::at(-8.3571, 114.6205)).count() < 1);
}

TEST_CASE("fewer digits of MGRS are a larger square") {
  struct Square {
    std::string text;
    double metres;
  };
  const auto square =
      GENERATE(values<Square>({{"50LKR37947543", 10}, {"50LKR379754", 70.7}, {"50L KR 37 75", 707}}));
  const auto reading = geo::read_codes(square.text, typed::jembrana());
  CAPTURE(square.text);
  REQUIRE(reading.candidates.size() == 1);
  REQUIRE(reading.candidates[0].uncertainty.count() == Approx(square.metres).epsilon(0.01));
  REQUIRE(geo::distance(reading.candidates[0].at, typed::at(-8.3571, 114.6205)) <=
          reading.candidates[0].uncertainty);
}

TEST_CASE("geohashes in the region are read") {
  const Row row = GENERATE(values<Row>({{"qw982q8h", -8.357076644897461, 114.62053298950195},
                                        {"QW982Q8H7", -8.35709810256958, 114.62051153182983},
                                        {"lokasi qw982q dekat pasar", -8.35784912109375, 114.6258544921875},
                                        {"geohash: w0r5m9wt", 1.9867229461669922, 100.09454727172852}}));
  const auto found = only_place(row, "geohash");
  REQUIRE(says(found.why, "its cell"));
}

TEST_CASE("what only looks like a grid reference is none") {
  const auto text = GENERATE(values<std::string>({
      "w0r5m9wt",  // a geohash, but of Sumatra and not labelled
      "DK1234AB",  // a number plate
      "B 1234 XYZ",
      "b1234xyz",
      "081234567890",
      "5101010101900001",
      "No. 5D RT 02 RW 03",
      "5D RT 0203",
      "12des 2024",
      "10des2024",
      "50 L 081234567890 081234567890",
      "rumah 12 A 34567",
      "gang 50 L 12 34",
      "abcdefg",
      "123456",
  }));
  require_none(text);
}

TEST_CASE("grid references that cannot be say so") {
  require_none("50L 23 7941 99999999", "");
  require_none("UTM 50L 037941 29075432", "no such place");
  require_none("50LZZ3794175432", "no such square");
}
