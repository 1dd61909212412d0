#pragma once

#include <sys/types.h>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What every bench needs: a clock, percentiles, a table, and what a process costs.
namespace bench {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

// Smaller counts, one round: to see whether a bench runs, not for figures.
bool is_quick();
void set_quick();
template <class T>
T unless_quick(T usual, T quick) {
  return is_quick() ? quick : usual;
}
int rounds();

// The server and what belongs to it, and whatever makes load: so that neither takes the other's time.
inline constexpr int server_core = 0;
inline constexpr int load_core = 1;
void pin_self(int core);
std::vector<std::string> on_core(int core, std::vector<std::string> command);

double micros(Clock::duration time);
void pause(milliseconds time);

class Times {
 public:
  void add(Clock::duration time) { add(micros(time)); }
  void add(double microseconds) { all_.push_back(microseconds); }
  void add(const Times& others) { all_.insert(all_.end(), others.all_.begin(), others.all_.end()); }
  [[nodiscard]] double percentile(double percent) const;
  [[nodiscard]] std::size_t size() const { return all_.size(); }

 private:
  std::vector<double> all_;
};
double median(std::vector<double> values);

// One line of the result. `ratio` is ours to the peer's, or the other way round, as the target says it.
struct Line {
  enum class Target { none, at_least, at_most };
  std::string what;
  std::string ours;
  std::string peer;  // name and figure; empty if there is none
  std::optional<double> ratio;
  Target target = Target::none;
  double bound = 0;
  std::string unit = "x";  // of ratio and bound
};
void print_head(std::string_view bench);
void print(const Line& line);
void say(std::string_view text);
// "12.3 us", "123,456/s"
std::string text_of(double number, std::string_view unit);

double cpu_seconds(pid_t process);
double resident_bytes(pid_t process);
// As others see it: 1 minute.
double load_average();

}  // namespace bench
