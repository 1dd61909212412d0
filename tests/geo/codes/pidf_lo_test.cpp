#include <catch2/catch.hpp>

#include "geo/codes/codes.hpp"
#include "tests/geo/codes/typed.hpp"

using namespace std::chrono_literals;
using typed::only_place;
using typed::require_none;
using typed::says;

namespace {

// As in RFC 5491, with a shape put in.
std::string document(const std::string& shape, const std::string& more = "") {
  return R"(<?xml version="1.0" encoding="UTF-8"?>
<presence xmlns="urn:ietf:params:xml:ns:pidf" xmlns:dm="urn:ietf:params:xml:ns:pidf:data-model"
  xmlns:gp="urn:ietf:params:xml:ns:pidf:geopriv10" xmlns:gml="http://www.opengis.net/gml"
  xmlns:gs="http://www.opengis.net/pidflo/1.0" xmlns:con="urn:ietf:params:xml:ns:geopriv:conf"
  entity="pres:caller@example.com">
  <dm:device id="phone"><gp:geopriv><gp:location-info>)" +
         shape + more + R"(</gp:location-info><gp:usage-rules/><gp:method>Wiremap</gp:method></gp:geopriv>
    <dm:deviceID>mac:1234567890ab</dm:deviceID><dm:timestamp>2007-06-22T20:57:29Z</dm:timestamp>
  </dm:device></presence>)";
}

std::string with_srs(const std::string& name, const std::string& inside) {
  return "<" + name + " srsName=\"urn:ogc:def:crs:EPSG::4326\">" + inside + "</" + name + ">";
}

const std::string pos = "<gml:pos>-8.3571 114.6205</gml:pos>";
const std::string radius = "<gs:radius uom=\"urn:ogc:def:uom:EPSG::9001\">250</gs:radius>";
const std::string circle = with_srs("gs:Circle", pos + radius);

}  // namespace

TEST_CASE("the points of a PIDF-LO document are read") {
  const auto shape = GENERATE(
      values<std::string>({with_srs("gml:Point", pos), with_srs("Point", "<pos> -8.3571  114.6205 </pos>"),
                           with_srs("gml:Point", "<gml:pos>-8.3571\n114.6205 12.5</gml:pos>"),
                           with_srs("gml:Point", "<gml:coordinates>-8.3571,114.6205</gml:coordinates>")}));
  const auto found = only_place({document(shape), -8.3571, 114.6205}, "pidf_lo");
  REQUIRE(found.uncertainty.count() == 10);
  REQUIRE(found.sighting->method == "unknown");
  REQUIRE(found.sighting->at == std::chrono::sys_days{std::chrono::June / 22 / 2007} + 20h + 57min + 29s);
}

TEST_CASE("a circle without a confidence holds the truth in 95 per cent") {
  const auto shape = GENERATE(values<std::string>({circle, with_srs("gs:Sphere", pos + radius)}));
  const auto found = only_place({document(shape), -8.3571, 114.6205}, "pidf_lo");
  REQUIRE(found.uncertainty.count() == Approx(219.2).epsilon(0.001));
  REQUIRE_FALSE(found.sighting->confidence.has_value());
  REQUIRE(says(found.why, "RFC 7459"));
}

TEST_CASE("a circle with a confidence is scaled from it") {
  const auto text = document(circle, "<con:confidence pdf=\"normal\">68</con:confidence>");
  const auto found = only_place({text, -8.3571, 114.6205}, "pidf_lo");
  REQUIRE(found.uncertainty.count() == Approx(355.4).epsilon(0.001));
  REQUIRE(found.sighting->confidence == 0.68);
}

TEST_CASE("an ellipse is as wide as its longer axis") {
  const auto text =
      document(with_srs("gs:Ellipse", pos + "<gs:semiMajorAxis uom=\"urn:ogc:def:uom:EPSG::9001\">77.5"
                                            "</gs:semiMajorAxis><gs:semiMinorAxis>11</gs:semiMinorAxis>"
                                            "<gs:orientation>36.6</gs:orientation>"),
               "<con:confidence>90</con:confidence>");
  REQUIRE(only_place({text, -8.3571, 114.6205}, "pidf_lo").uncertainty.count() == Approx(77.5));
}

TEST_CASE("PIDF-LO that cannot be used says why") {
  struct None {
    std::string text, reason;
  };
  std::string deep;
  for (int i = 0; i < 200; ++i) deep += "<gml:a>";
  const auto none = GENERATE_COPY(values<None>({
      {"<!DOCTYPE presence [<!ENTITY a \"aaaa\">]>" + document(circle), "document type"},
      {document(deep), "deeper"},
      {document("<gml:Point>"), "not well formed"},
      {document(with_srs("gml:Point", "")), "Point without a position"},
      {document(with_srs("gml:Point", "<gml:pos>-8.3571</gml:pos>")), "Point without a position"},
      {document(with_srs("gs:Circle", pos)), "Circle without a radius"},
      {document(with_srs("gs:Circle", pos + "<gs:radius>-5</gs:radius>")), "Circle without a radius"},
      {document(with_srs("gs:Circle", pos + "<gs:radius uom=\"urn:ogc:def:uom:EPSG::9002\">5</gs:radius>")),
       "the metre"},
      {document("<gml:Point srsName=\"urn:ogc:def:crs:EPSG::23830\">" + pos + "</gml:Point>"), "not WGS 84"},
      {document(with_srs("gml:Polygon", "<gml:exterior/>")), "a Polygon is not read"},
      {document("<ca:civicAddress/>"), "no position in the document"},
      {document(with_srs("gml:Point", "<gml:pos>98.2 114.6205</gml:pos>")), "latitude 98.2 is off the earth"},
      {document(with_srs("gml:Point", "<gml:pos>0 0</gml:pos>")), "0,0 is what devices send"},
  }));
  require_none(none.text, none.reason);
}

TEST_CASE("a PIDF-LO document may be longer than a text but not without end") {
  const std::string some(6'000, ' ');
  const std::string many(20'000, ' ');
  only_place({document(circle, some), -8.3571, 114.6205}, "pidf_lo");
  require_none(document(circle, many), "16,384 bytes");
  require_none("<p>" + some + "-8.3571, 114.6205", "2,000 characters");
}

TEST_CASE("a document between words is read too") {
  only_place({"from the network: " + document(circle), -8.3571, 114.6205}, "pidf_lo");
}
