#include "geo/words/gazetteer.hpp"

#include <sqlite3.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

#include "tests/config/folder.hpp"
#include "tests/geo/at.hpp"

using geo::Area;
using geo::Gazetteer;
using geo::Place;
using geo::PlaceKind;
using geo::Position;
using test::at;
using tests::Folder;
namespace fs = std::filesystem;

namespace {

std::vector<Place> some_places() {
  Place market;
  market.name = "Pasar Senggol";
  market.also = {"Pasar Malam", "Senggol"};
  market.kind = PlaceKind::market;
  market.at = at(-8.3, 114.6);
  market.extent = geo::Metres{80};
  market.area = "51.09.01.2001";
  market.is_approximate = true;
  market.km = 1.5;
  market.source = "by hand";
  Place village;
  village.name = "Baler Bale Agung";
  village.kind = PlaceKind::village;
  village.at = at(-8.4, 114.7);
  return {market, village};
}

std::vector<Area> some_areas() {
  const geo::Ring outer{at(-8, 114), at(-8, 115), at(-9, 115), at(-8, 114)};
  const geo::Ring hole{at(-8.1, 114.5), at(-8.1, 114.6), at(-8.2, 114.6), at(-8.1, 114.5)};
  return {{"51.09.01.2001", "Laut", "51.09.01", "Pantai", at(-8.3, 114.6), {{outer, {hole}}, {outer, {}}}},
          {"51.09.01.2002", "Darat", "51.09.01", "Pantai", at(-8.2, 114.5), {}}};
}

std::string bytes_of(const fs::path& path) {
  std::ifstream file{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{file}, {}};
}

}  // namespace

TEST_CASE("what is written to a places file is read again to the last field") {
  const Folder folder;
  const auto file = folder.path() / "places.db";
  REQUIRE(Gazetteer::write(file, some_places(), some_areas()).has_value());
  const auto opened = Gazetteer::open(file);
  REQUIRE(opened.has_value());
  REQUIRE(opened->places().size() == 2);
  const auto& market = opened->places()[0];
  const auto expected = some_places()[0];
  REQUIRE(market.name == expected.name);
  REQUIRE(market.also == expected.also);
  REQUIRE(market.kind == expected.kind);
  REQUIRE(market.at == expected.at);
  REQUIRE(market.extent == expected.extent);
  REQUIRE(market.area == expected.area);
  REQUIRE(market.is_approximate);
  REQUIRE(market.km == expected.km);
  REQUIRE(market.source == expected.source);
  REQUIRE(opened->areas().size() == 2);
  const auto& area = opened->areas()[0];
  REQUIRE(area.parent_name == "Pantai");
  REQUIRE(area.polygons.size() == 2);
  REQUIRE(area.polygons[0].outer == some_areas()[0].polygons[0].outer);
  REQUIRE(area.polygons[0].holes == some_areas()[0].polygons[0].holes);
  REQUIRE(opened->areas()[1].polygons.empty());
  REQUIRE(opened->mentions(geo::words_of("pasr senggl")).at(0).place == 0);
}

TEST_CASE("the same places give the same file byte for byte, also over an older one") {
  const Folder folder;
  REQUIRE(Gazetteer::write(folder.path() / "a.db", some_places(), some_areas()).has_value());
  folder.write("b.db", "something older");
  REQUIRE(Gazetteer::write(folder.path() / "b.db", some_places(), some_areas()).has_value());
  REQUIRE(bytes_of(folder.path() / "a.db") == bytes_of(folder.path() / "b.db"));
}

TEST_CASE("a file that is no places file is refused by its name") {
  const Folder folder;
  const auto file = folder.path() / "places.db";
  REQUIRE(Gazetteer::write(file, some_places(), some_areas()).has_value());
  const auto good = bytes_of(file);
  const auto fault_of = [&](std::string_view bytes) {
    folder.write("places.db", bytes);
    const auto opened = Gazetteer::open(file);
    REQUIRE(opened.has_error());
    REQUIRE(opened.error().what.find("places.db") != std::string::npos);
    return opened.error().what;
  };
  REQUIRE(
      fault_of(
          "no database at all, but longer than a header of SQLite would have to be: xxxxxxxxxxxxxxxxxxxxxxx")
          .find("not a database") != std::string::npos);
  REQUIRE(fault_of("").find("not a places file") != std::string::npos);
  fault_of(good.substr(0, good.size() / 2));
  auto newer = good;
  newer[63] = 9;  // the last byte of user_version
  REQUIRE(fault_of(newer).find("version 9") != std::string::npos);
  fs::remove(file);
  REQUIRE(Gazetteer::open(file).error().what.find("places.db") != std::string::npos);
}

TEST_CASE("a places file that cannot be written leaves nothing behind") {
  const auto wrote = Gazetteer::write("/proc/places.db", some_places(), some_areas());
  REQUIRE(wrote.has_error());
  REQUIRE(wrote.error().what.find("/proc/places.db") != std::string::npos);
}

TEST_CASE("a places file whose words were taken out is searched for what is left") {
  const Folder folder;
  const auto file = folder.path() / "places.db";
  REQUIRE(Gazetteer::write(file, some_places(), some_areas()).has_value());
  sqlite3* database = nullptr;
  REQUIRE(sqlite3_open(file.c_str(), &database) == SQLITE_OK);
  REQUIRE(sqlite3_exec(database, "DELETE FROM word WHERE rowid > 1", nullptr, nullptr, nullptr) == SQLITE_OK);
  sqlite3_close(database);
  const auto opened = Gazetteer::open(file);
  REQUIRE(opened.has_value());
  REQUIRE(opened->mentions(geo::words_of("sengol blr agng")).empty());  // the index still knows these
}

TEST_CASE("a damaged places file never ends the program") {
  const Folder folder;
  const auto file = folder.path() / "places.db";
  REQUIRE(Gazetteer::write(file, some_places(), some_areas()).has_value());
  const auto good = bytes_of(file);
  std::mt19937 random{42};
  for (int round = 0; round < 200; ++round) {
    auto bad = good;
    for (int i = 0; i < 8; ++i) bad[random() % bad.size()] = static_cast<char>(random());
    folder.write("places.db", bad);
    const auto opened = Gazetteer::open(file);
    if (opened.has_value()) REQUIRE(opened->mentions(geo::words_of("pasar senggol bale agung")).size() < 100);
  }
}

TEST_CASE("a name is found in a text with what stands beside it, once for each time it is said") {
  const auto gazetteer = Gazetteer::of(some_places(), some_areas());
  const auto words = geo::words_of("dari pasar senggol ke balerbaleagung, bukan senggol");
  std::vector<std::pair<std::size_t, std::size_t>> market;
  bool has_village = false;
  for (const auto& mention : gazetteer.mentions(words)) {
    if (mention.place == 0) market.emplace_back(mention.first, mention.end);
    if (mention.place == 1) has_village = mention.match > 0.99;
  }
  REQUIRE(has_village);
  REQUIRE(std::ranges::count(market, std::pair<std::size_t, std::size_t>{1, 3}) > 0);
  REQUIRE(std::ranges::count(market, std::pair<std::size_t, std::size_t>{6, 7}) > 0);
}
