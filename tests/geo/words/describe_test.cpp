#include "geo/words/describe.hpp"

#include <catch2/catch.hpp>

#include "tests/geo/at.hpp"

using geo::Area;
using geo::Areas;
using geo::describe;
using geo::Landmarks;
using geo::Language;
using geo::Metres;
using geo::Place;
using geo::PlaceKind;
using geo::Position;
using test::at;

namespace {

// A square of about 2.2 km around (-8.33, 114.68).
Areas pohsanten() {
  const geo::Ring ring{at(-8.34, 114.67), at(-8.34, 114.69), at(-8.32, 114.69), at(-8.32, 114.67),
                       at(-8.34, 114.67)};
  return Areas{{{"51.01.02.2001", "Pohsanten", "51.01.02", "Mendoyo", at(-8.33, 114.68), {{ring, {}}}}}};
}

Place place(PlaceKind kind, const std::string& name, Position where) {
  Place one;
  one.kind = kind;
  one.name = name;
  one.at = where;
  return one;
}

const Position puskesmas_at = at(-8.333, 114.68);
Landmarks puskesmas() {
  return Landmarks{std::vector{place(PlaceKind::health, "Puskesmas I Mendoyo", puskesmas_at)}};
}
const Landmarks none{{}};
constexpr double metre = 1 / 110'600.0;  // degrees of latitude here

}  // namespace

TEST_CASE("a place is said by its village, its kecamatan and what lies near") {
  const auto where = at(-8.333 + 300 * metre, 114.68);
  REQUIRE(describe(where, pohsanten(), puskesmas()) ==
          "Desa Pohsanten, Kec. Mendoyo, 300 m utara Puskesmas I Mendoyo");
  REQUIRE(describe(where, pohsanten(), puskesmas(), Language::en) ==
          "Desa Pohsanten, Kec. Mendoyo, 300 m north of Puskesmas I Mendoyo");
}

TEST_CASE("within forty metres one is at the landmark, and anywhere within one that is large") {
  REQUIRE(describe(at(-8.333 + 39 * metre, 114.68), pohsanten(), puskesmas()) ==
          "Desa Pohsanten, Kec. Mendoyo, di Puskesmas I Mendoyo");
  REQUIRE(describe(at(-8.333 + 41 * metre, 114.68), pohsanten(), puskesmas()) ==
          "Desa Pohsanten, Kec. Mendoyo, 50 m utara Puskesmas I Mendoyo");
  auto hospital = place(PlaceKind::health, "RSU Negara", puskesmas_at);
  hospital.extent = Metres{120};
  REQUIRE(describe(at(-8.333 + 100 * metre, 114.68), pohsanten(), Landmarks{std::vector{hospital}},
                   Language::en) == "Desa Pohsanten, Kec. Mendoyo, at RSU Negara");
}

TEST_CASE("the eight winds are seen from the landmark") {
  const auto [north, east, indonesian, english] = GENERATE(table<int, int, const char*, const char*>({
      {1, 0, "utara", "north"},
      {1, 1, "timur laut", "northeast"},
      {0, 1, "timur", "east"},
      {-1, 1, "tenggara", "southeast"},
      {-1, 0, "selatan", "south"},
      {-1, -1, "barat daya", "southwest"},
      {0, -1, "barat", "west"},
      {1, -1, "barat laut", "northwest"},
  }));
  const auto where = at(-8.333 + north * 200 * metre, 114.68 + east * 200 * metre);
  const auto spoken = describe(where, Areas{{}}, puskesmas());
  REQUIRE_THAT(spoken, Catch::EndsWith(" m " + std::string{indonesian} + " Puskesmas I Mendoyo"));
  REQUIRE_THAT(describe(where, Areas{{}}, puskesmas(), Language::en),
               Catch::EndsWith(" m " + std::string{english} + " of Puskesmas I Mendoyo"));
}

TEST_CASE("distances are rounded as people say them") {
  const auto [metres, indonesian, english] = GENERATE(table<double, const char*, const char*>({
      {41, "50 m", "50 m"},
      {74, "50 m", "50 m"},
      {76, "100 m", "100 m"},
      {449, "450 m", "450 m"},
      {474, "450 m", "450 m"},
      {480, "500 m", "500 m"},
      {549, "500 m", "500 m"},
      {551, "600 m", "600 m"},
      {949, "900 m", "900 m"},
      {980, "1 km", "1 km"},
      {1'240, "1,2 km", "1.2 km"},
      {1'960, "2 km", "2 km"},
      {2'300, "2,5 km", "2.5 km"},
      {8'100, "8 km", "8 km"},
      {12'400, "12 km", "12 km"},
  }));
  REQUIRE(geo::spoken(Metres{metres}, Language::id) == indonesian);
  REQUIRE(geo::spoken(Metres{metres}, Language::en) == english);
}

TEST_CASE("a landmark farther than a kilometre and a half is not named") {
  REQUIRE(describe(at(-8.333 + 1'480 * metre, 114.68), Areas{{}}, puskesmas()) ==
          "1,5 km utara Puskesmas I Mendoyo");
  REQUIRE(describe(at(-8.333 + 1'520 * metre, 114.68), Areas{{}}, puskesmas()).empty());
}

TEST_CASE("what everybody knows is named before what is a little nearer") {
  const auto where = at(-8.333, 114.69);
  const auto temple = [&](double metres) {
    return place(PlaceKind::worship, "Pura", at(-8.333 + metres * metre, 114.69));
  };
  const auto market = place(PlaceKind::market, "Pasar Negara", at(-8.333 - 300 * metre, 114.69));
  REQUIRE(describe(where, Areas{{}}, Landmarks{std::vector{temple(250), market}}) ==
          "300 m utara Pasar Negara");
  REQUIRE(describe(where, Areas{{}}, Landmarks{std::vector{temple(150), market}}) == "150 m selatan Pura");
}

TEST_CASE("streets, villages, places without a name and unsure positions are no landmarks") {
  auto unsure = place(PlaceKind::health, "RS", puskesmas_at);
  unsure.is_approximate = true;
  const std::vector places{place(PlaceKind::street, "Jalan Udayana", puskesmas_at),
                           place(PlaceKind::village, "Pohsanten", puskesmas_at),
                           place(PlaceKind::hamlet, "Banjar Tengah", puskesmas_at),
                           place(PlaceKind::milestone, "Jalan Denpasar-Gilimanuk", puskesmas_at),
                           place(PlaceKind::school, "", puskesmas_at),
                           unsure};
  REQUIRE_FALSE(Landmarks{places}.best_near(puskesmas_at).has_value());
}

TEST_CASE("the code of a village tells whether it is a desa or a kelurahan") {
  REQUIRE(geo::title_of_village("51.01.02.2008") == "Desa");
  REQUIRE(geo::title_of_village("51.01.01.1006") == "Kel.");
  for (const auto* other : {"", "51.01.01", "51.01.01.", "51.01.01.3001", "LI.1", "1"})
    REQUIRE(geo::title_of_village(other).empty());
}

TEST_CASE("outside of the region the nearest village is named with its distance") {
  const auto where = at(-8.333, 114.70);
  REQUIRE(describe(where, pohsanten(), none) == "1,1 km di luar Desa Pohsanten, Kec. Mendoyo");
  REQUIRE(describe(where, pohsanten(), none, Language::en) == "1.1 km outside Desa Pohsanten, Kec. Mendoyo");
}

TEST_CASE("where only middles are known one is near a village") {
  const Areas middles{{{"51.01.01.1006", "Baler Bale Agung", "51.01.01", "Negara", at(-8.29, 114.63), {}}}};
  REQUIRE(describe(at(-8.30, 114.63), middles, none) == "dekat Kel. Baler Bale Agung, Kec. Negara");
  REQUIRE(describe(at(-8.30, 114.63), middles, none, Language::en) ==
          "near Kel. Baler Bale Agung, Kec. Negara");
}

TEST_CASE("a village without a name is said by its code, one without a kecamatan alone") {
  const Areas areas{{{"51.01.01.1006", "", "51.01.01", "", at(-8.29, 114.63), {}}}};
  REQUIRE(describe(at(-8.30, 114.63), areas, none) == "dekat Kel. 51.01.01.1006");
}

TEST_CASE("of a place that nothing is known of nothing is said") {
  REQUIRE(describe(at(0, 0), Areas{{}}, none).empty());
}
