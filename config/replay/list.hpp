#pragma once

#include <filesystem>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "config/tables/csv.hpp"
#include "dispatch/sim/model.hpp"

namespace config {

// Rows of a list that a replay reads; the first thing that is wrong with them is kept.
class List {
 public:
  using Numbers = std::unordered_map<std::string, std::uint32_t>;  // by id
  static constexpr double longest_job = 7 * 86400;
  static constexpr double longest_record = 366 * 86400;

  // NAME.csv of a folder, or NAME.csv.gz.
  static dispatch::OrFault<List> open(const std::filesystem::path& folder, const std::string& name,
                                      std::span<const std::string_view> columns);
  static dispatch::OrFault<List> open(const std::filesystem::path& file,
                                      std::span<const std::string_view> columns);

  [[nodiscard]] const std::vector<Row>& rows() const { return rows_; }
  [[nodiscard]] const std::optional<dispatch::Fault>& fault() const { return fault_; }
  void wrong(const Row& row, const std::string& what);

  // What is not there or cannot be read is a fault; what comes back is then of no use.
  geo::Position position(const Row& row) { return value_of(position_in(row, file_)); }
  double number(const Row& row, std::string_view column, double least, double most);
  dispatch::milliseconds time(const Row& row, std::string_view column, double longest);
  // Nothing where the cell is empty, or there is no such column.
  std::optional<dispatch::milliseconds> time_if_known(const Row& row, std::string_view column,
                                                      double longest);
  const std::string& one_of(const Row& row, std::string_view column,
                            std::initializer_list<std::string_view> words);
  dispatch::Priority priority(const Row& row, const dispatch::ModelHabits& habits);  // "1" or "P1"
  std::uint32_t named(const Row& row, std::string_view column, const Numbers& known, const std::string& kind);
  void name(const Row& row, Numbers& known);

 private:
  List(std::filesystem::path file, std::vector<Row> rows) : file_{std::move(file)}, rows_{std::move(rows)} {}
  template <class T>
  T value_of(const dispatch::OrFault<T>& read) {
    if (read.has_value()) return *read;
    if (!fault_) fault_ = read.error();
    return T{};
  }

  std::filesystem::path file_;
  std::vector<Row> rows_;
  std::optional<dispatch::Fault> fault_;
};

}  // namespace config
