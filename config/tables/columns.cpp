#include "config/tables/columns.hpp"

#include <vector>

#include "config/tables/text.hpp"

namespace config {
namespace {

std::string listed(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

}  // namespace

std::string optional_column(const Table& table, Names names) {
  for (const auto name : names)
    for (const auto& column : table.columns)
      if (folded(column) == folded(name)) return column;
  return "";
}

std::string Columns::required(std::string_view what, Names names) {
  auto found = optional_column(table_, names);
  if (!found.empty() || fault_) return found;
  auto text = file_.string() + ", line " + std::to_string(table_.line) + ": there is no column for " +
              std::string{what} + " (" + listed({names.begin(), names.end()}) + ")";
  if (tells_ == Tells::what_there_is) text += "; the columns are " + listed(table_.columns);
  fault_ = dispatch::Fault{std::move(text)};
  return found;
}

}  // namespace config
