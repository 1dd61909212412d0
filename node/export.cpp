#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <optional>

#include "config/region.hpp"
#include "config/replay/log_lists.hpp"
#include "config/replay/moments.hpp"
#include "dispatch/model/json.hpp"
#include "node/exported.hpp"
#include "node/subcommands.hpp"
#include "node/tools.hpp"
#include "node/tracks.hpp"
#include "store/keys.hpp"
#include "store/log.hpp"

namespace node {
namespace {

namespace fs = std::filesystem;
using dispatch::Fault;
using dispatch::OrFault;
using dispatch::TimePoint;

struct Span {
  TimePoint from = TimePoint::min();
  TimePoint to = TimePoint::max();
};

// By the region's clocks; without one, `otherwise`.
OrFault<TimePoint> moment_in(const config::Values& settings, const char* flag, std::chrono::minutes offset,
                             TimePoint otherwise) {
  if (!settings.has(flag)) return otherwise;
  const auto moment = config::moment_of(settings.text(flag));
  if (!moment)
    return Fault{std::string{"--"} + flag + " should be such as \"2026-01-05 07:00\", not " +
                 settings.text(flag)};
  return TimePoint{std::chrono::time_point_cast<dispatch::milliseconds>(moment->day) +
                   moment->after_midnight} -
         offset;
}

config::Moment by_clock(TimePoint at, std::chrono::minutes offset) {
  const auto there = std::chrono::floor<std::chrono::seconds>(at + offset);
  const auto day = std::chrono::floor<std::chrono::days>(there);
  return {day, there - day};
}

// Writes the log of a time while it is read, and gathers what a replay needs of it.
class Exporting {
 public:
  Exporting(const fs::path& folder, const config::Region& region, Span span)
      : out_{folder / log_name}, region_{region}, span_{span} {}

  // False: enough, or a fault.
  bool take(const store::StoredEntry& stored) {
    auto entry = store::entry_of(stored);
    if (entry.has_error()) return fault_ = entry.error(), false;
    const auto recorded = entry->events.front().recorded;
    if (recorded > span_.to) return false;
    if (!keeper_ && recorded >= span_.from) begin(recorded);
    if (!view_.apply(*entry))
      return fault_ = Fault{"entry " + std::to_string(stored.n) + " does not follow from those before it"},
             false;
    if (!keeper_) return true;
    out_ << store::line_of(stored) << '\n';
    keeper_->add(view_, *entry);
    ++entries_;
    last_ = recorded;
    return true;
  }

  OrFault<bool> end() {
    if (fault_) return *fault_;
    if (!keeper_) return Fault{"nothing was recorded in that time"};
    out_ << R"({"state":)" << store::state_of(view_) << "}\n";
    if (!out_.flush()) return Fault{std::string{"cannot write "} + log_name};
    return true;
  }

  [[nodiscard]] TimePoint begins() const { return begins_; }
  [[nodiscard]] TimePoint last() const { return last_; }
  [[nodiscard]] std::uint64_t entries() const { return entries_; }
  [[nodiscard]] dispatch::RecordedDay day() const { return keeper_->until(last_); }

 private:
  // To the second, so that it can be said.
  void begin(TimePoint recorded) {
    const auto from = span_.from == TimePoint::min() ? recorded : span_.from;
    begins_ = std::chrono::floor<std::chrono::seconds>(from);
    keeper_.emplace(view_, begins_);
    std::string line;
    {
      const std::chrono::minutes offset{region_.utc_offset_minutes};
      dispatch::json::Object label{line};
      label.fields(ExportLabel{.region = region_.name, .begins = config::text_of(by_clock(begins_, offset))});
      label.begin("state") += store::state_of(view_);
    }
    out_ << line << '\n';
  }

  std::ofstream out_;
  const config::Region& region_;
  Span span_;
  dispatch::View view_;
  std::optional<dispatch::DayKeeper> keeper_;
  std::optional<Fault> fault_;
  TimePoint begins_;
  TimePoint last_;
  std::uint64_t entries_ = 0;
};

OrFault<bool> make_folder(const fs::path& folder) {
  std::error_code error;
  if (fs::exists(folder, error) && !fs::is_empty(folder, error))
    return Fault{folder.string() + " is there already, and not empty"};
  fs::create_directories(folder, error);
  if (!error) fs::permissions(folder, fs::perms::owner_all, error);  // it is about patients
  if (error) return Fault{"cannot make " + folder.string() + ": " + error.message()};
  return true;
}

}  // namespace

OrFault<int> export_log(const config::Values& settings) {
  if (!settings.has("folder")) return Fault{"say where it goes: siaga export FOLDER"};
  const auto region = config::load_region(settings.path("region"));
  if (region.has_error()) return region.error();
  const std::chrono::minutes offset{region->utc_offset_minutes};
  const auto from = moment_in(settings, "from", offset, TimePoint::min());
  if (from.has_error()) return from.error();
  const auto to = moment_in(settings, "to", offset, TimePoint::max());
  if (to.has_error()) return to.error();
  auto redis = connect_for_tool(settings);
  if (redis.has_error()) return redis.error();
  const auto folder = settings.path("folder");
  if (const auto made = make_folder(folder); made.has_error()) return made.error();

  Exporting exporting{folder, *region, {*from, *to}};
  const auto read = store::read_stored_log(*redis, store::Keys{region->name},
                                           [&](const auto& stored) { return exporting.take(stored); });
  if (read.has_error()) return read.error();
  if (const auto ended = exporting.end(); ended.has_error()) return ended.error();
  const auto day = exporting.day();
  const auto notes = config::write_lists(folder, settings.path("region"), day, exporting.begins(), offset);
  if (notes.has_error()) return notes.error();
  const auto points =
      copy_tracks(tracks_folder(settings), folder / tracks_name, exporting.begins(), exporting.last());
  if (points.has_error()) return points.error();
  std::cout << exporting.entries() << " entries, " << day.calls.size() << " calls that somebody reached, "
            << day.unserved << " others, " << *points << " positions\n";
  for (const auto& note : *notes) std::cout << note << '\n';
  return 0;
}

}  // namespace node
