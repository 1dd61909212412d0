#include "ws/doors/status.hpp"

#include <string>
#include <string_view>

namespace ws {
namespace {

void add_metric(std::string& out, std::string_view name, std::string_view kind, std::string_view help,
                auto value) {
  out.append("# HELP siaga_").append(name).append(" ").append(help).append("\n");
  out.append("# TYPE siaga_").append(name).append(" ").append(kind).append("\n");
  out.append("siaga_").append(name).append(" ").append(std::to_string(value)).append("\n");
}

}  // namespace

Page Status::ready() const {
  if (!desk_.store().is_up) return {.status = 503, .body = "the store is away\n"};
  if (!desk_.is_loaded()) return {.status = 503, .body = "the live state is being loaded\n"};
  return {.body = "ready\n"};
}

Page Status::metrics() const {
  Page page{.type = "text/plain; version=0.0.4; charset=utf-8"};
  auto& out = page.body;
  add_metric(out, "sessions", "gauge", "connected clients", room_.peers());
  add_metric(out, "commands_total", "counter", "commands received", room_.counts().commands);
  add_metric(out, "refused_total", "counter", "messages refused", room_.counts().refused);
  add_metric(out, "fixes_total", "counter", "positions received", room_.counts().fixes);
  add_metric(out, "log_position", "gauge", "number of the last log entry", desk_.position().n);
  add_metric(out, "store_up", "gauge", "1 when Redis answers", desk_.store().is_up ? 1 : 0);
  add_metric(out, "units", "gauge", "units of the region", desk_.view().units().size());
  add_metric(out, "incidents", "gauge", "incidents in the live state", desk_.view().incidents().size());
  add_metric(out, "assignments", "gauge", "assignments in the live state", desk_.view().assignments().size());
  const auto& estimates = room_.learning().estimates();
  add_metric(out, "arrivals_measured", "gauge", "the latest arrivals whose time was estimated (of all nodes)",
             estimates.arrivals);
  add_metric(out, "arrivals_within", "gauge", "as many of them came within the interval shown",
             estimates.within);
  add_metric(out, "arrival_low", "gauge", "lower end of the interval, times the estimate", estimates.low);
  add_metric(out, "arrival_high", "gauge", "upper end of the interval, times the estimate", estimates.high);
  add_metric(out, "arrival_interval_measured", "gauge",
             "1 when the interval was measured, 0 while it is assumed", estimates.measured ? 1 : 0);
  add_metric(out, "roads_learned", "gauge", "road sections whose speed is known from drives",
             room_.learning().sections());
  return page;
}

}  // namespace ws
