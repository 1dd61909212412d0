#pragma once

#include <filesystem>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "config/tables/csv.hpp"

// The columns of lists that others keep, known by any of their names.
namespace config {

using Names = std::initializer_list<std::string_view>;

// A column under any of its names, as the file writes it; empty where there is none.
std::string optional_column(const Table& table, Names names);

// The columns that a list must have; remembers the first that is missing. `tells` says which there are
// instead: not for lists of people, whose first line may be somebody.
class Columns {
 public:
  enum class Tells { what_is_missing, what_there_is };
  Columns(const Table& table, const std::filesystem::path& file, Tells tells = Tells::what_there_is)
      : table_{table}, file_{file}, tells_{tells} {}
  std::string required(std::string_view what, Names names);
  [[nodiscard]] const std::optional<dispatch::Fault>& fault() const { return fault_; }

 private:
  const Table& table_;
  const std::filesystem::path& file_;
  Tells tells_;
  std::optional<dispatch::Fault> fault_;
};

}  // namespace config
