#include "tests/bench/support.hpp"

#include <poll.h>
#include <sched.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <sstream>

#include "tests/support/process.hpp"

namespace bench {
namespace {

bool quick = false;

std::string grouped(double number) {
  auto text = std::to_string(static_cast<long long>(std::llround(number)));
  for (auto at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > 0; at -= 3)
    text.insert(static_cast<std::size_t>(at), ",");
  return text;
}

std::string short_text(double number) {
  if (std::abs(number) >= 1000) return grouped(number);
  std::array<char, 32> text{};
  const int digits = std::abs(number) >= 100 ? 0 : std::abs(number) >= 10 ? 1 : 2;
  std::snprintf(text.data(), text.size(), "%.*f", digits, number);
  return text.data();
}

}  // namespace

bool is_quick() {
  return quick;
}
void set_quick() {
  quick = true;
}
int rounds() {
  return unless_quick(3, 1);
}

void pin_self(int core) {
  cpu_set_t cores;
  CPU_ZERO(&cores);
  CPU_SET(static_cast<unsigned>(core), &cores);
  sched_setaffinity(0, sizeof cores, &cores);
}

std::vector<std::string> on_core(int core, std::vector<std::string> command) {
  const std::vector<std::string> prefix{"taskset", "-c", std::to_string(core)};
  command.insert(command.begin(), prefix.begin(), prefix.end());
  return command;
}

double micros(Clock::duration time) {
  return std::chrono::duration<double, std::micro>(time).count();
}

void pause(milliseconds time) {
  if (time.count() > 0) poll(nullptr, 0, static_cast<int>(time.count()));
}

double Times::percentile(double percent) const {
  if (all_.empty()) return 0;
  auto sorted = all_;
  const auto at = static_cast<std::size_t>(percent / 100 * static_cast<double>(sorted.size() - 1) + 0.5);
  std::ranges::nth_element(sorted, sorted.begin() + static_cast<std::ptrdiff_t>(at));
  return sorted[at];
}

double median(std::vector<double> values) {
  if (values.empty()) return 0;
  std::ranges::sort(values);
  return values[values.size() / 2];
}

std::string text_of(double number, std::string_view unit) {
  return short_text(number) + std::string{unit};
}

void print_head(std::string_view bench) {
  std::printf("\n%-50s %14s %30s %10s %10s  %s\n", std::string{bench}.c_str(), "Siaga", "peer", "ratio",
              "target", "reached");
  std::fflush(stdout);
}

void print(const Line& line) {
  std::string target;
  std::string reached;
  if (line.target != Line::Target::none && line.ratio) {
    const bool at_least = line.target == Line::Target::at_least;
    target = (at_least ? ">= " : "<= ") + text_of(line.bound, line.unit);
    reached = (at_least ? *line.ratio >= line.bound : *line.ratio <= line.bound) ? "yes" : "NO";
  }
  std::printf("  %-48s %14s %30s %10s %10s  %s\n", line.what.c_str(), line.ours.c_str(), line.peer.c_str(),
              line.ratio ? text_of(*line.ratio, line.unit).c_str() : "", target.c_str(), reached.c_str());
  std::fflush(stdout);
}

void say(std::string_view text) {
  std::printf("    %s\n", std::string{text}.c_str());
  std::fflush(stdout);
}

double cpu_seconds(pid_t process) {
  const auto stat = tests::text_of("/proc/" + std::to_string(process) + "/stat");
  const auto name_ends = stat.rfind(')');
  if (name_ends == std::string::npos) return 0;
  std::istringstream rest{stat.substr(name_ends + 1)};
  std::string skipped;
  for (int field = 3; field < 14; ++field) rest >> skipped;
  double user = 0;
  double system = 0;
  rest >> user >> system;
  return (user + system) / static_cast<double>(sysconf(_SC_CLK_TCK));
}

double resident_bytes(pid_t process) {
  std::istringstream pages{tests::text_of("/proc/" + std::to_string(process) + "/statm")};
  double all = 0;
  double resident = 0;
  pages >> all >> resident;
  return resident * static_cast<double>(sysconf(_SC_PAGESIZE));
}

double load_average() {
  return std::strtod(tests::text_of("/proc/loadavg").c_str(), nullptr);
}

}  // namespace bench
