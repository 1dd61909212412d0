#pragma once

#include <string>

namespace ws {

// Where the program says what happens: readable lines on a terminal, else one JSON object a line. On standard
// error, so that standard output is free for what a tool is asked for. False when there is no such level.
bool set_up_log(const std::string& level);

}  // namespace ws
