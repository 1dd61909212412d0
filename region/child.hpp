#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "dispatch/model/error.hpp"

namespace region {

// Runs a program without a shell (arguments as they are, the program looked up in PATH) and hands each line
// of its output over as it comes; at most one line is kept. `take` says false to stop the program early. A
// fault where the program cannot be started, is killed, or ends with another status than 0: then with what it
// said on its standard error.
dispatch::OrFault<bool> run_for_lines(const std::vector<std::string>& command,
                                      const std::function<bool(std::string_view line)>& take);

}  // namespace region
