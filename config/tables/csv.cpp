#include "config/tables/csv.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

#include "config/tables/numbers.hpp"
#include "config/tables/text.hpp"

namespace config {
namespace {

using dispatch::Fault;
using dispatch::OrFault;

struct Record {
  std::size_t line;
  std::vector<std::string> cells;
};

constexpr std::string_view separators = ",;\t|";

std::string name_of(char separator) {
  return separator == '\t' ? "tabs" : std::string{separator};
}

bool is_blank(const Record& record) {
  return std::ranges::all_of(record.cells, [](const std::string& cell) { return tidied(cell).empty(); });
}

// What stands most often in the first line, outside of quotes.
char separator_of(std::string_view text) {
  std::array<std::size_t, separators.size()> counts{};
  bool quoted = false;
  bool has_begun = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (!quoted && (c == '\n' || c == '\r')) {
      if (has_begun) break;
      counts = {};  // the line was blank
    }
    const auto known = separators.find(c);
    if (known != std::string_view::npos && !quoted) ++counts[known];
    has_begun = has_begun || (known == std::string_view::npos && c != ' ' && c != '\n' && c != '\r');
  }
  return separators[static_cast<std::size_t>(std::ranges::max_element(counts) - counts.begin())];
}

// Splits the text into records; a quoted cell may hold separators, quotes (doubled) and line breaks.
class Splitting {
 public:
  Splitting(std::string_view text, char separator, std::size_t line)
      : text_{text}, separator_{separator}, line_{line}, record_{line, {""}} {}

  // The line of a quote that is never closed, if there is one.
  std::optional<std::size_t> run(std::vector<Record>& records) {
    for (std::size_t i = 0; i < text_.size(); ++i) {
      const char c = text_[i];
      const bool ends_line = c == '\n' || (c == '\r' && !text_.substr(i + 1).starts_with('\n'));
      if (ends_line) ++line_;
      auto& cell = record_.cells.back();
      if (quoted_) {
        if (c != '"') {
          cell += c;
        } else if (text_.substr(i + 1).starts_with('"')) {
          cell += text_[++i];
        } else {
          quoted_ = false;
        }
      } else if (c == '"' && cell.empty()) {
        quoted_ = true;
      } else if (c == separator_) {
        record_.cells.emplace_back();
      } else if (ends_line) {
        records.push_back(std::exchange(record_, Record{line_, {""}}));
      } else if (c != '\r') {
        cell += c;
      }
    }
    if (quoted_) return record_.line;
    records.push_back(std::move(record_));
    std::erase_if(records, is_blank);
    return std::nullopt;
  }

 private:
  std::string_view text_;
  char separator_;
  std::size_t line_;
  Record record_;
  bool quoted_ = false;
};

// A first line that says the separator, as some spreadsheets write it: "sep=;".
struct Said {
  std::string value;
  std::size_t length = 0;  // with its line break
};
std::optional<Said> said_separator(std::string_view text) {
  const auto line = text.substr(0, text.find_first_of("\r\n"));
  std::string plain{line};
  if (plain.size() > 2 && plain.front() == '"' && plain.back() == '"')
    plain = plain.substr(1, plain.size() - 2);
  constexpr std::string_view sep = "sep=";
  if (!folded(plain.substr(0, 3)).starts_with("sep") || plain.size() < sep.size() || plain[3] != '=')
    return std::nullopt;
  auto rest = text.substr(line.size());
  rest.remove_prefix(rest.starts_with("\r\n") ? 2U : rest.empty() ? 0U : 1U);
  return Said{plain.substr(sep.size()), text.size() - rest.size()};
}

struct Split {
  std::vector<Record> records;
  char separator = ',';
};
OrFault<Split> split(std::string_view text, const std::filesystem::path& file) {
  Split all;
  std::size_t first_line = 1;
  if (const auto said = said_separator(text)) {
    if (said->value.size() != 1 || separators.find(said->value.front()) == std::string_view::npos)
      return fault_in_line(file, 1, "sep= should be a comma, a semicolon, a tab or |, not " + said->value);
    all.separator = said->value.front();
    text.remove_prefix(said->length);
    ++first_line;
  } else {
    all.separator = separator_of(text);
  }
  if (const auto open = Splitting{text, all.separator, first_line}.run(all.records))
    return fault_in_line(file, *open, "a quote is opened and never closed");
  return all;
}

bool is_same(const std::string& a, const std::string& b) {
  const auto plain = folded(a);
  return !a.empty() && (plain.empty() ? a == b : plain == folded(b));
}

// Numbers of columns, not their names: the first line may be somebody.
std::optional<std::string> doubled(const std::vector<std::string>& columns) {
  for (std::size_t i = 0; i < columns.size(); ++i)
    for (std::size_t k = i + 1; k < columns.size(); ++k)
      if (is_same(columns[i], columns[k]))
        return "columns " + std::to_string(i + 1) + " and " + std::to_string(k + 1) +
               " have the same name: rename or delete one";
  return std::nullopt;
}

// What may have gone wrong where two numbers are no place.
std::string hint_for_place(double lat, double lon) {
  if (geo::Position::from({.lat = lon, .lon = lat}).has_value()) return ": are they swapped?";
  constexpr double degrees = 1000;
  return std::abs(lat) > degrees || std::abs(lon) > degrees ? ": have their decimal points been lost?" : "";
}

}  // namespace

const std::string& Row::operator[](std::string_view column) const {
  static const std::string nothing;
  const auto found = cells.find(column);
  return found == cells.end() ? nothing : found->second;
}

OrFault<Table> read_table(const std::filesystem::path& file, std::vector<Fault>* wrong_rows) {
  const auto text = read_text(file);
  if (text.has_error()) return text.error();
  const auto all = split(*text, file);
  if (all.has_error()) return all.error();
  const auto& records = all->records;
  if (records.empty()) return fault_in_line(file, 1, "the file is empty");
  Table table{records.front().line, {}, {}};
  for (const auto& cell : records.front().cells) table.columns.push_back(tidied(cell));
  if (const auto twice = doubled(table.columns)) return fault_in_line(file, records.front().line, *twice);
  for (std::size_t i = 1; i < records.size(); ++i) {
    const auto& [line, cells] = records[i];
    if (cells.size() != table.columns.size()) {
      auto fault =
          fault_in_line(file, line,
                        std::to_string(cells.size()) + " cells, but " + std::to_string(table.columns.size()) +
                            " columns (separated by " + name_of(all->separator) + ")");
      if (wrong_rows == nullptr) return fault;
      wrong_rows->push_back(std::move(fault));
      continue;
    }
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
      return fault_in_line(file, table->line, "the column " + std::string{column} + " is missing");
  return std::move(table->rows);
}

Fault fault_in_line(const std::filesystem::path& file, std::size_t line, const std::string& what) {
  return {file.string() + ", line " + std::to_string(line) + ": " + what};
}

bool is_null_island(geo::Position where) {
  constexpr double close = 0.01;  // there is only sea
  return std::abs(where.lat()) < close && std::abs(where.lon()) < close;
}

OrFault<double> number_in(const Row& row, std::string_view column, const std::filesystem::path& file) {
  const auto& text = row[column];
  if (const auto number = number_of(text)) return *number;
  return fault_in_line(file, row.line,
                       std::string{column} + " is not a number: " + text + hint_for_number(text));
}

OrFault<geo::Position> degrees_in(const Row& row, const std::filesystem::path& file,
                                  std::string_view lat_column, std::string_view lon_column) {
  const auto lat = number_in(row, lat_column, file);
  if (lat.has_error()) return lat.error();
  const auto lon = number_in(row, lon_column, file);
  if (lon.has_error()) return lon.error();
  const auto where = geo::Position::from({.lat = *lat, .lon = *lon});
  if (where.has_error())
    return fault_in_line(file, row.line,
                         std::string{lat_column} + " and " + std::string{lon_column} +
                             " are not a place on earth" + hint_for_place(*lat, *lon));
  return *where;
}

OrFault<geo::Position> position_in(const Row& row, const std::filesystem::path& file,
                                   std::string_view lat_column, std::string_view lon_column) {
  auto where = degrees_in(row, file, lat_column, lon_column);
  if (where.has_error() || !is_null_island(*where)) return where;
  return fault_in_line(
      file, row.line,
      std::string{lat_column} + " and " + std::string{lon_column} + " are 0, 0: the place is not known");
}

std::string cell_of(std::string_view text) {
  if (text.find_first_of(",;\t\"\r\n") == std::string_view::npos) return std::string{text};
  std::string quoted{'"'};
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

}  // namespace config
