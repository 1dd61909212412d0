// The whole program on one page: what there is and who knows whom.

#include <sodium.h>
#include <spdlog/spdlog.h>
#include <sys/resource.h>

#include <array>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/uuid/random_generator.hpp>
#include <boost/uuid/uuid_io.hpp>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <span>
#include <string>
#include <vector>

#include "config/build_region.hpp"
#include "config/calls.hpp"
#include "config/command_line.hpp"
#include "config/eta.hpp"
#include "config/gazetteer.hpp"
#include "config/locate_text.hpp"
#include "config/patients.hpp"
#include "config/region.hpp"
#include "config/region_map.hpp"
#include "config/roads.hpp"
#include "config/settings.hpp"
#include "dispatch/desk.hpp"
#include "geo/gazetteer.hpp"
#include "store/badges.hpp"
#include "store/log.hpp"
#include "store/redis_journal.hpp"
#include "store/redis_reader.hpp"
#include "store/redis_server.hpp"
#include "ws/caller_door.hpp"
#include "ws/clock.hpp"
#include "ws/log.hpp"
#include "ws/map_door.hpp"
#include "ws/report.hpp"
#include "ws/road_engine.hpp"
#include "ws/room.hpp"
#include "ws/server.hpp"
#include "ws/simulation.hpp"
#include "ws/site.hpp"

namespace {

namespace asio = boost::asio;
using config::Key;
using dispatch::Fault;
using dispatch::OrFault;

constexpr std::chrono::milliseconds between_ticks{250};
constexpr std::uintmax_t little_disk = 512ULL << 20U;

std::string new_uuid() {
  static boost::uuids::random_generator generate;
  return to_string(generate());
}
dispatch::CommandId new_id() {
  return *dispatch::CommandId::from(new_uuid());
}

dispatch::LinkToken new_link_token() {
  return *dispatch::LinkToken::from(store::new_link_token());
}

std::optional<std::string> environment(const std::string& name) {
  const auto* value = std::getenv(name.c_str());
  return value == nullptr ? std::nullopt : std::optional<std::string>{value};
}

OrFault<store::Address> redis_of(const config::Values& settings) {
  const auto& url = settings.text("redis.url");
  if (!url.empty()) return store::Address::from(url);
  return store::RedisServer::address_in(settings.path("data_dir"));
}

void take_all_files_allowed() {
  rlimit files{};
  if (getrlimit(RLIMIT_NOFILE, &files) != 0) return;
  files.rlim_cur = files.rlim_max;
  setrlimit(RLIMIT_NOFILE, &files);
}

// The region's roads, or why there are none. A file that cannot be used is said, and the server runs on.
struct Roads {
  std::unique_ptr<const geo::roads::Network> network;
  ws::RoadState state = ws::RoadState::none;
};
Roads roads_of(const config::Values& settings, const config::Region& region) {
  auto file = config::load_roads(settings.path("region"));
  if (file.has_error()) {
    spdlog::error("roads.broken what=\"{}\"", file.error().what);
    return {nullptr, ws::RoadState::broken};
  }
  if (!*file) return {};
  spdlog::info("roads.loaded junctions={} bytes={}", (*file)->tables().nodes.size(), (*file)->bytes());
  return {std::make_unique<const geo::roads::Network>(std::move(*file), conditions_of(region)),
          ws::RoadState::ready};
}

OrFault<std::optional<ws::EngineAddress>> engine_of(const config::Values& settings) {
  using Address = std::optional<ws::EngineAddress>;
  const auto& url = settings.text("roads.engine_url");
  if (url.empty()) return Address{};
  auto address = ws::EngineAddress::from(url);
  if (address.has_error()) return address.error();
  return Address{std::move(*address)};
}

std::vector<dispatch::Hospital> hospitals_of(const config::Region& region) {
  std::vector<dispatch::Hospital> hospitals;
  for (const auto& one : region.facilities)
    if (one.kind == "hospital" || one.kind == "puskesmas")
      hospitals.push_back({one.name, one.kind, one.where});
  return hospitals;
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

// One `siaga serve`.
class Node {
 public:
  Node(const config::Values& settings, const config::Region& region, Roads roads,
       std::optional<ws::EngineAddress> engine, ws::Finder& finder, const ws::MapDoor& map_door,
       const store::Address& redis, store::RedisServer* own_redis)
      : settings_{settings},
        finder_{finder},
        map_door_{map_door},
        own_redis_{own_redis},
        clock_{settings.number("clock.speed")},
        journal_{io_.get_executor(),
                 {.address = redis,
                  .region = region.name,
                  .node = node_,
                  .replicas = static_cast<int>(settings.whole("redis.replicas")),
                  .on_state = [this](bool up) { store_is(writes_, up); },
                  .to_store_time = [this](dispatch::TimePoint at) { return clock_.to_real(at); }}},
        engine_{engine_at(std::move(engine))},
        desk_{{io_.get_executor(), journal_, policy_of(settings, region), [this] { return clock_.now(); },
               new_id, std::move(roads.network), &journal_}},
        room_{{io_.get_executor(), desk_, journal_, journal_, finder, clock_, about(region, roads.state),
               new_id, limits_of(settings), new_link_token, hospitals_of(region), engine_.get()}},
        site_{settings.path("console"), desk_, room_},
        caller_door_{desk_, site_, region.title, new_id},
        reader_{io_.get_executor(),
                redis,
                store::Keys{region.name},
                node_,
                {.loaded = [this](dispatch::Loaded all) { loaded(std::move(all)); },
                 .read = [this](std::vector<dispatch::Entry> entries) { desk_.read(std::move(entries)); },
                 .heard = [this](const std::vector<dispatch::Fix>& fixes) { desk_.heard(fixes); },
                 .state = [this](bool up) { store_is(reads_, up); },
                 .unreadable =
                     [](const std::string& what) { spdlog::error("store.unreadable what=\"{}\"", what); }}} {
    desk_.set_audience(&room_);
    desk_.expect_units(region.units);
    desk_.on_gap([this] { reader_.reload(); });
  }

  OrFault<bool> run() {
    const auto where = config::endpoint_of(settings_.text("listen"));
    if (where.has_error()) return where.error();
    ws::Server server{io_.get_executor(),
                      {room_, site_, caller_door_, map_door_},
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
    tick();
    io_.run();
    finder_.finish();
    server_ = nullptr;
    return true;
  }

 private:
  std::unique_ptr<ws::RoadEngine> engine_at(std::optional<ws::EngineAddress> address) {
    if (!address) return nullptr;
    return std::make_unique<ws::RoadEngine>(
        io_.get_executor(), ws::RoadEngine::Options{.address = std::move(*address),
                                                    .deadline = std::chrono::milliseconds{
                                                        settings_.whole("roads.engine_deadline_ms")}});
  }
  void tick() {
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
  void stop() {
    spdlog::info("server.stopping");
    stopping_ = true;
    server_->stop();
    desk_.stop();
  }
  bool go_on_stopping() {
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

  void store_is(bool& part, bool up) {
    part = up;
    const bool was_up = desk_.store().is_up;
    desk_.store_is(writes_ && reads_);
    if (was_up != desk_.store().is_up)
      spdlog::log(was_up ? spdlog::level::warn : spdlog::level::info, was_up ? "store.away" : "store.up");
  }
  void loaded(dispatch::Loaded all) {
    spdlog::info("store.loaded n={} incidents={} units={}", all.position.n, all.view.incidents().size(),
                 all.view.units().size());
    desk_.load(std::move(all));
  }
  void look_at_disk() {
    if (own_redis_ == nullptr) return;
    std::error_code error;
    const auto space = std::filesystem::space(settings_.path("data_dir"), error);
    const bool is_little = !error && space.available < little_disk;
    if (is_little && !disk_is_little_) {
      spdlog::warn("disk.full_soon free_bytes={}", space.available);
      room_.warn("disk_full_soon",
                 "the server's disk is nearly full: make room before nothing can be written");
    }
    disk_is_little_ = is_little;
  }

  const config::Values& settings_;
  ws::Finder& finder_;
  const ws::MapDoor& map_door_;
  store::RedisServer* own_redis_;
  std::string node_ = new_uuid();
  asio::io_context io_{1};  // one thread: docs/adr/0001
  asio::signal_set signals_{io_, SIGTERM, SIGINT};
  asio::steady_timer timer_{io_};
  ws::Clock clock_;
  bool writes_ = false;
  bool reads_ = false;
  store::RedisJournal journal_;
  std::unique_ptr<ws::RoadEngine> engine_;
  dispatch::Desk desk_;
  ws::Room room_;
  ws::Site site_;
  ws::CallerDoor caller_door_;
  store::Reader reader_;
  ws::Server* server_ = nullptr;
  bool stopping_ = false;
  bool told_ = false;
  bool disk_is_little_ = false;
  int stopping_ticks_ = 0;
  int ticks_ = 0;
};

// What the finder reads in; the register of patients is read again whenever it has changed.
OrFault<ws::Finder::Knowledge> knowledge_of(const config::Values& settings, const config::Region& region) {
  auto gazetteer = config::load_gazetteer(settings.path("region"));
  if (gazetteer.has_error()) return gazetteer.error();
  const auto around = config::surroundings_of(region, *gazetteer);
  ws::Finder::Knowledge known{std::move(*gazetteer), around, region.home_areas};
  if (!settings.text("patients").empty()) {
    const auto file = std::make_shared<config::PatientFile>(settings.path("patients"));
    auto patients = file->changed();
    if (patients->has_error()) return patients->error();
    known.patients = std::move(**patients);
    known.patients_anew = [file] { return file->changed(); };
  }
  return {boost::system::in_place_value, std::move(known)};
}

// A region whose map cannot be read is served without tiles.
ws::MapDoor map_door(const config::Values& settings, const config::Region& region,
                     const geo::Gazetteer& gazetteer, std::string style_url) {
  const auto file = settings.path("region") / "map.mbtiles";
  std::optional<geo::MapTiles> tiles;
  if (std::filesystem::exists(file)) {
    auto opened = geo::MapTiles::open(file);
    if (opened.has_error())
      spdlog::error("map.unreadable what=\"{}\"", opened.error().what);
    else
      tiles = std::move(*opened);
  }
  auto map = config::map_of(region, gazetteer, tiles ? &*tiles : nullptr);
  return ws::MapDoor{{.style = std::move(map.style),
                      .places = std::move(map.places),
                      .style_url = std::move(style_url),
                      .tiles = std::move(tiles)}};
}

OrFault<int> serve(const config::Values& settings) {
  take_all_files_allowed();
  const auto region = config::load_region(settings.path("region"));
  if (region.has_error()) return region.error();
  auto knowledge = knowledge_of(settings, *region);
  if (knowledge.has_error()) return knowledge.error();
  auto style_url = config::style_url_of(settings);
  if (style_url.has_error()) return style_url.error();
  std::optional<store::RedisServer> own_redis;
  if (settings.text("redis.url").empty()) {
    auto started = store::RedisServer::start(settings.path("data_dir"));
    if (started.has_error()) return started.error();
    own_redis.emplace(std::move(*started));
  }
  const auto redis = redis_of(settings);
  if (redis.has_error()) return redis.error();
  auto engine = engine_of(settings);
  if (engine.has_error()) return engine.error();
  const auto map = map_door(settings, *region, knowledge->gazetteer, std::move(*style_url));
  ws::Finder finder{std::move(*knowledge)};
  Node node{settings, *region, roads_of(settings, *region),      std::move(*engine), finder,
            map,      *redis,  own_redis ? &*own_redis : nullptr};
  const auto ran = node.run();
  if (ran.has_error()) return ran.error();
  return 0;
}

OrFault<store::Connection> connect_for_tool(const config::Values& settings) {
  const auto address = redis_of(settings);
  if (address.has_error()) return address.error();
  auto redis = store::Connection::open(*address, std::chrono::seconds{5});
  if (redis.has_error())
    return Fault{"cannot reach " + address->text() + " (" + redis.error().what +
                 "): is siaga serve running?"};
  return redis;
}

OrFault<int> token(const config::Values& settings) {
  const auto region = config::load_region(settings.path("region"));
  if (region.has_error()) return region.error();
  const auto role = dispatch::role_from(settings.text("role"));
  if (!role || !may_sign_in(*role)) return Fault{"--role should be operator, crew or supervisor"};
  auto units = config::units_in(settings.text("unit"));
  if (units.has_error()) return units.error();
  if ((*role == dispatch::Role::crew) == units->empty())
    return Fault{"a crew needs --unit, and only a crew has one"};
  auto redis = connect_for_tool(settings);
  if (redis.has_error()) return redis.error();
  const store::Keys keys{region->name};
  if (const auto& old = settings.text("revoke"); !old.empty()) {
    if (!store::revoke_token(*redis, keys, old)) return Fault{"there is no such token"};
    return 0;
  }
  const auto name = settings.text("name").empty() ? settings.text("unit") : settings.text("name");
  const auto made = store::issue_token(*redis, keys, {*role, name, std::move(*units)});
  if (made.has_error()) return made.error();
  std::cout << *made << "\n";
  return 0;
}

bool report(const store::Audit& audit) {
  std::cout << "invariant check: " << audit.entries << " log entries, " << audit.faults.size() << " faults\n";
  for (const auto& fault : audit.faults) std::cout << "  " << fault << "\n";
  return audit.faults.empty();
}

OrFault<int> check(const config::Values& settings) {
  const auto region = config::load_region(settings.path("region"));
  if (region.has_error()) return region.error();
  auto redis = connect_for_tool(settings);
  if (redis.has_error()) return redis.error();
  const auto audit = store::audit(*redis, store::Keys{region->name}, {});
  if (audit.has_error()) return audit.error();
  return report(*audit) ? 0 : 1;
}

OrFault<int> simulate(const config::Values& settings) {
  take_all_files_allowed();
  const auto region = config::load_region(settings.path("region"));
  if (region.has_error()) return region.error();
  const auto server = config::endpoint_in_url(settings.text("url"));
  if (server.has_error()) return server.error();
  constexpr dispatch::seconds very_long{365 * 86400};
  const auto policy = policy_of(settings, *region);
  auto calls = config::calls_of(settings, *region);
  if (calls.has_error()) return calls.error();
  auto ways = config::ways_in(*region, settings.path("region"));
  if (ways.has_error()) return ways.error();
  auto redis = connect_for_tool(settings);
  if (redis.has_error()) return redis.error();
  const store::Keys keys{region->name};
  std::vector<std::string> tokens;
  const auto make_token = [&](const dispatch::Actor& actor) -> OrFault<bool> {
    auto made = store::issue_token(*redis, keys, actor);
    if (made.has_error()) return made.error();
    tokens.push_back(std::move(*made));
    return true;
  };
  if (const auto made = make_token({dispatch::Role::operator_, "simulated desk", {}}); made.has_error())
    return made.error();

  asio::io_context io{1};
  ws::Simulation::Options options;
  options.host = server->address;
  options.port = server->port;
  options.operator_token = tokens.front();
  for (const auto& unit : region->units) {
    const auto made = make_token({dispatch::Role::crew, std::string{unit.id.view()}, {unit.id}});
    if (made.has_error()) return made.error();
    options.fleet.push_back({unit, tokens.back()});
  }
  for (const auto& facility : region->facilities)
    if (facility.kind == "hospital") options.hospitals.push_back(facility.where);
  options.calls = *calls;
  options.habits.road_factor = region->road_factor;
  options.habits.find_way = std::move(*ways);
  options.habits.slowness = settings.number("slowness");
  options.speed = [&](dispatch::UnitKind kind) { return policy.speed(kind); };
  options.seed = static_cast<std::uint64_t>(settings.whole("seed"));
  options.length = very_long;
  options.new_id = new_uuid;
  options.finished = [&] { io.stop(); };
  ws::Simulation simulation{io.get_executor(), std::move(options)};

  asio::signal_set signals{io, SIGTERM, SIGINT};
  signals.async_wait([&](boost::system::error_code error, int) {
    if (!error) simulation.stop();
  });
  asio::steady_timer end{io};
  if (const auto length = settings.whole("seconds"); length > 0) {
    end.expires_after(std::chrono::seconds{length});
    end.async_wait([&](boost::system::error_code error) {
      if (!error) simulation.stop();
    });
  }
  io.run();

  const auto summary = simulation.summary();
  std::cout << ws::report_of(summary, *calls);
  for (const auto& one : tokens) store::revoke_token(*redis, keys, one);
  const auto audit = store::audit(*redis, keys, summary.acknowledged);
  if (audit.has_error()) return audit.error();
  return report(*audit) && summary.without_reason.empty() && summary.calls > 0 ? 0 : 1;
}

struct Subcommand {
  std::string_view name;
  std::string_view meaning;
  std::span<const Key> own;
  OrFault<int> (*run)(const config::Values&);
};
const std::array subcommands{
    Subcommand{"serve", "the server: console, wire, live state", {}, serve},
    Subcommand{"token", "make a token that somebody signs in with", config::token_keys(), token},
    Subcommand{"simulate", "callers, a desk and a fleet, as real clients of a running server",
               config::simulate_keys(), simulate},
    Subcommand{"check", "read the whole log and say where it breaks what must always hold", {}, check},
};

int complain(const std::string& what) {
  std::cerr << "siaga: " << what << "\n";
  return 1;
}

// These need no settings and no server, and read their own flags.
OrFault<int> region(std::span<const std::string> arguments) {
  if (arguments.empty() || arguments.front() != "build")
    return Fault{"siaga region build ...\n" + config::region_inputs_help()};
  const auto inputs = config::region_inputs(arguments.subspan(1));
  if (inputs.has_error()) return inputs.error();
  const auto built = config::build_region(*inputs, geo::Gazetteer::write,
                                          [](const std::string& line) { std::cerr << line << std::endl; });
  if (built.has_error()) return built.error();
  std::cout << *built;
  return 0;
}
OrFault<int> locate(std::span<const std::string> arguments) {
  const auto located = config::locate_text(arguments);
  if (located.has_error()) return located.error();
  std::cout << *located;
  return 0;
}

OrFault<int> eta(std::span<const std::string> arguments) {
  const auto printed = config::print_etas(arguments, std::cout);
  if (printed.has_error()) return printed.error();
  return 0;
}

int ended(const OrFault<int>& status) {
  return status.has_error() ? complain(status.error().what) : *status;
}

// With the settings of siaga.toml.
int run(const Subcommand& subcommand, std::span<const std::string> flags) {
  if (sodium_init() < 0) return complain("libsodium cannot be used on this machine");
  const auto settings = config::load(flags, subcommand.own, environment);
  if (settings.has_error()) return complain(settings.error().what);
  if (!ws::set_up_log(settings->text("log.level")))
    return complain("log.level should be debug, info, warn or error, not " + settings->text("log.level"));
  return ended(subcommand.run(*settings));
}

int help() {
  std::cout << "Siaga, emergency medical dispatch.\n\n";
  for (const auto& one : subcommands) {
    std::cout << "siaga " << one.name << "   " << one.meaning << "\n" << config::help_of(one.own);
  }
  std::cout << "siaga region build   make a region out of open data\n" << config::region_inputs_help();
  std::cout << "siaga locate   what can be made of a text that says where somebody is\n"
            << config::locate_text_help();
  std::cout << "siaga eta   how long it takes on the roads\n" << config::eta_help();
  std::cout << "\nSettings, for every subcommand (siaga.toml, environment SIAGA_..., flag):\n"
            << "  --config FILE (config/siaga.toml)\n      the settings file\n"
            << config::help_of(config::all_keys());
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> arguments{argv + 1, argv + argc};
  const bool wants_help = arguments.empty() || std::ranges::any_of(arguments, [](const std::string& one) {
                            return one == "--help" || one == "-h" || one == "help";
                          });
  if (wants_help) return help();
  const std::span rest{arguments.begin() + 1, arguments.end()};
  try {
    if (arguments.front() == "region") return ended(region(rest));
    if (arguments.front() == "locate") return ended(locate(rest));
    if (arguments.front() == "eta") return ended(eta(rest));
    const auto subcommand = std::ranges::find(subcommands, arguments.front(), &Subcommand::name);
    if (subcommand != subcommands.end()) return run(*subcommand, rest);
    return complain("there is no subcommand " + arguments.front() + "; siaga --help tells what there is");
  } catch (const std::exception& bug) {
    return complain(std::string{"stopped by a fault of its own: "} + bug.what());
  }
}
