#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <memory>
#include <optional>
#include <string>

#include "config/region.hpp"
#include "config/settings.hpp"
#include "dispatch/desk/desk.hpp"
#include "node/ids.hpp"
#include "store/redis_reader.hpp"
#include "store/redis_server.hpp"
#include "store/redis_store.hpp"
#include "ws/clock.hpp"
#include "ws/doors/caller_door.hpp"
#include "ws/doors/doors.hpp"
#include "ws/doors/map_door.hpp"
#include "ws/doors/site.hpp"
#include "ws/doors/status.hpp"
#include "ws/questions/road_engine.hpp"
#include "ws/room.hpp"
#include "ws/server.hpp"

namespace node {

// The region's roads, or why there are none.
struct Roads {
  std::shared_ptr<const geo::roads::Network> network;
  ws::RoadState state = ws::RoadState::none;
};

// One `siaga serve`: who knows whom, and what happens when it starts, each quarter second, and when it stops.
class Node {
 public:
  Node(const config::Values& settings, const config::Region& region, Roads roads,
       std::optional<ws::EngineAddress> engine, ws::Finder& finder, const ws::MapDoor& map_door,
       const store::Address& redis, store::RedisServer* own_redis);

  // Sessions that are still open take leave of the room, and whoever waits for an answer never gets it.
  ~Node();
  Node(const Node&) = delete;
  Node& operator=(const Node&) = delete;

  // Until it is told to stop.
  dispatch::OrFault<bool> run();

 private:
  struct Loop : boost::asio::io_context {
    using io_context::io_context;
    using io_context::shutdown;
  };

  std::unique_ptr<ws::RoadEngine> engine_at(std::optional<ws::EngineAddress> address);
  void tick();
  void stop();
  bool go_on_stopping();
  void store_is(bool& part, bool up);
  void loaded(dispatch::Loaded all);
  void wait_for_hangup();
  void read_lists_anew();
  void look_at_disk();
  void look_at_clock(const dispatch::StoreTime& seen);

  const config::Values& settings_;
  ws::Finder& finder_;
  store::RedisServer* own_redis_;
  std::string node_ = new_uuid();
  // One thread: docs/adr/0001. Before the others, because timers of theirs are kept in it; what still waits
  // in it when all ends uses the others, so that ends first (~Node).
  Loop io_{1};
  boost::asio::signal_set signals_{io_, SIGTERM, SIGINT};
  boost::asio::signal_set hangup_{io_, SIGHUP};
  boost::asio::steady_timer timer_{io_};
  ws::Clock clock_;
  bool writes_ = false;
  bool reads_ = false;
  std::optional<store::RedisStore> store_;
  std::unique_ptr<ws::RoadEngine> engine_;
  dispatch::Desk desk_;
  ws::Planner planner_;
  ws::Room room_;
  ws::Site site_;
  ws::Status status_;
  ws::CallerDoor caller_door_;
  ws::Doors doors_;
  std::optional<store::Reader> reader_;
  boost::asio::thread_pool files_{1};  // for what is read from files while all goes on
  ws::Server* server_ = nullptr;
  bool stopping_ = false;
  bool told_ = false;
  bool disk_is_little_ = false;
  dispatch::milliseconds told_ahead_{0};  // of this machine's clock, as it was last said
  int looks_ = 0;                         // at the store's clock while it differs
  int stopping_ticks_ = 0;
  int ticks_ = 0;
};

}  // namespace node
