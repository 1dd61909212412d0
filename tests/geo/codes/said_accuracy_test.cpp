#include "geo/codes/said_accuracy.hpp"

#include <catch2/catch.hpp>
#include <string>

#include "geo/codes/codes.hpp"
#include "tests/geo/at.hpp"

namespace {

const geo::Surroundings jembrana{.centre = geo::Position::from({.lat = -8.3, .lon = 114.67}).value(),
                                 .radius = geo::Metres{40'000},
                                 .near = std::nullopt};

constexpr double of_90 = 1.4216;  // a radius of 68 %

std::vector<geo::Candidate> read(const std::string& text) {
  return geo::read_codes(text, jembrana).candidates;
}

}  // namespace

TEST_CASE("the accuracy that is said beside coordinates counts, however it is written") {
  struct Row {
    const char* text;
    double metres;
  };
  const auto row = GENERATE(values<Row>({
      {"-8.3571, 114.6205 ±35 m", 35},
      {"-8.3571,114.6205 accuracy: 850m", 850},
      {"lokasi -8.3571,114.6205 (akurasi 1500 m, 12:04)", 1500},
      {"-8.3571,114.6205±35m", 35},
      {"-8.3571, 114.6205 +/- 35 m", 35},
      {"-8.3571, 114.6205 (+-35 m)", 35},
      {"-8.3571, 114.6205 ± 40", 40},
      {"-8.3571,114.6205 accuracy 850", 850},
      {"-8.3571,114.6205 Accuracy is about 850 meters", 850},
      {"-8.3571,114.6205 acc=850", 850},
      {"-8.3571,114.6205, hAcc 65", 65},
      {"lat=-8.3571 lon=114.6205 horizontalAccuracy=65.0", 65},
      {R"({"lat":-8.3571,"lon":114.6205,"accuracy_m":850})", 850},
      {"-8.3571,114.6205 accuracy (m): 850", 850},
      {"-8.3571,114.6205 akurasi 1.5 km", 1500},
      {"-8.3571,114.6205 akurasi 1,5 km", 1500},
      {"-8.3571,114.6205 akurasi 1.500 m", 1500},
      {"-8.3571,114.6205 akurasinya sekitar 200 meter", 200},
      {"-8.3571,114.6205 akurasi ±200 m", 200},
      {"-8.3571,114.6205 akurasi: 13.715 m", 13.715},
      {"-8.3571,114.6205 radius 500 m", 500},
      {"-8.3571,114.6205 dalam radius 2 km", 2000},
      {"-8.3571,114.6205 radius kira-kira 300 m", 300},
      {"-8.3571,114.6205 ketelitian 60 m", 60},
      {"-8.3571,114.6205 within 100 ft", 30.48},
      {"-8.3571,114.6205 accurate to 20 metres", 20},
      {"accuracy 850 m: -8.3571,114.6205", 850},
      {"-8.3571,114.6205 850 m accuracy", 850},
      {"https://maps.google.com/?q=-8.3571,114.6205 (akurasi 850 m)", 850},
      {"8°21'25.6\"S 114°37'13.8\"E ±35 m", 35},
  }));
  CAPTURE(row.text);
  const auto found = read(row.text);
  REQUIRE_FALSE(found.empty());
  REQUIRE(found.front().at.lat() == Approx(-8.3571).margin(1e-4));
  REQUIRE(found.front().at.lon() == Approx(114.6205).margin(1e-4));
  REQUIRE(found.front().uncertainty.count() == Approx(row.metres * of_90).epsilon(0.01));
}

TEST_CASE("how often a said radius holds is taken as said") {
  REQUIRE(read("-8.3571,114.6205 ±35 m (95%)").front().uncertainty.count() == Approx(30.7).margin(0.1));
  REQUIRE(read("-8.3571,114.6205 akurasi 850 m, 90 %").front().uncertainty.count() == Approx(850).margin(1));
}

TEST_CASE("what is no accuracy leaves coordinates as exact as their digits") {
  const auto* text =
      GENERATE("-8.3571,114.6205", "-8.3571,114.6205 ± 5 menit lagi", "-8.3571,114.6205 akurasi 90%",
               "-8.3571,114.6205 accuracy: high", "-8.3571,114.6205 200 m dari pasar",
               "-8.3571,114.6205 radius tangan patah", "-8.3571,114.6205 ±0.0001",
               "-8.3571,114.6205 accuracy 0", "-8.3571,114.6205 accuracy 3 m");
  CAPTURE(text);
  const auto found = read(text);
  REQUIRE_FALSE(found.empty());
  REQUIRE(found.front().uncertainty.count() == Approx(10).margin(0.1));
}

TEST_CASE("a better accuracy does not make few digits exact") {
  REQUIRE(read("-8.36, 114.62 accuracy 5 m").front().uncertainty.count() > 500);
}

TEST_CASE("of two positions each has the accuracy that stands beside it") {
  const auto found = read("-8.3571,114.6205 ±35 m atau -8.3400,114.6100 ±900 m");
  REQUIRE(found.size() == 2);
  for (const auto& one : found)
    REQUIRE(one.uncertainty.count() ==
            Approx((one.at == test::at(-8.34, 114.61) ? 900 : 35) * of_90).epsilon(0.01));
}

TEST_CASE("a tolerance in degrees is no coordinate") {
  for (const auto& one : read("-8.3571±0.0005, 114.6205±0.0005")) REQUIRE(one.at.lon() > 100);
}
