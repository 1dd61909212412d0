#pragma once

#include <map>
#include <string>
#include <vector>

#include "geo/place.hpp"

namespace region {

// Makes streets of the ways that a map cuts them into: ways of one name that touch or come within 500 m of
// each other are one street, those farther apart are two streets of one name.
class Streets {
 public:
  // Points along the way in their order, at least one.
  void add(const std::string& name, const std::vector<std::string>& also, std::vector<geo::Position> points);
  [[nodiscard]] std::size_t ways() const { return ways_; }

  // In the order of their names. `at` is on the street, near its middle; all of it lies within `extent`.
  [[nodiscard]] std::vector<geo::Place> places() const;

 private:
  struct OfOneName {
    std::vector<std::string> also;
    std::vector<std::vector<geo::Position>> ways;
  };
  std::map<std::string, OfOneName> by_name_;
  std::size_t ways_ = 0;
};

}  // namespace region
