#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>

#include "store/redis_connection.hpp"

namespace store {

// A real redis-server of our own on a Unix socket in the data folder, every write on disk before it is
// answered. The folder is locked, so two Siagas never share it; a Redis that a killed Siaga left behind is
// adopted.
class RedisServer {
 public:
  ~RedisServer();
  RedisServer(RedisServer&&) noexcept;
  RedisServer& operator=(RedisServer&&) = delete;

  // Waits until it answers. Error: a sentence that says what to do.
  static dispatch::OrFault<RedisServer> start(const std::filesystem::path& folder);
  // Where the Redis of a data folder is, running or not.
  static Address address_in(const std::filesystem::path& folder);

  [[nodiscard]] Address address() const { return address_in(folder_); }
  [[nodiscard]] pid_t process() const { return process_; }
  // Starts it again when it has ended; to be called now and then. True when it had to.
  bool watch();
  // Saves nothing (the log is on disk) and waits for its end.
  void stop();

 private:
  explicit RedisServer(std::filesystem::path folder) : folder_{std::move(folder)} {}
  bool spawn();

  std::filesystem::path folder_;
  int lock_ = -1;
  pid_t process_ = -1;
};

}  // namespace store
