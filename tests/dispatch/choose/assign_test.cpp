#include "dispatch/choose/assign.hpp"

#include <catch2/catch.hpp>
#include <random>

using namespace dispatch;

namespace {

using Cost = Costs::Cost;

// By trying everything.
Cost least(const Costs& costs, std::size_t row, std::vector<bool>& taken) {
  if (row == costs.rows()) return 0;
  auto best = costs.nobody(row) + least(costs, row + 1, taken);
  for (std::size_t column = 0; column < costs.columns(); ++column) {
    if (taken[column] || costs.pair(row, column) == Costs::impossible) continue;
    taken[column] = true;
    best = std::min(best, costs.pair(row, column) + least(costs, row + 1, taken));
    taken[column] = false;
  }
  return best;
}

// Fails when two rows have one column, or one has what it cannot have.
Cost cost_of(const Costs& costs, const std::vector<std::optional<std::size_t>>& way) {
  std::vector<bool> taken(costs.columns());
  Cost all = 0;
  for (std::size_t row = 0; row < way.size(); ++row) {
    if (way[row]) {
      REQUIRE_FALSE(taken[*way[row]]);
      taken[*way[row]] = true;
      REQUIRE(costs.pair(row, *way[row]) != Costs::impossible);
    }
    all += way[row] ? costs.pair(row, *way[row]) : costs.nobody(row);
  }
  return all;
}

Costs some_costs(std::mt19937& random, std::size_t rows, std::size_t columns, Cost most) {
  Costs costs{rows, columns};
  const auto one = [&] { return static_cast<Cost>(random() % static_cast<unsigned>(most)) - most / 4; };
  for (std::size_t row = 0; row < rows; ++row) {
    costs.nobody(row) = one() + most / 2;
    for (std::size_t column = 0; column < columns; ++column)
      if (random() % 4 != 0) costs.pair(row, column) = one();
  }
  return costs;
}

}  // namespace

TEST_CASE("no way of assigning costs less than the one that is found, whatever the costs") {
  std::mt19937 random{7};
  for (int round = 0; round < 3000; ++round) {
    const auto costs = some_costs(random, random() % 6, random() % 6, round % 2 == 0 ? 8 : 100'000);
    std::vector<bool> taken(costs.columns());
    REQUIRE(cost_of(costs, assign(costs)) == least(costs, 0, taken));
  }
}

TEST_CASE("the nearest of all is not sent where another would then come much later") {
  Costs costs{2, 2};
  costs.pair(0, 0) = 1, costs.pair(0, 1) = 2;
  costs.pair(1, 0) = 2, costs.pair(1, 1) = 9;
  costs.nobody(0) = costs.nobody(1) = 100;
  REQUIRE(assign(costs) == std::vector<std::optional<std::size_t>>{1, 0});
}

TEST_CASE("costs that are the same are assigned the same each time, the first to the first") {
  Costs costs{3, 4};
  for (std::size_t row = 0; row < 3; ++row) {
    costs.nobody(row) = 10;
    for (std::size_t column = 0; column < 4; ++column) costs.pair(row, column) = 5;
  }
  REQUIRE(assign(costs) == std::vector<std::optional<std::size_t>>{0, 1, 2});
}

TEST_CASE("costs as large as they may be are added without a flaw") {
  Costs costs{60, 20};
  for (std::size_t row = 0; row < 60; ++row) {
    costs.nobody(row) = Costs::most;
    for (std::size_t column = 0; column < 20; ++column) costs.pair(row, column) = -Costs::most;
  }
  REQUIRE(cost_of(costs, assign(costs)) == 20 * Costs::most);
}
