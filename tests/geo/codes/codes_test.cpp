#include "geo/codes/codes.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <ctime>
#include <random>

#include "tests/geo/codes/typed.hpp"

using geo::read_codes;
using typed::jembrana;
using typed::only_place;
using typed::require_none;
using typed::says;

namespace {

std::string repeated(const std::string& part, std::size_t bytes) {
  std::string all;
  while (all.size() < bytes) all += part;
  return all;
}

void require_sound(const geo::Reading& reading) {
  REQUIRE(reading.candidates.size() <= 20);
  REQUIRE(reading.tried.size() <= 20);
  double last = 1;
  for (const auto& candidate : reading.candidates) {
    REQUIRE(std::isfinite(candidate.uncertainty.count()));
    REQUIRE(candidate.uncertainty.count() > 0);
    REQUIRE(candidate.score >= 0);
    REQUIRE(candidate.score <= last);
    REQUIRE_FALSE(candidate.why.empty());
    last = candidate.score;
  }
}

}  // namespace

TEST_CASE("a text of 2000 characters is read and one more is refused") {
  const std::string place = "-8.3571, 114.6205 ";
  only_place({place + std::string(2'000 - place.size(), 'x'), -8.3571, 114.6205}, "coordinates");
  require_none(place + std::string(2'001 - place.size(), 'x'), "more than 2,000 characters");
  only_place({place + repeated("\xC3\xA9", 2 * (2'000 - place.size())), -8.3571, 114.6205}, "coordinates");
  require_none(repeated("-8.3571, 114.6205 ", 100'000), "more than 2,000 characters");
}

TEST_CASE("control and bidirectional characters are ignored and said") {
  const auto text = GENERATE(values<std::string>({
      "-8.\xE2\x80\x8E"
      "3571, \xE2\x80\xAE"
      "114.6205",
      "\xEF\xBB\xBF-8.3571, 114.\x01"
      "6205",
      "-8.3571\xE2\x80\x8B, 114.6205\xE2\x81\xA9",
      "-8.3571\xC2\x85, 114.\x7F"
      "6205",
  }));
  const auto reading = read_codes(text, jembrana());
  REQUIRE(reading.candidates.size() == 1);
  REQUIRE(geo::distance(reading.candidates[0].at, typed::at(-8.3571, 114.6205)).count() < 1);
  REQUIRE(says(typed::all_of(reading.tried), "ignored 2 control or bidirectional characters"));
}

TEST_CASE("a zero byte is a control character") {
  const auto reading = read_codes(std::string{"-8.3571, 114.6205\0", 18}, jembrana());
  REQUIRE(reading.candidates.size() == 1);
  REQUIRE(says(typed::all_of(reading.tried), "ignored 1 control"));
}

TEST_CASE("what is nearer to the call comes first") {
  auto around = jembrana();
  around.near = typed::at(-8.40, 114.70);
  const auto reading = read_codes("-8.3571 114.6205 atau -8.4001 114.7001", around);
  REQUIRE(reading.candidates.size() == 2);
  REQUIRE(reading.candidates[0].at == typed::at(-8.4001, 114.7001));
}

TEST_CASE("what is in the region comes before what is not") {
  const auto reading = read_codes("-6.2001 106.8001 lalu -8.3571 114.6205", jembrana());
  REQUIRE(reading.candidates.size() == 2);
  REQUIRE(reading.candidates[0].at == typed::at(-8.3571, 114.6205));
}

TEST_CASE("no more than twenty places are read out of a text") {
  std::string text;
  for (int i = 10; i < 60; ++i) text += "-8.35" + std::to_string(i) + " 114.62" + std::to_string(i) + "; ";
  const auto reading = read_codes(text, jembrana());
  REQUIRE(reading.candidates.size() == 20);
}

TEST_CASE("the same question has the same answer") {
  const std::string text = "16.3738, 48.2082 https://maps.app.goo.gl/x 6P3PJJVC+56 50L 237941 9075432";
  const auto once = read_codes(text, typed::vienna());
  const auto again = read_codes(text, typed::vienna());
  REQUIRE(once.tried == again.tried);
  REQUIRE(once.candidates.size() == again.candidates.size());
  for (std::size_t i = 0; i < once.candidates.size(); ++i) {
    REQUIRE(once.candidates[i].at == again.candidates[i].at);
    REQUIRE(once.candidates[i].why == again.candidates[i].why);
    REQUIRE(once.candidates[i].score == again.candidates[i].score);
  }
}

TEST_CASE("text that was made to be slow is not") {
  const auto part = GENERATE(values<std::string>({"-8.",
                                                  "8,",
                                                  "1.1.",
                                                  "+",
                                                  "A+",
                                                  "8FWC2345+",
                                                  "S8 ",
                                                  "8\xC2\xB0",
                                                  "lat ",
                                                  "lat lon ",
                                                  "'",
                                                  "\"",
                                                  "((((",
                                                  "https://",
                                                  "geo:",
                                                  "goo.gl/",
                                                  "A\"ML=",
                                                  "ml=1;",
                                                  "location_latitude=",
                                                  "50L ",
                                                  "50LKR1",
                                                  "<a>",
                                                  "<",
                                                  "%25",
                                                  "-",
                                                  "\xE2\x80\x8E",
                                                  "\xFF",
                                                  "8.3571,114.6205,",
                                                  "0,0 ",
                                                  "qw982q ",
                                                  "!3d",
                                                  "@1,",
                                                  "map=",
                                                  "50 S 237941 "}));
  CAPTURE(part);
  const auto begun = std::clock();  // of the processor, so that a busy machine does not matter
  require_sound(read_codes(repeated(part, 1'990), jembrana()));
  require_sound(read_codes("<gml " + repeated(part, 16'000), jembrana()));
  require_sound(read_codes(repeated(part, 100'000), jembrana()));
  REQUIRE(std::clock() - begun < 2 * CLOCKS_PER_SEC);
}

TEST_CASE("no bytes are too strange to be read") {
  const auto seed = GENERATE(range(1U, 101U));
  std::mt19937 random{seed};
  const std::string pieces = "-+.,;:'\"/ ()SENWLTB0123456789=&%<>!?#@\xC2\xB0\xE2\x80\xFF";
  for (int round = 0; round < 50; ++round) {
    std::string text;
    for (auto length = random() % 300; length > 0; --length)
      text += random() % 8 == 0 ? static_cast<char>(random() % 256) : pieces[random() % pieces.size()];
    CAPTURE(text);
    require_sound(read_codes(text, jembrana()));
  }
}

TEST_CASE("a region at the pole or across the date line has its codes read too") {
  const geo::Surroundings pole{.centre = typed::at(90, 0), .radius = geo::Metres{50'000}, .near = {}};
  only_place({"89.9001, 179.9999", 89.9001, 179.9999}, "coordinates", pole);
  const geo::Surroundings fiji{.centre = typed::at(-17, 179.99), .radius = geo::Metres{50'000}, .near = {}};
  const auto found = only_place({"-17.0001, -179.9901", -17.0001, -179.9901}, "coordinates", fiji);
  REQUIRE_FALSE(says(found.why, "outside"));
}
