#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

#include "region/build.hpp"
#include "tests/region/site.hpp"

namespace fs = std::filesystem;
using tests::Site;

TEST_CASE("a kept file that the server would not read stops the build and changes nothing") {
  Site site{Site::Inputs::all};
  site.built();
  std::ofstream{site.inputs.out / "units.csv"} << "id,kind,callsign,station\nAMB-01,ambulance,Satu,ST-1\n";
  std::ofstream{site.inputs.out / "report.txt"} << "old";
  REQUIRE(site.fault() ==
          "out/units.csv, line 2: there is no station ST-1\n"
          "This file is kept from an earlier build: mend it, then build again. Nothing was changed.");
  REQUIRE(site.text_of("report.txt") == "old");
  std::ofstream{site.inputs.out / "units.csv"} << "id,kind,callsign,station\n";
  site.inputs.name = "tabanan";
  REQUIRE(site.fault() == "out/region.toml is of the region jembrana, not of tabanan: nothing was changed");
}

TEST_CASE("bad input is refused with file and line, and nothing is built") {
  const auto [file, text, fault] = GENERATE(table<std::string, std::string, std::string>({
      {"faskes.csv", "nama,lat,lon\nA,1,2\n",
       "faskes.csv, line 1: there is no column for the kind (kind, jenis, religion); the columns are nama, "
       "lat, lon"},
      {"faskes.csv", "nama,jenis,lat,lon\nA,pasar,east,2\n", "faskes.csv, line 2: lat is not a number: east"},
      {"faskes.csv", "nama,jenis,lat,lon\nA,pasar,91,2\n",
       "faskes.csv, line 2: lat and lon are not a place on earth: are they swapped?"},
      {"faskes.csv", "\xFF\xFEn",
       "faskes.csv: this is UTF-16 (a spreadsheet's \"Unicode text\"): save the file as UTF-8"},
      {"areas.geojson", "\xFF\xFE{",
       "areas.geojson: this is UTF-16 (a spreadsheet's \"Unicode text\"): save the file as UTF-8"},
      {"areas.geojson", R"({"features":[{"properties":{"kode":1.5,"nama":"A"}}]})",
       "areas.geojson, line 1, column 14 (feature 1): the property kode should be a text or a whole number, "
       "not 1.5E0"},
      {"areas.geojson",
       R"({"features":[{"properties":{"kode":"1","nama":"A","lat":0,"lng":0.0},"geometry":null}]})",
       "areas.geojson, line 1, column 14 (feature 1): there is no geometry, and the properties lat and lng "
       "are 0, 0: "
       "the place is not known"},
      {"areas.geojson",
       R"({"features":[{"properties":{"kode":"1","nama":"A"},"geometry":{"type":"Polygon","coordinates":[[[-8.3,114.6]]]}}]})",
       "areas.geojson, line 1, column 14 (feature 1): not a place on earth: [-8.3E0,1.146E2]: it should be "
       "[lon, lat], "
       "are they swapped?"},
      {"faskes.csv", "nama,jenis,lat,lon\nCaf\xE9,pasar,1,2\n",
       "faskes.csv, line 2, column 4: not UTF-8 (byte E9, as in Windows-1252): save the file as UTF-8"},
      {"faskes.csv", "regency,nama,jenis,lat,lon\ntabanan,A,pasar,1,2\n",
       "faskes.csv: no row is of jembrana; the list has tabanan 1"},
      {"villages.csv", "14.03.01.1001,28712\n",
       "villages.csv, line 1: there is no column for the code (kode, code); the columns are 14.03.01.1001, "
       "28712"},
      {"areas.geojson", "{\"features\": [",
       "areas.geojson, line 1, column 15: this is not JSON: incomplete JSON"},
      {"areas.geojson", "{}",
       "areas.geojson, line 1, column 1: this is not a GeoJSON FeatureCollection with features"},
      {"areas.geojson", "{\"features\":\n [{\"properties\":{\"nama\":\"A\"}}]}",
       "areas.geojson, line 2, column 3 (feature 1): the property kode is missing"},
      {"areas.geojson",
       R"({"features":[{"properties":{"kode":"1","nama":"A"},"geometry":{"type":"Point"}}]})",
       "areas.geojson, line 1, column 14 (feature 1): the geometry should be Polygon or MultiPolygon, not "
       "Point"},
      {"areas.geojson",
       R"({"features":[{"properties":{"kode":"1","nama":"A"},"geometry":{"type":"Polygon","coordinates":[[[1,2],[3,"x"]]]}}]})",
       "areas.geojson, line 1, column 14 (feature 1): a position should be two numbers, not [3,\"x\"]"},
      {"areas.geojson",
       R"({"features":[{"properties":{"kode":"1","nama":"A"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[2,2],[2,0],[0,1],[0,0]]]}}]})",
       "areas.geojson, line 1, column 14 (feature 1): A: the border crosses or touches itself at 0.666667, "
       "0.666667"},
      {"areas.geojson",
       R"({"features":[{"properties":{"kode":"1","nama":"A"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[2,2]]]}}]})",
       "areas.geojson, line 1, column 14 (feature 1): A: a ring has fewer than three corners at 0.000000, "
       "0.000000"},
  }));
  Site site{Site::Inputs::all};
  site.folder.write(file, text);
  REQUIRE(site.fault() == fault);
  REQUIRE_FALSE(fs::exists(site.inputs.out));
}

TEST_CASE("a broken map is refused and nothing is built") {
  Site site{Site::Inputs::all};
  site.inputs.osm = site.folder.write("map.osm.pbf", "this is no PBF, but long enough to be taken for one");
  REQUIRE_THAT(site.fault(), Catch::StartsWith("cannot read map.osm.pbf: osmium says: PBF error: "));
  REQUIRE_FALSE(fs::exists(site.inputs.out));
}

TEST_CASE("a region is built beside where one stands") {
  Site site{Site::Inputs::all};
  const auto before = fs::current_path();
  fs::current_path(site.folder.path());
  site.inputs.out = "beside";
  const auto built = site.build();
  fs::current_path(before);
  REQUIRE(built.has_value());
  REQUIRE(fs::exists(site.folder.path() / "beside" / "region.toml"));
}

TEST_CASE("an out folder that cannot be is refused before anything is read") {
  Site site{Site::Inputs::all};
  site.inputs.areas = "/nowhere/areas.geojson";
  const auto* name = "out";
  SECTION("its parent is missing") {
    site.inputs.out = site.folder.path() / "no" / "out";
    REQUIRE(site.fault() == "cannot make no/out: there is no folder no");
    return;
  }
  SECTION("a file is in its place") {
    site.folder.write(name, "");
    REQUIRE(site.fault() == "out is there and is not a folder");
  }
  SECTION("other things are in it") {
    fs::create_directory(site.inputs.out);
    std::ofstream{site.inputs.out / "thesis.doc"} << "dear";
    REQUIRE(site.fault() == "out is there and is not a region (it has no region.toml): nothing was changed");
    REQUIRE(site.text_of("thesis.doc") == "dear");
  }
  SECTION("nobody may write beside it") {
    site.inputs.out = "/proc/region";
    REQUIRE_THAT(site.fault(), Catch::StartsWith("cannot write beside /proc/region: "));
  }
}

TEST_CASE("a disk that fills up leaves the earlier region as it was") {
  Site site{Site::Inputs::all};
  site.built();
  const auto before = site.text_of("report.txt");
  rlimit old{};
  getrlimit(RLIMIT_FSIZE, &old);
  auto* const signal_before = std::signal(SIGXFSZ, SIG_IGN);
  const rlimit small{100, old.rlim_max};
  setrlimit(RLIMIT_FSIZE, &small);
  const auto built = site.build();
  setrlimit(RLIMIT_FSIZE, &old);
  std::signal(SIGXFSZ, signal_before);
  REQUIRE(built.has_error());
  REQUIRE(built.error().what ==
          "cannot write " + (site.inputs.out / "places.csv").string() + ": File too large");
  REQUIRE(site.text_of("report.txt") == before);
  REQUIRE(site.leftovers() == 0);
}

TEST_CASE("a build that is killed leaves the earlier region, and the next one clears up and goes on") {
  Site site{Site::Inputs::all};
  site.built();
  const auto before = site.text_of("report.txt");
  site.folder.write("faskes.csv", "nama,jenis,lat,lon\nPasar,pasar,-8.33,114.68\n");
  const auto child = fork();
  if (child == 0) {
    const auto ended = region::build_region(
        site.inputs,
        [](const fs::path& file, auto, auto) {
          std::ofstream{file} << "half";
          kill(getpid(), SIGKILL);
          return dispatch::OrFault<>{};
        },
        [](const std::string&) {});
    _exit(ended.has_error() ? 1 : 0);
  }
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  REQUIRE(WIFSIGNALED(status));
  REQUIRE(site.text_of("report.txt") == before);
  REQUIRE(site.leftovers() == 1);
  site.built();
  REQUIRE(site.leftovers() == 0);
  REQUIRE(site.text_of("report.txt") != before);
  REQUIRE(site.text_of("places.db") != "half");
}

TEST_CASE("two builds of one region at once: the second is refused") {
  Site site{Site::Inputs::all};
  std::string second;
  const auto first = region::build_region(
      site.inputs,
      [&](const fs::path& file, auto, auto) {
        second = site.build().error().what;
        std::ofstream{file} << "first";
        return dispatch::OrFault<>{};
      },
      [](const std::string&) {});
  REQUIRE(first.has_value());
  REQUIRE(second == "another build of " + site.inputs.out.string() + " is running");
  REQUIRE(site.text_of("places.db") == "first");
}

TEST_CASE("a gazetteer that cannot be written is said with the folder that was meant") {
  Site site{Site::Inputs::all};
  const auto built = region::build_region(
      site.inputs,
      [](const fs::path& file, auto, auto) -> dispatch::OrFault<> {
        return dispatch::Fault{"cannot write " + file.string()};
      },
      [](const std::string&) {});
  REQUIRE(built.error().what == "cannot write " + (site.inputs.out / "places.db").string());
  REQUIRE_FALSE(fs::exists(site.inputs.out));
}

TEST_CASE("the flags of region build are read, facilities several times") {
  const std::vector<std::string> flags{"--name", "bogor", "--facilities", "a.csv", "--facilities=b.csv",
                                       "--out",  "x"};
  const auto inputs = region::region_inputs(flags);
  REQUIRE(inputs->name == "bogor");
  REQUIRE(inputs->facilities == std::vector<fs::path>{"a.csv", "b.csv"});
  REQUIRE(inputs->out == "x");
  REQUIRE(inputs->osm.empty());
}

TEST_CASE("flags that cannot be are refused with what is missing") {
  const auto [flags, fault] = GENERATE(table<std::vector<std::string>, std::string>({
      {std::vector<std::string>{}, "region build needs --name: letters, digits, - or _, at most 36"},
      {{"--name", "a b"}, "region build needs --name: letters, digits, - or _, at most 36"},
      {{"--name", "a"}, "region build needs --out, the folder to make"},
      {{"--name", "a", "--out", "x"},
       "region build needs at least one of --osm, --areas, --places and --facilities"},
      {{"--name", "a", "--out"}, "--out needs a value"},
      {{"--name", "a", "--out", ""}, "--out is empty"},
      {{"--out", "a", "--out", "b"}, "--out is there twice"},
  }));
  REQUIRE(region::region_inputs(flags).error().what == fault);
  const std::vector<std::string> unknown{"--roads", "x"};
  REQUIRE_THAT(region::region_inputs(unknown).error().what,
               Catch::StartsWith("region build: there is no flag --roads\n  --name NAME"));
}
