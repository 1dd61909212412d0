#pragma once

#include "geo/codes/code_text.hpp"

namespace geo::codes {

inline constexpr std::size_t most_pidf_lo_bytes = 16'384;

// Claims the shapes of a PIDF-LO document (RFC 4119, RFC 5491): points, circles and spheres, ellipses and
// ellipsoids by their longer axis. A document with a document type, with too deep a tree, or not well formed,
// is refused.
void read_pidf_lo(Scan& scan);

// Whether the text begins as XML does.
bool is_xml(std::string_view text);

}  // namespace geo::codes
