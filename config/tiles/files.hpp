#pragma once

#include <string_view>

// Files of this folder, as they were when the program was built.
namespace config {

std::string_view tilemaker_config();
std::string_view tilemaker_process();
std::string_view map_style();

}  // namespace config
