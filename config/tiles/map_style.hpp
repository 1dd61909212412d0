#pragma once

#include <string_view>

namespace config {

// style.json of this folder, as it was when the program was built.
std::string_view map_style();

}  // namespace config
