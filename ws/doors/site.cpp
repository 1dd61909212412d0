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

}  // namespace

Site::Site(const std::filesystem::path& console, bool map_is_elsewhere) {
  std::error_code error;
  for (std::filesystem::recursive_directory_iterator file{console, error}, end; !error && file != end;
       file.increment(error)) {
    if (!file->is_regular_file()) continue;
    std::ifstream stream{file->path(), std::ios::binary};
    const auto path = "/" + file->path().lexically_relative(console).generic_string();
    const bool gzipped = file->path().extension() == ".gz";
    files_[path] = {.type = type_of(gzipped ? file->path().stem() : file->path()),
                    .body = std::string{std::istreambuf_iterator<char>{stream}, {}},
                    .lasts = path.starts_with("/assets/"),
                    .gzipped = gzipped,
                    .map_is_elsewhere = map_is_elsewhere};
  }
}

Page Site::answer(std::string_view target, bool takes_gzip) const {
  const auto path = target.substr(0, target.find('?'));
  // A tracker that says its position to the first page must not hear that all is well.
  if ((path == "/" || path.ends_with(".html")) && path.size() + 1 < target.size())
    return {.status = 404, .body = "nothing here takes what stands behind the question mark\n"};
  const std::string name{path == "/" ? "/index.html" : path};
  if (const auto twin = files_.find(name + ".gz"); takes_gzip && twin != files_.end()) return twin->second;
  if (const auto file = files_.find(name); file != files_.end()) return file->second;
  if (files_.empty()) return {.status = 404, .body = "the console is not built: run scripts/build\n"};
  return {.status = 404, .body = "there is nothing here\n"};
}

}  // namespace ws
