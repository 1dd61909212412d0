#include "node/ground.hpp"

#include <spdlog/spdlog.h>

#include <boost/asio/post.hpp>
#include <filesystem>
#include <utility>

#include "dispatch/desk/desk.hpp"
#include "store/data_folder.hpp"
#include "store/redis_server.hpp"
#include "ws/clock.hpp"
#include "ws/doors/status.hpp"
#include "ws/room.hpp"

namespace node {
namespace {

constexpr std::uintmax_t little_disk = 512ULL << 20U;

}  // namespace

void Ground::writes_are(const store::StoreHealth& health) {
  if (!health.hidden.empty() && health.hidden != writes_.hidden)
    spdlog::warn("store.not_looked_at what=\"{}\"", health.hidden);
  writes_ = health;
  say_away(health.reason);
  // What was found when it could be looked at holds until it can be again.
  const auto found = [&](std::string_view code, bool holds, const std::string& what) {
    if (holds || health.up) hold(code, holds, what);
  };
  found("replica_missing", health.replicas_missing > 0,
        health.reason + ": nothing new is taken before it is back");
  found("store_not_durable", !health.loses.empty(),
        "the store may lose what it has acknowledged: " + health.loses);
  if (health.evicted > 0)  // they do not come back
    hold("store_lost_keys", true,
         "the store has thrown away " + std::to_string(health.evicted) +
             " keys for want of memory; calls, units and answers may be among them");
  found("positions_not_shared", !health.unheard.empty(),
        "positions do not go from one server to the other: " + health.unheard);
  store_is();
}

void Ground::reads_are(bool up, const std::string& reason) {
  reads_ = up;
  why_not_read_ = reason;
  if (!up) parts_.pipeline.look_again();
  if (writes_.up) say_away(reason);  // else whoever writes has said it, or will
  store_is();
}

void Ground::store_is() {
  const bool was_up = parts_.desk.store().is_up;
  const bool is_up = writes_.up && reads_;
  if (parts_.own_redis != nullptr && writes_.up) parts_.own_redis->lasts();
  parts_.desk.store_is(is_up, is_up ? "" : writes_.reason.empty() ? why_not_read_ : writes_.reason);
  if (was_up == is_up) return;
  if (is_up) {
    said_away_.clear();
    spdlog::info("store.up");
  }
  look_at_disk();
}

void Ground::say_away(const std::string& reason) {
  if (reason.empty() || reason == said_away_) return;
  said_away_ = reason;
  spdlog::warn("store.away reason=\"{}\"", reason);
}

// A disk may hang, and may be why the store is away: only the files' thread waits for it.
void Ground::look_at_disk() {
  if (parts_.own_redis == nullptr || std::exchange(is_looking_at_disk_, true)) return;
  boost::asio::post(parts_.files, [this, folder = parts_.own_redis->folder()] {
    std::error_code error;
    const auto space = std::filesystem::space(folder, error);
    const bool has_room = store::has_room(folder);
    boost::asio::post(parts_.executor,
                      [this, free = error ? std::nullopt : std::optional{space.available}, has_room] {
                        is_looking_at_disk_ = false;
                        disk_is(free, has_room);
                      });
  });
}

void Ground::disk_is(std::optional<std::uintmax_t> free, bool has_room) {
  const bool is_full = !has_room || parts_.own_redis->found_no_room();
  // Over only when there is clearly more, so that it does not come and go.
  if (free) disk_is_little_ = *free < (disk_is_little_ ? little_disk / 4 * 5 : little_disk);
  hold("disk_full_soon", disk_is_little_ && !is_full,
       "the server's disk is nearly full: make room before nothing can be written");
  hold("disk_full", is_full,
       "the server's disk is full: nothing can be written before there is room in the data folder");
}

void Ground::hold(std::string_view code, bool holds, const std::string& message) {
  if (holds)
    parts_.room.condition(code, message);
  else
    parts_.room.condition_over(code);
}

// Nothing is decided by this machine's time of day; but logs and certificates go by it, and somebody should
// know.
void Ground::look_at_clock(const dispatch::StoreTime& seen) {
  constexpr std::chrono::seconds worth_saying{2};
  if (const auto set = parts_.clock.follow(seen)) {
    ++parts_.vitals.clock_jumps;
    spdlog::warn("clock.store_was_set by_ms={}", set->count());
    parts_.room.warn("clock_set",
                     "the store's clock was set by " + std::to_string(set->count() / 1000) + " s");
  }
  const auto ahead = parts_.clock.ahead();
  const bool is_off = std::chrono::abs(ahead) > worth_saying;
  const bool has_changed = std::chrono::abs(ahead - told_ahead_) > worth_saying;
  if (!has_changed) return;
  told_ahead_ = ahead;
  spdlog::log(is_off ? spdlog::level::warn : spdlog::level::info, "clock.{} ahead_ms={}",
              is_off ? "off" : "agrees", ahead.count());
  if (is_off)
    parts_.room.condition("clock_off", "this server's clock is " + std::to_string(ahead.count() / 1000) +
                                           " s ahead of the store's; Siaga goes by the store's");
  else
    parts_.room.condition_over("clock_off");
}

}  // namespace node
