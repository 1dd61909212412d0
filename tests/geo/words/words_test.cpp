#include "geo/words/words.hpp"

#include <catch2/catch.hpp>

using geo::words_of;

namespace {

std::string joined(std::string_view text) {
  std::string all;
  for (const auto& word : words_of(text)) all += (all.empty() ? "" : " ") + word.text;
  return all;
}

}  // namespace

TEST_CASE("what a call-taker types is read as the words it stands for") {
  struct Row {
    const char* typed;
    const char* words;
  };
  const auto row = GENERATE(
      Row{"Jl. Ngurah Rai No.12", "jalan ngurah rai nomor 12"}, Row{"GG MAWAR II", "gang mawar 2"},
      Row{"pkm 1 melaya", "puskesmas 1 melaya"}, Row{"Puskesmas Dua Mendoyo", "puskesmas 2 mendoyo"},
      Row{"Rumah  Sakit Kertayasa", "rumahsakit kertayasa"}, Row{"RT02/RW 007", "rt 2 rw 7"},
      Row{"km95,5 arah barat daya", "km 95.5 arah baratdaya"}, Row{"Café Zürich", "cafe zurich"},
      Row{"ma'ruf", "maruf"}, Row{"", ""}, Row{"-- \xF0\x9F\x98\xA2 ?!", ""}, Row{"\xE2\x80\xAEsap", "sap"});
  CAPTURE(row.typed);
  REQUIRE(joined(row.typed) == row.words);
}

TEST_CASE("numbers are read with a comma or a point and without leading zeros") {
  REQUIRE(words_of("1,5 km").front().number == Approx(1.5));
  REQUIRE(words_of("setengah kilo").front().number == Approx(0.5));
  REQUIRE(words_of("007").front().number == 7);
  REQUIRE(words_of("12.000").front().number == 12);  // a thousand's mark: not a fraction, and not one number
}

TEST_CASE("a comma or a new line parts what is said") {
  const auto words = words_of("desa Baluk, kec Negara\npagar biru");
  REQUIRE(words.size() == 6);
  REQUIRE_FALSE(words[1].after_stop);
  REQUIRE(words[2].after_stop);
  REQUIRE(words[4].after_stop);
}

TEST_CASE("a very long text is read as far as its first words") {
  REQUIRE(words_of(std::string(100'000, 'a')).size() == 1);
  std::string many;
  for (int i = 0; i < 10'000; ++i) many += "kata ";
  REQUIRE(words_of(many).size() == 200);
}
