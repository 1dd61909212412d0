#pragma once

#include <atomic>
#include <boost/asio/any_io_executor.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "dispatch/model/model.hpp"
#include "store/keys.hpp"
#include "store/latest_fixes.hpp"
#include "store/redis_connection.hpp"

namespace store {

// The thread that hears the positions that other nodes get. They are published and nowhere written down; who
// was away reads the last of each unit, and once more when the others have kept what they said meanwhile.
class Hearing {
 public:
  struct Events {                                                // called on the executor
    std::function<void(std::vector<dispatch::Sighting>)> heard;  // of each unit one, however many came
    std::function<void(std::string what)> unreadable;
  };

  Hearing(boost::asio::any_io_executor executor, const Address& address, const Keys& keys,
          const std::string& node, Events events);
  ~Hearing();
  Hearing(const Hearing&) = delete;
  Hearing& operator=(const Hearing&) = delete;

  // The Redis is another one now, or may be.
  void connect_anew() { anew_ = true; }
  // Who reads from it has found it again.
  void is_there_again() { is_back_ = true; }
  // Nobody knew the units of which it was told so far.
  void read_again() { is_to_read_ = true; }
  // It ends soon.
  void stop() { stopping_ = true; }

 private:
  void work();
  void rest();
  bool connect();
  bool listen();
  bool is_there(std::chrono::steady_clock::time_point now);
  bool read_last();
  void take(std::string_view message);
  void put(std::vector<dispatch::Sighting> sightings);
  void complain(std::string what);

  boost::asio::any_io_executor executor_;
  Address address_;
  Keys keys_;
  std::string node_;
  Events events_;
  std::shared_ptr<LatestFixes> waiting_;
  std::optional<Connection> connection_;
  std::chrono::steady_clock::time_point heard_at_;
  bool asked_ = false;  // whether it is still there
  std::optional<std::chrono::steady_clock::time_point> read_again_at_;
  std::string said_;
  int rests_ = 1;
  std::atomic<bool> anew_{false};
  std::atomic<bool> is_back_{false};
  std::atomic<bool> is_to_read_{false};
  std::atomic<bool> stopping_{false};
  std::thread thread_;
};

// As it is published: who says it, and what.
std::string positions_message(const std::string& node, const std::vector<dispatch::Sighting>& sightings);

}  // namespace store
