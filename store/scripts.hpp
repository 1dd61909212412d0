#pragma once

#include <string_view>

namespace store {

// The scripts that run within Redis, as shipped.
std::string_view commit_script();
std::string_view lastfix_script();
std::string_view tally_script();

}  // namespace store
