#include "geo/place.hpp"

namespace geo {

std::string_view kind_name(PlaceKind kind) {
  return boost::describe::enum_to_string(kind, "landmark");
}

}  // namespace geo
