#include "geo/codes/plus_code.hpp"

#include <catch2/catch.hpp>

#include "tests/geo/codes/typed.hpp"

using geo::codes::complete_plus_code;
using geo::codes::plus_area;
using typed::only_place;
using typed::require_none;
using typed::Row;
using typed::says;

TEST_CASE("whole plus codes name the cells of the published examples") {
  struct Known {
    std::string code;
    double south, west, north, east;
  };
  // From the test data of the specification.
  const auto known = GENERATE(values<Known>({
      {"7FG49Q00+", 20.35, 2.75, 20.4, 2.8},
      {"7FG49QCJ+2V", 20.37, 2.782125, 20.370125, 2.78225},
      {"7FG49QCJ+2VX", 20.3701, 2.78221875, 20.370125, 2.78225},
      {"7FG49QCJ+2VXGJ", 20.370113, 2.782234375, 20.370114, 2.78223632813},
      {"8FVC2222+22", 47.0, 8.0, 47.000125, 8.000125},
      {"4VCPPQGP+Q9", -41.273125, 174.785875, -41.273, 174.786},
      {"62G20000+", 0.0, -180.0, 1, -179},
      {"22220000+", -90, -180, -89, -179},
      {"22222222+22", -90.0, -180.0, -89.999875, -179.999875},
      {"CFX3X2X2+X2", 89.999875, 1, 90, 1.000125},
      {"84000000+", 30, -140, 50, -120},
      {"849vgjqf+vx7qr3j", 37.53966912, -122.3750698242, 37.53966916, -122.3750697021},
      {"849VGJQF+VX7QR3J7QR3J", 37.53966912, -122.3750698242, 37.53966916, -122.3750697021},
  }));
  CAPTURE(known.code);
  const auto area = plus_area(known.code);
  REQUIRE(area.has_value());
  REQUIRE(area->south_west.lat == Approx(known.south).margin(1e-9));
  REQUIRE(area->south_west.lon == Approx(known.west).margin(1e-9));
  REQUIRE(area->south_west.lat + area->height == Approx(known.north).margin(1e-9));
  REQUIRE(area->south_west.lon + area->width == Approx(known.east).margin(1e-9));
}

TEST_CASE("short plus codes are completed as in the published examples") {
  struct Known {
    std::string full;
    double lat, lon;
    std::string part;
  };
  const auto known = GENERATE(values<Known>({
      {"9C3W9QCJ+2VX", 51.3701125, -1.217765625, "+2VX"},
      {"9C3W9QCJ+2VX", 51.3708675, -1.217765625, "CJ+2VX"},
      {"9C3W9QCJ+2VX", 51.3701125, -1.217010625, "CJ+2VX"},
      {"9C3W9QCJ+2VX", 51.3852125, -1.217765625, "9QCJ+2VX"},
      {"9C3W9QCJ+2VX", 51.3701125, -1.232865625, "9QCJ+2VX"},
      {"8FJFW222+", 42.899, 9.012, "22+"},
      {"796RXG22+", 14.95125, -23.5001, "22+"},
      {"8FRCXGRF+PM", 47.00, 8.55, "XGRF+PM"},
      {"CFX22222+22", 89.6, 0.0, "2222+22"},
      {"2CXXXXXX+XX", -81.0, 0.0, "XXXXXX+XX"},
  }));
  CAPTURE(known.full, known.part);
  REQUIRE(complete_plus_code(known.part, {.lat = known.lat, .lon = known.lon}) == known.full);
}

TEST_CASE("what breaks a rule of plus codes is none") {
  const auto code = GENERATE(values<std::string>(
      {"G+", "+", "8FWC2345+G", "8FWC2_45+G6", "8FWC2345+G6+", "8FWC2345G6", "8FWC2300+G6", "WC2300+G6g",
       "WC2345+G", "X2222222+22", "8X222222+22", "849VGJQF+VX7QR3U", "00000000+", "8F0C0000+", "8000000+"}));
  CAPTURE(code);
  REQUIRE_FALSE(plus_area(code).has_value());
}

TEST_CASE("plus codes are read out of what people type") {
  const Row row = GENERATE(values<Row>({{"6P3PJJVC+56", -8.3570625, 114.6205625},
                                        {"6p3pjjvc+56", -8.3570625, 114.6205625},
                                        {"kode plus: 6P3PJJVC+56, cepat", -8.3570625, 114.6205625},
                                        {"JJVC+56", -8.3570625, 114.6205625},
                                        {"JJVC+56 Negara", -8.3570625, 114.6205625},
                                        {"jjvc+56 Baluk, Jembrana, Bali", -8.3570625, 114.6205625},
                                        {"3PJJVC+56", -8.3570625, 114.6205625}}));
  only_place(row, "plus_code");
}

TEST_CASE("a short plus code is completed near the call before the middle of the region") {
  auto around = typed::jembrana();
  REQUIRE(says(only_place({"JJVC+56", -8.3570625, 114.6205625}, "plus_code", around).why,
               "middle of the region"));
  around.near = typed::at(-8.9, 115.1);
  const auto found = geo::read_codes("JJVC+56", around).candidates.at(0);
  REQUIRE(says(found.why, "where the call is thought to be"));
  REQUIRE(geo::distance(found.at, *around.near).count() < 79'000);
}

TEST_CASE("the place behind a short plus code is part of its label and not looked up") {
  const auto found = only_place({"jjvc+56 Baluk, Jembrana tolong", -8.3570625, 114.6205625}, "plus_code");
  REQUIRE(says(found.label, "JJVC+56 Baluk"));
  REQUIRE(says(found.why, "was not looked up"));
}

TEST_CASE("sums and telephone numbers are no plus codes") {
  const auto text = GENERATE(values<std::string>({"+6281234567", "081234+567", "2345+67", "4+5", "12+13",
                                                  "C++ itu", "ayah+ibu", "rt05+rw03", "tensi120+80"}));
  require_none(text);
}

TEST_CASE("a plus code with a wrong letter says which") {
  require_none("8FWC2345+G6A", "no A");
  require_none("9C3W9QCJ+2", "no such plus code");
}
