#include "config/tables/csv.hpp"

#include <array>

#include "tests/config/folder.hpp"

using config::read_csv;
using tests::Folder;

namespace {

constexpr std::array<std::string_view, 2> columns{"id", "name"};

std::vector<config::Row> rows_of(std::string_view text) {
  const Folder folder;
  auto rows = read_csv(folder.write("list.csv", text), columns);
  if (rows.has_error()) FAIL(rows.error().what);
  return *rows;
}

std::string fault_in(std::string_view text) {
  const Folder folder;
  const auto file = folder.write("list.csv", text);
  const auto rows = read_csv(file, columns);
  REQUIRE(rows.has_error());
  REQUIRE(rows.error().what.starts_with(file.string() + ", line "));
  return rows.error().what.substr(file.string().size() + 2);
}

}  // namespace

TEST_CASE("a row is read by the names of its columns, whatever their order, and knows its line") {
  const auto rows = rows_of("more,name,id\n1,Negara,ST-1\n,Melaya,ST-2\n");
  REQUIRE(rows.size() == 2);
  REQUIRE(rows[0]["id"] == "ST-1");
  REQUIRE(rows[0]["name"] == "Negara");
  REQUIRE(rows[0]["more"] == "1");
  REQUIRE(rows[0].line == 2);
  REQUIRE(rows[1]["more"].empty());
  REQUIRE(rows[1]["no such column"].empty());
  REQUIRE(rows[1].line == 3);
}

TEST_CASE("a quoted cell may hold commas, quotes and line breaks, and lines are counted through it") {
  const auto rows = rows_of("id,name\n\"ST,1\",\"the \"\"old\"\"\npost\"\nST-2,\"\"\n");
  REQUIRE(rows.size() == 2);
  REQUIRE(rows[0]["id"] == "ST,1");
  REQUIRE(rows[0]["name"] == "the \"old\"\npost");
  REQUIRE(rows[0].line == 2);
  REQUIRE(rows[1]["name"].empty());
  REQUIRE(rows[1].line == 4);
}

TEST_CASE("what a spreadsheet saves is read: byte order mark, CRLF, blank lines, no line break at the end") {
  const auto rows = rows_of("\xEF\xBB\xBFid,name\r\nST-1,Negara\r\n\r\nST-2,\"Melaya\"");
  REQUIRE(rows.size() == 2);
  REQUIRE(rows[0]["id"] == "ST-1");
  REQUIRE(rows[0]["name"] == "Negara");
  REQUIRE(rows[1]["name"] == "Melaya");
  REQUIRE(rows[1].line == 4);
}

TEST_CASE("a header alone is a list of nothing") {
  REQUIRE(rows_of("id,name\n").empty());
}

TEST_CASE("a fault in a list says the line and what is wrong") {
  const auto [text, fault] = GENERATE(table<const char*, const char*>({
      {"", "line 1: the file is empty"},
      {"\n\n", "line 1: the file is empty"},
      {"id\nST-1\n", "line 1: the column name is missing"},
      {"Id,name\nST-1,Negara\n", "line 1: the column id is missing"},
      {"id,name\nST-1,Negara\nST-2\n", "line 3: 1 cells, but 2 columns (separated by ,)"},
      {"id,name\nST-1,Negara,\n", "line 2: 3 cells, but 2 columns (separated by ,)"},
      {"id;name\nST-1,Negara\n", "line 2: 1 cells, but 2 columns (separated by ;)"},
      {"id\tname\n1\n", "line 2: 1 cells, but 2 columns (separated by tabs)"},
      {"sep=:\nid:name\n", "line 1: sep= should be a comma, a semicolon, a tab or |, not :"},
      {"sep=;\nid,name\n", "line 2: the column id is missing"},
      {"id,name,Name\n1,2,3\n", "line 1: columns 2 and 3 have the same name: rename or delete one"},
      {"id,name, name\n", "line 1: columns 2 and 3 have the same name: rename or delete one"},
      {"id,name\n\"a\nb\",x\nST-2,Mela,ya\n", "line 4: 3 cells, but 2 columns (separated by ,)"},
      {"id,name\nST-1,Negara\nST-2,\"Melaya\nST-3,Mendoyo\n", "line 3: a quote is opened and never closed"},
  }));
  REQUIRE(fault_in(text) == fault);
}

TEST_CASE("a list that is not there is named") {
  const auto rows = read_csv("/nowhere/units.csv", columns);
  REQUIRE(rows.has_error());
  REQUIRE(rows.error().what == "cannot read /nowhere/units.csv");
}

TEST_CASE("a number in a cell is the whole cell, or a fault that says where") {
  const auto rows = rows_of("id,name\n-8.357,x\n");
  REQUIRE(config::number_in(rows[0], "id", "list.csv").value() == -8.357);
  for (const auto* wrong : {"", "x8.3", "eight"}) {
    config::Row row{7, {{"lat", wrong}}};
    const auto number = config::number_in(row, "lat", "list.csv");
    REQUIRE(number.has_error());
    REQUIRE(number.error().what == std::string{"list.csv, line 7: lat is not a number: "} + wrong);
  }
}

TEST_CASE("a list that is not UTF-8 is refused with line and column") {
  const std::string what = ": not UTF-8 (byte E9, as in Windows-1252): save the file as UTF-8";
  REQUIRE(fault_in("id,name\nST-1,Caf\xE9\n") == "line 2, column 9" + what);
  REQUIRE(fault_in("id;name\rST-1;Caf\xE9\r") == "line 2, column 9" + what);
}

TEST_CASE("a list is read with the separator that its first line has, or that a line before it says") {
  const auto* text =
      GENERATE("id;name\nST-1;Jl. Raya, 5\n", "id\tname\nST-1\tJl. Raya, 5\n", "id|name\nST-1|Jl. Raya, 5\n",
               "id,name\nST-1,\"Jl. Raya, 5\"\n", "sep=;\nid;name\nST-1;Jl. Raya, 5\n",
               "\xEF\xBB\xBFsep=;\r\nid;name\r\nST-1;Jl. Raya, 5\r\n",
               "SEP=\t\nid\tname\nST-1\tJl. Raya, 5\n", "\"sep=;\"\nid;name\nST-1;Jl. Raya, 5\n",
               "\n;;\n id ;name\nST-1;Jl. Raya, 5\n", "\"id\";\"name\"\n\"ST-1\";\"Jl. Raya, 5\"\n",
               "\"a;b,c\",id,name\n1,ST-1,\"Jl. Raya, 5\"\n", "id;name;\"a,b,c,d,e\"\nST-1;Jl. Raya, 5;\n");
  CAPTURE(text);
  const auto rows = rows_of(text);
  REQUIRE(rows.size() == 1);
  REQUIRE(rows[0]["id"] == "ST-1");
  REQUIRE(rows[0]["name"] == "Jl. Raya, 5");
}

TEST_CASE("lines end as any system ends them, and are counted alike") {
  for (const std::string end : {"\n", "\r\n", "\r"}) {
    CAPTURE(end.size());
    std::string text;
    for (const char c : std::string_view{"id,name|1,\"two|lines\"||2,x|"}) c == '|' ? text += end : text += c;
    const auto rows = rows_of(text);
    REQUIRE(rows.size() == 2);
    REQUIRE(rows[0]["name"] == "two" + end + "lines");
    REQUIRE(rows[1].line == 5);
  }
}

TEST_CASE("empty rows and columns that a spreadsheet leaves at the end are passed over") {
  const auto rows = rows_of("id;name;;\nST-1;Negara;;\n;;;\n ; ;;\n");
  REQUIRE(rows.size() == 1);
  REQUIRE(rows[0]["name"] == "Negara");
}

TEST_CASE("a place is read in degrees, and what may have gone wrong is said where it is none") {
  const auto place = [](const char* lat, const char* lon) {
    return config::position_in(config::Row{7, {{"lat", lat}, {"lon", lon}}}, "list.csv");
  };
  REQUIRE(place("-8,3540", "114,6220").value() ==
          geo::Position::from({.lat = -8.354, .lon = 114.622}).value());
  REQUIRE(place("0", "109,3").has_value());  // Pontianak lies on the equator
  const auto [lat, lon, fault] = GENERATE(table<const char*, const char*, const char*>({
      {"114.622", "-8.354", "lat and lon are not a place on earth: are they swapped?"},
      {"-8354000", "114622000", "lat and lon are not a place on earth: have their decimal points been lost?"},
      {"-98", "114.6", "lat and lon are not a place on earth"},
      {"-8.354.000", "114.622.000",
       "lat is not a number: -8.354.000 (write no marks between thousands, and a point before the decimals: "
       "-8.354)"},
      {"0", "0", "lat and lon are 0, 0: the place is not known"},
      {"0,000001", "0.0", "lat and lon are 0, 0: the place is not known"},
  }));
  REQUIRE(place(lat, lon).has_error());
  REQUIRE(place(lat, lon).error().what == std::string{"list.csv, line 7: "} + fault);
}

TEST_CASE("a cell that is written is read back") {
  for (const auto* text : {"Negara", "", "Jl. Raya, 5", "the \"old\" post", "two\nlines"}) {
    const auto rows = rows_of("id,name\n1," + config::cell_of(text) + "\n");
    REQUIRE(rows[0]["name"] == text);
  }
}
