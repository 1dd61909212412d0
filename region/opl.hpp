#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "geo/position.hpp"

namespace region {

// A node, way or relation of OpenStreetMap.
struct OsmObject {
  char type = 'n';  // n, w, r
  std::int64_t id = 0;
  std::vector<std::pair<std::string, std::string>> tags;
  std::vector<geo::Position> points;   // a node's one, or those along a way
  std::vector<std::int64_t> node_ids;  // of a way's points
  std::vector<std::size_t> gaps;       // points before which nodes of the way are not in the file
  std::size_t missing_points = 0;
  struct Member {
    char type = 'n';
    std::int64_t id = 0;
    std::string role;
  };
  std::vector<Member> members;  // of a relation
  bool is_closed = false;       // a way that ends at the node where it begins

  // Empty where there is no such tag.
  [[nodiscard]] std::string_view tag(std::string_view key) const;
};

// A line of the OPL format (https://osmcode.org/opl-file-format): fields with a letter in front, blanks
// between,
// "%20%" for a character that would be read as a mark; a way's nodes with their places,
// "Nn1x114.6y-8.3,n2x...". a relation's members, "Mw4@from,n5@via". Metadata
// is passed over. Nothing where the line is not
// one.
std::optional<OsmObject> read_opl(std::string_view line);

}  // namespace region
