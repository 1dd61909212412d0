#include "ws/sim/report.hpp"

#include <spdlog/fmt/fmt.h>

namespace ws {
namespace {

void add_interval(std::string& out, const dispatch::Interval& interval) {
  const auto p50 = interval.percentile(0.5);
  const auto p90 = interval.percentile(0.9);
  if (!p50 || !p90) return;
  out += fmt::format("  {:<32} {:<14} {:>6} {:>8.0f} {:>8.0f}\n", interval.name, interval.nemsis,
                     interval.seconds.size(), *p50, *p90);
}

void add_recorded(std::string& out, std::span<const dispatch::SimulatedCall> calls) {
  dispatch::Interval sent{"recorded: dispatched", "", {}};
  dispatch::Interval rolled{"recorded: en route", "", {}};
  dispatch::Interval there{"recorded: on scene", "", {}};
  for (const auto& call : calls) {
    if (call.recorded_dispatch) sent.seconds.push_back(*call.recorded_dispatch);
    if (call.recorded_en_route) rolled.seconds.push_back(*call.recorded_en_route);
    if (call.recorded_on_scene) there.seconds.push_back(*call.recorded_on_scene);
  }
  for (const auto& interval : {sent, rolled, there}) add_interval(out, interval);
}

std::string share_of(std::size_t some, std::size_t all) {
  return all == 0 ? "-"
                  : fmt::format("{:.0f} %", 100.0 * static_cast<double>(some) / static_cast<double>(all));
}

void add_count(std::string& out, std::string_view name, std::string_view priority,
               const dispatch::ReachedCount& count) {
  out += fmt::format("  {:<20} {:<9} {:>6} {:>8} {:>6} {:>6} {:>8}\n", name, priority, count.calls,
                     count.within, count.late, count.open, share_of(count.within, count.within + count.late));
}

void add_reached(std::string& out, const Summary& summary) {
  out += fmt::format("  {:<20} {:<9} {:>6} {:>8} {:>6} {:>6} {:>8}\n", "reached by target", "priority",
                     "calls", "within", "late", "open", "share");
  for (const auto& [name, reached] : summary.stretches) {
    dispatch::ReachedCount all;
    for (std::size_t i = 0; i < reached.size(); ++i) {
      const auto& count = reached[i];
      if (count.calls > 0) add_count(out, name, "P" + std::to_string(i), count);
      all.calls += count.calls;
      all.within += count.within;
      all.late += count.late;
      all.open += count.open;
    }
    add_count(out, name, "all", all);
  }
}

void add_surge(std::string& out, const Summary& summary) {
  if (!summary.had_surge) return;
  if (summary.surge_lasted)
    out += fmt::format("surge: worked off {:.0f} min after its first call\n",
                       std::chrono::duration<double, std::ratio<60>>{*summary.surge_lasted}.count());
  else
    out += fmt::format("surge: not worked off, {} of its calls wait for somebody to arrive\n",
                       summary.surge_waits);
}

}  // namespace

std::string report_of(const Summary& summary, std::span<const dispatch::SimulatedCall> calls) {
  auto out = fmt::format("calls {}, assigned {}, not assigned with a reason {}, without a reason {}\n",
                         summary.calls, summary.assigned, summary.with_reason, summary.without_reason.size());
  for (const auto& [reason, count] : summary.reasons) out += fmt::format("  {} x {}\n", count, reason);
  for (const auto& number : summary.without_reason) out += fmt::format("  without a reason: {}\n", number);
  add_reached(out, summary);
  add_surge(out, summary);
  out += fmt::format("sent by the plan {}, of which {} off another job; told to wait elsewhere {}\n",
                     summary.by_plan, summary.taken_off, summary.moved_up);
  out += fmt::format("  {:<32} {:<14} {:>6} {:>8} {:>8}\n", "seconds, by the server's clock", "NEMSIS",
                     "count", "P50", "P90");
  for (const auto& interval : summary.intervals) add_interval(out, interval);
  add_recorded(out, calls);
  out += "refusals:";
  for (const auto& [code, count] : summary.refusals) out += fmt::format(" {} {}", code, count);
  out +=
      fmt::format("{}\nreconnections: {}\n", summary.refusals.empty() ? " none" : "", summary.reconnections);
  return out;
}

}  // namespace ws
