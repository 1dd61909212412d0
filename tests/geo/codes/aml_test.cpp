#include <catch2/catch.hpp>

#include "geo/codes/codes.hpp"
#include "tests/geo/codes/typed.hpp"

using namespace std::chrono_literals;
using typed::only_place;
using typed::require_none;
using typed::says;

namespace {

const std::string sms =
    "A\"ML=1;lt=-8.35710;lg=+114.62050;rd=50;top=20130717141935;lc=90;pm=W;si=123456789012345;"
    "ei=1234567890123456;mcc=510;mnc=10;ml=128";
const std::string form =
    "v=1&device_number=%2B628123456789&location_latitude=-8.3571&location_longitude=114.6205"
    "&location_time=1476189444435&location_accuracy=10.4&location_source=GPS&location_certainty=83"
    "&location_altitude=0.0&device_imei=354773072099116&cell_id=0213454321";

std::string with(std::string text, const std::string& part, const std::string& other) {
  return text.replace(text.find(part), part.size(), other);
}

}  // namespace

TEST_CASE("the example of the standard is read with all that it says") {
  const auto around =
      geo::Surroundings{.centre = typed::at(54.7, -0.2), .radius = geo::Metres{50'000}, .near = {}};
  const auto found = only_place({"A\"ML=1;lt=+54.76397;lg=-0.18305;rd=50;top=20130717141935;lc=90;pm=W;"
                                 "si=123456789012345;ei=1234567890123456;mcc=234;mnc=30;ml=128",
                                 54.76397, -0.18305},
                                "aml", around);
  REQUIRE(found.uncertainty.count() == Approx(50));
  REQUIRE(found.sighting.has_value());
  REQUIRE(found.sighting->confidence == 0.9);
  REQUIRE(found.sighting->method == "wifi");
  REQUIRE(found.sighting->at == std::chrono::sys_days{std::chrono::July / 17 / 2013} + 14h + 19min + 35s);
}

TEST_CASE("an AML radius is scaled to nine times of ten") {
  struct Scaled {
    std::string confidence;
    double metres;
  };
  // r sqrt(ln 0.1 / ln(1 - confidence))
  const auto scaled =
      GENERATE(values<Scaled>({{"lc=90", 50}, {"lc=68", 71.08}, {"lc=95", 43.84}, {"lc=50", 91.13}}));
  const auto found = only_place({with(sms, "lc=90", scaled.confidence), -8.3571, 114.6205}, "aml");
  CAPTURE(scaled.confidence);
  REQUIRE(found.uncertainty.count() == Approx(scaled.metres).epsilon(0.001));
  REQUIRE(says(found.why, "Gaussian") == (scaled.confidence != "lc=90"));
}

TEST_CASE("an AML radius without a confidence is taken for 68 per cent") {
  const auto text = GENERATE(
      values<std::string>({with(sms, "lc=90;", ""), with(sms, "lc=90", "lc=0"), with(sms, "lc=90", "lc=x")}));
  const auto found = only_place({text, -8.3571, 114.6205}, "aml");
  REQUIRE(found.uncertainty.count() == Approx(71.08).epsilon(0.001));
  REQUIRE_FALSE(found.sighting->confidence.has_value());
  REQUIRE(says(found.why, "no confidence given"));
}

TEST_CASE("the method of an AML fix is kept") {
  struct Method {
    std::string code, name;
  };
  const auto method =
      GENERATE(values<Method>({{"pm=G", "gnss"}, {"pm=C", "cell"}, {"pm=W", "wifi"}, {"pm=U", "unknown"}}));
  REQUIRE(only_place({with(sms, "pm=W", method.code), -8.3571, 114.6205}, "aml").sighting->method ==
          method.name);
}

TEST_CASE("an AML fix without a radius is as wide as its method") {
  REQUIRE(only_place({with(sms, "rd=50;", ""), -8.3571, 114.6205}, "aml").uncertainty.count() == 150);
  const auto cell = with(with(sms, "rd=50;", "rd=N;"), "pm=W", "pm=C");
  const auto found = only_place({cell, -8.3571, 114.6205}, "aml");
  REQUIRE(found.uncertainty.count() == 5'000);
  REQUIRE(says(found.why, "no radius given"));
}

TEST_CASE("AML messages are read as gateways pass them on") {
  const auto text =
      GENERATE(values<std::string>({sms, with(sms, "A\"ML", "AML"), with(sms, "A\"ML", "a\"ml"),
                                    with(sms, "A\"ML", "A\xE2\x80\x9DML"), "SMS from +62812: " + sms + " end",
                                    with(sms, ";lg", "; lg"), with(sms, "lt=-8.35710", "lt=-08.35710")}));
  only_place({text, -8.3571, 114.6205}, "aml");
}

TEST_CASE("an AML message without a position yields none and the reason") {
  require_none(
      "A\"ML=1;lt=+00.00000;lg=+000.00000;rd=N;top=20220131173734;lc=0;pm=N;si=234159000000000;"
      "ei=123456789012345;mcc=234;mnc=15;ml=127",
      "found no position");
  require_none(with(sms, "lt=-8.35710;", ""), "no latitude and longitude");
  require_none(with(sms, "lt=-8.35710", "lt="), "no latitude and longitude");
  require_none(with(sms, "lt=-8.35710", "lt=N"), "not a number");
  require_none(with(sms, "lt=-8.35710", "lt=-98.35710"), "latitude -98.3571 is off the earth");
  require_none(with(with(sms, "lt=-8.35710", "lt=+00.00000"), "lg=+114.62050", "lg=+000.00000"),
               "0,0 is what");
  require_none(with(sms, "ML=1", "ML=2"), "version 2");
  require_none("A\"ML=1", "no latitude and longitude");
}

TEST_CASE("an AML time that cannot be is left out") {
  const auto time = GENERATE(
      values<std::string>({"top=20131317141935", "top=2013071714193", "top=N", "top=20130717241935"}));
  REQUIRE_FALSE(
      only_place({with(sms, "top=20130717141935", time), -8.3571, 114.6205}, "aml").sighting->at.has_value());
}

TEST_CASE("the form of AML over HTTPS is read") {
  const auto found = only_place({form, -8.3571, 114.6205}, "aml");
  REQUIRE(found.sighting->method == "gnss");
  REQUIRE(found.sighting->confidence == 0.83);
  REQUIRE(found.sighting->at == std::chrono::sys_seconds{1476189444s});
  REQUIRE(found.uncertainty.count() == Approx(11.86).epsilon(0.01));
}

TEST_CASE("the form of AML is read however it is written") {
  const auto text = GENERATE(values<std::string>(
      {with(form, "location_certainty=83", "location_confidence=0.83"),
       with(form, "location_certainty=83", "location_confidence=83"), with(form, "=114.6205", "=%2B114.6205"),
       with(form, "=114.6205", "=+114.6205"), "POST /aml?" + form, with(form, "GPS", "gps")}));
  const auto found = only_place({text, -8.3571, 114.6205}, "aml");
  REQUIRE(found.sighting->confidence == 0.83);
}

TEST_CASE("a form of AML without a position says so") {
  require_none(with(form, "location_latitude=-8.3571&", ""), "no latitude and longitude");
  require_none(with(form, "=114.6205", "="), "no latitude and longitude");
  require_none(with(form, "GPS", "none"), "found no position");
}
