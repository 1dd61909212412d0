#include "node/node.hpp"

#include <spdlog/spdlog.h>

#include <boost/asio/post.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "config/command_line.hpp"
#include "config/roads.hpp"

namespace node {
namespace {

using dispatch::OrFault;

constexpr std::chrono::milliseconds between_ticks{250};
constexpr std::uintmax_t little_disk = 512ULL << 20U;

dispatch::Desk::Lists lists_of(const config::Values& settings, const config::Region& region) {
  dispatch::Desk::Lists lists{region.units, {}};
  lists.setup.policy = policy_of(settings, region);
  for (const auto& one : region.facilities)
    if (one.kind == "hospital" || one.kind == "puskesmas")
      lists.setup.facilities.push_back({one.code, one.name, one.kind, one.where});
  return lists;
}

ws::RegionInfo about(const config::Region& region, ws::RoadState roads) {
  return {region.name,
          region.title,
          region.prefix,
          region.utc_offset_minutes,
          region.map_centre.lat(),
          region.map_centre.lon(),
          region.map_zoom,
          roads};
}

ws::Room::Limits limits_of(const config::Values& settings) {
  const auto size = [&](std::string_view name) { return static_cast<std::size_t>(settings.number(name)); };
  return {.queued_bytes = size("limits.queued_bytes"),
          .silence = std::chrono::seconds{settings.whole("limits.silence_s")},
          .log = {.entries = size("limits.kept_entries"), .bytes = size("limits.kept_bytes")}};
}

}  // namespace

Node::Node(const config::Values& settings, const config::Region& region, Roads roads,
           std::optional<ws::EngineAddress> engine, ws::Finder& finder, const ws::MapDoor& map_door,
           const store::Address& redis, store::RedisServer* own_redis)
    : settings_{settings},
      finder_{finder},
      own_redis_{own_redis},
      clock_{settings.number("clock.speed")},
      store_{std::in_place, io_.get_executor(),
             store::RedisStore::Options{
                 .address = redis,
                 .region = region.name,
                 .node = node_,
                 .replicas = static_cast<int>(settings.whole("redis.replicas")),
                 .on_state = [this](bool up) { store_is(writes_, up); },
                 .to_store_time = [this](dispatch::TimePoint at) { return clock_.to_real(at); }}},
      engine_{engine_at(std::move(engine))},
      desk_{{io_.get_executor(), store_->journal, policy_of(settings, region),
             [this] { return clock_.now(); }, new_command_id}},
      planner_{io_.get_executor(), desk_, std::move(roads.network)},
      room_{{io_.get_executor(), desk_, store_->badges, store_->past_calls, finder, planner_, clock_,
             about(region, roads.state), new_command_id, limits_of(settings), new_link_token, engine_.get(),
             &store_->tallies}},
      site_{settings.path("console")},
      status_{desk_, room_},
      caller_door_{desk_, room_, site_, region.title, new_command_id},
      doors_{{site_, status_, caller_door_, map_door}},
      reader_{std::in_place,
              io_.get_executor(),
              redis,
              store::Keys{region.name},
              node_,
              store::Reader::Events{
                  .loaded = [this](dispatch::Loaded all) { loaded(std::move(all)); },
                  .read = [this](std::vector<dispatch::Entry> entries) { desk_.read(std::move(entries)); },
                  .heard = [this](const std::vector<dispatch::Fix>& fixes) { desk_.heard(fixes); },
                  .state = [this](bool up) { store_is(reads_, up); },
                  .unreadable =
                      [](const std::string& what) { spdlog::error("store.unreadable what=\"{}\"", what); },
                  .clock = [this](const dispatch::StoreTime& seen) { look_at_clock(seen); },
                  .newer = [](const std::string& what) { spdlog::warn("store.newer what=\"{}\"", what); }}} {
  desk_.set_audience(&room_);
  desk_.expect(lists_of(settings, region));
  desk_.on_gap([this] { reader_->reload(); });
}

// First the threads that hand what they have found back to the loop, then what waits in it.
Node::~Node() {
  finder_.finish();
  planner_.finish();
  files_.join();
  reader_.reset();
  store_.reset();
  io_.shutdown();
}

OrFault<bool> Node::run() {
  const auto where = config::endpoint_of(settings_.text("listen"));
  if (where.has_error()) return where.error();
  ws::Server server{io_.get_executor(),
                    room_,
                    doors_,
                    {.address = where->address,
                     .port = where->port,
                     .message_bytes = static_cast<std::size_t>(settings_.whole("limits.message_bytes")),
                     .connections = static_cast<std::size_t>(settings_.whole("limits.connections")),
                     .silence = std::chrono::seconds{settings_.whole("limits.silence_s")}}};
  const auto port = server.start();
  if (port.has_error()) return port.error();
  server_ = &server;
  if (own_redis_ != nullptr) std::ofstream{settings_.path("data_dir") / "port"} << *port << "\n";
  std::cout << "listening on " << where->address << ":" << *port << std::endl;
  if (clock_.speed() != 1) spdlog::warn("clock.trial speed={}", clock_.speed());

  signals_.async_wait([this](boost::system::error_code error, int) {
    if (!error) stop();
  });
  wait_for_hangup();
  tick();
  io_.run();
  server_ = nullptr;
  return true;
}

std::unique_ptr<ws::RoadEngine> Node::engine_at(std::optional<ws::EngineAddress> address) {
  if (!address) return nullptr;
  return std::make_unique<ws::RoadEngine>(
      io_.get_executor(), ws::RoadEngine::Options{.address = std::move(*address),
                                                  .deadline = std::chrono::milliseconds{
                                                      settings_.whole("roads.engine_deadline_ms")}});
}

void Node::tick() {
  if (own_redis_ != nullptr && !stopping_ && own_redis_->watch()) spdlog::warn("redis.restarted");
  desk_.tick();
  room_.tick();
  if (++ticks_ % 40 == 1) look_at_disk();
  if (stopping_ && go_on_stopping()) return;
  timer_.expires_after(between_ticks);
  timer_.async_wait([this](boost::system::error_code error) {
    if (!error) tick();
  });
}

// No new commands; what was accepted is finished; then everybody is told.
void Node::stop() {
  spdlog::info("server.stopping");
  stopping_ = true;
  server_->stop();
  desk_.stop();
}

bool Node::go_on_stopping() {
  constexpr int longest_ticks = 20;
  ++stopping_ticks_;
  if (!told_ && (desk_.idle() || stopping_ticks_ == longest_ticks / 2)) {
    told_ = true;
    room_.stop();
  }
  if (stopping_ticks_ == longest_ticks) room_.cut_all();
  if (!told_ || (room_.peers() > 0 && stopping_ticks_ < 2 * longest_ticks)) return false;
  io_.stop();
  return true;
}

void Node::store_is(bool& part, bool up) {
  part = up;
  const bool was_up = desk_.store().is_up;
  desk_.store_is(writes_ && reads_);
  if (was_up != desk_.store().is_up)
    spdlog::log(was_up ? spdlog::level::warn : spdlog::level::info, was_up ? "store.away" : "store.up");
}

void Node::loaded(dispatch::Loaded all) {
  spdlog::info("store.loaded n={} incidents={} units={}", all.position.n, all.view.incidents().size(),
               all.view.units().size());
  desk_.load(std::move(all));
}

void Node::wait_for_hangup() {
  hangup_.async_wait([this](boost::system::error_code error, int) {
    if (error) return;
    read_lists_anew();
    wait_for_hangup();
  });
}

// What is other than it was becomes events. Lists or settings that cannot be read change nothing.
void Node::read_lists_anew() {
  using dispatch::Desk;
  const auto read = [this]() -> OrFault<Desk::Lists> {
    const auto settings = settings_.read_again();
    if (settings.has_error()) return settings.error();
    const auto region = config::load_region(settings_.path("region"));
    if (region.has_error()) return region.error();
    return lists_of(*settings, *region);
  };
  boost::asio::post(files_, [this, read] {
    boost::asio::post(io_, [this, lists = read()]() mutable {
      if (lists.has_error()) return spdlog::error("region.not_read what=\"{}\"", lists.error().what);
      spdlog::info("region.read units={} facilities={}", lists->units.size(), lists->setup.facilities.size());
      desk_.expect(std::move(*lists));
    });
  });
}

void Node::look_at_disk() {
  if (own_redis_ == nullptr) return;
  std::error_code error;
  const auto space = std::filesystem::space(settings_.path("data_dir"), error);
  const bool is_little = !error && space.available < little_disk;
  if (is_little && !disk_is_little_) {
    spdlog::warn("disk.full_soon free_bytes={}", space.available);
    room_.warn("disk_full_soon", "the server's disk is nearly full: make room before nothing can be written");
  }
  disk_is_little_ = is_little;
}

// Nothing is decided by this machine's time of day; but logs and certificates go by it, and somebody should
// know.
void Node::look_at_clock(const dispatch::StoreTime& seen) {
  constexpr std::chrono::seconds worth_saying{2};
  if (const auto set = clock_.follow(seen)) {
    spdlog::warn("clock.store_was_set by_ms={}", set->count());
    room_.warn("clock_set", "the store's clock was set by " + std::to_string(set->count() / 1000) + " s");
  }
  const auto ahead = clock_.ahead();
  const bool is_off = std::chrono::abs(ahead) > worth_saying;
  const bool has_changed = std::chrono::abs(ahead - told_ahead_) > worth_saying;
  if (has_changed) {
    told_ahead_ = ahead;
    spdlog::log(is_off ? spdlog::level::warn : spdlog::level::info, "clock.{} ahead_ms={}",
                is_off ? "off" : "agrees", ahead.count());
  }
  // Said again now and then to those who have come since.
  if (is_off && (has_changed || ++looks_ % 12 == 0))
    room_.warn("clock_off", "this server's clock is " + std::to_string(ahead.count() / 1000) +
                                " s ahead of the store's; Siaga goes by the store's");
}

}  // namespace node
