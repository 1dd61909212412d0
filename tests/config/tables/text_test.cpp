#include "config/tables/text.hpp"

#include "tests/config/folder.hpp"

using namespace config;
using tests::Folder;

TEST_CASE("a text that is UTF-8 is read whole, without the mark that a spreadsheet puts in front") {
  const Folder folder;
  REQUIRE(
      read_text(folder.write("a.txt", "\xEF\xBB\xBFPura \xC3\xA9 \xE2\x82\xAC \xF0\x9F\x9A\x91\n")).value() ==
      "Pura \xC3\xA9 \xE2\x82\xAC \xF0\x9F\x9A\x91\n");
}

TEST_CASE("a text that is not UTF-8 is refused with line, column and byte") {
  const Folder folder;
  const auto file = folder.write("latin.csv", "name\n\xC3\xA9 caf\xE9,1\n");
  REQUIRE(read_text(file).error().what ==
          file.string() +
              ", line 2, column 6: not UTF-8 (byte E9, as in Windows-1252): save the file as UTF-8");
}

TEST_CASE("a file that is no UTF-8 text at all is refused by what it is, with what to do") {
  using namespace std::string_view_literals;
  const auto [bytes, what] = GENERATE(table<std::string_view, const char*>({
      {"\xFF\xFEi\0d\0"sv, "UTF-16 (a spreadsheet's \"Unicode text\"): save the file as UTF-8"},
      {"\xFE\xFF\0i\0d"sv, "UTF-16 (a spreadsheet's \"Unicode text\"): save the file as UTF-8"},
      {"\xFF\xFE\0\0i\0\0\0"sv, "UTF-32: save the file as UTF-8"},
      {"i\0d\0,\0"sv, "UTF-16 or no text at all: save the file as UTF-8"},
      {"id,name\nST-1,a\0b\n"sv, "UTF-16 or no text at all: save the file as UTF-8"},
      {"PK\x03\x04 and so on"sv, "a spreadsheet, not a list: save it as CSV, in UTF-8"},
      {"\xD0\xCF\x11\xE0 and so on"sv, "a spreadsheet, not a list: save it as CSV, in UTF-8"},
  }));
  const Folder folder;
  const auto file = folder.write("list.csv", bytes);
  REQUIRE(read_text(file).has_error());
  REQUIRE(read_text(file).error().what == file.string() + ": this is " + what);
}

TEST_CASE("overlong forms, surrogates and characters cut off are not UTF-8") {
  for (const auto* wrong : {"\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80",
                            "\xF5\x80\x80\x80", "\xE2\x82", "\x80", "\xC3"})
    REQUIRE(first_not_utf8(std::string{"ab"} + wrong) == 2U);
  REQUIRE_FALSE(first_not_utf8("").has_value());
}

TEST_CASE("a file that is not there or is a folder cannot be read") {
  const Folder folder;
  REQUIRE(read_text("/nowhere/a.txt").error().what == "cannot read /nowhere/a.txt");
  REQUIRE(read_text(folder.path()).error().what == "cannot read " + folder.path().string());
}

TEST_CASE("names in capitals are written as people write them, others stay as they are") {
  const auto [written, name] = GENERATE(table<const char*, const char*>({
      {"I MELAYA", "I Melaya"},
      {"  RS Umum  Daerah\tNegara ", "RS Umum Daerah Negara"},
      {"RS UMUM DAERAH  KEC.MANDAU", "RS Umum Daerah Kec.Mandau"},
      {"BENGKALIS (DAMON)", "Bengkalis (Damon)"},
      {"SMP NEGERI 2 MENDOYO", "SMP Negeri 2 Mendoyo"},
      {"JUM'AT", "Jum'at"},
      {"CIMANGGU II", "Cimanggu II"},
      {"dr. Subki", "dr. Subki"},
      {"RS\xC2\xA0Umum", "RS Umum"},
      {"", ""},
  }));
  REQUIRE(as_name(written) == name);
}

TEST_CASE("names are compared without capitals and marks") {
  REQUIRE(folded("RS. Umum  \"Kertayasa\" ") == "rs umum kertayasa");
  REQUIRE(folded("kab_bogor") == "kab bogor");
  REQUIRE(folded("...").empty());
}
