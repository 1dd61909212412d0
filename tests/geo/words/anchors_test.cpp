#include "geo/words/anchors.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/geo/at.hpp"

using geo::Anchor;
using geo::Anchors;
using geo::Gazetteer;
using geo::Place;
using geo::PlaceKind;
using geo::Position;
using test::at;

namespace {

Place known(PlaceKind kind, const char* name, const char* area, Position where, double extent = 0) {
  Place one;
  one.kind = kind;
  one.name = name;
  one.area = area;
  one.at = where;
  one.extent = geo::Metres{extent};
  return one;
}

// Two kecamatan with some names in common.
std::vector<Place> two_kecamatan() {
  using enum PlaceKind;
  return {
      known(kecamatan, "Laut", "51.09.01", at(-8.30, 114.60), 6000),
      known(kecamatan, "Gunung", "51.09.02", at(-8.20, 114.70), 6000),
      known(village, "Laut", "51.09.01.2005", at(-8.33, 114.63), 1500),
      known(village, "Pohsanten", "51.09.01.1002", at(-8.29, 114.58), 1500),
      known(village, "Sukamaju", "51.09.01.2001", at(-8.31, 114.61), 2000),
      known(village, "Sukamaju", "51.09.02.2001", at(-8.21, 114.71), 2000),
      known(village, "Sukamaju Indah", "51.09.02.2003", at(-8.22, 114.70), 2000),
      known(village, "Air Putih", "51.09.02.2002", at(-8.19, 114.69), 2000),
      known(village, "Tengah", "51.09.02.2004", at(-8.18, 114.68), 2000),
      known(village, "Balai Makam", "51.09.02.2006", at(-8.18, 114.66), 2000),
      known(hamlet, "Kertasari", "51.09.01.2001", at(-8.31, 114.60), 300),
      known(health, "Puskesmas Balai Makam", "51.09.02.2006", at(-8.18, 114.67)),
      known(market, "Pasar Senggol", "51.09.01.2001", at(-8.302, 114.602)),
      known(landmark, "Jembatan Cinta", "", at(-8.29, 114.61)),
      known(landmark, "Tugu Bambu", "", at(-8.20, 114.50)),
  };
}

struct Said {
  explicit Said(std::string_view text, const std::vector<Place>& places = two_kecamatan(),
                bool typing = false)
      : gazetteer{Gazetteer::of(places, {})}, anchors{text, gazetteer, typing} {}

  // The likeliest one for this place.
  [[nodiscard]] const Anchor* find(std::string_view name, PlaceKind kind, std::string_view area = "") const {
    const auto found = std::ranges::find_if(anchors.all(), [&](const Anchor& one) {
      return one.place->name == name && one.place->kind == kind && one.place->area.starts_with(area);
    });
    return found == anchors.all().end() ? nullptr : &*found;
  }
  [[nodiscard]] const Anchor& the(std::string_view name, PlaceKind kind, std::string_view area = "") const {
    const auto* found = find(name, kind, area);
    REQUIRE(found != nullptr);
    return *found;
  }
  [[nodiscard]] const Anchor& pohsanten() const { return the("Pohsanten", PlaceKind::village); }
  [[nodiscard]] double score_of(const Anchor& anchor) const { return anchors.company_of(anchor).score; }
  [[nodiscard]] double explained(const Anchor& anchor) const {
    return anchors.explained(anchor, anchors.company_of(anchor));
  }
  [[nodiscard]] std::string words() const {
    std::string all;
    for (const auto& word : anchors.words())
      all += (all.empty() ? "" : word.after_stop ? ", " : " ") + word.text;
    return all;
  }

  Gazetteer gazetteer;
  Anchors anchors;
};

double likelihood(std::string_view text, std::string_view name, PlaceKind kind) {
  return Said{text}.the(name, kind).likelihood;
}
bool is_read_as(std::string_view text, std::string_view name, PlaceKind kind) {
  return Said{text}.find(name, kind) != nullptr;
}

}  // namespace

TEST_CASE("villages and kecamatan are areas, and what stands in them is none") {
  for (const auto kind : {PlaceKind::village, PlaceKind::kecamatan}) CHECK(geo::is_area(kind));
  for (const auto kind : {PlaceKind::hamlet, PlaceKind::street, PlaceKind::health, PlaceKind::landmark})
    CHECK_FALSE(geo::is_area(kind));
}

TEST_CASE("what a caller says it is not is left out, to the end of that part of the sentence") {
  struct Row {
    const char* text;
    const char* kept;
  };
  const auto row =
      GENERATE(Row{"melaya bukan negara", "melaya"}, Row{"melaya, bukan negara, sumbul", "melaya, sumbul"},
               Row{"melaya not negara", "melaya"}, Row{"bukan satu dua tiga melaya", "melaya"},
               Row{"sumbul bukan satu dua tiga melaya", "sumbul, melaya"},
               Row{"sumbul bukan, melaya", "sumbul, melaya"}, Row{"sumbul bukan", "sumbul"},
               Row{"sumbul bukan negara bukan baluk", "sumbul"}, Row{"", ""});
  CAPTURE(row.text);
  CHECK(Said{row.text}.words() == row.kept);
}

TEST_CASE("a word that says of which kind a place is speaks for it, or against it") {
  const auto plain = likelihood("pohsanten", "Pohsanten", PlaceKind::village);
  const auto as = [&](const char* text) { return likelihood(text, "Pohsanten", PlaceKind::village) - plain; };
  CHECK(as("desa pohsanten") == Approx(0.12));
  CHECK(as("banjar pohsanten") == Approx(0.12));  // which of the two a place is, few people know
  CHECK(as("kecamatan pohsanten") == Approx(-0.25));
  CHECK(as("pasar pohsanten") == Approx(-0.25));
  const auto hamlet = [](const char* text) { return likelihood(text, "Kertasari", PlaceKind::hamlet); };
  CHECK(hamlet("dusun kertasari") - hamlet("kertasari") == Approx(0.12));
  CHECK(hamlet("desa kertasari") - hamlet("kertasari") == Approx(0.12));
  CHECK(hamlet("jalan kertasari") - hamlet("kertasari") == Approx(-0.15));
}

TEST_CASE("a regency of that name is not the village") {
  CHECK_FALSE(is_read_as("kota pohsanten", "Pohsanten", PlaceKind::village));
  CHECK(is_read_as("kecamatan pohsanten", "Pohsanten", PlaceKind::village));
}

TEST_CASE("everyday words name a place only when somebody says that they do") {
  CHECK_FALSE(is_read_as("dari tengah", "Tengah", PlaceKind::village));
  CHECK(is_read_as("desa tengah", "Tengah", PlaceKind::village));
  CHECK(Said{"air putih"}.the("Air Putih", PlaceKind::village).is_everyday);
  CHECK_FALSE(Said{"desa air putih"}.the("Air Putih", PlaceKind::village).is_everyday);
  CHECK_FALSE(Said{"pohsanten"}.pohsanten().is_everyday);
}

TEST_CASE("a lone word that is spelled badly names a place only when somebody says that it does") {
  CHECK_FALSE(is_read_as("bohsamten", "Pohsanten", PlaceKind::village));
  CHECK(is_read_as("desa bohsamten", "Pohsanten", PlaceKind::village));
  CHECK(is_read_as("pohsamten", "Pohsanten", PlaceKind::village));
}

TEST_CASE("a name without its kind is the village rather than the puskesmas of that name") {
  const Said bare{"balai makam"};
  CHECK(bare.anchors.all().front().place->kind == PlaceKind::village);
  const auto& puskesmas = bare.the("Puskesmas Balai Makam", PlaceKind::health);
  CHECK(puskesmas.likelihood == Approx(puskesmas.mention.match - 0.15));
  const Said elsewhere{"tolong pak cepat di balai makam pak tolong segera puskesmas"};
  const auto& still = elsewhere.the("Puskesmas Balai Makam", PlaceKind::health);
  CHECK(still.likelihood == Approx(still.mention.match - 0.15));
  CHECK(likelihood("tugu bambu", "Tugu Bambu", PlaceKind::landmark) == Approx(1));  // no kind to leave out
  const Said whole{"pkm balai makam"};
  CHECK(whole.anchors.all().front().place->kind == PlaceKind::health);
  CHECK(whole.anchors.all().front().likelihood == Approx(1));
}

TEST_CASE("a name within a longer one is hardly meant, unless the longer one is unlikely itself") {
  const Said longer{"sukamaju indah"};
  CHECK(longer.anchors.all().front().place->name == "Sukamaju Indah");
  CHECK_FALSE(longer.anchors.all().front().is_part);
  const auto& part = longer.the("Sukamaju", PlaceKind::village);
  CHECK(part.is_part);
  CHECK(part.likelihood == Approx(part.mention.match - 0.25));
  CHECK_FALSE(Said{"sukamaju"}.the("Sukamaju", PlaceKind::village).is_part);
  CHECK(Said{"sukamaju, indah sekali"}.the("Sukamaju", PlaceKind::village).is_part);
  const Said unlikely{"pasar sukamaju indah"};
  CHECK(unlikely.the("Sukamaju Indah", PlaceKind::village).likelihood < 0.85);
  CHECK_FALSE(unlikely.the("Sukamaju", PlaceKind::village).is_part);
}

TEST_CASE("two places of one name in one stretch are no part of each other") {
  const Said said{"laut"};
  CHECK_FALSE(said.the("Laut", PlaceKind::kecamatan).is_part);
  CHECK_FALSE(said.the("Laut", PlaceKind::village).is_part);
}

TEST_CASE("the kecamatan that is said speaks for what lies in it and against what does not") {
  const Said laut{"pohsanten laut"};
  CHECK(laut.score_of(laut.pohsanten()) == Approx(1));
  const Said gunung{"pohsanten gunung"};
  CHECK(gunung.score_of(gunung.pohsanten()) == Approx(-1));
  CHECK(gunung.anchors.company_of(gunung.pohsanten()).with.empty());
  const auto company = laut.anchors.company_of(laut.pohsanten());
  REQUIRE(company.with.size() == 1);  // kecamatan and village of that name count once, as what fits
  CHECK(company.with.front()->place->kind == PlaceKind::kecamatan);
}

TEST_CASE("of two villages of one name the kecamatan picks one") {
  const Said said{"sukamaju gunung"};
  CHECK(said.score_of(said.the("Sukamaju", PlaceKind::village, "51.09.02")) == Approx(1));
  CHECK(said.score_of(said.the("Sukamaju", PlaceKind::village, "51.09.01")) == Approx(-1));
}

TEST_CASE("a village that is said does not speak against its kecamatan, and nothing against itself") {
  const Said said{"pohsanten laut"};
  CHECK(said.score_of(said.the("Laut", PlaceKind::kecamatan)) == 0);
  const Said alone{"pohsanten"};
  CHECK(alone.score_of(alone.pohsanten()) == 0);
  const Said longer{"sukamaju indah"};
  CHECK(longer.score_of(longer.the("Sukamaju Indah", PlaceKind::village)) == 0);
}

TEST_CASE("its own village does not speak against a market, and the kecamatan around it speaks for it") {
  const Said said{"pasar senggol sukamaju"};  // there is another Sukamaju, which alone would
  CHECK(said.score_of(said.the("Pasar Senggol", PlaceKind::market)) >= 0);
  const Said around{"pasar senggol laut"};
  CHECK(around.score_of(around.the("Pasar Senggol", PlaceKind::market)) == Approx(1));
}

TEST_CASE("where nobody has said in which village a thing is, its distance tells") {
  const Said near{"jembatan cinta laut"};
  CHECK(near.score_of(near.the("Jembatan Cinta", PlaceKind::landmark)) == Approx(1));
  const Said far{"tugu bambu laut"};
  CHECK(far.score_of(far.the("Tugu Bambu", PlaceKind::landmark)) == Approx(-1));
}

TEST_CASE("what may be no area at all speaks neither for nor against") {
  const auto* text = GENERATE("pohsanten air putih",      // everyday words
                              "pohsanten jalan gunung",   // a street
                              "pohsanten pasar senggol",  // no area
                              "pohsanten desa gunung");   // a village, of which there is none
  CAPTURE(text);
  const Said said{text};
  CHECK(said.score_of(said.pohsanten()) == 0);
}

TEST_CASE("everyday words of which somebody says that they are a village speak like any other") {
  const Said said{"pohsanten desa air putih"};
  CHECK(said.score_of(said.pohsanten()) == Approx(-1));
}

TEST_CASE("a place explains the words that name it and its company, out of all that tell something") {
  struct Row {
    const char* text;
    double part;
  };
  const auto row = GENERATE(Row{"pohsanten", 1}, Row{"pohsanten laut", 1}, Row{"pohsanten gunung", 0.5},
                            Row{"pohsanten laut bengkel", 2 / 3.0}, Row{"bengkel xyz pohsanten", 1 / 3.0},
                            Row{"tolong pak di desa pohsanten rt 12", 1}, Row{"pohsanten kabupaten", 1},
                            Row{"pohsanten ab", 1});
  CAPTURE(row.text);
  const Said said{row.text};
  CHECK(said.explained(said.pohsanten()) == Approx(row.part));
}

TEST_CASE("where no word tells anything nothing is left unexplained") {
  const Said said{"air putih"};
  CHECK(said.explained(said.the("Air Putih", PlaceKind::village)) == 1);
}

TEST_CASE("a kind of thing before an area's name means something in it") {
  const auto means = [](const char* text) { return Said{text}.pohsanten().means_something_in_it(); };
  CHECK(means("pasar pohsanten"));
  CHECK(means("jalan pohsanten"));
  CHECK_FALSE(means("pohsanten"));
  CHECK_FALSE(means("desa pohsanten"));
  CHECK_FALSE(means("kecamatan pohsanten"));
  CHECK_FALSE(means("banjar pohsanten"));
  CHECK_FALSE(Said{"jalan kertasari"}.the("Kertasari", PlaceKind::hamlet).means_something_in_it());
}

TEST_CASE("the words of a stretch are told as they were read") {
  const Said said{"di psr Senggol, cepat"};
  CHECK(said.anchors.said(said.the("Pasar Senggol", PlaceKind::market)) == "pasar senggol");
}

TEST_CASE("anchors come likeliest first, and sixty of them are enough") {
  auto places = two_kecamatan();
  for (int i = 0; i < 100; ++i)
    places.push_back(known(PlaceKind::landmark, "Indomaret", "51.09.01.2001", at(-8.3 + i * 1e-4, 114.6)));
  const Said said{"indomaret desa pohsanten", places};
  REQUIRE(said.anchors.all().size() == 60);
  CHECK(said.anchors.all().front().place->name == "Pohsanten");
  CHECK(std::ranges::is_sorted(said.anchors.all(), std::greater{}, &Anchor::likelihood));
}

TEST_CASE("the last word is completed only for who is still typing") {
  CHECK(Said("pohsa", two_kecamatan(), true).find("Pohsanten", PlaceKind::village) != nullptr);
  CHECK(Said("pohsa", two_kecamatan(), false).find("Pohsanten", PlaceKind::village) == nullptr);
}
