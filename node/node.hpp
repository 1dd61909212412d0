#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "config/region.hpp"
#include "config/settings.hpp"
#include "dispatch/desk/desk.hpp"
#include "node/ground.hpp"
#include "node/ids.hpp"
#include "node/tracks.hpp"
#include "store/redis_reader.hpp"
#include "store/redis_server.hpp"
#include "store/redis_store.hpp"
#include "ws/clock.hpp"
#include "ws/doors/caller_door.hpp"
#include "ws/doors/doors.hpp"
#include "ws/doors/map_door.hpp"
#include "ws/doors/site.hpp"
#include "ws/doors/status.hpp"
#include "ws/guests.hpp"
#include "ws/questions/road_engine.hpp"
#include "ws/room.hpp"
#include "ws/server.hpp"
#include "ws/timed_journal.hpp"

namespace node {

// The region's roads, or why there are none.
struct Roads {
  std::shared_ptr<const geo::roads::Network> network;
  ws::RoadState state = ws::RoadState::none;
};

// SIG_BLOCK: a SIGHUP waits; SIG_UNBLOCK: one that came meanwhile is heard.
void hangups(int how);

// One `siaga serve`: who knows whom, and what happens when it starts, each quarter second, and when it stops.
class Node {
 public:
  Node(const config::Values& settings, const config::Region& region, Roads roads,
       std::optional<ws::EngineAddress> engine, ws::Finder& finder, const ws::MapDoor& map_door,
       const store::Address& redis, store::RedisServer* own_redis, ws::Status::Options watching);

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
  void loaded(dispatch::Loaded all);
  void wait_for_hangup();
  void read_lists_anew();
  void expect_people(dispatch::DemandPoints people);
  void look_at_usage();
  void keep_last_fixes();
  boost::asio::awaitable<void> look_at_memory();
  dispatch::OrFault<bool> listen_for_watchers();

  const config::Values& settings_;
  store::Address redis_;
  std::string region_;
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
  std::optional<store::RedisStore> store_;
  std::optional<ws::TimedJournal> journal_;
  std::unique_ptr<ws::RoadEngine> engine_;
  dispatch::Desk desk_;
  ws::Planner planner_;
  ws::Guests guests_;
  ws::Room room_;
  ws::Vitals vitals_;
  boost::asio::thread_pool files_{1};  // for what is read from files while all goes on
  Tracks tracks_;
  Ground ground_;
  ws::Site site_;
  ws::Status status_;
  ws::CallerDoor caller_door_;
  ws::Doors doors_;
  ws::Doors watching_doors_;
  std::optional<store::Reader> reader_;
  ws::Server* server_ = nullptr;
  std::optional<ws::Server> watching_server_;
  bool stopping_ = false;
  bool told_ = false;
  bool is_keeping_fixes_ = false;
  int stopping_ticks_ = 0;
  int ticks_ = 0;
  int usage_due_ = 0;  // at that tick
  dispatch::DemandPoints people_;
};

}  // namespace node
