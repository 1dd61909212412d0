#include "ws/doors/status.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "dispatch/log/incident_state.hpp"
#include "ws/clock.hpp"

namespace ws {
namespace {

using dispatch::json::name_of;

double seconds_of(dispatch::milliseconds time) {
  return std::chrono::duration<double>{time}.count();
}

std::string_view priority_of(const dispatch::Incident& incident) {
  return incident.triage ? name_of(incident.triage->priority) : "none";
}

// Takes as long for a wrong one as for the right one, so nobody can guess it letter by letter.
bool is_same(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  unsigned differs = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    differs |= static_cast<unsigned>(static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i]));
  return differs == 0;
}

}  // namespace

Page Status::ready() const {
  const auto& store = desk_.store();
  const auto why = store.reason.empty() ? "" : ": " + store.reason;
  if (!store.is_up) return {.status = 503, .body = "the store is away" + why + "\n"};
  if (!desk_.is_loaded()) return {.status = 503, .body = "the live state is being loaded\n"};
  return {.body = "ready\n"};
}

Page Status::metrics(std::string_view authorization) const {
  if (!options_.shows_metrics)
    return {
        .status = 404,
        .body =
            "the metrics are not shown here: metrics.listen or metrics.token_file says where and to whom\n"};
  return shown_to(authorization);
}

Page Status::metrics_at_own_address(std::string_view authorization) const {
  return shown_to(authorization);
}

Page Status::shown_to(std::string_view authorization) const {
  if (!options_.metrics_token.empty() && !is_same(authorization, "Bearer " + options_.metrics_token))
    return {.status = 403, .body = "the metrics are for who has the token of metrics.token_file\n"};
  const auto began = monotonic_now();
  if (began >= kept_.until) {
    kept_.text = written();
    const auto now = monotonic_now();
    constexpr int share = 20;
    kept_.until = now + share * (now - began);
  }
  return {.type = "text/plain; version=0.0.4; charset=utf-8", .body = kept_.text};
}

std::string Status::written() const {
  MetricsText out;
  write_service(out);
  write_region(out);
  write_times(out);
  write_learning(out);
  write_disk(out);
  return out.take();
}

void Status::write_service(MetricsText& out) const {
  if (!options_.version.empty()) {
    out.about("build_info", "gauge", "always 1; which version runs");
    out.sample("build_info", 1, {{"version", options_.version}});
  }
  std::map<std::string_view, int> sessions;
  for (const auto role : room_.roles()) ++sessions[role ? name_of(*role) : "none"];
  out.about("sessions", "gauge", "connected clients by role; none: not signed in yet");
  for (const auto& [role, count] : sessions) out.sample("sessions", count, {{"role", role}});
  if (sessions.empty()) out.sample("sessions", 0, {{"role", "none"}});
  const auto& counts = room_.counts();
  const auto total = [](std::uint64_t count) { return static_cast<double>(count); };
  out.one("commands_total", "counter", "commands received", total(counts.commands));
  out.one("refused_total", "counter", "messages refused", total(counts.refused));
  out.one("fixes_total", "counter", "positions received", total(counts.fixes));
  out.one("log_position", "gauge", "number of the last log entry", total(desk_.position().n));
  out.one("store_up", "gauge", "1 when Redis answers", desk_.store().is_up ? 1 : 0);
  out.one("store_away_total", "counter", "how often Redis went away", total(counts.store_away));
  out.about("condition", "gauge", "1 while what its code names is wrong with the service");
  for (const auto& one : room_.conditions()) out.sample("condition", 1, {{"code", one.code}});
  if (const auto* vitals = options_.vitals) {
    out.one("start_time_seconds", "gauge", "when this server started, in seconds since 1970",
            seconds_of(vitals->started.time_since_epoch()));
    out.one("redis_restarts_total", "counter", "how often Redis of our own had to be started again",
            total(vitals->redis_restarts));
    out.one("clock_jumps_total", "counter", "how often the clock of the store was set",
            total(vitals->clock_jumps));
    if (vitals->store_memory_bytes)
      out.one("store_memory_bytes", "gauge", "memory that Redis uses", total(*vitals->store_memory_bytes));
  }
}

void Status::write_region(MetricsText& out) const {
  const auto& view = desk_.view();
  const auto now = desk_.now();
  std::map<std::pair<std::string_view, std::string_view>, int> incidents;
  std::map<std::string_view, double> waiting{{"P0", 0}, {"P1", 0}, {"P2", 0},
                                             {"P3", 0}, {"P4", 0}, {"none", 0}};
  for (const auto& [id, incident] : view.incidents()) {
    const auto state = state_of(incident, view);
    const auto priority = priority_of(incident);
    ++incidents[{name_of(state), priority}];
    if (is_waiting(state))
      waiting[priority] = std::max(waiting[priority], seconds_of(now - incident.received_at));
  }
  out.about("incidents", "gauge", "incidents in the live state");
  for (const auto& [what, count] : incidents)
    out.sample("incidents", count, {{"state", what.first}, {"priority", what.second}});
  out.about("oldest_unassigned_seconds", "gauge", "how long the oldest incident waits with nobody on it");
  for (const auto& [priority, oldest] : waiting)
    out.sample("oldest_unassigned_seconds", oldest, {{"priority", priority}});
  out.one("assignments", "gauge", "assignments in the live state",
          static_cast<double>(view.assignments().size()));

  std::map<std::string_view, int> units{{"available", 0}, {"conditional", 0}, {"not_available", 0}};
  dispatch::milliseconds oldest{0};
  for (const auto& [id, unit] : view.units()) {
    ++units[name_of(view.availability(unit).state)];
    const auto* fix = view.fix(id);
    if (fix != nullptr && unit.duty.state == dispatch::DutyState::on)
      oldest = std::max(oldest, now - fix->at);
  }
  out.about("units", "gauge", "units of the region");
  for (const auto& [state, count] : units) out.sample("units", count, {{"availability", state}});
  out.one("positions_oldest_seconds", "gauge", "age of the oldest last position of a unit on duty",
          seconds_of(oldest));
}

void Status::write_times(MetricsText& out) const {
  out.about("command_seconds", "histogram", "from a command to its answer, by its type");
  for (const auto& [type, times] : room_.counts().command_times)
    out.sample("command_seconds", times, {{"type", type}});
  if (options_.commits != nullptr) {
    out.about("commit_seconds", "histogram", "from a commit to the store's answer, on disk");
    out.sample("commit_seconds", *options_.commits);
  }
  if (options_.vitals != nullptr) {
    out.about("loop_delay_seconds", "histogram", "how late the network thread came to what was due");
    out.sample("loop_delay_seconds", options_.vitals->loop_delay);
  }
}

void Status::write_learning(MetricsText& out) const {
  const auto& estimates = room_.learning().estimates();
  out.one("arrivals_measured", "gauge", "the latest arrivals whose time was estimated (of all nodes)",
          static_cast<double>(estimates.arrivals));
  out.one("arrivals_within", "gauge", "as many of them came within the interval shown",
          static_cast<double>(estimates.within));
  out.one("arrival_low", "gauge", "lower end of the interval, times the estimate", estimates.low);
  out.one("arrival_high", "gauge", "upper end of the interval, times the estimate", estimates.high);
  out.one("arrival_interval_measured", "gauge", "1 when the interval was measured, 0 while it is assumed",
          estimates.measured ? 1 : 0);
  out.one("roads_learned", "gauge", "road sections whose speed is known from drives",
          static_cast<double>(room_.learning().sections()));
}

// Where there is no backup, its age is endless: an alert on the age needs no second rule.
void Status::write_disk(MetricsText& out) const {
  if (options_.data_dir.empty()) return;
  std::error_code error;
  const auto space = std::filesystem::space(options_.data_dir, error);
  if (!error)
    out.one("disk_free_bytes", "gauge", "room where the log grows", static_cast<double>(space.available));
  struct stat backup {};
  const bool has_one = stat(options_.last_backup.c_str(), &backup) == 0;
  const auto age = seconds_of(desk_.now().time_since_epoch()) - static_cast<double>(backup.st_mtime);
  out.one("backup_age_seconds", "gauge", "since the last `siaga backup`; +Inf: there was none",
          has_one ? std::max(0.0, age) : std::numeric_limits<double>::infinity());
}

}  // namespace ws
