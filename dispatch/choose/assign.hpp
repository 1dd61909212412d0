#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

namespace dispatch {

// What it costs that one of the columns takes a row, and that none does.
class Costs {
 public:
  using Cost = std::int64_t;
  static constexpr Cost impossible = std::numeric_limits<Cost>::max();
  // Nothing may cost more, to either side of 0: sums of a thousand have room.
  static constexpr Cost most = std::int64_t{1} << 50;

  // All impossible at first, and that none takes a row costs nothing.
  Costs(std::size_t rows, std::size_t columns)
      : columns_{columns}, pairs_(rows * columns, impossible), nobody_(rows, 0) {}

  [[nodiscard]] std::size_t rows() const { return nobody_.size(); }
  [[nodiscard]] std::size_t columns() const { return columns_; }
  Cost& pair(std::size_t row, std::size_t column) { return pairs_[row * columns_ + column]; }
  [[nodiscard]] Cost pair(std::size_t row, std::size_t column) const {
    return pairs_[row * columns_ + column];
  }
  Cost& nobody(std::size_t row) { return nobody_[row]; }
  [[nodiscard]] Cost nobody(std::size_t row) const { return nobody_[row]; }

 private:
  std::size_t columns_;
  std::vector<Cost> pairs_;
  std::vector<Cost> nobody_;
};

// By row the column that takes it, or none; a column takes one row at most. No other way costs less in all,
// and the same costs give the same way.
[[nodiscard]] std::vector<std::optional<std::size_t>> assign(const Costs& costs);

}  // namespace dispatch
