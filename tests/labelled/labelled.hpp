#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "geo/words/locate.hpp"

// Place texts with the points that are meant (places.csv, README.md), and how well a reader finds them.
namespace tests {

struct Labelled {
  std::string region;
  std::string text;
  std::optional<geo::Position> truth;  // none: there is no place in it
  std::string group;
};
std::vector<Labelled> labelled_texts();

// The data of the five districts beside the checkout; nothing where they are not.
std::optional<std::filesystem::path> shared_data();

struct LabelledRegion {
  geo::Gazetteer gazetteer;
  geo::Surroundings around;
};
// Built from the shared data, as `siaga region build` does.
LabelledRegion labelled_region(const std::filesystem::path& data, const std::string& name);

// Shares of texts: the right place (within 500 m) first, or among the first three, and inside the circle of
// the first. Of a text without a place nothing at all is right.
struct Marks {
  std::size_t texts = 0;
  std::size_t first = 0;
  std::size_t first_three = 0;
  std::size_t inside = 0;
  std::vector<double> errors_m;  // of the first candidate, where there is a place and a candidate

  void add(const Labelled& label, const geo::Reading& reading);
};

}  // namespace tests
