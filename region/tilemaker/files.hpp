#pragma once

#include <string_view>

// Files of this folder, as they were when the program was built.
namespace region {

std::string_view tilemaker_config();
std::string_view tilemaker_process();

}  // namespace region
