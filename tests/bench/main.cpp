// siaga_bench [--quick] NAME...   Measures; prints one line a figure. scripts/bench builds and calls it.

#include <array>
#include <exception>
#include <iostream>
#include <string_view>
#include <vector>

#include "tests/bench/benches.hpp"
#include "tests/bench/support.hpp"

namespace {

struct Bench {
  std::string_view name;
  void (*run)();
};
constexpr std::array benches{
    Bench{"nearest", bench::nearest},
    Bench{"commit", bench::commit},
    Bench{"push", bench::push},
    Bench{"positions", bench::positions},
    Bench{"fanout", bench::fanout},
    Bench{"idle", bench::idle},
    Bench{"stalled", bench::stalled},
    Bench{"start", bench::start},
    Bench{"strangers", bench::strangers},
    Bench{"locate", bench::locate},
    Bench{"roads", bench::roads},
    Bench{"planner", bench::planner},
    Bench{"plan", bench::plan},
    Bench{"brain", bench::brain},
    Bench{"duplicates", bench::duplicates},
};

int run(const Bench& one) {
  try {
    one.run();
    return 0;
  } catch (const std::exception& wrong) {
    std::cerr << one.name << " could not be measured: " << wrong.what() << "\n";
    return 1;
  }
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::string_view> names{argv + 1, argv + argc};
  if (!names.empty() && names.front() == "fanout-server") return bench::fanout_server();
  if (!names.empty() && names.front() == "echo-server") return bench::echo_server();
  if (std::erase(names, "--quick") > 0) bench::set_quick();
  int status = 0;
  for (const auto name : names) {
    bool known = false;
    for (const auto& one : benches)
      if (one.name == name) known = true, status |= run(one);
    if (!known) std::cerr << "there is no bench " << name << "\n", status = 2;
  }
  return status;
}
