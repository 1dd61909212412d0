#include "dispatch/people/home_areas.hpp"

#include "tests/support/town.hpp"

using namespace tests;
using dispatch::HomeAreas;
using dispatch::Puskesmas;

namespace {

// Negara has one puskesmas, Mendoyo two.
HomeAreas areas(const std::map<std::string, std::string>& by_village = {}) {
  return HomeAreas{{{"N1", "Puskesmas Negara", "51.01.01", {id("AMB-01")}},
                    {"M1", "Puskesmas I Mendoyo", "51.01.02", {id("AMB-03"), id("HC-03")}},
                    {"M2", "Puskesmas II Mendoyo", "51.01.02", {}}},
                   by_village};
}

std::string name_of(const Puskesmas* puskesmas) {
  return puskesmas == nullptr ? "" : puskesmas->id;
}

// A square of a hundredth of a degree.
geo::Area square(const std::string& code, double lat, double lon) {
  const auto corner = [&](double up, double right) { return tests::at(lat + up, lon + right); };
  return {code,
          code,
          code.substr(0, code.rfind('.')),
          "",
          corner(0.005, 0.005),
          {{{corner(0, 0), corner(0, 0.01), corner(0.01, 0.01), corner(0.01, 0), corner(0, 0)}, {}}}};
}

}  // namespace

TEST_CASE("a kecamatan with one puskesmas is its catchment, one with several is nobody's without a list") {
  const auto known = areas();
  REQUIRE(name_of(known.of("51.01.01.2003", "51.01.01")) == "N1");
  REQUIRE(known.of("51.01.01.2003", "51.01.01")->units == std::vector{id("AMB-01")});
  REQUIRE(known.of("51.01.02.2001", "51.01.02") == nullptr);
  REQUIRE(known.of("51.01.05.2001", "51.01.05") == nullptr);
  REQUIRE(known.of("", "") == nullptr);
}

TEST_CASE("what the list says of a village goes before its kecamatan") {
  const auto known = areas({{"51.01.02.2001", "M2"}, {"51.01.01.2003", "M1"}});
  REQUIRE(name_of(known.of("51.01.02.2001", "51.01.02")) == "M2");
  REQUIRE(known.of("51.01.02.2002", "51.01.02") == nullptr);
  REQUIRE(name_of(known.of("51.01.01.2003", "51.01.01")) == "M1");
  REQUIRE(name_of(known.of("51.01.01.2004", "51.01.01")) == "N1");
}

TEST_CASE("a puskesmas with a number is not the only one of its kecamatan, though lists lack the others") {
  for (const auto* name : {"Puskesmas I Mendoyo", "Puskesmas Mendoyo II", "Puskesmas Mendoyo 2"}) {
    const HomeAreas known{{{"M1", name, "51.01.02", {}}}, {{"51.01.02.2001", "M1"}}};
    REQUIRE(known.of("51.01.02.2002", "51.01.02") == nullptr);
    REQUIRE(name_of(known.of("51.01.02.2001", "51.01.02")) == "M1");
  }
}

TEST_CASE("a puskesmas that nobody can name is nobody's catchment, and still one of several") {
  const HomeAreas known{
      {{"", "Puskesmas A", "1", {}}, {"B1", "Puskesmas B", "2", {}}, {"", "Puskesmas C", "2", {}}}, {}};
  REQUIRE(known.of("1.2001", "1") == nullptr);
  REQUIRE(known.of("2.2001", "2") == nullptr);
}

TEST_CASE("a point has the catchment of the village it is in, and none where that is not sure") {
  const auto known = areas({{"51.01.02.2001", "M1"}});
  const geo::Areas villages{{square("51.01.01.2003", -8.30, 114.60),
                             square("51.01.02.2001", -8.30, 114.62),
                             square("51.01.02.2002", -8.30, 114.64),
                             {"51.01.01.2009", "", "51.01.01", "", at(-8.2, 114.6), {}}}};
  const auto served = [&](double lat, double lon) { return name_of(known.of(villages.at(at(lat, lon)))); };
  REQUIRE(served(-8.295, 114.605) == "N1");
  REQUIRE(served(-8.295, 114.625) == "M1");
  REQUIRE(served(-8.295, 114.645).empty());  // in a village of which nothing is known
  REQUIRE(served(-8.295, 114.615).empty());  // between two, in none
  REQUIRE(served(-8.2, 114.6).empty());      // near the middle of one without borders
}

TEST_CASE("where villages of two catchments overlap nothing is said") {
  const geo::Areas villages{
      {square("51.01.01.2003", -8.30, 114.60), square("51.01.02.2001", -8.295, 114.60)}};
  const auto both = villages.at(at(-8.292, 114.605));
  REQUIRE(both.size() == 2);
  REQUIRE(areas({{"51.01.02.2001", "M1"}}).of(both) == nullptr);
  REQUIRE(name_of(areas({{"51.01.02.2001", "N1"}}).of(both)) == "N1");
}

TEST_CASE("with a pin its village is kept, and who serves it, each where there is no doubt") {
  const auto known = areas();
  const geo::Areas villages{{square("51.01.01.2003", -8.30, 114.60),
                             square("51.01.01.2004", -8.295, 114.60),
                             square("51.01.02.2001", -8.30, 114.62),
                             {"51.01.01.2009", "", "51.01.01", "", at(-8.2, 114.6), {}}}};
  const auto kept = [&](double lat, double lon) { return known.locality_of(villages.at(at(lat, lon))); };
  const dispatch::Listed one{"51.01.01.2003", "51.01.01.2003"};
  const dispatch::Listed negara{"N1", "Puskesmas Negara"};
  REQUIRE(kept(-8.298, 114.605) == dispatch::Locality{one, negara});
  REQUIRE(kept(-8.292, 114.605) == dispatch::Locality{{}, negara});  // in two villages of one catchment
  REQUIRE(kept(-8.295, 114.625) ==
          dispatch::Locality{dispatch::Listed{"51.01.02.2001", "51.01.02.2001"}, {}});
  REQUIRE_FALSE(kept(-8.295, 114.615).has_value());  // between villages
  REQUIRE_FALSE(kept(-8.2, 114.6).has_value());      // near the middle of one without borders
}
