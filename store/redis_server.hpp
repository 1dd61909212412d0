#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "store/process.hpp"
#include "store/redis_connection.hpp"

namespace store {

// A real redis-server of our own on a Unix socket in the data folder, every write on disk before it is
// answered. The folder is locked, so two Siagas never share it, and its owner's alone; a Redis that a killed
// Siaga left behind is adopted.
class RedisServer {
 public:
  struct Start {
    // While it takes long, and what is worth knowing of it.
    std::function<void(const std::string& what)> tell = [](const std::string&) {};
    std::chrono::milliseconds first_word{3'000};
    std::chrono::milliseconds longest{120'000};  // without an answer or progress in loading
  };

  ~RedisServer();
  RedisServer(RedisServer&&) noexcept;
  RedisServer& operator=(RedisServer&&) = delete;

  // Waits until it answers, and has loaded its log. Files that this process makes are its owner's alone from
  // then on. Error: a sentence that says what to do.
  static dispatch::OrFault<RedisServer> start(const std::filesystem::path& folder, const Start& how);
  static dispatch::OrFault<RedisServer> start(const std::filesystem::path& folder);
  // Where the Redis of a data folder is, running or not.
  static Address address_in(const std::filesystem::path& folder);

  [[nodiscard]] Address address() const { return address_in(folder_); }
  [[nodiscard]] pid_t process() const { return process_ ? process_->id() : -1; }
  // To be called four times a second: starts it again when it has ended, at once, and each time that it did
  // not last after a longer while. True when it has.
  bool watch();
  // A write has gone through: should it end now, that is no failed start.
  void lasts();
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
  // Whether it ended because it found no room to write, and has not written since.
  [[nodiscard]] bool found_no_room() const { return !has_room_; }
  // Saves nothing (the log is on disk) and waits for its end.
  void stop();

 private:
  explicit RedisServer(std::filesystem::path folder) : folder_{std::move(folder)} {}
  dispatch::OrFault<bool> adopt();
  bool spawn();
  std::optional<dispatch::Fault> until_it_answers(bool is_adopted, const Start& how);
  [[nodiscard]] std::string socket() const { return address().unix_socket; }
  [[nodiscard]] std::filesystem::path log() const { return folder_ / "redis.log"; }
  [[nodiscard]] dispatch::Fault ended_at_once() const;

  std::filesystem::path folder_;
  int lock_ = -1;
  std::optional<Process> process_;
  std::uintmax_t log_began_ = 0;  // the words of this one in its log
  bool has_room_ = true;          // false: it ended because it had none
  int rest_ = 0;                  // looks until it may be started again
  int next_rest_ = 0;
};

}  // namespace store
