#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "tests/bench/stand.hpp"

namespace bench {

// An operator and a crew, on one server.
class Pair {
 public:
  static constexpr milliseconds patience{5'000};

  Pair(const Redis& redis, const Siaga& siaga);
  void go_on_duty();
  // One whole round; the time from the command to the crew's frame. `quiet`: before the command nothing is
  // said for so long, as when a desk sends one unit in a minute.
  Clock::duration round(milliseconds quiet);

 private:
  std::string new_id() { return "push-" + std::to_string(++ids_); }
  void wait_for(std::size_t socket, std::string_view type);

  Sockets sockets_;
  std::size_t ids_ = 0;
  std::vector<std::size_t> acks_{0, 0}, acks_used_{0, 0}, events_{0, 0}, events_used_{0, 0};
  std::string last_;
  Clock::time_point opened_;
};

}  // namespace bench
