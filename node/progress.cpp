#include "node/progress.hpp"

#include <unistd.h>

#include <iostream>

namespace node {
namespace {

using namespace std::chrono_literals;

constexpr auto between_pictures = 200ms;
constexpr auto between_lines = 5s;
constexpr auto clear_line = "\r\x1b[K";

}  // namespace

Progress::Progress() : is_terminal_{isatty(STDERR_FILENO) == 1}, last_{clock_.now()} {}

Progress::~Progress() {
  if (has_line_) std::cerr << clear_line << std::flush;
}

void Progress::at(const std::string& where) {
  const auto now = clock_.now();
  if (now >= last_ && now - last_ < (is_terminal_ ? between_pictures : between_lines)) return;
  last_ = now;
  if (!is_terminal_) {
    std::cerr << where << '\n' << std::flush;
    return;
  }
  has_line_ = true;
  std::cerr << clear_line << where << std::flush;
}

}  // namespace node
