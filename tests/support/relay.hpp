#pragma once

#include <array>
#include <condition_variable>
#include <filesystem>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "store/redis_connection.hpp"
#include "tests/support/process.hpp"

namespace tests {

// Between a node and its Redis: hands on what each says, and stops before the n-th time that something is
// said to Redis by the one that reads, once it is let in, until it is let go.
class Relay {
 public:
  Relay(store::Address redis, int stops_before);
  ~Relay();
  Relay(const Relay&) = delete;
  Relay& operator=(const Relay&) = delete;

  [[nodiscard]] store::Address address() const;
  [[nodiscard]] bool has_stopped() const;
  void let_go();

 private:
  void work();
  void hand_on(int from_connection, int to_redis);
  void wait_at_stop();

  store::Address redis_;
  int stops_before_;
  Folder folder_;
  int listening_;
  std::array<int, 2> ends_{};  // a pipe: closed, it ends the thread
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  bool stopped_ = false;
  bool let_go_ = false;
  std::vector<std::thread> connections_;  // of the thread that takes them, until it has ended
  std::thread thread_;
};

}  // namespace tests
