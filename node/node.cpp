#include "node/node.hpp"

#include <spdlog/spdlog.h>
#include <csignal>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "config/command_line.hpp"
#include "config/posts.hpp"
#include "config/roads.hpp"
#include "node/usage.hpp"
#include "store/data_folder.hpp"

namespace node {
namespace {

using dispatch::OrFault;

constexpr std::chrono::milliseconds between_ticks{250};
constexpr std::chrono::seconds between_kept_fixes{8};

dispatch::Desk::Lists lists_of(const config::Values& settings, const config::Region& region) {
  dispatch::Desk::Lists lists{region.units, config::destinations_of(region.facilities), {}};
  lists.setup.policy = policy_of(settings, region);
  lists.setup.plan = region.plan;
  lists.setup.posts = region.posts;
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
          roads,
          {}};
}

// Asked on another thread.
std::function<bool()> room_on_disk(const store::RedisServer* redis) {
  if (redis == nullptr) return {};
  return [folder = redis->folder()] { return store::has_room(folder); };
}

store::Trust trust_in(const config::Values& settings, const store::RedisServer* own_redis) {
  if (own_redis != nullptr) return store::Trust::is_ours;
  return settings.text("redis.trust") == "true" ? store::Trust::regardless : store::Trust::checked;
}

ws::Room::Limits limits_of(const config::Values& settings) {
  const auto size = [&](std::string_view name) { return static_cast<std::size_t>(settings.number(name)); };
  return {.queued_bytes = size("limits.queued_bytes"),
          .silence = std::chrono::seconds{settings.whole("limits.silence_s")},
          .sessions_of_name = size("limits.sessions_of_name"),
          .log = {.entries = size("limits.kept_entries"), .bytes = size("limits.kept_bytes")}};
}

// IP addresses, parted by commas.
OrFault<std::vector<std::string>> proxies_of(std::string_view text) {
  std::vector<std::string> proxies;
  while (!text.empty()) {
    const auto comma = std::min(text.find(','), text.size());
    const auto one = ws::forwarded_origin(text.substr(0, comma));
    if (!one)
      return dispatch::Fault{"proxies: these should be IP addresses, parted by commas: " + std::string{text}};
    proxies.push_back(*one);
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return proxies;
}

ws::Status::Options with(ws::Status::Options watching, const ws::TimedJournal& journal,
                         const ws::Vitals& vitals) {
  watching.commits = &journal.times();
  watching.vitals = &vitals;
  return watching;
}

}  // namespace

void hangups(int how) {
  sigset_t hangup;
  sigemptyset(&hangup);
  sigaddset(&hangup, SIGHUP);
  pthread_sigmask(how, &hangup, nullptr);
}

Node::Node(const config::Values& settings, const config::Region& region, Roads roads,
           std::optional<ws::EngineAddress> engine, ws::Finder& finder, const ws::MapDoor& map_door,
           const store::Address& redis, store::RedisServer* own_redis, ws::Status::Options watching)
    : settings_{settings},
      redis_{redis},
      region_{region.name},
      finder_{finder},
      own_redis_{own_redis},
      clock_{settings.number("clock.speed")},
      store_{std::in_place, io_.get_executor(),
             store::RedisStore::Options{
                 .address = redis,
                 .region = region.name,
                 .node = node_,
                 .replicas = static_cast<int>(settings.whole("redis.replicas")),
                 .trust = trust_in(settings, own_redis),
                 .on_state = [this](const store::StoreHealth& health) { ground_.writes_are(health); },
                 .to_store_time = [this](dispatch::TimePoint at) { return clock_.to_real(at); },
                 .has_room = room_on_disk(own_redis)}},
      journal_{std::in_place, store_->journal},
      engine_{engine_at(std::move(engine))},
      desk_{{io_.get_executor(), *journal_, policy_of(settings, region), [this] { return clock_.now(); },
             new_command_id}},
      planner_{io_.get_executor(), desk_, std::move(roads.network)},
      guests_{{.strangers = static_cast<std::size_t>(settings.whole("limits.strangers"))}},
      room_{{io_.get_executor(), desk_, store_->badges, guests_, store_->past_calls, finder, planner_, clock_,
             about(region, roads.state), new_command_id, limits_of(settings), new_link_token, engine_.get(),
             &store_->tallies, watching.version}},
      tracks_{tracks_folder(settings), std::chrono::days{settings.whole("tracks.days")}, files_},
      ground_{{io_.get_executor(), files_, desk_, room_, clock_, vitals_, store_->pipeline, own_redis_}},
      site_{settings.path("console"), !settings.text("map.style_url").empty()},
      status_{desk_, room_, with(std::move(watching), *journal_, vitals_)},
      caller_door_{desk_, room_, site_, region.title, new_command_id},
      doors_{{site_, status_, caller_door_, map_door}},
      watching_doors_{{site_, status_, caller_door_, map_door}, ws::Doors::Open::watching},
      reader_{std::in_place,
              io_.get_executor(),
              redis,
              store::Keys{region.name},
              node_,
              store::Reader::Events{
                  .loaded = [this](dispatch::Loaded all) { loaded(std::move(all)); },
                  .read = [this](std::vector<dispatch::Entry> entries) { desk_.read(std::move(entries)); },
                  .heard = [this](const auto& sightings) { desk_.heard(sightings); },
                  .state = [this](bool up, const std::string& reason) { ground_.reads_are(up, reason); },
                  .unreadable =
                      [](const std::string& what) { spdlog::error("store.unreadable what=\"{}\"", what); },
                  .clock = [this](const dispatch::StoreTime& seen) { ground_.look_at_clock(seen); },
                  .newer = [](const std::string& what) { spdlog::warn("store.newer what=\"{}\"", what); }}} {
  vitals_.started = clock_.now();
  if (const auto page = settings.path("console") / "index.html"; !std::filesystem::exists(page))
    spdlog::warn("console.missing file=\"{}\": no page will be served", page.string());
  desk_.set_audience(&room_);
  desk_.expect(lists_of(settings, region));
  expect_people(config::demand_of(region));
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
  const auto proxies = proxies_of(settings_.text("proxies"));
  if (proxies.has_error()) return proxies.error();
  ws::Server server{io_.get_executor(),
                    room_,
                    guests_,
                    doors_,
                    {.address = where->address,
                     .port = where->port,
                     .message_bytes = static_cast<std::size_t>(settings_.whole("limits.message_bytes")),
                     .connections = static_cast<std::size_t>(settings_.whole("limits.connections")),
                     .silence = std::chrono::seconds{settings_.whole("limits.silence_s")},
                     .proxies = *proxies}};
  const auto port = server.start();
  if (port.has_error()) return port.error();
  server_ = &server;
  if (const auto watched = listen_for_watchers(); watched.has_error()) return watched.error();
  if (own_redis_ != nullptr) std::ofstream{settings_.path("data_dir") / "port"} << *port << "\n";
  std::cout << "listening on " << where->address << ":" << *port << std::endl;
  if (clock_.speed() != 1) spdlog::warn("clock.trial speed={}", clock_.speed());

  signals_.async_wait([this](boost::system::error_code error, int) {
    if (!error) stop();
  });
  wait_for_hangup();
  hangups(SIG_UNBLOCK);
  tick();
  io_.run();
  server_ = nullptr;
  return true;
}

OrFault<bool> Node::listen_for_watchers() {
  if (!settings_.has("metrics.listen")) return false;
  const auto where = config::endpoint_of(settings_.text("metrics.listen"));
  if (where.has_error()) return dispatch::Fault{"metrics." + where.error().what};
  watching_server_.emplace(
      io_.get_executor(), room_, guests_, watching_doors_,
      ws::Server::Options{.address = where->address, .port = where->port, .sessions = false});
  const auto port = watching_server_->start();
  if (port.has_error()) return port.error();
  std::cout << "metrics on " << where->address << ":" << *port << std::endl;
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
  if (own_redis_ != nullptr && !stopping_ && own_redis_->watch()) {
    ++vitals_.redis_restarts;
    spdlog::warn("redis.restarted");
  }
  desk_.tick();
  room_.tick();
  ++ticks_;
  if (ticks_ % 40 == 1 || !desk_.store().is_up) ground_.look_at_disk();
  if (ticks_ % 40 == 1) boost::asio::co_spawn(io_, look_at_memory(), boost::asio::detached);
  if (ticks_ % 4 == 0) keep_last_fixes();
  tracks_.keep(desk_.view(), clock_.now());
  if (ticks_ >= usage_due_) look_at_usage();
  if (stopping_ && go_on_stopping()) return;
  timer_.expires_after(between_ticks);
  timer_.async_wait([this](boost::system::error_code error) {
    if (error) return;
    vitals_.loop_delay.took(ws::monotonic_now() - timer_.expiry());
    tick();
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
  // Nobody reports any more.
  boost::asio::co_spawn(io_, store_->journal.keep_last_fixes(clock_.now(), {}),
                        [this](const std::exception_ptr&) { io_.stop(); });
  return true;
}

void Node::keep_last_fixes() {
  if (is_keeping_fixes_ || !desk_.store().is_up) return;
  is_keeping_fixes_ = true;
  boost::asio::co_spawn(io_, store_->journal.keep_last_fixes(clock_.now(), between_kept_fixes),
                        [this](const std::exception_ptr&) { is_keeping_fixes_ = false; });
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
  struct Read {
    Desk::Lists lists;
    dispatch::DemandPoints people;
  };
  const auto read = [this]() -> OrFault<Read> {
    const auto settings = settings_.read_again();
    if (settings.has_error()) return settings.error();
    const auto region = config::load_region(settings_.path("region"));
    if (region.has_error()) return region.error();
    return Read{lists_of(*settings, *region), config::demand_of(*region)};
  };
  boost::asio::post(files_, [this, read] {
    boost::asio::post(io_, [this, all = read()]() mutable {
      if (all.has_error()) return spdlog::error("region.not_read what=\"{}\"", all.error().what);
      auto& lists = all->lists;
      spdlog::info("region.read units={} facilities={}", lists.units.size(), lists.facilities.size());
      desk_.expect(std::move(lists));
      expect_people(std::move(all->people));
    });
  });
}

void Node::expect_people(dispatch::DemandPoints people) {
  people_ = std::move(people);
  planner_.expects(people_);
  usage_due_ = ticks_;
}

void Node::look_at_usage() {
  constexpr int six_hours = 6 * 3600 * 4;
  constexpr int a_minute = 60 * 4;
  if (!desk_.is_loaded() || !desk_.store().is_up) return;
  usage_due_ = ticks_ + six_hours;
  boost::asio::post(files_, [this, people = people_, now = desk_.now()] {
    boost::asio::post(io_, [this, people, usage = usage_of(redis_, region_, people, now)]() mutable {
      if (people != people_) return;
      if (!usage.has_error()) return planner_.learnt(std::move(*usage));
      spdlog::warn("usage.not_read what=\"{}\"", usage.error().what);
      usage_due_ = ticks_ + a_minute;
    });
  });
}

boost::asio::awaitable<void> Node::look_at_memory() {
  vitals_.store_memory_bytes = co_await store_->memory_bytes();
}

}  // namespace node
