#include <catch2/catch.hpp>

#include "geo/codes/codes.hpp"
#include "tests/geo/codes/typed.hpp"

using typed::only_place;
using typed::require_none;
using typed::Row;
using typed::says;

TEST_CASE("map links are read in their usual forms") {
  const auto text = GENERATE(values<std::string>({
      "https://maps.google.com/?q=-8.3571,114.6205",
      "https://maps.google.com/maps?q=-8.3571%2C114.6205&z=17&hl=id",  // as WhatsApp sends it
      "https://www.google.com/maps?q=-8.3571,114.6205",
      "https://www.google.co.id/maps?q=loc:-8.3571,114.6205",
      "http://maps.google.com/maps?q=loc:-8.3571,114.6205+(Rumah)",
      "https://maps.google.com/maps?f=q&q=-8.3571,%20114.6205",
      "https://maps.google.com/maps?q=-8.3571,+114.6205",
      "https://www.google.com/maps/search/?api=1&query=-8.3571%2C114.6205",
      "https://www.google.com/maps/search/-8.3571,+114.6205?entry=tts",
      "https://www.google.com/maps/place/-8.3571,114.6205/@-8.35,114.61,15z",
      "https://www.google.com/maps/place/Pasar+Negara/@-8.35,114.61,17z/"
      "data=!3m1!4b1!4m6!3m5!1s0x2dd1:0x1!8m2!3d-8.3571"
      "!4d114.6205!16s%2Fg%2F1",
      "https://www.google.com/maps/dir/?api=1&origin=-8.1,114.1&destination=-8.3571,114.6205",
      "https://www.google.com/maps/dir/-8.1,114.1/-8.3571,114.6205/@-8.2,114.4,12z",
      "https://maps.google.com/maps?saddr=-8.1,114.1&daddr=-8.3571,114.6205",
      "https://maps.google.com/maps?ll=-8.3571,114.6205&z=16",
      "https://maps.googleapis.com/x "
      "https://www.google.com/maps/@?api=1&map_action=map&center=-8.3571,114.6205",
      "www.google.com/maps?q=-8.3571,114.6205",
      "google.com/maps?q=-8.3571,114.6205",
      "maps.google.com/?q=-8.3571,114.6205",
      "https://maps.apple.com/?ll=-8.3571,114.6205&q=Pin",
      "https://maps.apple.com/?q=-8.3571,114.6205",
      "https://maps.apple.com/place?coordinate=-8.3571,114.6205&name=Rumah",
      "http://maps.apple.com/?daddr=-8.3571,114.6205&saddr=-8.1,114.1",
      "https://www.openstreetmap.org/?mlat=-8.3571&mlon=114.6205",
      "https://www.openstreetmap.org/?mlat=-8.3571&mlon=114.6205#map=17/-8.35000/114.61000",
      "https://waze.com/ul?ll=-8.3571,114.6205&navigate=yes",
      "https://ul.waze.com/ul?ll=-8.3571%2C114.6205",
      "https://tracker.example.com/now?lat=-8.3571&lng=114.6205&v=2",
      "geo:-8.3571,114.6205",
      "geo:-8.3571,114.6205,12;crs=wgs84",
      "GEO:-8.3571,114.6205?z=17",
      "geo:0,0?q=-8.3571,114.6205(Rumah)",
      "geo:0,0?q=-8.3571%2C114.6205",
      "ini lokasi saya https://maps.google.com/?q=-8.3571,114.6205.",
      "(https://maps.google.com/?q=-8.3571,114.6205)",
      "HTTPS://MAPS.GOOGLE.COM/?Q=-8.3571,114.6205",
      "https://maps.google.com:443/?q=-8.3571,114.6205",
      "-8.3571, 114.6205 https://maps.google.com/?q=-8.3571,114.6205",  // said twice
  }));
  const auto found = only_place({text, -8.3571, 114.6205}, "link");
  REQUIRE(says(found.why, "link"));
}

TEST_CASE("degrees and plus codes in links are read as such") {
  const Row row = GENERATE(values<Row>({
      {"https://www.google.com/maps/place/8%C2%B021'25.56%22S+114%C2%B037'13.8%22E/@-8.35,114.61,17z",
       -8.3571, 114.6205},
      {"https://maps.google.com/?q=8%C2%B021%2725.56%22S%20114%C2%B037%2713.8%22E", -8.3571, 114.6205},
      {"https://maps.google.com/?q=6P3PJJVC%2B56", -8.3570625, 114.6205625},
      {"https://www.google.com/maps/place/JJVC%2B56+Negara,+Bali/", -8.3570625, 114.6205625},
      {"https://maps.google.com/?q=JJVC+56+Negara", -8.3570625, 114.6205625},
  }));
  only_place(row, "link");
}

TEST_CASE("the middle of a map is less sure than a pin") {
  struct View {
    std::string text;
    double least, most;
  };
  const auto view =
      GENERATE(values<View>({{"https://www.google.com/maps/@-8.3571,114.6205,17z", 80, 250},
                             {"https://www.google.com/maps/@-8.3571,114.6205,12z?hl=id", 3'000, 8'000},
                             {"https://www.google.com/maps/@-8.3571,114.6205,800m/data=!3m1!1e3", 80, 900},
                             {"https://www.openstreetmap.org/#map=17/-8.3571/114.6205", 80, 250},
                             {"https://www.openstreetmap.org/#map=17/-8.3571/114.6205&layers=H", 80, 250}}));
  const auto found = only_place({view.text, -8.3571, 114.6205}, "link");
  REQUIRE(found.uncertainty.count() > view.least);
  REQUIRE(found.uncertainty.count() < view.most);
  REQUIRE(says(found.why, "not a pin"));
}

TEST_CASE("a geo: URI keeps its own uncertainty") {
  REQUIRE(only_place({"geo:-8.3571,114.6205;u=35", -8.3571, 114.6205}, "link").uncertainty.count() == 35);
  REQUIRE(
      only_place({"geo:-8.3571,114.6205;crs=wgs84;u=250.5", -8.3571, 114.6205}, "link").uncertainty.count() ==
      250.5);
  REQUIRE(only_place({"geo:-8.3571,114.6205;u=-4", -8.3571, 114.6205}, "link").uncertainty.count() == 10);
}

TEST_CASE("links without a place say so") {
  struct None {
    std::string text, reason;
  };
  const auto none = GENERATE(values<None>({
      {"https://maps.app.goo.gl/AbCd1234efGH5678", "a short link holds no place"},
      {"https://goo.gl/maps/AbCd1234", "a short link holds no place"},
      {"maps.app.goo.gl/AbCd1234", "a short link holds no place"},
      {"https://maps.apple/p/AbCd1234", "a short link holds no place"},
      {"https://osm.org/go/0EEQjE==", "a short link holds no place"},
      {"https://www.google.com/maps/place/Pasar+Negara", "no place in it"},
      {"https://maps.google.com/?q=Pasar+Negara", "no place in it"},
      {"https://example.com/qw982q8h?id=8.3571", "link to example.com: no place in it"},
      {"https://", "no place in it"},
      {"geo:", "no latitude and longitude"},
      {"geo:Negara", "no latitude and longitude"},
      {"geo:-8.3571,114.6205;crs=nad27", "reference system nad27"},
      {"https://maps.google.com/?q=0,0", "0,0 is what devices send"},
      {"geo:0,0?q=Pasar+Negara", "0,0 is what devices send"},
      {"https://maps.google.com/?q=98.2,114.6", "latitude 98.2 is off the earth"},
      {"https://maps.google.com/?q=%ZZ%2", "no place in it"},
  }));
  require_none(none.text, none.reason);
}

TEST_CASE("a link that was broken by a space is still read") {
  only_place({"https://maps.google.com/?q=-8.3571, 114.6205", -8.3571, 114.6205}, "coordinates");
}
