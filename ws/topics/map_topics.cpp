#include "ws/topics/map_topics.hpp"

#include <algorithm>
#include <map>

#include "dispatch/model/json.hpp"
#include "dispatch/model/model_json.hpp"

namespace ws {
namespace {

namespace json = dispatch::json;
using dispatch::Fix;

// Farther out than this, dots would cover each other: counts stand for them.
constexpr int shallowest_with_units = 7;
constexpr int cells_deeper = 4;  // 16 by 16 cells a tile

struct Count {
  double lat = 0;
  double lon = 0;
  std::int64_t units = 0;
};
BOOST_DESCRIBE_STRUCT(Count, (), (lat, lon, units))

template <class WriteFixes>
Frame map_frame(const Tile& tile, dispatch::TimePoint now, bool is_whole,
                const std::vector<dispatch::UnitId>& gone, const std::vector<Count>& counts,
                WriteFixes write_fixes) {
  std::string out;
  {
    json::Object message{out};
    message.field("type", "fixes").field("topic", tile.topic()).field("at", now).field("whole", is_whole);
    write_fixes(message.begin("fixes"));
    message.field("gone", gone);
    if (!counts.empty()) message.field("counts", counts);
  }
  return text_frame(out);
}

void write_fixes_of(std::string& out, const std::vector<const Fix*>& fixes) {
  json::write_array(out, fixes, [](std::string& to, const Fix* fix) { write(to, *fix); });
}

std::vector<Count> counts_of(const std::vector<const Fix*>& fixes, int zoom) {
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::int64_t> cells;
  for (const auto* fix : fixes) {
    const auto cell = Tile::around(fix->where, zoom);
    ++cells[{cell.x, cell.y}];
  }
  std::vector<Count> counts;
  for (const auto& [cell, units] : cells) {
    const auto middle = Tile{zoom, cell.first, cell.second}.middle();
    counts.push_back({middle.lat(), middle.lon(), units});
  }
  return counts;
}

}  // namespace

void MapTopics::join(Peer& peer, Tile tile, dispatch::TimePoint now) {
  if (peer.tiles.insert(tile).second) {
    watchers_[tile].push_back(&peer);
    ++watched_at_zoom_[static_cast<std::size_t>(tile.z)];
  }
  outgoing_.send(peer, whole(tile, now));
  // One that moved since the last tick may be gone again by the next, which knows only where it was before:
  // then the whole tile once more.
  const auto is_untold = [&](const Fix* fix) { return !(shown_.at(fix->unit) == fix->where); };
  if (std::ranges::any_of(inside(tile), is_untold)) peer.behind.insert(tile);
}

void MapTopics::began_anew() {
  shown_.clear();
  for (const auto& [tile, watching] : watchers_)
    for (auto* peer : watching) peer->behind.insert(tile);
}

void MapTopics::leave(Peer& peer, Tile tile) {
  if (peer.tiles.erase(tile) == 0) return;
  peer.behind.erase(tile);
  auto& watching = watchers_.at(tile);
  std::erase(watching, &peer);
  --watched_at_zoom_[static_cast<std::size_t>(tile.z)];
  if (watching.empty()) watchers_.erase(tile);
}

void MapTopics::leave_all(Peer& peer) {
  for (const auto& tile : std::vector<Tile>{peer.tiles.begin(), peer.tiles.end()}) leave(peer, tile);
}

void MapTopics::moved(const Fix& fix) {
  moved_.push_back(fix.unit);
}

void MapTopics::collect(std::unordered_map<Tile, Changes>& changes) {
  std::ranges::sort(moved_);
  moved_.erase(std::unique(moved_.begin(), moved_.end()), moved_.end());
  for (const auto& unit : moved_) {
    const auto* fix = view_.fix(unit);
    if (fix == nullptr) continue;
    const auto before = shown_.find(unit);
    for (int z = 0; z <= Tile::deepest; ++z) {
      if (watched_at_zoom_[static_cast<std::size_t>(z)] == 0) continue;
      const auto here = Tile::around(fix->where, z);
      if (watchers_.contains(here)) changes[here].fixes.push_back(fix);
      if (before == shown_.end()) continue;
      const auto there = Tile::around(before->second, z);
      if (there != here && watchers_.contains(there)) changes[there].gone.push_back(unit);
    }
    shown_.insert_or_assign(unit, fix->where);
  }
  moved_.clear();
}

void MapTopics::tick(dispatch::TimePoint now) {
  std::unordered_map<Tile, Changes> changes;
  collect(changes);
  for (const auto& [tile, watching] : std::unordered_map{watchers_}) {
    const auto changed = changes.find(tile);
    Frame full;
    Frame partial;
    for (auto* peer : watching) {
      const bool is_behind = peer->behind.contains(tile);
      if (changed == changes.end() && !is_behind) continue;
      if (peer->queued_bytes() > peer->unflushed_bytes) {
        peer->behind.insert(tile);
        continue;
      }
      peer->behind.erase(tile);
      if (is_behind || tile.z < shallowest_with_units) {
        if (!full) full = whole(tile, now);
        outgoing_.send(*peer, full);
        continue;
      }
      if (!partial)
        partial = map_frame(tile, now, false, changed->second.gone, {},
                            [&](std::string& out) { write_fixes_of(out, changed->second.fixes); });
      outgoing_.send(*peer, partial);
    }
  }
}

std::vector<const Fix*> MapTopics::inside(const Tile& tile) const {
  std::vector<const Fix*> found;
  for (const auto& [id, unit] : view_.units())
    if (const auto* fix = view_.fix(id); fix != nullptr && Tile::around(fix->where, tile.z) == tile)
      found.push_back(fix);
  return found;
}

Frame MapTopics::whole(const Tile& tile, dispatch::TimePoint now) {
  auto fixes = inside(tile);
  for (const auto* fix : fixes) shown_.try_emplace(fix->unit, fix->where);
  const bool far_out = tile.z < shallowest_with_units;
  const auto counts = far_out ? counts_of(fixes, tile.z + cells_deeper) : std::vector<Count>{};
  if (far_out) fixes.clear();
  return map_frame(tile, now, true, {}, counts, [&](std::string& out) { write_fixes_of(out, fixes); });
}

}  // namespace ws
