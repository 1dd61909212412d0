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

}  // namespace

std::string report_of(const Simulation::Summary& summary, std::span<const dispatch::SimulatedCall> calls) {
  auto out = fmt::format("calls {}, assigned {}, not assigned with a reason {}, without a reason {}\n",
                         summary.calls, summary.assigned, summary.with_reason, summary.without_reason.size());
  for (const auto& [reason, count] : summary.reasons) out += fmt::format("  {} x {}\n", count, reason);
  for (const auto& number : summary.without_reason) out += fmt::format("  without a reason: {}\n", number);
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
