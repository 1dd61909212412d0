#pragma once

#include <string>

namespace ws {

// Where the program says how it fares (the log, everywhere else, is that of the region's events): readable
// lines on a terminal, else one JSON object a line. On standard error, so that standard output is free for
// what a tool is asked for. False when there is no such level.
bool set_up_diagnostics(const std::string& level);

}  // namespace ws
