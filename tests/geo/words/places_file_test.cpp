#include "geo/words/places_file.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <bit>
#include <catch2/catch.hpp>
#include <cmath>

#include "geo/words/spelling.hpp"
#include "tests/config/folder.hpp"
#include "tests/geo/at.hpp"

using geo::PlacesFile;
using test::at;

namespace {

using Rows = std::vector<std::uint32_t>;

PlacesFile::Content one_of_each() {
  geo::Place place;
  place.name = "Pasar Senggol";
  place.at = at(-8.3, 114.6);
  geo::Area area;
  area.code = "51.09.01.2001";
  area.middle = place.at;
  PlacesFile::Content content;
  content.places.push_back(place);
  content.areas.push_back(area);
  content.words = {"pasar"};
  return content;
}

// A good file that somebody else's program has had its hands on.
class ChangedFile {
 public:
  explicit ChangedFile(const std::string& sql) {
    REQUIRE(PlacesFile::write(path(), one_of_each()).has_value());
    sqlite3* database = nullptr;
    REQUIRE(sqlite3_open(path().c_str(), &database) == SQLITE_OK);
    REQUIRE(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(database);
  }
  // Empty when the file is read.
  [[nodiscard]] std::string refusal() {
    const auto opened = PlacesFile::open(path(), content);
    return opened.has_error() ? opened.error().what : "";
  }

  PlacesFile::Content content;

 private:
  [[nodiscard]] std::filesystem::path path() const { return folder_.path() / "places.db"; }
  tests::Folder folder_;
};

std::string refusal_after(const std::string& sql) {
  return ChangedFile{sql}.refusal();
}
bool says(const std::string& refusal, std::string_view what) {
  return refusal.find("places.db") != std::string::npos && refusal.find(what) != std::string::npos;
}

// The only area's shape, replaced by these numbers.
std::string with_shape(const std::vector<double>& numbers, std::size_t bytes_left_out = 0) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string hex;
  for (const auto number : numbers)
    for (const auto byte : std::bit_cast<std::array<std::uint8_t, sizeof number>>(number)) {
      hex += digits[byte / 16];
      hex += digits[byte % 16];
    }
  hex.resize(hex.size() - 2 * bytes_left_out);
  return "UPDATE area SET shape = x'" + hex + "'";
}

PlacesFile index_of(const std::vector<std::string>& words) {
  return PlacesFile::in_memory(words);
}

}  // namespace

TEST_CASE("a file of some other program is no places file") {
  CHECK(refusal_after("").empty());
  CHECK(says(refusal_after("PRAGMA application_id = 1"), "it is not a places file"));
}

TEST_CASE("a places file of another version says which, and what to do") {
  const auto* version = GENERATE("0", "2");
  const auto refusal = refusal_after(std::string{"PRAGMA user_version = "} + version);
  CHECK(says(refusal, std::string{"of version "} + version + ", not 1: build the region again"));
}

TEST_CASE("a places file of which a part is missing is refused") {
  CHECK(says(refusal_after("DROP TABLE place"), "no such table: place"));
  CHECK(says(refusal_after("DROP TABLE sound"), "no such table: sound"));
}

TEST_CASE("a place of a kind that nobody knows is refused, and each known kind is read") {
  const auto last = static_cast<int>(geo::PlaceKind::landmark);
  for (int kind = 0; kind <= last; ++kind) {
    ChangedFile file{"UPDATE place SET kind = " + std::to_string(kind)};
    REQUIRE(file.refusal().empty());
    CHECK(file.content.places.at(0).kind == static_cast<geo::PlaceKind>(kind));
  }
  CHECK(says(refusal_after("UPDATE place SET kind = -1"), "no known kind"));
  CHECK(says(refusal_after("UPDATE place SET kind = " + std::to_string(last + 1)), "no known kind"));
}

TEST_CASE("a place whose extent or kilometre cannot be is refused") {
  for (const auto* possible : {"extent = 0", "extent = 9999999", "km = 99999", "km = -99999"}) {
    CAPTURE(possible);
    CHECK(refusal_after(std::string{"UPDATE place SET "} + possible).empty());
  }
  for (const auto* impossible : {"extent = -1", "extent = 1e7", "extent = 1e300", "km = 1e5", "km = -1e5"}) {
    CAPTURE(impossible);
    CHECK(says(refusal_after(std::string{"UPDATE place SET "} + impossible), "cannot be"));
  }
}

TEST_CASE("what lies off the earth is refused") {
  CHECK(says(refusal_after("UPDATE place SET lat = 91"), "off the earth"));
  CHECK(says(refusal_after("UPDATE area SET lon = 181"), "off the earth"));
  CHECK(says(refusal_after(with_shape({1, 1, 91, 0})), "a shape is off the earth"));
}

TEST_CASE("a place is approximate when the file says so in any number but zero") {
  ChangedFile exact{"UPDATE place SET approximate = 0"};
  REQUIRE(exact.refusal().empty());
  CHECK_FALSE(exact.content.places.at(0).is_approximate);
  ChangedFile rough{"UPDATE place SET approximate = 2"};
  REQUIRE(rough.refusal().empty());
  CHECK(rough.content.places.at(0).is_approximate);
}

TEST_CASE("a shape is read as far as it goes, hole by hole") {
  ChangedFile file{with_shape({2, 1, -8, 114, 2, -8.1, 114.1, -8.2, 114.2, 1, 0})};
  REQUIRE(file.refusal().empty());
  const auto& polygons = file.content.areas.at(0).polygons;
  REQUIRE(polygons.size() == 2);
  CHECK(polygons[0].outer == geo::Ring{at(-8, 114)});
  REQUIRE(polygons[0].holes.size() == 1);
  CHECK(polygons[0].holes[0] == geo::Ring{at(-8.1, 114.1), at(-8.2, 114.2)});
  CHECK(polygons[1].outer.empty());
  CHECK(polygons[1].holes.empty());
}

TEST_CASE("a shape that ends too soon is refused") {
  CHECK(says(refusal_after(with_shape({1, 1, -8})), "cut short"));
  CHECK(says(refusal_after(with_shape({2, 1, -8, 114})), "cut short"));
  CHECK(says(refusal_after(with_shape({1, 1, -8, 114}, 1)), "cut short"));
  CHECK(says(refusal_after(with_shape({8})), "cut short"));
}

TEST_CASE("a shape that counts what cannot be is refused before anything is read by it") {
  CHECK(says(refusal_after(with_shape({9})), "a shape is damaged"));
  CHECK(says(refusal_after(with_shape({1, -1})), "a shape is damaged"));
  CHECK(says(refusal_after(with_shape({1, 1e300})), "a shape is damaged"));
  CHECK(says(refusal_after(with_shape({std::nan("")})), "a shape is damaged"));
  CHECK(says(refusal_after(with_shape({0, 1, 1})), "a polygon without a ring"));
}

TEST_CASE("a places file that is not there is not made by who opens it") {
  const tests::Folder folder;
  const auto nowhere = folder.path() / "places.db";
  PlacesFile::Content content;
  REQUIRE(PlacesFile::open(nowhere, content).has_error());
  CHECK_FALSE(std::filesystem::exists(nowhere));
}

TEST_CASE("words come by how much of their sound they share, and of equals the first") {
  const auto index = index_of({"negara", "gilimanuk", "limas", "gilimanu", "negari", "gilimanuk"});
  CHECK(index.words_like("gilimanuk") == Rows{1, 5, 3, 2});
  CHECK(index.words_like("negara").front() == 0);
}

TEST_CASE("a word that shares less than a quarter of a sound is none that it may be") {
  const auto index = index_of({"limas", "manis"});  // with "gilimanuk": lim and ima, and only man
  CHECK(index.words_like("gilimanuk") == Rows{0});
}

TEST_CASE("of a sound that nothing shares there are no words, and of none neither") {
  const auto index = index_of({"negara", "melaya"});
  CHECK(index.words_like("tukbung").empty());
  CHECK(index.words_like("").empty());
  CHECK(index_of({}).words_like("negara").empty());
}

TEST_CASE("a sound of one letter is found by its beginning and its end") {
  CHECK(index_of({"a", "b"}).words_like("b") == Rows{1});
}

TEST_CASE("sixty words are enough, the likeliest and first of them") {
  std::vector<std::string> words;
  for (const char last : std::string{"abdefgilmnoprstu"})
    for (const char before : std::string{"aeiou"}) words.push_back(std::string{"gilimanuk"} + before + last);
  REQUIRE(words.size() > 60);
  words.emplace_back("gilimanuk");
  const auto like = index_of(words).words_like("gilimanuk");
  REQUIRE(like.size() == 60);
  CHECK(like[0] == words.size() - 1);
  for (std::uint32_t i = 1; i < 60; ++i) CHECK(like[i] == i - 1);
}

TEST_CASE("of a very long sound the beginning counts") {
  // Twenty trigrams are asked for, up to "yab"; the first word has five of them, the second four and "abe".
  const std::string sound = "abdefgiklmnoprstuwyabe";
  const std::vector<std::string> words{sound.substr(12, 7), sound.substr(15, 7)};
  for (const auto& word : words) REQUIRE(geo::sound_of(word) == word);
  CHECK(index_of(words).words_like(sound) == Rows{0});
}
