#include "region/osm.hpp"

#include <algorithm>

#include "region/child.hpp"
#include "region/opl.hpp"
#include "region/osm_kinds.hpp"
#include "region/streets.hpp"
#include "tests/config/folder.hpp"
#include "tests/geo/at.hpp"

using namespace region;
using geo::PlaceKind;
using geo::Position;
using test::at;
using tests::Folder;

namespace {

OsmObject object(const std::string& line) {
  auto read = read_opl(line);
  if (!read) FAIL("not read: " << line);
  return *read;
}

std::optional<PlaceKind> kind_in(const std::string& tags) {
  return kind_of(object("n1 T" + tags + " x1 y2"));
}

OsmExtract extract_of(const std::string& opl) {
  const Folder folder;
  auto extract = read_osm(folder.write("map.opl", opl), [](const std::string&) {});
  if (extract.has_error()) FAIL(extract.error().what);
  return std::move(*extract);
}

std::string fault_of(const std::filesystem::path& file) {
  return read_osm(file, [](const std::string&) {}).error().what;
}

}  // namespace

TEST_CASE("a node of OPL has its id, its tags and its place") {
  const auto node = object(
      "n-17 v3 dV c5 t2015-07-25T08:49:15Z i7 uKetut Tname=Pura%20%Desa,amenity=place_of_worship "
      "x114.5 y-8.25");
  REQUIRE(node.type == 'n');
  REQUIRE(node.id == -17);
  REQUIRE(node.tag("name") == "Pura Desa");
  REQUIRE(node.tag("amenity") == "place_of_worship");
  REQUIRE(node.tag("shop").empty());
  REQUIRE(node.points == std::vector{at(-8.25, 114.5)});
}

TEST_CASE("escapes of OPL are code points in hexadecimal between percent signs") {
  REQUIRE(object("n1 Tname=a%2c%b%3d%c%25%d%20ac%%1f691% x1 y2").tag("name") ==
          "a,b=c%d\xE2\x82\xAC\xF0\x9F\x9A\x91");
}

TEST_CASE("a way of OPL has the places of its nodes, is closed or open, and says what is missing") {
  const auto open = object("w5 Thighway=residential Nn1x114.5y-8.25,n2x114.6y-8.26");
  REQUIRE(open.points == std::vector{at(-8.25, 114.5), at(-8.26, 114.6)});
  REQUIRE_FALSE(open.is_closed);
  REQUIRE(object("w5 T Nn1x1y1,n2x2y2,n3x3y1,n1x1y1").is_closed);
  const auto cut = object("w5 T Nn1xy,n2x2y2,n3xy");
  REQUIRE(cut.points.size() == 1);
  REQUIRE(cut.missing_points == 2);
}

TEST_CASE("a line that is not OPL is not read") {
  for (const auto* wrong :
       {"", "x", "n", "nx", "c1 v1", "n1 Tname=%zz% x1 y1", "n1 Tname=%20 x1 y1", "n1 T%110000%=a x1 y1",
        "n1 T%d800%=a x1 y1", "n1 T xeast y1", "n1 T x200 y1", "w1 T Nn1x1y91"})
    REQUIRE_FALSE(read_opl(wrong).has_value());
}

TEST_CASE("what OpenStreetMap calls a thing tells what kind of place it is") {
  const auto [tags, kind] = GENERATE(table<const char*, PlaceKind>({
      {"place=village", PlaceKind::village},
      {"place=hamlet", PlaceKind::hamlet},
      {"amenity=hospital", PlaceKind::health},
      {"amenity=clinic", PlaceKind::health},
      {"healthcare=midwife", PlaceKind::health},
      {"building=yes,amenity=place_of_worship", PlaceKind::worship},
      {"amenity=kindergarten", PlaceKind::school},
      {"amenity=marketplace", PlaceKind::market},
      {"amenity=police", PlaceKind::office},
      {"office=government", PlaceKind::office},
      {"amenity=cafe", PlaceKind::landmark},
      {"shop=bakery", PlaceKind::landmark},
      {"man_made=bridge", PlaceKind::landmark},
      {"harbour=yes", PlaceKind::landmark},
      {"landuse=residential", PlaceKind::hamlet},
  }));
  CAPTURE(tags);
  REQUIRE(kind_in(tags) == kind);
}

TEST_CASE("roads are streets, but not the platforms and rest areas beside them") {
  REQUIRE(kind_of(object("w1 Thighway=residential Nn1x1y1,n2x2y2")) == PlaceKind::street);
  REQUIRE(kind_of(object("w1 Thighway=services Nn1x1y1,n2x2y2")) == PlaceKind::landmark);
  REQUIRE_FALSE(kind_of(object("w1 Thighway=platform Nn1x1y1,n2x2y2")).has_value());
}

TEST_CASE("what nobody names a place by is none") {
  for (const auto* tags :
       {"highway=residential", "place=country", "shop=no", "boundary=administrative", "natural=tree"})
    REQUIRE_FALSE(kind_in(tags).has_value());
}

TEST_CASE("a thing has all its names, each once, the usual one first") {
  const auto names = names_of(
      object("n1 Tname:en=Market,alt_name=Pasar%20%Umum;Pasar,name=Pasar%20%Negara,old_name=Pasar x1 y1"));
  REQUIRE(names == std::vector<std::string>{"Pasar Negara", "Pasar Umum", "Pasar", "Market"});
  REQUIRE(names_of(object("n1 Tname=%20% x1 y1")).empty());
}

TEST_CASE("hospitals, clinics and puskesmas are facilities, pharmacies and pustu are not") {
  const auto kind = [](const std::string& tags) {
    return facility_kind_of(object("n1 T" + tags + " x1 y1"));
  };
  REQUIRE(kind("amenity=hospital,name=RSU") == "hospital");
  REQUIRE(kind("amenity=clinic,name=Klinik") == "clinic");
  REQUIRE(kind("amenity=hospital,name=PUSKESMAS%20%Melaya") == "puskesmas");
  REQUIRE(kind("amenity=clinic,name=Puskesmas%20%Pembantu%20%X") == "clinic");
  REQUIRE(kind("amenity=pharmacy,name=Apotek").empty());
  REQUIRE(kind("amenity=school,name=Puskesmas").empty());
}

TEST_CASE("ways of one name that lie within half a kilometre are one street, others two") {
  Streets streets;
  const double metre = 1 / 111'195.0;
  streets.add("Jalan Udayana", {}, {at(0, 0), at(0, 1000 * metre)});
  streets.add("Jalan Udayana", {"Jl. A. Yani"}, {at(0, 1490 * metre), at(0, 2000 * metre)});
  streets.add("Jalan Udayana", {}, {at(0, 3000 * metre), at(0, 3100 * metre)});
  streets.add("Gang Mawar", {}, {at(0, 0)});
  const auto places = streets.places();
  REQUIRE(places.size() == 3);
  REQUIRE(places[0].name == "Gang Mawar");
  REQUIRE(places[0].extent == geo::Metres{0});
  REQUIRE(places[1].kind == PlaceKind::street);
  REQUIRE(places[1].also == std::vector<std::string>{"Jl. A. Yani"});
  REQUIRE(places[1].at.lat() == 0);
  REQUIRE(places[1].at.lon() / metre == Approx(1000).margin(100));
  REQUIRE(places[1].extent.count() == Approx(1000).margin(60));
  REQUIRE(places[2].extent.count() == Approx(50).margin(5));
}

TEST_CASE("the point of a bent street is on it, and all of it is within its extent") {
  Streets streets;
  const std::vector bend{at(-8.30, 114.60), at(-8.30, 114.62), at(-8.32, 114.62)};
  streets.add("Jalan Bengkok", {}, bend);
  const auto street = streets.places().front();
  REQUIRE((street.at.lat() == Approx(-8.30).margin(1e-9) || street.at.lon() == Approx(114.62).margin(1e-9)));
  for (const auto& point : bend) REQUIRE(distance(street.at, point) <= street.extent);
}

TEST_CASE("a file is read through osmium: points, buildings by their middle, streets") {
  const auto extract = extract_of(
      "n1 Tname=Melaya,place=village x114.5 y-8.25\n"
      "n2 Tamenity=school x114.5 y-8.26\n"
      "n3 x114.50 y-8.30\nn4 x114.52 y-8.30\nn5 x114.52 y-8.28\nn6 x114.50 y-8.28\n"
      "w1 Tname=Jalan%20%Raya,highway=primary Nn3,n4\n"
      "w2 Tname=RSU%20%Negara,amenity=hospital,building=yes Nn3,n4,n5,n6,n3\n"
      "w3 Thighway=path Nn3,n5\n"
      "w4 Thighway=primary,name=Jalan%20%Raya,bridge:name=Jembatan%20%Biluk,bridge=yes Nn4,n5\n"
      "w5 Tname=Cut,leisure=park Nn5,n99\n"
      "w6 Tname=Gone,leisure=park Nn98,n99\n"
      "r1 Tname=Kampus,amenity=university Mw2@\n");
  REQUIRE(extract.places.size() == 5);
  const auto& hospital = extract.places[1];
  REQUIRE(hospital.place.name == "RSU Negara");
  REQUIRE(hospital.facility == "hospital");
  REQUIRE(hospital.place.at.lat() == Approx(-8.29));
  REQUIRE(hospital.place.at.lon() == Approx(114.51));
  REQUIRE(hospital.place.extent.count() == Approx(1570).margin(10));
  REQUIRE(extract.places[2].place.name == "Jembatan Biluk");
  REQUIRE(extract.places[2].place.kind == PlaceKind::landmark);
  REQUIRE(extract.places[3].place.name == "Cut");
  REQUIRE(extract.places[4].place.name == "Jalan Raya");
  REQUIRE(extract.street_ways == 2);
  REQUIRE(extract.without_name == 2);  // a school, a path
  REQUIRE(extract.cut_ways == 1);
  REQUIRE(extract.without_position == 1);
  REQUIRE(extract.named_relations == 1);
}

TEST_CASE("OSM XML is read too") {
  const Folder folder;
  const auto file = folder.write(
      "map.osm",
      "<?xml version=\"1.0\"?><osm version=\"0.6\"><node id=\"1\" lat=\"-8.25\" lon=\"114.5\">"
      "<tag k=\"name\" v=\"Pasar, =%&quot;\"/><tag k=\"amenity\" v=\"marketplace\"/></node></osm>");
  const auto extract = read_osm(file, [](const std::string&) {});
  REQUIRE(extract->places.front().place.name == "Pasar, =%\"");
}

TEST_CASE("a map that cannot be read is refused with what osmium says of it") {
  const Folder folder;
  REQUIRE(fault_of(folder.write("broken.osm.pbf", "this is no PBF, but long enough to be taken for one")) ==
          "cannot read " + (folder.path() / "broken.osm.pbf").string() +
              ": osmium says: PBF error: invalid BlobHeader size (> max_blob_header_size)");
  REQUIRE_THAT(
      fault_of(folder.write("cut.osm", "<?xml version=\"1.0\"?><osm version=\"0.6\"><node id=\"1\"")),
      Catch::Contains("osmium says: XML parsing error at line 1"));
  REQUIRE_THAT(fault_of(folder.write("map.doc", "x")),
               Catch::Contains("osmium says: Could not detect file format"));
  REQUIRE_THAT(fault_of("/nowhere/map.osm.pbf"), Catch::Contains("No such file or directory"));
  REQUIRE_THAT(fault_of(folder.write("empty.osm.pbf", "")), Catch::Contains("osmium says: "));
}

TEST_CASE("ways that come before their nodes are refused, because nobody would know where they are") {
  const Folder folder;
  REQUIRE_THAT(fault_of(folder.write("map.opl", "w1 Tname=A,highway=primary Nn1,n2\nn1 x1 y1\nn2 x2 y2\n")),
               Catch::Contains("no node of its ways is there"));
}

TEST_CASE("roads are taken with their barriers lights and turns and a way that lacks nodes comes in parts") {
  const auto extract = extract_of(
      "n1 x114.60 y-8.3\n"
      "n2 Tbarrier=gate x114.61 y-8.3\n"
      "n3 Thighway=traffic_signals x114.62 y-8.3\n"
      "n5 x114.64 y-8.3\n"
      "n6 x114.65 y-8.3\n"
      "w1 Thighway=primary,name=Jalan%20%Udayana Nn1,n2,n3\n"
      "w2 Thighway=tertiary,ref=K12 Nn3,n4,n5,n6\n"
      "w3 Thighway=footway Nn1,n3\n"
      "w4 Thighway=residential Nn98,n99\n"
      "r1 Ttype=restriction,restriction=no_left_turn Mw1@from,n3@via,w2@to\n"
      "r2 Ttype=restriction,restriction=no_left_turn Mw1@from,w2@via,w2@to\n"
      "r3 Ttype=restriction,restriction=no_u_turn Mw1@from,n3@via,w77@to\n");
  const auto& roads = extract.roads;
  REQUIRE(roads.ways.size() == 2);
  REQUIRE(roads.ways[0].name == "Jalan Udayana");
  REQUIRE(roads.ways[0].nodes.size() == 3);
  REQUIRE(roads.ways[1].name == "K12");
  REQUIRE(roads.ways[1].nodes.size() == 2);  // of its two parts the first is one node alone
  REQUIRE(roads.barriers.size() == 1);
  REQUIRE(roads.signals.size() == 1);
  REQUIRE(roads.turns.size() == 1);
  REQUIRE(extract.road_counts.not_drivable == 1);
  REQUIRE(extract.road_counts.cut_ways == 2);
  REQUIRE(extract.road_counts.turns_by_ways == 1);
  REQUIRE(extract.road_counts.turns_outside == 1);
}

TEST_CASE("a map without anything on it gives nothing and no fault") {
  REQUIRE(extract_of("").roads.ways.empty());
  REQUIRE(extract_of("n1 x114.6 y-8.3\n").places.empty());
}

TEST_CASE("a program's lines come one by one, whole, also the last without its end") {
  std::vector<std::string> lines;
  const auto take = [&](std::string_view line) {
    lines.emplace_back(line);
    return true;
  };
  REQUIRE(run_for_lines({"printf", "a\\n\\nb c\\nd"}, take).value());
  REQUIRE(lines == std::vector<std::string>{"a", "", "b c", "d"});
}

TEST_CASE("an argument is handed to a program as it is, no shell reads it") {
  std::string line;
  REQUIRE(run_for_lines({"echo", "$(id); 'x' > y"}, [&](std::string_view one) {
            line = one;
            return true;
          }).value());
  REQUIRE(line == "$(id); 'x' > y");
}

TEST_CASE("a program that fails is heard, one that is missing is named, and one may be stopped early") {
  const auto nothing = [](std::string_view) { return true; };
  REQUIRE(run_for_lines({"sh", "-c", "echo broken >&2; exit 3"}, nothing).error().what == "broken");
  REQUIRE(run_for_lines({"false"}, nothing).error().what == "false ended with status 1");
  REQUIRE(run_for_lines({"sh", "-c", "kill -9 $$"}, nothing).error().what == "sh was killed by signal 9");
  REQUIRE(run_for_lines({"no-such-program-here"}, nothing).error().what ==
          "no-such-program-here is not installed");
  REQUIRE_FALSE(run_for_lines({"yes"}, [](std::string_view) { return false; }).value());
}

TEST_CASE("a program that says much on both ends at once is read to its end") {
  std::size_t lines = 0;
  REQUIRE(run_for_lines({"sh", "-c",
                         "i=0; while [ $i -lt 3000 ]; do echo $i; echo a long complaint of $i that fills "
                         "pipes >&2; i=$((i+1)); done"},
                        [&](std::string_view) { return ++lines > 0; })
              .value());
  REQUIRE(lines == 3000);
}
