#include "geo/words/locate.hpp"

#include <catch2/catch.hpp>

#include "tests/geo/at.hpp"

using geo::Area;
using geo::Gazetteer;
using geo::Metres;
using geo::Place;
using geo::PlaceKind;
using geo::Position;
using test::at;

namespace {

Place place(PlaceKind kind, const char* name, Position where, const char* area, double extent = 0) {
  Place one;
  one.kind = kind;
  one.name = name;
  one.at = where;
  one.area = area;
  one.extent = Metres{extent};
  return one;
}

Area area(const char* code, const char* name, const char* parent_name, Position middle) {
  return {code, name, std::string{code}.substr(0, 8), parent_name, middle, {}};
}

// Two kecamatan, Laut and Gunung; a Sukamaju in each.
struct District {
  std::vector<Place> places{
      place(PlaceKind::kecamatan, "Laut", at(-8.30, 114.60), "51.09.01", 6000),
      place(PlaceKind::kecamatan, "Gunung", at(-8.20, 114.70), "51.09.02", 6000),
      place(PlaceKind::village, "Sukamaju", at(-8.31, 114.61), "51.09.01.2001", 2000),
      place(PlaceKind::village, "Pohsanten", at(-8.29, 114.58), "51.09.01.1002", 1500),
      place(PlaceKind::village, "Sukamaju", at(-8.21, 114.71), "51.09.02.2001", 2000),
      place(PlaceKind::village, "Air Putih", at(-8.19, 114.69), "51.09.02.2002", 2000),
      place(PlaceKind::health, "Puskesmas I Laut", at(-8.305, 114.605), "51.09.01.2001"),
      place(PlaceKind::health, "Puskesmas II Laut", at(-8.295, 114.585), "51.09.01.1002"),
      place(PlaceKind::health, "RS Umum Daerah Kertayasa (Bunda)", at(-8.30, 114.62), "51.09.01.2001"),
      place(PlaceKind::market, "Pasar Senggol", at(-8.302, 114.602), "51.09.01.2001"),
      place(PlaceKind::worship, "Pura Dalem dan Pura Puseh", at(-8.22, 114.72), "51.09.02.2001"),
      place(PlaceKind::street, "Jl. Elang 10", at(-8.2985, 114.5985), "51.09.01.2001", 150),
      milestone(90, at(-8.30, 114.60)),
      milestone(100, at(-8.30, 114.69)),
  };
  std::vector<Area> areas{area("51.09.01.2001", "Sukamaju", "Laut", at(-8.31, 114.61)),
                          area("51.09.01.1002", "Pohsanten", "Laut", at(-8.29, 114.58)),
                          area("51.09.02.2001", "Sukamaju", "Gunung", at(-8.21, 114.71)),
                          area("51.09.02.2002", "Air Putih", "Gunung", at(-8.19, 114.69))};
  Gazetteer gazetteer = Gazetteer::of(places, areas);
  geo::Surroundings around{at(-8.25, 114.65), Metres{30'000}, {}};

  static Place milestone(double km, Position where) {
    auto one = place(PlaceKind::milestone, "Denpasar-Gilimanuk", where, "");
    one.km = km;
    return one;
  }
  [[nodiscard]] geo::Reading locate(std::string_view text) const {
    return geo::locate(text, gazetteer, around);
  }
};

}  // namespace

TEST_CASE("what callers say is found with its abbreviations and slips") {
  const District district;
  struct Row {
    const char* text;
    double lat;
    double lon;
    double within_m;
  };
  const auto row = GENERATE(
      Row{"pak tolong di desa pohsanten", -8.29, 114.58, 1}, Row{"ds phsanten kec laut", -8.29, 114.58, 1},
      Row{"POH SANTEN", -8.29, 114.58, 1}, Row{"desa Sukamaju Kec. Gunung", -8.21, 114.71, 1},
      Row{"soekamadjoe kecamatan laut", -8.31, 114.61, 1}, Row{"pkm 2 laut", -8.295, 114.585, 1},
      Row{"puskesmas dua laut", -8.295, 114.585, 1}, Row{"rsud kertayasa", -8.30, 114.62, 1},
      Row{"rs bunda", -8.30, 114.62, 1}, Row{"Kertayasa hospital, please hurry", -8.30, 114.62, 1},
      Row{"di pura puseh ada orang pingsan", -8.22, 114.72, 1},
      Row{"jalan elang sepuluh no 5", -8.2985, 114.5985, 1},
      Row{"sukamaju laut, bukan sukamaju gunung", -8.31, 114.61, 1},
      Row{"di belakang psr senggol gapura biru", -8.302, 114.602, 1},
      Row{"km 95 jalan Denpasar Gilimanuk", -8.30, 114.645, 60});
  CAPTURE(row.text);
  const auto reading = district.locate(row.text);
  REQUIRE_FALSE(reading.candidates.empty());
  CAPTURE(reading.candidates.front().label, reading.candidates.front().why);
  REQUIRE(geo::distance(reading.candidates.front().at, at(row.lat, row.lon)) < Metres{row.within_m});
}

TEST_CASE("a relation moves the point or widens the circle") {
  const District district;
  const auto plain = district.locate("pasar senggol").candidates.at(0);
  const auto south = district.locate("400 m selatan pasar senggol").candidates.at(0);
  REQUIRE(geo::distance(plain.at, south.at).count() == Approx(400).margin(0.1));
  REQUIRE(south.at.lat() < plain.at.lat());
  REQUIRE(south.uncertainty > plain.uncertainty);
  const auto behind = district.locate("belakang pasar senggol").candidates.at(0);
  REQUIRE(behind.at == plain.at);
  REQUIRE(behind.uncertainty > plain.uncertainty);
  const auto absurd = district.locate("9000 km selatan pasar senggol").candidates.at(0);
  REQUIRE(absurd.at == plain.at);
}

TEST_CASE("between two places is the middle of them") {
  const District district;
  const auto middle = district.locate("antara puskesmas 1 laut dan rs kertayasa").candidates.at(0);
  REQUIRE(geo::distance(middle.at, at(-8.3025, 114.6125)) < Metres{5});
  REQUIRE(middle.uncertainty > Metres{500});
}

TEST_CASE("a thing that is not in the gazetteer leaves its village, and says so") {
  const auto village = District{}.locate("bengkel las pak made, desa pohsanten").candidates.at(0);
  REQUIRE(village.kind == "village");
  const auto unknown = District{}.locate("pasar pohsanten").candidates.at(0);
  REQUIRE(unknown.kind == "village");
  REQUIRE(unknown.why.find("tidak ada di daftar") != std::string::npos);
}

TEST_CASE("where nothing tells two villages of one name apart, both are there") {
  const auto reading = District{}.locate("desa sukamaju");
  REQUIRE(reading.candidates.size() >= 2);
  REQUIRE(reading.candidates[0].score == Approx(reading.candidates[1].score));
  REQUIRE(reading.candidates[0].label != reading.candidates[1].label);
}

TEST_CASE("of two villages of one name the one near the call comes first") {
  District district;
  district.around.near = at(-8.2, 114.7);
  REQUIRE(district.locate("sukamaju").candidates.at(0).label == "Desa Sukamaju, Kec. Gunung");
  district.around.near = at(-8.3, 114.6);
  REQUIRE(district.locate("sukamaju").candidates.at(0).label == "Desa Sukamaju, Kec. Laut");
}

TEST_CASE("where nothing can be read no point is made up, and it says what was tried") {
  const District district;
  const auto* text = GENERATE("", "   ", "tolong cepat pak istri saya sesak", "perut saya sakit", "air putih",
                              "halo? halo?", "\xE2\x80\xAE\x01\x02", "di tengah", "81234567890");
  CAPTURE(text);
  const auto reading = district.locate(text);
  REQUIRE(reading.candidates.empty());
  REQUIRE_FALSE(reading.tried.empty());
}

TEST_CASE("an everyday word is a village only when somebody says so") {
  REQUIRE(District{}.locate("desa air putih").candidates.at(0).label == "Desa Air Putih, Kec. Gunung");
}

TEST_CASE("a text of 100 KB is refused in words") {
  const auto reading = District{}.locate(std::string(100'000, 'x'));
  REQUIRE(reading.candidates.empty());
  REQUIRE(reading.tried.at(0).find("more than 2,000 characters") != std::string::npos);
}

TEST_CASE("while typing an unfinished last word is completed") {
  const District district;
  REQUIRE(geo::locate("pohs", district.gazetteer, district.around, {.typing = true}).candidates.at(0).label ==
          "Kel. Pohsanten, Kec. Laut");
  REQUIRE(geo::locate("pohs", district.gazetteer, district.around, {}).candidates.empty());
}

TEST_CASE("the same text gives the same reading, to the letter") {
  const District district;
  const auto one = district.locate("desa sukamaju 200 m utara puskesmas laut");
  const auto other = District{}.locate("desa sukamaju 200 m utara puskesmas laut");
  REQUIRE(one.candidates.size() == other.candidates.size());
  for (std::size_t i = 0; i < one.candidates.size(); ++i) {
    REQUIRE(one.candidates[i].label == other.candidates[i].label);
    REQUIRE(one.candidates[i].score == other.candidates[i].score);
  }
}

TEST_CASE("labels and reasons are in the language that was asked for") {
  const District district;
  const auto asked = [&](geo::Language language) {
    return geo::locate("200 m selatan pasar senggol", district.gazetteer, district.around,
                       {.language = language})
        .candidates.at(0);
  };
  REQUIRE(asked(geo::Language::id).why == "\"pasar senggol\" adalah Pasar Senggol");
  REQUIRE(asked(geo::Language::en).why == "\"pasar senggol\" is Pasar Senggol");
  REQUIRE(asked(geo::Language::id).label == "200 meter selatan Pasar Senggol, Desa Sukamaju, Kec. Laut");
}

TEST_CASE("a name that hundreds of places share, said hundreds of times, is read as well as once") {
  District district;
  for (int i = 0; i < 400; ++i)
    district.places.push_back(
        place(PlaceKind::landmark, "Indomaret", at(-8.3 + i * 1e-4, 114.6), "51.09.01.2001"));
  district.gazetteer = Gazetteer::of(district.places, district.areas);
  std::string text;
  while (text.size() < 1980) text += "indomaret ";
  REQUIRE(district.locate(text).candidates.size() <= 10);
  REQUIRE(district.locate("indomaret pohsanten").candidates.size() <= 10);
}
