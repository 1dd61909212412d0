#include "ws/doors/site.hpp"

#include <array>
#include <fstream>
#include <iterator>

namespace ws {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 10> types{{
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".json", "application/json"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".woff2", "font/woff2"},
    {".webmanifest", "application/manifest+json"},
    {".ico", "image/x-icon"},
}};

std::string_view type_of(const std::filesystem::path& file) {
  for (const auto& [ending, type] : types)
    if (file.extension() == ending) return type;
  return "application/octet-stream";
}

void add_metric(std::string& out, std::string_view name, std::string_view kind, std::string_view help,
                auto value) {
  out.append("# HELP siaga_").append(name).append(" ").append(help).append("\n");
  out.append("# TYPE siaga_").append(name).append(" ").append(kind).append("\n");
  out.append("siaga_").append(name).append(" ").append(std::to_string(value)).append("\n");
}

}  // namespace

Site::Site(const std::filesystem::path& console, const dispatch::Desk& desk, const Room& room)
    : desk_{desk}, room_{room} {
  std::error_code error;
  for (std::filesystem::recursive_directory_iterator file{console, error}, end; !error && file != end;
       file.increment(error)) {
    if (!file->is_regular_file()) continue;
    std::ifstream stream{file->path(), std::ios::binary};
    const auto path = "/" + file->path().lexically_relative(console).generic_string();
    const bool gzipped = file->path().extension() == ".gz";
    files_[path] = {.type = type_of(gzipped ? file->path().stem() : file->path()),
                    .body = {std::istreambuf_iterator<char>{stream}, {}},
                    .lasts = path.starts_with("/assets/"),
                    .gzipped = gzipped};
  }
}

Site::Page Site::answer(std::string_view target, bool takes_gzip) const {
  const auto path = target.substr(0, target.find('?'));
  if (path == "/healthz") return {.body = "ok\n"};
  if (path == "/readyz") return ready();
  if (path == "/metrics") return metrics();
  const std::string name{path == "/" ? "/index.html" : path};
  if (const auto twin = files_.find(name + ".gz"); takes_gzip && twin != files_.end()) return twin->second;
  if (const auto file = files_.find(name); file != files_.end()) return file->second;
  if (files_.empty()) return {.status = 404, .body = "the console is not built: run scripts/build\n"};
  return {.status = 404, .body = "there is nothing here\n"};
}

Site::Page Site::ready() const {
  if (!desk_.store().is_up) return {.status = 503, .body = "the store is away\n"};
  if (!desk_.is_loaded()) return {.status = 503, .body = "the live state is being loaded\n"};
  return {.body = "ready\n"};
}

Site::Page Site::metrics() const {
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
  const auto& estimates = desk_.learning().estimates();
  add_metric(out, "arrivals_measured", "gauge", "the latest arrivals whose time was estimated (of all nodes)",
             estimates.arrivals);
  add_metric(out, "arrivals_within", "gauge", "as many of them came within the interval shown",
             estimates.within);
  add_metric(out, "arrival_low", "gauge", "lower end of the interval, times the estimate", estimates.low);
  add_metric(out, "arrival_high", "gauge", "upper end of the interval, times the estimate", estimates.high);
  add_metric(out, "arrival_interval_measured", "gauge",
             "1 when the interval was measured, 0 while it is assumed", estimates.measured ? 1 : 0);
  add_metric(out, "roads_learned", "gauge", "road sections whose speed is known from drives",
             desk_.learning().sections());
  return page;
}

}  // namespace ws
