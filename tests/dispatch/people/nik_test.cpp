#include "dispatch/people/nik.hpp"

#include <catch2/catch.hpp>

using namespace dispatch;

TEST_CASE("an identity number is read however it is written") {
  const auto* cell =
      GENERATE("5101044107860001", " 5101044107860001 ", "'5101044107860001", "5101 0441 0786 0001",
               "51.01.04.410786.0001", "5101044107860001.0", "5101044107860001,00");
  CAPTURE(cell);
  REQUIRE(read_nik(cell).nik == "5101044107860001");
  REQUIRE(read_nik(cell).fault.empty());
}

TEST_CASE("who has no identity number has none, and that is no fault") {
  const auto* cell = GENERATE("", "0", "-", "--", ".", "0000000000000000", "9999999999999999", "Belum ada",
                              "tidak ada", "N/A", "null", "tdk ada");
  CAPTURE(cell);
  REQUIRE(read_nik(cell).nik.empty());
  REQUIRE(read_nik(cell).fault.empty());
}

TEST_CASE("what is no identity number is a fault and no number") {
  const auto* cell = GENERATE("510104410786000", "51010441078600011", "5.10104E+15", "5,10104e15",
                              "510104410786000a", "Ketut Sudana", "5101047207860001", "5101043207860001",
                              "5101044113860001", "5101043102860001", "5101044107860000");
  CAPTURE(cell);
  REQUIRE(read_nik(cell).nik.empty());
  REQUIRE_FALSE(read_nik(cell).fault.empty());
}

TEST_CASE("men and women, and the 29th of February, have their days") {
  REQUIRE(read_nik("5101040107860001").fault.empty());
  REQUIRE(read_nik("5101047112860001").fault.empty());
  REQUIRE(read_nik("5101042902860001").fault.empty());
}

TEST_CASE("numbers are rounded where more of them end in 0 than chance makes once in ten") {
  const auto [ending_in_0, all, are] = GENERATE(table<std::size_t, std::size_t, bool>({
      {1, 1, true},
      {2, 2, true},
      {3, 5, true},
      {5, 18, true},
      {6, 24, true},
      {15, 100, true},
      {2200, 20000, true},
      {20000, 20000, true},
      {0, 0, false},
      {0, 5, false},
      {1, 2, false},
      {2, 8, false},
      {3, 30, false},
      {14, 100, false},
      {2000, 20000, false},
  }));
  CAPTURE(ending_in_0, all);
  REQUIRE(are_rounded(ending_in_0, all) == are);
}
