#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/thread_pool.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "dispatch/log/journal.hpp"
#include "store/redis_pipeline.hpp"

namespace dispatch {
class Desk;
}
namespace store {
class RedisServer;
}
namespace ws {
class Clock;
class Room;
struct Vitals;
}  // namespace ws

namespace node {

// What a server stands on: its store, the disk below that, the store's clock. What is wrong with one of them
// is on every screen while it lasts, and in the log once. All calls on the network thread.
class Ground {
 public:
  struct Parts {
    boost::asio::any_io_executor executor;  // the network thread's
    boost::asio::thread_pool& files;
    dispatch::Desk& desk;
    ws::Room& room;
    ws::Clock& clock;
    ws::Vitals& vitals;
    store::Pipeline& pipeline;
    store::RedisServer* own_redis;  // or none
  };
  // They outlive this.
  explicit Ground(Parts parts) : parts_{std::move(parts)} {}

  // What the connection that writes has found, and the one that reads.
  void writes_are(const store::StoreHealth& health);
  void reads_are(bool up, const std::string& reason);
  void look_at_disk();
  void look_at_clock(const dispatch::StoreTime& seen);

 private:
  void store_is();
  void say_away(const std::string& reason);
  void disk_is(std::optional<std::uintmax_t> free, bool has_room);
  void hold(std::string_view code, bool holds, const std::string& message);

  Parts parts_;
  store::StoreHealth writes_;
  bool reads_ = false;
  std::string why_not_read_;
  std::string said_away_;  // the reason that was logged last, since the store was up
  bool is_looking_at_disk_ = false;
  bool disk_is_little_ = false;
  dispatch::milliseconds told_ahead_{0};  // of this machine's clock, as it was last said
};

}  // namespace node
