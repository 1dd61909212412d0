#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace geo {

// As browsers and MBTiles want it (RFC 1952). The same bytes give the same bytes.
std::string gzipped(std::string_view bytes);

// What was packed; nothing if that is damaged, cut off, or longer than `most`.
std::optional<std::string> unzipped(std::string_view packed, std::size_t most);

}  // namespace geo
