#include <catch2/catch.hpp>

#include "geo/codes/codes.hpp"
#include "tests/geo/codes/typed.hpp"

using typed::only_place;
using typed::require_none;
using typed::Row;
using typed::says;

TEST_CASE("decimal degrees are read in every common order and mark") {
  const auto text = GENERATE(values<std::string>({
      "-8.3571, 114.6205",
      "-8.3571,114.6205",
      "-8.3571 114.6205",
      "-8,3571 114,6205",
      "-8,3571, 114,6205",
      "-8,3571,114,6205",
      "-8,3571; 114,6205",
      "-8.3571 / 114.6205",
      "(-8.3571, 114.6205)",
      "[114.6205,-8.3571]",
      "114.6205, -8.3571",
      "114,6205 -8,3571",
      "\xE2\x88\x92"
      "8.3571 114.6205",  // a true minus
      "\xEF\xBC\x8D"
      "8.3571\xEF\xBC\x8C"
      "114.6205",  // wide, as some keyboards write
      "-8.3571\xC2\xB0, 114.6205\xC2\xB0",
      "-8.3571\xB0 114.6205\xB0",  // Latin-1
      "08.3571 S, 114.6205 E",
      "8.3571 S 114.6205 E",
      "8.3571S,114.6205E",
      "8.3571S114.6205E",
      "S8.3571 E114.6205",
      "S 8.3571, E 114.6205",
      "S: 8.3571 E: 114.6205",
      "E 114.6205 S 8.3571",
      "8,3571 LS 114,6205 BT",
      "8.3571 ls, 114.6205 bt",
      "114.6205 BT, 8.3571 LS",
      "8.3571 lintang selatan 114.6205 bujur timur",
      "8.3571\xC2\xB0 Lintang Selatan dan 114.6205\xC2\xB0 Bujur Timur",
      "8.3571 south, 114.6205 east",
      "-8.3571 LS, 114.6205 BT",
      "lat: -8.3571 long: 114.6205",
      "lat -8.3571 lon 114.6205",
      "lat-8.3571 lng114.6205",
      "Latitude = -8.3571; Longitude = 114.6205",
      "Latitude: -8.3571\nLongitude: 114.6205",
      "lintang -8,3571 bujur 114,6205",
      "Long: 114.6205, Lat: -8.3571",
      "lat=-8.3571&lon=114.6205",
      "lat, long: -8.3571, 114.6205",
      "lon/lat: 114.6205, -8.3571",
      R"({"lat":-8.3571,"lng":114.6205})",
      R"({"lat": "-8.3571", "lng": "114.6205"})",
      R"("-8.3571","114.6205")",
      "'-8.3571', '114.6205'",
      "pak lokasi saya -8.3571, 114.6205 cepat",
      "tolong di -8.3571, 114.6205.",
      "koordinat:-8.3571,114.6205!",
      "-8.3571, 114.6205, 12.5",  // with a height
  }));
  only_place({text, -8.3571, 114.6205}, "coordinates");
}

TEST_CASE("degrees with minutes and seconds are read in the common spellings") {
  const auto text = GENERATE(values<std::string>({
      "8\xC2\xB0"
      "21'25.56\"S 114\xC2\xB0"
      "37'13.8\"E",
      "8\xC2\xB0 21' 25,56\" LS, 114\xC2\xB0 37' 13,8\" BT",
      "8\xC2\xB0"
      "21\xE2\x80\xB2"
      "25.56\xE2\x80\xB3S 114\xC2\xB0"
      "37\xE2\x80\xB2"
      "13.8\xE2\x80\xB3"
      "E",
      "8\xC2\xBA"
      "21\xE2\x80\x99"
      "25.56\xE2\x80\x9DS 114\xC2\xBA"
      "37\xE2\x80\x99"
      "13.8\xE2\x80\x9D"
      "E",
      "8\xC2\xB0"
      "21'25.56''S 114\xC2\xB0"
      "37'13.8''E",
      "S8\xC2\xB0"
      "21'25.56\" E114\xC2\xB0"
      "37'13.8\"",
      "-8\xC2\xB0"
      "21'25.56\", 114\xC2\xB0"
      "37'13.8\"",
      "8 21 25.56 S 114 37 13.8 E",
      "S 8 21 25.56 E 114 37 13.8",
      "8:21:25.56 S 114:37:13.8 E",
      "8d21m25.56s S 114d37m13.8s E",
      "8 deg 21 min 25.56 sec S, 114 deg 37 min 13.8 sec E",
      "8 derajat 21 menit 25,56 detik LS, 114 derajat 37 menit 13,8 detik BT",
      "8\xC2\xB0"
      "21.426'S, 114\xC2\xB0"
      "37.230'E",
      "S 8\xC2\xB0 21.426 E 114\xC2\xB0 37.230",
      "S 8 21.426 E 114 37.230",
      "8 21.426 LS 114 37.23 BT",
      "114\xC2\xB0"
      "37'13.8\"E 8\xC2\xB0"
      "21'25.56\"S",
  }));
  only_place({text, -8.3571, 114.6205}, "coordinates");
}

TEST_CASE("north and west are read as such") {
  const Row row = GENERATE(values<Row>({{"1,9867 LU 100,0945 BT", 1.9867, 100.0945},
                                        {"40.7128 N 74.0060 W", 40.7128, -74.006},
                                        {"40.7128, -74.0060", 40.7128, -74.006},
                                        {"N 40 42.768 W 74 0.36", 40.7128, -74.006},
                                        {"33.4489 LS 70.6693 BB", -33.4489, -70.6693},
                                        {"1.9867 utara 100.0945 timur", 1.9867, 100.0945}}));
  only_place(row, "coordinates");
}

TEST_CASE("several places in one text are all read") {
  const auto reading =
      geo::read_codes("jemput -8.3571 114.6205 antar ke -8.3600 114.6300", typed::jembrana());
  REQUIRE(reading.candidates.size() == 2);
}

TEST_CASE("the last digit says how sure a coordinate is") {
  struct Sure {
    std::string text;
    double metres;
  };
  const auto sure = GENERATE(values<Sure>({{"-8.357123, 114.620512", 10},
                                           {"-8.3571, 114.6205", 10},
                                           {"-8.357, 114.621", 78},
                                           {"-8.35, 114.62", 783},
                                           {"8\xC2\xB0"
                                            "21'25\"S 114\xC2\xB0"
                                            "37'13\"E",
                                            22},
                                           {"8\xC2\xB0"
                                            "21'S 114\xC2\xB0"
                                            "37'E",
                                            1305},
                                           {"8\xC2\xB0"
                                            "21.4'S 114\xC2\xB0"
                                            "37.2'E",
                                            130}}));
  const auto reading = geo::read_codes(sure.text, typed::jembrana());
  CAPTURE(sure.text);
  REQUIRE(reading.candidates.size() == 1);
  REQUIRE(reading.candidates[0].uncertainty.count() == Approx(sure.metres).epsilon(0.02));
  REQUIRE(says(reading.candidates[0].why, "last digits"));
}

TEST_CASE("what only looks like coordinates is none") {
  const auto text = GENERATE(values<std::string>({
      "081234567890",
      "0812-3456-7890",
      "0812.3456.7890",
      "0812 3456 7890",
      "+62 812 3456 7890",
      "+62-812-3456-7890",
      "(0365) 41234",
      "telp 081.234.567.890",
      "NIK 5101010101900001",
      "5101 0101 0190 0001",
      "Jl. Sudirman No. 12, RT 05 RW 03",
      "No 8, 114",
      "Gg. 3/12 blok C5",
      "lahir 12-03-1990",
      "12.03.2024 14:20",
      "12/03/2024 pukul 08.30",
      "2024-03-12T14:20:35",
      "jam 08.30 - 09.45",
      "jam 08:30 s/d 09:30",
      "200 m selatan pasar Negara, 3 km timur",
      "2 m utara 3 m timur",
      "belok 12 selatan lalu 15 timur",
      "km 95 jalan Denpasar-Gilimanuk",
      "tensi 120/80, suhu 38,5, nadi 114",
      "1.2.3.4",
      "192.168.100.100",
      "lat -8.3571",
      "-8.3571",
      "8.3571 S 8.3572 S",
      "",
      " ",
  }));
  require_none(text);
}

TEST_CASE("prices and times far from the region are too coarse to be coordinates") {
  require_none("Rp 50.000, 100.000", "too few decimals");
  require_none("08.30, 09.45", "too few decimals");
}

TEST_CASE("off the earth is refused with the number") {
  require_none("98.2000, 114.6205", "latitude 98.2 is off the earth");
  require_none("-8.3571, 214.6205", "longitude 214.6205 is off the earth");
  require_none("lat: 91.5 long: 114.6205", "latitude 91.5 is off the earth");
  require_none(
      "8\xC2\xB0"
      "61'S 114\xC2\xB0"
      "37'E",
      "61 minutes");
  require_none(
      "8\xC2\xB0"
      "21'75\"S 114\xC2\xB0"
      "37'13\"E",
      "75 seconds");
  require_none("-8.3571 LU 114.6205 BT", "contradict");
}

TEST_CASE("0,0 is refused for what it is") {
  const auto text =
      GENERATE(values<std::string>({"0,0", "0.0, 0.0", "0.000000,0.000000", "0, 0", "lokasi 0.0000 0.0000",
                                    "lat: 0.0 long: 0.0", "0.0001,0.0001"}));
  require_none(text, "0,0 is what devices send when they do not know");
}

TEST_CASE("coordinates outside the region are kept and say how far") {
  const auto far = only_place({"-8.65000, 115.21667", -8.65, 115.21667}, "coordinates");
  REQUIRE(says(far.why, "23 km outside the region"));
  const auto inside = only_place({"-8.3571, 114.6205", -8.3571, 114.6205}, "coordinates");
  REQUIRE(far.score < inside.score);
}

TEST_CASE("swapped coordinates are proposed and not done") {
  const auto reading = geo::read_codes("16.3738, 48.2082", typed::vienna());
  REQUIRE(reading.candidates.size() == 2);
  const auto& given = reading.candidates[0];
  const auto& proposed = reading.candidates[1];
  REQUIRE(given.at == typed::at(16.3738, 48.2082));
  REQUIRE(says(given.why, "outside the region"));
  REQUIRE(proposed.at == typed::at(48.2082, 16.3738));
  REQUIRE(says(proposed.why, "proposed: latitude and longitude swapped"));
  REQUIRE(proposed.score < given.score);
}

TEST_CASE("labels that are swapped are proposed the other way") {
  const auto reading = geo::read_codes("lat: 114.6205 long: -8.3571", typed::jembrana());
  REQUIRE(reading.candidates.size() == 1);
  REQUIRE(reading.candidates[0].at == typed::at(-8.3571, 114.6205));
  REQUIRE(says(reading.candidates[0].why, "proposed: latitude and longitude swapped"));
  REQUIRE(says(typed::all_of(reading.tried), "latitude 114.6205 is off the earth"));
}

TEST_CASE("no swap is proposed where the given order is in the region") {
  only_place({"48.2082, 16.3738", 48.2082, 16.3738}, "coordinates", typed::vienna());
}

TEST_CASE("a minus that was left out is proposed where the region is in the south") {
  const auto reading = geo::read_codes("8.3571, 114.6205", typed::jembrana());
  REQUIRE(reading.candidates.size() == 2);
  REQUIRE(reading.candidates[0].at == typed::at(8.3571, 114.6205));
  REQUIRE(reading.candidates[1].at == typed::at(-8.3571, 114.6205));
  REQUIRE(says(reading.candidates[1].why, "proposed: a minus"));
  only_place({"8.3571 LU, 114.6205 BT", 8.3571, 114.6205}, "coordinates");  // said
}
