#pragma once

#include <string_view>

namespace config {

// Of this program: "0.1.0+g1a2b3c4" of a commit, "0.1.0" where the sources came without git.
std::string_view version();

}  // namespace config
