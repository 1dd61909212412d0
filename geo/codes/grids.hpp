#pragma once

#include "geo/codes/code_text.hpp"

namespace geo::codes {

// Claims UTM coordinates with their zone ("50L 236123 9075321", "UTM 50 S 236123 9075321").
void read_utm(Scan& scan);

// Claims MGRS references, together or with spaces ("50LKR3612375321", "50L KR 36123 75321").
void read_mgrs(Scan& scan);

// Claims geohashes of 6 to 12 characters with a letter and a digit, if they are in or about the region or
// labelled: anything else may be a word.
void read_geohashes(Scan& scan);

}  // namespace geo::codes
