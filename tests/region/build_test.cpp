#include "region/build.hpp"

#include <algorithm>
#include <map>

#include "config/region.hpp"
#include "tests/region/site.hpp"

namespace fs = std::filesystem;
using geo::Place;
using geo::PlaceKind;
using tests::Site;
using tests::two_squares;
using tests::villages_list;

TEST_CASE("a region of areas, villages and facilities is built, and the server's reader takes it") {
  Site site{Site::Inputs::all};
  const auto brief = site.built();
  REQUIRE_THAT(brief, Catch::StartsWith("Kabupaten Jembrana (jembrana) is in "));
  const auto region = config::load_region(site.inputs.out);
  if (region.has_error()) FAIL(region.error().what);
  REQUIRE(region->name == "jembrana");
  REQUIRE(region->title == "Kabupaten Jembrana");
  REQUIRE(region->prefix == "JMB");
  REQUIRE(region->utc_offset_minutes == 480);
  REQUIRE(region->map_centre.lat() == Approx(-8.33));
  REQUIRE(region->map_centre.lon() == Approx(114.67));
  REQUIRE(region->places.size() == 4);
  REQUIRE(region->facilities.size() == 3);
  REQUIRE(region->units.empty());
  REQUIRE(site.text_of("places.csv") ==
          "code,kind,name,parent,lat,lon\n"
          "51.01.02,kecamatan,Mendoyo,,-8.330000,114.680000\n"
          "51.01.01,kecamatan,Negara,,-8.330000,114.660000\n"
          "51.01.01.1006,kelurahan,Baler Bale Agung,51.01.01,-8.330000,114.660000\n"
          "51.01.02.2001,desa,Pohsanten,51.01.02,-8.330000,114.680000\n");
  REQUIRE(site.leftovers() == 0);
}

TEST_CASE("the gazetteer gets villages, kecamatan and facilities, each with its village") {
  Site site{Site::Inputs::all};
  site.built();
  REQUIRE(site.places.size() == 7);
  REQUIRE(site.areas.size() == 2);
  REQUIRE(site.areas[0].code == "51.01.01.1006");
  REQUIRE(site.areas[0].parent_name == "Negara");
  const auto& ring = site.areas[0].polygons.front().outer;
  REQUIRE(ring.size() == 5);
  REQUIRE(ring.front() == ring.back());

  const auto* village = site.place("Baler Bale Agung");
  REQUIRE(village->kind == PlaceKind::village);
  REQUIRE(village->also == std::vector<std::string>{"Baler Bale-Agung"});
  REQUIRE(village->extent.count() == Approx(1563).margin(10));
  REQUIRE(site.place("Mendoyo")->kind == PlaceKind::kecamatan);
  REQUIRE(site.place("Mendoyo")->area == "51.01.02");

  const auto* puskesmas = site.place("Puskesmas I Mendoyo");
  REQUIRE(puskesmas != nullptr);
  REQUIRE(puskesmas->kind == PlaceKind::health);
  REQUIRE(puskesmas->area == "51.01.02.2001");
  REQUIRE(puskesmas->also.empty());  // "Mendoyo I" alone would be the village
  REQUIRE_FALSE(puskesmas->is_approximate);
  REQUIRE(site.place("RS Umum Kertayasa")->also.empty());
  REQUIRE(site.place("Puskesmas Selemadeg") == nullptr);
}

TEST_CASE("a facility kilometres outside of its regency is taken, marked and told with the distance") {
  Site site{Site::Inputs::all};
  const auto brief = site.built();
  REQUIRE(site.place("RS Jauh")->is_approximate);
  const std::string sentence =
      "faskes.csv, line 4: RS Jauh lies 8.8 km outside jembrana (nearest: Pohsanten): taken, marked "
      "approximate";
  REQUIRE_THAT(site.text_of("report.txt"), Catch::Contains(sentence));
  REQUIRE_THAT(brief, Catch::Contains(sentence));
  REQUIRE_THAT(site.text_of("facilities.csv"),
               Catch::Contains(
                   "R2,hospital,RS Jauh,,-8.330000,114.770000,approximate,lies 8.8 km outside jembrana\n"));
}

TEST_CASE("the report says what was taken and what was left out and why") {
  Site site{Site::Inputs::all};
  site.built();
  const auto report = site.text_of("report.txt");
  for (const auto* line :
       {"areas.geojson: 2 villages", "villages.csv: 2 rows, which name 2 kecamatan",
        "villages.csv: 1 row of villages outside the areas", "faskes.csv: 3 facilities",
        "faskes.csv: 1 row of other regencies (tabanan 1)",
        "areas.geojson, line 4, column 1 (feature 2): Baler Bale Agung: a ring was open; closed"})
    REQUIRE_THAT(report, Catch::Contains(line));
}

TEST_CASE("names that are there twice, and rows without a name or a place, are told") {
  Site site{Site::Inputs::all};
  site.inputs.facilities = {
      site.folder.write("a.csv",
                        "name,kind,lat,lng\nPasar Umum,pasar,-8.33,114.68\n"
                        ",pasar,-8.33,114.68\nKlinik A,klinik,,\n"
                        "Warung,warung,-8.33,114.68\nPASAR  UMUM,pasar,-8.33,114.67\n"),
      site.folder.write("worship.csv", "osm_id,name,religion,lat,lon\n1,Pura Desa,,-8.33,114.68\n")};
  site.built();
  const auto report = site.text_of("report.txt");
  for (const auto* line :
       {"a.csv, line 6: Pasar Umum is there twice, also a.csv, line 2, 1.1 km away: both are kept",
        "a.csv: 1 row without a name (line 3)", "a.csv: 1 row without a position (line 4)",
        "a.csv: the kind \"warung\" is not known: taken as landmarks"})
    REQUIRE_THAT(report, Catch::Contains(line));
  REQUIRE(std::ranges::count(site.places, "Pasar Umum", &Place::name) == 2);
  REQUIRE(site.place("Pura Desa")->kind == PlaceKind::worship);
  REQUIRE(site.text_of("facilities.csv") == "id,kind,name,kecamatan,lat,lon,position,note\n");
}

TEST_CASE("rows at 0, 0 are left out and told to be checked") {
  Site site{Site::Inputs::none};
  site.inputs.places = site.folder.write(
      "villages.csv", std::string{villages_list} + "jembrana,51.01.02.2002,Mendoyo,Tegal,0,0,desa\n");
  site.inputs.facilities = {site.folder.write(
      "a.csv",
      "name;kind;lat;lng\nPasar Umum;pasar;-8,33;114,68\nKlinik A;klinik;0;0\nKlinik B;klinik;0,0;0,0\n")};
  site.built();
  const auto report = site.text_of("report.txt");
  const auto to_check = report.substr(report.find("To check"));
  REQUIRE_THAT(to_check, Catch::Contains("a.csv: 2 rows at 0, 0, which is no place (line 3, 4): left out"));
  REQUIRE_THAT(to_check,
               Catch::Contains("villages.csv, line 5: Tegal is at 0, 0, which is no place: left out"));
  REQUIRE(site.place("Tegal") == nullptr);
  REQUIRE(site.text_of("facilities.csv") == "id,kind,name,kecamatan,lat,lon,position,note\n");
}

TEST_CASE("a middle of 0, 0 in a list does not move a village without a polygon") {
  Site site{Site::Inputs::none};
  site.inputs.areas = site.folder.write(
      "areas.geojson",
      R"({"features":[{"properties":{"kode":5101022001,"nama":"Pohsanten","lat":-8.33,"lng":114.68},"geometry":null}]})");
  site.inputs.places =
      site.folder.write("villages.csv", "kode,desa,kecamatan,lat,lon\n5101022001,Pohsanten,Mendoyo,0,0\n");
  site.built();
  REQUIRE(site.place("Pohsanten")->at == geo::Position::from({.lat = -8.33, .lon = 114.68}).value());
  REQUIRE(site.place("Mendoyo")->area == "51.01.02");
}

TEST_CASE("codes of villages are the same in every spelling, in areas and lists, and have their kecamatan") {
  const auto [in_areas, in_list] = GENERATE(table<const char*, const char*>({
      {R"("5101022001")", "5101022001"},
      {"5101022001", "51.01.02.2001"},
      {"5101022001.0", "51 01 02 2001"},
      {R"("51 01 02 2001")", "5101022001.0"},
      {R"("5101022001.0")", "\"5101022001,0\""},
      {R"("51.01.02.2001")", "5.101.022.001"},
  }));
  CAPTURE(in_areas, in_list);
  Site site{Site::Inputs::all};
  const auto put = [](std::string text, const std::string& find, const std::string& with) {
    return text.replace(text.find(find), find.size(), with);
  };
  site.inputs.areas = site.folder.write("areas.geojson", put(two_squares, R"("51.01.02.2001")", in_areas));
  site.inputs.places = site.folder.write("villages.csv", put(villages_list, "51.01.02.2001", in_list));
  site.built();
  REQUIRE(site.areas[1].code == "51.01.02.2001");
  REQUIRE(site.areas[1].parent == "51.01.02");
  REQUIRE(site.areas[1].parent_name == "Mendoyo");
  REQUIRE_THAT(site.text_of("places.csv"), Catch::Contains("51.01.02.2001,desa,Pohsanten,51.01.02,"));
  REQUIRE_THAT(site.text_of("facilities.csv"), Catch::Contains("Puskesmas I Mendoyo,51.01.02,"));
}

TEST_CASE("villages whose codes tell no kecamatan are told to be checked") {
  Site site{Site::Inputs::none};
  std::string areas = two_squares;
  areas.replace(areas.find("51.01.02.2001"), 13, "5101010001");
  site.inputs.areas = site.folder.write("areas.geojson", areas);
  site.built();
  REQUIRE_THAT(
      site.text_of("report.txt"),
      Catch::Contains("areas.geojson: 1 village without a kecamatan: a code should be like 51.01.02.2008 or "
                      "5101022008, not 5101010001"));
}

TEST_CASE("villages that share a name are told with their codes") {
  Site site{Site::Inputs::all};
  std::string areas = two_squares;
  areas.replace(areas.find("Pohsanten"), 9, "BALER bale agung");
  site.inputs.areas = site.folder.write("areas.geojson", areas);
  site.built();
  REQUIRE_THAT(
      site.text_of("report.txt"),
      Catch::Contains(
          "2 villages are called Baler Bale Agung: 51.01.01.1006 in Negara, 51.01.02.2001 in Mendoyo"));
}

TEST_CASE("areas alone make a region whose kecamatan are named by their codes") {
  Site site{Site::Inputs::none};
  site.inputs.areas = site.folder.write("areas.geojson", two_squares);
  site.built();
  REQUIRE(site.place("51.01.02")->kind == PlaceKind::kecamatan);
  REQUIRE(config::load_region(site.inputs.out).has_value());
}

TEST_CASE("a list of villages alone makes a region of middles, of its own regency only") {
  Site site{Site::Inputs::none};
  site.inputs.places = site.folder.write("villages.csv", villages_list);
  site.built();
  REQUIRE(site.areas.size() == 2);
  REQUIRE(site.areas[0].polygons.empty());
  REQUIRE(site.place("Antap") == nullptr);
  REQUIRE_THAT(site.text_of("report.txt"), Catch::Contains("villages.csv: 1 row of other regencies"));
  site.inputs.name = "badung";
  site.inputs.out = site.folder.path() / "other";
  REQUIRE(site.fault() == "villages.csv: no row is of badung; the list has jembrana, tabanan");
}

TEST_CASE("a map alone makes a region with its villages, streets and hospitals") {
  Site site{Site::Inputs::none};
  site.inputs.name = "kota_x";
  site.inputs.osm = site.folder.write("map.opl",
                                      "n1 Tname=Melaya,place=village x114.5 y-8.25\n"
                                      "n2 Tname=RSU%20%X,amenity=hospital x114.5 y-8.26\n"
                                      "n3 x114.5 y-8.3\nn4 x114.51 y-8.3\n"
                                      "w1 Tname=Jalan%20%Raya,highway=primary Nn3,n4\n");
  site.built();
  const auto region = config::load_region(site.inputs.out);
  REQUIRE(region->title == "Kota X");
  REQUIRE(region->utc_offset_minutes == 480);
  REQUIRE(region->places.size() == 1);
  REQUIRE(region->facilities.front().kind == "hospital");
  REQUIRE(site.places.size() == 3);
  REQUIRE(site.place("Jalan Raya")->kind == PlaceKind::street);
}

TEST_CASE("of a map only what is near the areas is taken, once, and a listed facility is not made twice") {
  Site site{Site::Inputs::all};
  site.inputs.osm = site.folder.write("map.opl",
                                      "n1 Tname=Far,shop=yes x116 y-8.25\n"
                                      "n2 Tname=Toko,shop=yes x114.68 y-8.33\n"
                                      "n3 Tname=TOKO,shop=yes x114.6802 y-8.33\n"
                                      "n4 Tname=RS%20%Umum%20%Kertayasa,amenity=hospital x114.661 y-8.33\n"
                                      "n5 Tname=RSU%20%Lain,amenity=hospital x114.66 y-8.331\n"
                                      "n6 Tname=Seberang,shop=yes x114.70 y-8.33\n"
                                      "n7 Tshop=yes x114.68 y-8.33\n");
  site.built();
  REQUIRE(site.place("Far") == nullptr);
  REQUIRE(site.place("TOKO") == nullptr);
  REQUIRE(site.place("Toko")->area == "51.01.02.2001");
  REQUIRE(site.place("Seberang")->area.empty());
  const auto report = site.text_of("report.txt");
  for (const auto* line : {"map.opl: 1 object more than 5 km outside jembrana",
                           "map.opl: 1 object drawn twice: same kind, name and spot",
                           "map.opl: 1 object of our kinds without a name",
                           "faskes.csv, line 3: RS Umum Kertayasa is 110 m away in map.opl"})
    REQUIRE_THAT(report, Catch::Contains(line));
  REQUIRE(std::ranges::count(site.places, "RS Umum Kertayasa", &Place::name) == 2);
  const auto region = config::load_region(site.inputs.out);
  REQUIRE(std::ranges::count(region->facilities, "RS Umum Kertayasa", &config::NamedPlace::name) == 1);
  REQUIRE(std::ranges::count(region->facilities, "RSU Lain", &config::NamedPlace::name) == 1);
}

TEST_CASE("the same input makes the same bytes, over an earlier build too") {
  Site site{Site::Inputs::all};
  site.built();
  std::map<std::string, std::string> first;
  for (const auto& entry : fs::directory_iterator{site.inputs.out})
    first[entry.path().filename()] = site.text_of(entry.path().filename());
  REQUIRE(first.size() == 7);
  site.built();
  for (const auto& [file, text] : first) REQUIRE(site.text_of(file) == text);
}

TEST_CASE("what people changed or put beside is kept, what was made is made anew") {
  Site site{Site::Inputs::all};
  site.built();
  const auto write = [&](const std::string& file, std::string_view text) {
    std::ofstream{site.inputs.out / file} << text;
  };
  auto toml = site.text_of("region.toml");
  toml.replace(toml.find("JMB"), 3, "JBR");
  write("region.toml", toml);
  write("stations.csv", "id,name,lat,lon\nST-1,Pos,-8.33,114.68\n");
  write("units.csv", "id,kind,callsign,station\nAMB-01,ambulance,Satu,ST-1\n");
  fs::create_directory(site.inputs.out / "tiles");
  write("tiles/1.pbf", "tile");
  write("README.md", "by hand");
  write("report.txt", "old");
  REQUIRE_THAT(site.built(), Catch::Contains("units.csv is that of the earlier build"));
  const auto region = config::load_region(site.inputs.out);
  REQUIRE(region->prefix == "JBR");
  REQUIRE(region->units.size() == 1);
  REQUIRE(site.text_of("tiles/1.pbf") == "tile");
  REQUIRE(site.text_of("README.md") == "by hand");
  REQUIRE(site.text_of("report.txt") != "old");
}

TEST_CASE("a village whose given middle lies outside gets one inside, one without a middle too") {
  Site site{Site::Inputs::none};
  const auto* horseshoe =
      R"({"features":[{"properties":{"kode":"1.1.1.2001","nama":"U"MIDDLE},"geometry":{"type":"Polygon",
    "coordinates":[[[0,0],[3,0],[3,3],[2,3],[2,1],[1,1],[1,3],[0,3],[0,0]]]}}]})";
  for (const std::string middle : {"", ",\"lat\":2,\"lng\":1.5"}) {
    std::string text = horseshoe;
    text.replace(text.find("MIDDLE"), 6, middle);
    site.inputs.areas = site.folder.write("areas.geojson", text);
    site.built();
    REQUIRE(geo::Areas{site.areas}.at(site.areas[0].middle).front().is_inside);
  }
}

TEST_CASE("what is being done is told while it is done") {
  Site site{Site::Inputs::all};
  site.built();
  REQUIRE(site.progress.front() == "reading areas and places");
  REQUIRE(site.progress.back() == "writing " + site.inputs.out.string());
}

TEST_CASE("the five districts build from their files") {
  const fs::path data = fs::path{PROJECT_SOURCE_DIR} / ".." / "shared" / "data";
  if (!fs::exists(data / "areas")) {
    WARN("skipped: there is no ../shared/data beside the checkout");
    return;
  }
  const auto [name, villages] = GENERATE(table<std::string, std::size_t>({{"jembrana", 51},
                                                                          {"kota_bekasi", 56},
                                                                          {"bengkalis", 155},
                                                                          {"kab_bogor", 435},
                                                                          {"bangka_tengah", 63}}));
  Site site{Site::Inputs::none};
  site.inputs.name = name;
  site.inputs.areas = data / "areas" / (name + "_desa.geojson");
  site.inputs.places = data / "gazetteer" / "desa_5regencies.csv";
  site.inputs.facilities = {data / "facilities" / "faskes_2019_5regencies.csv"};
  if (name == "jembrana") site.inputs.facilities.push_back(data / "gazetteer" / "osm_worship_jembrana.csv");
  if (name == "kota_bekasi") site.inputs.osm = data / "roads" / "bekasi_grandwisata.osm.pbf";
  site.built();
  REQUIRE(site.areas.size() == villages);
  REQUIRE(std::ranges::none_of(site.areas, [](const geo::Area& area) { return area.parent_name.empty(); }));
  const auto region = config::load_region(site.inputs.out);
  if (region.has_error()) FAIL(region.error().what);
  REQUIRE_FALSE(region->facilities.empty());
  const geo::Areas areas{site.areas};
  for (const auto& area : areas.all()) REQUIRE(areas.at(area.middle).front().is_inside);
}
