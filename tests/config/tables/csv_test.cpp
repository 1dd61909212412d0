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
      {"id,name\nST-1,Negara\nST-2\n", "line 3: 1 cells, but 2 columns"},
      {"id,name\nST-1,Negara,\n", "line 2: 3 cells, but 2 columns"},
      {"id,name\n\"a\nb\",x\nST-2,Mela,ya\n", "line 4: 3 cells, but 2 columns"},
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
  for (const auto* wrong : {"", "8,3", "8.3x", " 8.3", "eight"}) {
    config::Row row{7, {{"lat", wrong}}};
    const auto number = config::number_in(row, "lat", "list.csv");
    REQUIRE(number.has_error());
    REQUIRE(number.error().what == std::string{"list.csv, line 7: lat is not a number: "} + wrong);
  }
}

TEST_CASE("a list that is not UTF-8 is refused with line and column") {
  REQUIRE(fault_in("id,name\nST-1,Caf\xE9\n") ==
          "line 2, column 9: not UTF-8 (byte E9): save the file as UTF-8");
}

TEST_CASE("a cell that is written is read back") {
  for (const auto* text : {"Negara", "", "Jl. Raya, 5", "the \"old\" post", "two\nlines"}) {
    const auto rows = rows_of("id,name\n1," + config::cell_of(text) + "\n");
    REQUIRE(rows[0]["name"] == text);
  }
}
