#include "region/names.hpp"

#include <catch2/catch.hpp>

#include "region/geojson.hpp"
#include "region/report.hpp"

using namespace region;

TEST_CASE("a region's title says whether it is a regency or a city, by its name or its code") {
  const auto [name, code, title] = GENERATE(table<const char*, const char*, const char*>({
      {"jembrana", "51.01.01.1006", "Kabupaten Jembrana"},
      {"bekasi", "32.75.01.1001", "Kota Bekasi"},
      {"kota_bekasi", "", "Kota Bekasi"},
      {"kab_bogor", "", "Kabupaten Bogor"},
      {"bangka_tengah", "19.04.01.1001", "Kabupaten Bangka Tengah"},
      {"monaco", "", "Monaco"},
  }));
  REQUIRE(title_of_region(name, code) == title);
}

TEST_CASE("an incident number begins with three letters of the region") {
  REQUIRE(prefix_of_region("jembrana") == "JMB");
  REQUIRE(prefix_of_region("kab_bogor") == "BGR");
  REQUIRE(prefix_of_region("kota_bekasi") == "BKS");
  REQUIRE(prefix_of_region("aia") == "AIA");
  REQUIRE(prefix_of_region("42") == "XXX");
}

TEST_CASE("the time of a region is that of its province, or of its longitude") {
  const auto where = geo::Position::from({.lat = -8.3, .lon = 114.6}).value();
  REQUIRE(utc_offset_of("32.75.01.1001", where) == 420);
  REQUIRE(utc_offset_of("51.01.01.1006", where) == 480);
  REQUIRE(utc_offset_of("62.01.01.1006", where) == 420);
  REQUIRE(utc_offset_of("64.01.01.1006", where) == 480);
  REQUIRE(utc_offset_of("91.01.01.1006", where) == 540);
  REQUIRE(utc_offset_of("", where) == 480);
}

TEST_CASE("a regency is the same however a list writes it, but a city is another") {
  REQUIRE(is_same_name("kab_bogor", "Kab. Bogor"));
  REQUIRE(is_same_name("kab_bogor", "KABUPATEN BOGOR"));
  REQUIRE_FALSE(is_same_name("kab_bogor", "kota_bogor"));
}

TEST_CASE("a kecamatan's code is the first three groups of its village's") {
  REQUIRE(parent_of("51.01.02.2008") == "51.01.02");
  REQUIRE(parent_of("51.01.02").empty());
}

TEST_CASE("a report on a screen is a handful of lines, in its file all") {
  RegionReport report;
  for (int i = 0; i < 20; ++i) report.to_check.push_back("line " + std::to_string(i));
  REQUIRE(report.text("T").find("line 19") != std::string::npos);
  REQUIRE(report.brief("T").find("line 8") == std::string::npos);
  REQUIRE(report.brief("T").find("... and 12 more in report.txt") != std::string::npos);
  REQUIRE(kilometres(8'123) == "8.1 km");
  REQUIRE(kilometres(123) == "120 m");
  REQUIRE(lines_in_short({1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}) ==
          "1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 2 more");
}
