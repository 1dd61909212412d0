#include "node/tracks.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <boost/asio/post.hpp>
#include <boost/json.hpp>
#include <fstream>
#include <vector>

#include "config/replay/moments.hpp"
#include "dispatch/model/json.hpp"
#include "dispatch/model/model_json.hpp"
#include "node/tools.hpp"

namespace node {
namespace {

namespace fs = std::filesystem;
using dispatch::Fault;
using dispatch::Fix;
using dispatch::OrFault;
using dispatch::TimePoint;
using std::chrono::days;

constexpr std::chrono::seconds between_looks{10};
constexpr geo::Metres step{50};
constexpr std::chrono::minutes longest_silence{5};

std::chrono::sys_days day_of(TimePoint at) {
  return std::chrono::floor<days>(at);
}

fs::path file_of(const fs::path& folder, std::chrono::sys_days day) {
  return folder / (config::day_of(day) + ".ndjson");
}

bool says_something_new(const Fix& fix, const Fix& last) {
  if (fix.at == last.at) return false;
  return std::chrono::abs(fix.at - last.at) >= longest_silence ||
         geo::distance(fix.where, last.where) >= step;
}

// Whatever else lies there is somebody else's.
void remove_before(const fs::path& folder, std::chrono::sys_days first) {
  std::error_code error;
  for (fs::directory_iterator one{folder, error}, end; !error && one != end; one.increment(error)) {
    const auto& file = one->path();
    const auto day = config::date_of(file.stem().string());
    std::error_code ignored;
    if (file.extension() == ".ndjson" && day && *day < first) fs::remove(file, ignored);
  }
}

std::optional<Fix> fix_in(const std::string& line) {
  boost::system::error_code error;
  const auto value = boost::json::parse(line, error);
  Fix fix;
  dispatch::json::Rest of_newer_versions;
  dispatch::json::FieldError why{{}, {}, &of_newer_versions};
  if (error || !read(value, fix, why)) return std::nullopt;  // the last of a server that was killed
  return fix;
}

}  // namespace

fs::path tracks_folder(const config::Values& settings) {
  return settings.path("data_dir") / "tracks";
}

Tracks::Tracks(fs::path folder, days kept, boost::asio::thread_pool& files)
    : folder_{std::move(folder)}, kept_{kept}, files_{files} {}

void Tracks::keep(const dispatch::View& view, TimePoint now) {
  const bool is_soon = looked_at_ && std::chrono::abs(now - *looked_at_) < between_looks;
  // What a disk that hangs does not take now is said with the next one.
  if (kept_ == days{0} || is_soon || is_writing_->load()) return;
  looked_at_ = now;
  std::string lines;
  for (const auto& [id, unit] : view.units()) {
    const auto* fix = view.fix(id);
    if (fix == nullptr) continue;
    const auto [last, is_first] = last_.try_emplace(id, *fix);
    if (!is_first && !says_something_new(*fix, last->second)) continue;
    last->second = *fix;
    write(lines, *fix);
    lines += '\n';
  }
  std::erase_if(last_, [&](const auto& one) { return view.unit(one.first) == nullptr; });
  if (!lines.empty()) append(std::move(lines), now);
}

void Tracks::append(std::string lines, TimePoint now) {
  *is_writing_ = true;
  const bool is_new_day = std::exchange(day_, day_of(now)) != day_of(now);
  boost::asio::post(files_, [folder = folder_, kept = kept_, busy = is_writing_, was_good = was_good_, now,
                             is_new_day, text = std::move(lines)] {
    std::error_code error;
    fs::create_directories(folder, error);
    fs::permissions(folder, fs::perms::owner_all, error);
    if (is_new_day) remove_before(folder, day_of(now) - kept);
    const auto why_not = no_room_for(text.size(), folder);
    bool is_good = false;
    if (!why_not)
      is_good = bool{std::ofstream{file_of(folder, day_of(now)), std::ios::app} << text << std::flush};
    if (!is_good && was_good->exchange(false))
      spdlog::warn("tracks.lost folder={} reason=\"{}\"", folder.string(),
                   why_not ? why_not->what : "the file cannot be written");
    if (is_good) *was_good = true;
    *busy = false;
  });
}

OrFault<std::uint64_t> copy_tracks(const fs::path& folder, const fs::path& into, TimePoint from,
                                   TimePoint to) {
  std::vector<Fix> all;
  for (auto day = day_of(from) - days{1}; day <= day_of(to) + days{1}; day += days{1}) {
    std::ifstream in{file_of(folder, day)};
    for (std::string line; std::getline(in, line);)
      if (const auto fix = fix_in(line); fix && fix->at >= from && fix->at <= to) all.push_back(*fix);
  }
  std::ranges::sort(all, {}, [](const Fix& one) { return std::pair{one.at, one.unit}; });
  std::ofstream out{into};
  for (const auto& fix : all) out << dispatch::json::text_of(fix) << '\n';
  if (!out.flush()) return Fault{"cannot write " + into.string()};
  return all.size();
}

}  // namespace node
