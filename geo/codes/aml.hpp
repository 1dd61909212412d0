#pragma once

#include "geo/codes/code_text.hpp"

namespace geo::codes {

// Claims what a phone sends of itself at an emergency call: Advanced Mobile Location, ETSI TS 103 625, as the
// text of an SMS (A"ML=1;lt=...) and as the fields of an HTTPS form (location_latitude=...&...). Radius,
// confidence, method and time of the fix are kept; the radius is scaled to nine times of ten.
void read_aml(Scan& scan);

}  // namespace geo::codes
