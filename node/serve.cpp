#include <spdlog/spdlog.h>

#include <filesystem>

#include "config/gazetteer.hpp"
#include "config/patients.hpp"
#include "config/region_map.hpp"
#include "config/roads.hpp"
#include "geo/words/gazetteer.hpp"
#include "node/node.hpp"
#include "node/subcommands.hpp"
#include "node/tools.hpp"

namespace node {
namespace {

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

}  // namespace

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

}  // namespace node
