#pragma once

#include <string_view>

#include "geo/candidate.hpp"

namespace geo {

// Finds whatever in a text is a coordinate or a code rather than words, wherever it stands in it: decimal
// degrees, degrees with minutes and seconds, UTM, MGRS, geohashes, Open Location Codes, map links, geo: URIs,
// Advanced Mobile Location messages and PIDF-LO documents. WGS 84 throughout.
//
// Best first, at most 20. What looked like a code and is none is in `tried`, with the reason. The same answer
// for the same arguments; takes any bytes and never throws but for want of memory. Texts of more than 2,000
// characters are refused unread, PIDF-LO of more than 16,384 bytes.
Reading read_codes(std::string_view text, const Surroundings& around);

}  // namespace geo
