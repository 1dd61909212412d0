#include "dispatch/choose/assign.hpp"

namespace dispatch {
namespace {

using Cost = Costs::Cost;
constexpr std::size_t none = std::numeric_limits<std::size_t>::max();

// Row by row along the cheapest way of passing columns on, as Jonker and Volgenant do it; prices of rows and
// columns keep what each step costs from being negative. A row that nobody takes has a column of its own.
class Assigning {
 public:
  explicit Assigning(const Costs& costs)
      : costs_{costs},
        columns_{costs.columns() + costs.rows()},
        row_price_(costs.rows(), 0),
        column_price_(columns_, 0),
        row_of_(columns_, none) {}

  std::vector<std::optional<std::size_t>> all() {
    for (std::size_t row = 0; row < costs_.rows(); ++row) {
      begin(row);
      pass_on(search(), row);
    }
    std::vector<std::optional<std::size_t>> taken(costs_.rows());
    for (std::size_t column = 0; column < costs_.columns(); ++column)
      if (row_of_[column] != none) taken[row_of_[column]] = column;
    return taken;
  }

 private:
  [[nodiscard]] Cost cost(std::size_t row, std::size_t column) const {
    if (column < costs_.columns()) return costs_.pair(row, column);
    return column - costs_.columns() == row ? costs_.nobody(row) : Costs::impossible;
  }

  void begin(std::size_t row) {
    first_ = row;
    away_.assign(columns_, Costs::impossible);
    from_.assign(columns_, none);
    is_done_.assign(columns_, false);
  }

  // To the nearest column that takes no row yet; there always is the first row's own.
  std::size_t search() {
    auto row = first_;
    Cost so_far = 0;
    auto came_by = none;
    while (true) {
      auto nearest = none;
      for (std::size_t column = 0; column < columns_; ++column) {
        if (is_done_[column]) continue;
        if (const auto one = cost(row, column); one != Costs::impossible) {
          const auto all = so_far + one - row_price_[row] - column_price_[column];
          if (all < away_[column]) away_[column] = all, from_[column] = came_by;
        }
        if (away_[column] == Costs::impossible) continue;
        if (nearest == none || away_[column] < away_[nearest]) nearest = column;
      }
      is_done_[nearest] = true;
      so_far = away_[nearest];
      if (row_of_[nearest] == none) {
        price(so_far);
        return nearest;
      }
      row = row_of_[nearest];
      came_by = nearest;
    }
  }

  void price(Cost length) {
    row_price_[first_] += length;
    for (std::size_t column = 0; column < columns_; ++column) {
      if (!is_done_[column]) continue;
      const auto less = length - away_[column];
      column_price_[column] -= less;
      if (row_of_[column] != none) row_price_[row_of_[column]] += less;
    }
  }

  void pass_on(std::size_t column, std::size_t row) {
    while (from_[column] != none) {
      row_of_[column] = row_of_[from_[column]];
      column = from_[column];
    }
    row_of_[column] = row;
  }

  const Costs& costs_;
  std::size_t columns_;
  std::vector<Cost> row_price_;
  std::vector<Cost> column_price_;
  std::vector<std::size_t> row_of_;  // that a column takes
  std::size_t first_ = 0;
  std::vector<Cost> away_;
  std::vector<std::size_t> from_;
  std::vector<bool> is_done_;
};

}  // namespace

std::vector<std::optional<std::size_t>> assign(const Costs& costs) {
  return Assigning{costs}.all();
}

}  // namespace dispatch
