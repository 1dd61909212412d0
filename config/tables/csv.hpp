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

// One row of a CSV file (RFC 4180: comma, optional quotes, a header row), by column name.
struct Row {
  std::size_t line = 0;
  std::map<std::string, std::string, std::less<>> cells;

  [[nodiscard]] const std::string& operator[](std::string_view column) const;
};

struct Table {
  std::vector<std::string> columns;
  std::vector<Row> rows;
};
// All columns, whatever they are. A file that is not UTF-8 is refused with line and column.
dispatch::OrFault<Table> read_table(const std::filesystem::path& file);

// Every named column must be there; others may be. Faults say file, line and column.
dispatch::OrFault<std::vector<Row>> read_csv(const std::filesystem::path& file,
                                             std::span<const std::string_view> columns);

// A number out of a cell; the fault says where it stands.
dispatch::OrFault<double> number_in(const Row& row, std::string_view column,
                                    const std::filesystem::path& file);

// The columns lat and lon (or as they are called here), in degrees.
dispatch::OrFault<geo::Position> position_in(const Row& row, const std::filesystem::path& file,
                                             std::string_view lat = "lat", std::string_view lon = "lon");

// As a cell of a row: quoted where it must be.
std::string cell_of(std::string_view text);

}  // namespace config
