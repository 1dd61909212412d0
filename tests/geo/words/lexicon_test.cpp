#include "geo/words/lexicon.hpp"

#include <catch2/catch.hpp>

using geo::PlaceKind;
namespace lexicon = geo::lexicon;

TEST_CASE("an abbreviation stands for one word, and any other word for itself") {
  struct Row {
    const char* typed;
    const char* meant;
  };
  const auto row =
      GENERATE(Row{"pkm", "puskesmas"}, Row{"jln", "jalan"}, Row{"tj", "tanjung"}, Row{"rsud", "rumahsakit"},
               Row{"hospital", "rumahsakit"}, Row{"blkg", "belakang"}, Row{"mtr", "meter"},
               Row{"kilometres", "km"}, Row{"melaya", "melaya"}, Row{"", ""});
  CHECK(lexicon::written_out(row.typed) == row.meant);
  CHECK(lexicon::written_out(row.meant) == row.meant);  // what is written out stays so
}

TEST_CASE("two words are one only when both are there in this order") {
  CHECK(lexicon::joined("rumah", "sakit") == "rumahsakit");
  CHECK(lexicon::joined("barat", "laut") == "baratlaut");
  CHECK(lexicon::joined("timur", "laut") == "timurlaut");
  CHECK_FALSE(lexicon::joined("rumah", "laut").has_value());
  CHECK_FALSE(lexicon::joined("sakit", "rumah").has_value());
  CHECK_FALSE(lexicon::joined("rumah", "").has_value());
}

TEST_CASE("numbers are known by their names in two languages and in Roman letters") {
  CHECK(lexicon::number_named("dua") == 2.0);
  CHECK(lexicon::number_named("viii") == 8.0);
  CHECK(lexicon::number_named("five") == 5.0);
  CHECK(lexicon::number_named("setengah") == 0.5);
  CHECK_FALSE(lexicon::number_named("banyak").has_value());
}

TEST_CASE("a word before a name says what kind of thing it is, and an English one after it too") {
  CHECK(lexicon::kind_named_by("kecamatan") == PlaceKind::kecamatan);
  CHECK(lexicon::kind_named_by("kelurahan") == PlaceKind::village);
  CHECK(lexicon::kind_named_by("perumahan") == PlaceKind::hamlet);
  CHECK(lexicon::kind_named_by(lexicon::written_out("pharmacy")) == PlaceKind::health);
  CHECK(lexicon::kind_named_by(lexicon::written_out("mosque")) == PlaceKind::worship);
  CHECK_FALSE(lexicon::kind_named_by("gapura").has_value());
}

TEST_CASE("regencies and provinces are named, and smaller areas are not") {
  for (const auto* word : {"kabupaten", "kota", "provinsi", "kodya"}) {
    CAPTURE(word);
    CHECK(lexicon::names_regency(word));
    CHECK_FALSE(lexicon::kind_named_by(word).has_value());
  }
  CHECK_FALSE(lexicon::names_regency("kecamatan"));
  CHECK_FALSE(lexicon::names_regency(""));
}

TEST_CASE("directions are known in Indonesian, Balinese and Sundanese") {
  struct Row {
    const char* word;
    double degrees;
  };
  const auto row = GENERATE(Row{"utara", 0}, Row{"timurlaut", 45}, Row{"timur", 90}, Row{"tenggara", 135},
                            Row{"selatan", 180}, Row{"baratdaya", 225}, Row{"barat", 270},
                            Row{"baratlaut", 315}, Row{"kaja", 0}, Row{"kelod", 180}, Row{"kangin", 90},
                            Row{"kauh", 270}, Row{"kidul", 180}, Row{"kulon", 270});
  CAPTURE(row.word);
  CHECK(lexicon::bearing_of(row.word) == row.degrees);
  CHECK_FALSE(lexicon::bearing_of("kanan").has_value());
}

TEST_CASE("lengths are metres and kilometres, and nothing else is guessed at") {
  CHECK(lexicon::length_of("meter") == geo::Metres{1});
  CHECK(lexicon::length_of("km") == geo::Metres{1000});
  CHECK_FALSE(lexicon::length_of("mil").has_value());
  CHECK_FALSE(lexicon::length_of("").has_value());
}

TEST_CASE("in front of a thing is nearer to it than behind it, and behind nearer than somewhere about") {
  CHECK(lexicon::reach_of("depan") < lexicon::reach_of("belakang"));
  CHECK(lexicon::reach_of("belakang") < lexicon::reach_of("dekat"));
  CHECK(lexicon::reach_of("dekat") < lexicon::reach_of("sekitar"));
  CHECK_FALSE(lexicon::reach_of("utara").has_value());
}

TEST_CASE("a word that says where, how far or nothing at all is an everyday word, and a name is none") {
  for (const auto* word : {"yang", "selatan", "meter", "pinggir", "tolong"}) {
    CAPTURE(word);
    CHECK(lexicon::is_common(word));
  }
  CHECK(lexicon::is_filler("yang"));
  CHECK_FALSE(lexicon::is_filler("tolong"));
  for (const auto* word : {"melaya", "puskesmas", "kecamatan", "kabupaten"}) {
    CAPTURE(word);
    CHECK_FALSE(lexicon::is_common(word));
  }
}
