#pragma once

#include <chrono>

namespace dispatch {

// A moment that people see and that is stored. Core functions get it as an argument; only the shell reads a
// clock.
using TimePoint = std::chrono::sys_time<std::chrono::milliseconds>;
using std::chrono::milliseconds;
using std::chrono::seconds;

}  // namespace dispatch
