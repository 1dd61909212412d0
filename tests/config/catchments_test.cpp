#include "config/catchments.hpp"

#include "region/build.hpp"
#include "tests/config/jembrana.hpp"
#include "tests/region/site.hpp"

using config::load_region;
using tests::Folder;
using tests::jembrana;
using tests::Site;

namespace {

// The repository's Jembrana, with a list of catchments of these rows.
struct Listed {
  Folder folder;
  explicit Listed(const std::string& rows) {
    std::filesystem::copy(jembrana, folder.path());
    folder.write("catchments.csv", "village,facility\n" + rows);
  }
  [[nodiscard]] std::string fault() const {
    const auto region = load_region(folder.path());
    REQUIRE(region.has_error());
    return region.error().what.substr(folder.path().string().size() + 1);
  }
};

std::string units_of(const dispatch::Puskesmas& puskesmas) {
  std::string text;
  for (const auto& unit : puskesmas.units) (text += text.empty() ? "" : " ") += unit.view();
  return text;
}

}  // namespace

TEST_CASE("in Jembrana, where every kecamatan has two puskesmas and no list, no catchment is claimed") {
  const auto region = load_region(jembrana).value();
  for (const auto& place : region.places) REQUIRE(region.home_areas.of(place.code, place.within) == nullptr);
}

TEST_CASE(
    "a listed village has its puskesmas, and the units whose station belongs to that have it as home area") {
  const Listed listed{"51.01.03.2004,PKM-PEKUTATAN-1\n51.01.03.2008,PKM-PEKUTATAN-2\n"};
  const auto region = load_region(listed.folder.path());
  if (region.has_error()) FAIL(region.error().what);
  const auto* first = region->home_areas.of("51.01.03.2004", "51.01.03");
  REQUIRE(first != nullptr);
  REQUIRE(first->id == "PKM-PEKUTATAN-1");
  REQUIRE(first->name == "Puskesmas I Pekutatan");
  REQUIRE(units_of(*first) == "AMB-05 HC-05");
  REQUIRE(units_of(*region->home_areas.of("51.01.03.2008", "51.01.03")) == "AMB-06");
  REQUIRE(region->home_areas.of("51.01.03.2005", "51.01.03") == nullptr);
}

TEST_CASE("a village's code may be written without dots in the list of catchments, or in that of places") {
  const auto* row = GENERATE("5101032004,PKM-PEKUTATAN-1\n", "51 01 03 2004,PKM-PEKUTATAN-1\n",
                             "5101032004.0,PKM-PEKUTATAN-1\n");
  const Listed listed{row};
  auto region = load_region(listed.folder.path());
  if (region.has_error()) FAIL(region.error().what);
  REQUIRE(region->home_areas.of("51.01.03.2004", "51.01.03")->id == "PKM-PEKUTATAN-1");

  listed.folder.write("places.csv", "code,kind,name,parent,lat,lon\n5101032004,desa,X,510103,-8.4,114.8\n");
  region = load_region(listed.folder.path());
  if (region.has_error()) FAIL(region.error().what);
  REQUIRE(region->home_areas.of("51.01.03.2004", "51.01.03")->id == "PKM-PEKUTATAN-1");
  // As places.db of a region that was built earlier may have it.
  REQUIRE(region->home_areas.of("5101032004", "")->id == "PKM-PEKUTATAN-1");
  REQUIRE(Listed{std::string{row} + "51.01.03.2004,PKM-PEKUTATAN-2\n"}.fault() ==
          "catchments.csv, line 3: the village 51.01.03.2004 is there twice");
}

TEST_CASE("a wrong row of catchments is refused with file, line and what is wrong") {
  const auto [rows, fault] = GENERATE(table<const char*, const char*>({
      {"51.01.03.2004,PKM-PEKUTATAN-1\n51.01.03.9999,PKM-PEKUTATAN-1\n",
       "catchments.csv, line 3: there is no village 51.01.03.9999 in places.csv"},
      {"51.01.03,PKM-PEKUTATAN-1\n", "catchments.csv, line 2: there is no village 51.01.03 in places.csv"},
      {"51.01.03.2004,PKM-PEKUTATAN-9\n",
       "catchments.csv, line 2: there is no facility PKM-PEKUTATAN-9 in facilities.csv"},
      {"51.01.03.2004,\n", "catchments.csv, line 2: there is no facility  in facilities.csv"},
      {"51.01.03.2004,RS-NEGARA\n", "catchments.csv, line 2: RS-NEGARA is no puskesmas but a hospital"},
      {"51.01.03.2004,PKM-PEKUTATAN-1\n51.01.03.2004,PKM-PEKUTATAN-2\n",
       "catchments.csv, line 3: the village 51.01.03.2004 is there twice"},
  }));
  CAPTURE(rows);
  REQUIRE(Listed{rows}.fault() == fault);
}

TEST_CASE("a list of catchments without its columns is refused, and so is a puskesmas that is there twice") {
  const Listed listed{""};
  listed.folder.write("catchments.csv", "desa,facility\n");
  REQUIRE(listed.fault() == "catchments.csv, line 1: the column village is missing");
  listed.folder.write("catchments.csv", "village,facility\n51.01.03.2004,PKM-1\n");
  listed.folder.write("facilities.csv",
                      "id,kind,name,lat,lon\nPKM-1,puskesmas,A,-8.3,114.6\nPKM-1,puskesmas,B,-8.3,114.6\n");
  REQUIRE(listed.fault() == "facilities.csv, line 3: the facility PKM-1 is there twice");
}

TEST_CASE(
    "a region that is built has the catchments of its only puskesmas, and keeps a list that was made by "
    "hand") {
  Site site{Site::Inputs::all};
  std::string facilities = tests::facilities_list;
  const std::string numbered = "I  MENDOYO";
  site.inputs.facilities = {site.folder.write(
      "faskes.csv", facilities.replace(facilities.find(numbered), numbered.size(), "MENDOYO"))};
  site.built();
  const auto built = load_region(site.inputs.out).value();
  REQUIRE(built.home_areas.of("51.01.02.2001", "51.01.02")->name == "Puskesmas Mendoyo");
  REQUIRE(built.home_areas.of("51.01.01.1006", "51.01.01") == nullptr);

  const std::string list = "village,facility\n51.01.01.1006,P1\n";
  std::ofstream{site.inputs.out / "catchments.csv"} << list;
  site.built();
  REQUIRE(site.text_of("catchments.csv") == list);
  REQUIRE(load_region(site.inputs.out)->home_areas.of("51.01.01.1006", "51.01.01")->id == "P1");

  std::ofstream{site.inputs.out / "catchments.csv"} << "village,facility\n51.01.01.1006,R1\n";
  REQUIRE_THAT(site.fault(),
               Catch::Contains("out/catchments.csv, line 2: R1 is no puskesmas but a hospital") &&
                   Catch::Contains("Nothing was changed"));
}
