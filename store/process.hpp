#pragma once

#include <sys/types.h>

#include <chrono>
#include <optional>

namespace store {

// One process, our child or not, and never another one that got its number later. A zombie has ended.
class Process {
 public:
  // Nothing when there is no such process. Whoever has the number from elsewhere asks again afterwards
  // whether it still is that one's.
  static std::optional<Process> open(pid_t id);
  ~Process();
  Process(Process&&) noexcept;
  Process& operator=(Process&&) noexcept;

  [[nodiscard]] pid_t id() const { return id_; }
  [[nodiscard]] bool has_ended() const { return ends_within(std::chrono::milliseconds{0}); }
  // Waits that long at most; a child of ours is then collected.
  [[nodiscard]] bool ends_within(std::chrono::milliseconds limit) const;
  void signal(int number) const;

 private:
  Process(pid_t id, int descriptor) : id_{id}, descriptor_{descriptor} {}

  pid_t id_;
  int descriptor_;
};

}  // namespace store
