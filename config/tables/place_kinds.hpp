#pragma once

#include <string_view>

#include "geo/place.hpp"

// Kinds of places as lists write them.
namespace config {

struct ListedKind {
  std::string_view written;  // folded, in any of the lists
  std::string_view kind;
  geo::PlaceKind place;
  std::string_view title;  // what a bare name gets in front
};
// Null where no list is known to write it so.
const ListedKind* listed_kind(std::string_view written);

// A landmark where it is not known.
geo::PlaceKind place_kind_of(std::string_view written);

}  // namespace config
