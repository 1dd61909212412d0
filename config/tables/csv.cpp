#include "config/tables/csv.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "config/tables/text.hpp"

namespace config {
namespace {

using dispatch::Fault;
using dispatch::OrFault;

Fault fault_at(const std::filesystem::path& file, std::size_t line, const std::string& what) {
  return {file.string() + ", line " + std::to_string(line) + ": " + what};
}

struct Record {
  std::size_t line;
  std::vector<std::string> cells;
};

// Splits the text into records; a quoted cell may hold commas, quotes (doubled) and line breaks.
OrFault<std::vector<Record>> records_of(std::string_view text, const std::filesystem::path& file) {
  std::vector<Record> records;
  std::size_t line = 1;
  Record record{line, {""}};
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\n') ++line;
    if (quoted) {
      if (c != '"') {
        record.cells.back() += c;
      } else if (i + 1 < text.size() && text[i + 1] == '"') {
        record.cells.back() += text[++i];
      } else {
        quoted = false;
      }
    } else if (c == '"' && record.cells.back().empty()) {
      quoted = true;
    } else if (c == ',') {
      record.cells.emplace_back();
    } else if (c == '\n') {
      records.push_back(std::exchange(record, Record{line, {""}}));
    } else if (c != '\r') {
      record.cells.back() += c;
    }
  }
  if (quoted) return fault_at(file, record.line, "a quote is opened and never closed");
  if (record.cells.size() > 1 || !record.cells.front().empty()) records.push_back(std::move(record));
  std::erase_if(records,
                [](const Record& one) { return one.cells.size() == 1 && one.cells.front().empty(); });
  return records;
}

}  // namespace

const std::string& Row::operator[](std::string_view column) const {
  static const std::string nothing;
  const auto found = cells.find(column);
  return found == cells.end() ? nothing : found->second;
}

OrFault<Table> read_table(const std::filesystem::path& file) {
  const auto text = read_text(file);
  if (text.has_error()) return text.error();
  const auto records = records_of(*text, file);
  if (records.has_error()) return records.error();
  if (records->empty()) return fault_at(file, 1, "the file is empty");
  Table table{records->front().cells, {}};
  for (std::size_t i = 1; i < records->size(); ++i) {
    const auto& [line, cells] = (*records)[i];
    if (cells.size() != table.columns.size())
      return fault_at(
          file, line,
          std::to_string(cells.size()) + " cells, but " + std::to_string(table.columns.size()) + " columns");
    Row row{line, {}};
    for (std::size_t c = 0; c < cells.size(); ++c) row.cells.emplace(table.columns[c], cells[c]);
    table.rows.push_back(std::move(row));
  }
  return table;
}

OrFault<std::vector<Row>> read_csv(const std::filesystem::path& file,
                                   std::span<const std::string_view> columns) {
  auto table = read_table(file);
  if (table.has_error()) return table.error();
  for (const auto column : columns)
    if (std::ranges::find(table->columns, column) == table->columns.end())
      return fault_at(file, 1, "the column " + std::string{column} + " is missing");
  return std::move(table->rows);
}

OrFault<double> number_in(const Row& row, std::string_view column, const std::filesystem::path& file) {
  const auto& text = row[column];
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error == std::errc{} && end == text.data() + text.size()) return number;
  return fault_at(file, row.line, std::string{column} + " is not a number: " + text);
}

OrFault<geo::Position> position_in(const Row& row, const std::filesystem::path& file,
                                   std::string_view lat_column, std::string_view lon_column) {
  const auto lat = number_in(row, lat_column, file);
  if (lat.has_error()) return lat.error();
  const auto lon = number_in(row, lon_column, file);
  if (lon.has_error()) return lon.error();
  const auto where = geo::Position::from({.lat = *lat, .lon = *lon});
  if (where.has_error())
    return fault_at(
        file, row.line,
        std::string{lat_column} + " and " + std::string{lon_column} + " are not a place on earth");
  return *where;
}

std::string cell_of(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string{text};
  std::string quoted{'"'};
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

}  // namespace config
