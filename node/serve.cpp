#include <spdlog/spdlog.h>

#include <filesystem>

#include "config/gazetteer.hpp"
#include "config/patients.hpp"
#include "config/region_map.hpp"
#include "config/roads.hpp"
#include "config/version.hpp"
#include "geo/words/gazetteer.hpp"
#include "node/node.hpp"
#include "node/subcommands.hpp"
#include "node/tools.hpp"
#include "node/watching.hpp"
#include "store/redis_durability.hpp"

namespace node {
namespace {

using dispatch::Fault;
using dispatch::OrFault;

// A file that cannot be used is said, and the server runs on.
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

// What the finder reads in. The register of patients is read again whenever it has changed; one that is
// faulty is said, and the server runs on.
OrFault<ws::Finder::Knowledge> knowledge_of(const config::Values& settings, const config::Region& region) {
  auto gazetteer = config::load_gazetteer(settings.path("region"));
  if (gazetteer.has_error()) return gazetteer.error();
  const auto around = config::surroundings_of(region, *gazetteer);
  ws::Finder::Knowledge known{std::move(*gazetteer), around, region.home_areas};
  if (!settings.text("patients").empty()) {
    const auto file = std::make_shared<config::PatientFile>(settings.path("patients"));
    auto read = file->changed();
    dispatch::Register patients;
    if (read->has_error())
      patients.faults.push_back(read->error());
    else
      patients = std::move(**read);
    known.patients_fault = ws::told_of(patients.faults);
    known.patients = std::move(patients.patients);
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

// One that cannot be asked now is waited for, and looked at then.
std::optional<Fault> against_using(const store::Address& address, const config::Values& settings) {
  const auto& trust = settings.text("redis.trust");
  if (trust != "true" && trust != "false") return Fault{"redis.trust should be true or false"};
  auto redis = store::Connection::open(address, std::chrono::seconds{2});
  if (trust == "true" || redis.has_error()) return std::nullopt;
  const auto durability = store::durability_of(*redis);
  if (durability.has_error() || durability->loses.empty()) return std::nullopt;
  return Fault{"the Redis at " + address.text() + " may lose what it has acknowledged: " + durability->loses +
               ". Or, if calls may be lost, give redis.trust = true; docs/operations.md tells more"};
}

}  // namespace

OrFault<int> serve(const config::Values& settings) {
  spdlog::info("server.starting version={}", config::version());
  hangups(SIG_BLOCK);  // who is told to read its lists anew while it starts does so when it has started
  take_all_files_allowed();
  auto watching = watching_of(settings);
  if (watching.has_error()) return watching.error();
  const auto region = config::load_region(settings.path("region"));
  if (region.has_error()) return region.error();
  auto knowledge = knowledge_of(settings, *region);
  if (knowledge.has_error()) return knowledge.error();
  auto style_url = config::style_url_of(settings);
  if (style_url.has_error()) return style_url.error();
  const auto redis = redis_of(settings);
  if (redis.has_error()) return redis.error();
  std::optional<store::RedisServer> own_redis;
  if (settings.text("redis.url").empty()) {
    const auto tell = [](const std::string& what) { spdlog::warn("redis.start what=\"{}\"", what); };
    auto started = store::RedisServer::start(settings.path("data_dir"), {.tell = tell});
    if (started.has_error()) return started.error();
    own_redis.emplace(std::move(*started));
  } else if (const auto fault = against_using(*redis, settings)) {
    return *fault;
  }
  auto engine = engine_of(settings);
  if (engine.has_error()) return engine.error();
  const auto map = map_door(settings, *region, knowledge->gazetteer, std::move(*style_url));
  ws::Finder finder{std::move(*knowledge)};
  Node node{settings, *region, roads_of(settings, *region),       std::move(*engine),  finder,
            map,      *redis,  own_redis ? &*own_redis : nullptr, std::move(*watching)};
  const auto ran = node.run();
  if (ran.has_error()) return ran.error();
  return 0;
}

}  // namespace node
