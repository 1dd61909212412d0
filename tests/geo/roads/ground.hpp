#pragma once

#include <algorithm>
#include <stdexcept>
#include <string>

#include "geo/roads/times.hpp"
#include "tests/geo/roads/drawing.hpp"

namespace test {

// A drawing as tables, and how long its roads take: what lies below a network.
struct Ground {
  explicit Ground(Drawing drawn, const geo::roads::Conditions& conditions = {})
      : drawing{std::move(drawn)},
        built{drawing.build()},
        tables{geo::roads::view_of(built.tables)},
        times{tables, conditions} {}
  Ground(const Ground&) = delete;
  Ground& operator=(const Ground&) = delete;

  // The node at a letter, of several there the first.
  [[nodiscard]] geo::roads::Node node(char letter) const {
    const auto found = std::ranges::find(tables.nodes, geo::roads::point_at(drawing.at(letter)));
    if (found == tables.nodes.end()) throw std::invalid_argument{std::string{"no node at "} + letter};
    return static_cast<geo::roads::Node>(found - tables.nodes.begin());
  }
  // The first section of a way.
  [[nodiscard]] std::uint32_t section(const std::string& way) const {
    for (std::uint32_t i = 0; i + 1 < tables.sections.size(); ++i)
      if (name(i) == way) return i;
    throw std::invalid_argument{"no section of " + way};
  }
  [[nodiscard]] std::string name(std::uint32_t section) const {
    const auto at = tables.sections[section].name;
    return at == geo::roads::none ? std::string{} : std::string{&tables.names[at]};
  }

  Drawing drawing;
  geo::roads::Built built;
  geo::roads::TablesView tables;
  geo::roads::Times times;
};

}  // namespace test
