#include "geo/words/phrase.hpp"

#include <catch2/catch.hpp>

using geo::Phrase;
using geo::PlaceKind;

namespace {

// What is said around the word NAMA in a text.
Phrase around(std::string_view text) {
  const auto words = geo::words_of(text);
  const auto name = std::ranges::find(words, "nama", &geo::Word::text);
  REQUIRE(name != words.end());
  const auto at = static_cast<std::size_t>(name - words.begin());
  return geo::phrase_around(words, at, at + 1);
}

}  // namespace

TEST_CASE("the word before a name says what kind of thing it is") {
  REQUIRE(around("ds NAMA").kind == PlaceKind::village);
  REQUIRE(around("Kec. NAMA").kind == PlaceKind::kecamatan);
  REQUIRE(around("br NAMA").kind == PlaceKind::hamlet);
  REQUIRE(around("jln NAMA").kind == PlaceKind::street);
  REQUIRE(around("NAMA hospital, please come").kind == PlaceKind::health);
  REQUIRE(around("kota NAMA").names_regency);
  REQUIRE_FALSE(around("pak NAMA").kind);
  REQUIRE_FALSE(around("desa, NAMA").kind);  // another part of the sentence
}

TEST_CASE("how far and in which direction from a name is read in the orders people use") {
  struct Row {
    const char* text;
    double bearing;
    double metres;
  };
  const auto row =
      GENERATE(Row{"200 m selatan NAMA", 180, 200}, Row{"sekitar 300 meter sebelah utara NAMA", 0, 300},
               Row{"2 km di timur laut dari desa NAMA", 45, 2000}, Row{"NAMA ke selatan 200 m", 180, 200},
               Row{"NAMA 1,5 km ke arah barat", 270, 1500}, Row{"tenggara NAMA sekitar 1 km", 135, 1000},
               Row{"500 metres north of the NAMA", 0, 500}, Row{"setengah kilo kaja NAMA", 0, 500});
  CAPTURE(row.text);
  const auto phrase = around(row.text);
  REQUIRE(phrase.bearing == row.bearing);
  REQUIRE(phrase.far);
  REQUIRE(phrase.far->count() == Approx(row.metres));
}

TEST_CASE("a direction alone, a distance alone and a nearness are kept apart") {
  REQUIRE(around("sebelah timur NAMA").bearing == 90);
  REQUIRE_FALSE(around("sebelah timur NAMA").far);
  REQUIRE(around("100 m dari NAMA").far->count() == 100);
  REQUIRE_FALSE(around("100 m dari NAMA").bearing);
  REQUIRE(around("di belakang pasar NAMA").reach);
  REQUIRE(around("masuk 300 m dari NAMA").far->count() == 300);
  REQUIRE(around("opposite NAMA").reach);
  REQUIRE_FALSE(around("tolong ke NAMA").is_relation());
  REQUIRE_FALSE(around("selatan, NAMA").is_relation());
}
