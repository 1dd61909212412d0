#pragma once

#include "geo/codes/code_text.hpp"

namespace geo::codes {

// Claims the places that links carry in themselves: geo: URIs (RFC 5870), Google Maps (so WhatsApp's), Apple
// Maps, OpenStreetMap, Waze, and lat= with lon= of any other. No link is followed: one that only points to a
// place is refused by name.
void read_links(Scan& scan);

}  // namespace geo::codes
