#include "dispatch/model/phone.hpp"

#include <catch2/catch.hpp>

using namespace dispatch;

TEST_CASE("a telephone is the same however its number is written") {
  const auto* written =
      GENERATE("081234567890", "0812-3456-7890", "0812.3456.7890", "(0812) 3456 7890", "812 3456 7890",
               "6281234567890", "+62 812 3456 7890", "+62 0812 3456 7890", "+62 (0)812-3456-7890",
               "(+62) 812 3456 7890", "0062812.3456.7890", "0062 0812 3456 7890", "62 0812 3456 7890",
               "+62 +62 812 3456 7890", "+0812 3456 7890", "tel:+6281234567890;phone-context=id",
               "sip:+6281234567890@10.0.0.1:5060", "081234567890 ext. 12", "WA pesan 0812 3456 7890",
               "０８１２３４５６７８９０", "＋６２ ８１２ ３４５６ ７８９０", "٠٨١٢٣٤٥٦٧٨٩٠", "۰۸۱۲۳۴۵۶۷۸۹۰",
               "\u202a0812\u00a03456\u00a07890\u202c");
  CAPTURE(written);
  REQUIRE(number_of(written) == "81234567890");
  REQUIRE(past_number({}, written) == "81234567890");
}

TEST_CASE("a number that was withheld, or is made up, is nobody's") {
  const auto* written = GENERATE(
      "", "-", "0", "119", "tidak tahu", "tanpa nomor", "nomor pribadi", "unknown", "Private", "N/A",  //
      "00000000", "0000", "999999", "+62 99999999", "111 1111", "٠٠٠٠٠٠٠٠",                            //
      "1234567", "0123456789", "1234567890", "987654", "0987654321",                                   //
      "+266696687", "266696687", "+1 266 696 687", "+62266696687", "+7378742833", "+2562533", "+8656696",
      "+86282452253", "sip:anonymous@10.20.30.40", "anonymous@anonymous.invalid", "Anonim 12345678",
      "sip:guest@192.168.100.10", "+62", "+6200000000");
  CAPTURE(written);
  REQUIRE(number_of(written).empty());
}

TEST_CASE("a number that is kept private is a number, and so is one with many equal digits") {
  REQUIRE(number_of("0812-3456-7890 (nomor pribadi)") == "81234567890");
  REQUIRE(number_of("0811 1111 112") == "8111111112");
  REQUIRE(number_of("0361-555-123") == "361555123");
}

TEST_CASE("a number of another country is itself, and none of this country's") {
  REQUIRE(number_of("+81 2345 6789") == "+8123456789");
  REQUIRE(number_of("0081 2345 6789") == number_of("+81-2345-6789"));
  REQUIRE(number_of("0812 3456 789") == "8123456789");
  REQUIRE(number_of("+65 8123 4567") != number_of("0658 1234 567"));
}

TEST_CASE("an area code that looks like the country's stays") {
  REQUIRE(number_of("0622 12345") == "62212345");
  REQUIRE(number_of("+62 622 12345") == "62212345");
}

TEST_CASE("two numbers in one field are no caller whose calls are remembered") {
  REQUIRE(past_number({}, "0812-3456-789 / 0361-555-123").empty());
  REQUIRE(past_number({}, "+441234567890123") == "+441234567890123");
  REQUIRE(past_number({}, "+4412345678901234").empty());
}

TEST_CASE("a number that an exchange hands over for withheld ones is nobody's, however it is written") {
  Policy policy;
  policy.nobodys_numbers = {"36541119", "3654546119"};
  const auto* trunk = GENERATE("0365 41119", "(0365) 4546119", "+62 365 41119", "0062-365-4546119");
  CAPTURE(trunk);
  REQUIRE(callers_number(policy, trunk).empty());
  REQUIRE(past_number(policy, trunk).empty());
  REQUIRE_FALSE(callers_number({}, trunk).empty());
  REQUIRE(callers_number(policy, "0365 41118") == "36541118");
}
