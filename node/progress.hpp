#pragma once

#include <optional>
#include <string>

#include "ws/clock.hpp"

namespace node {

// Says now and then on standard error how far something long has come: on a terminal in one line, several
// times a second; else in a line of its own, each few seconds. What is over sooner says nothing.
class Progress {
 public:
  Progress();
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void at(const std::string& where);

 private:
  ws::Clock clock_;
  bool is_terminal_;
  bool has_line_ = false;
  dispatch::TimePoint last_;
};

}  // namespace node
