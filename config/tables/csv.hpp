#pragma once

#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dispatch/model/error.hpp"
#include "geo/position.hpp"

namespace config {

// One row of a list, by column name. A list is a CSV file as people save it (RFC 4180 and what spreadsheets
// make of it): a header row; separated by commas, semicolons or tabs, as its first line is, or as a line
// "sep=;" before it says; optional quotes; lines end with LF, CRLF or CR; blank lines are none.
struct Row {
  std::size_t line = 0;
  std::map<std::string, std::string, std::less<>> cells;

  [[nodiscard]] const std::string& operator[](std::string_view column) const;
};

struct Table {
  std::size_t line = 1;  // where the columns are named
  std::vector<std::string> columns;
  std::vector<Row> rows;
};
// All columns, whatever they are. A file that is not UTF-8 is refused with line and column, and so is one
// that has two columns of one name.
// `wrong_rows`: takes those that have too many or too few cells, which are left out; else they are a fault.
dispatch::OrFault<Table> read_table(const std::filesystem::path& file,
                                    std::vector<dispatch::Fault>* wrong_rows = nullptr);

// Every named column must be there; others may be. Faults say file, line and column.
dispatch::OrFault<std::vector<Row>> read_csv(const std::filesystem::path& file,
                                             std::span<const std::string_view> columns);

// A number out of a cell, with a point or a comma before its decimals; the fault says where it stands.
dispatch::OrFault<double> number_in(const Row& row, std::string_view column,
                                    const std::filesystem::path& file);

// Where 0, 0 is nobody's place: it stands for "not known".
bool is_null_island(geo::Position where);

// The columns lat and lon (or as they are called here), in degrees.
dispatch::OrFault<geo::Position> degrees_in(const Row& row, const std::filesystem::path& file,
                                            std::string_view lat = "lat", std::string_view lon = "lon");
// The same, but 0, 0 is refused.
dispatch::OrFault<geo::Position> position_in(const Row& row, const std::filesystem::path& file,
                                             std::string_view lat = "lat", std::string_view lon = "lon");

// "FILE, line 3: what".
dispatch::Fault fault_in_line(const std::filesystem::path& file, std::size_t line, const std::string& what);

// As a cell of a row: quoted where it must be.
std::string cell_of(std::string_view text);

}  // namespace config
