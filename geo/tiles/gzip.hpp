#pragma once

#include <string>
#include <string_view>

namespace geo {

// As browsers and MBTiles want it (RFC 1952). The same bytes give the same bytes.
std::string gzipped(std::string_view bytes);

}  // namespace geo
