#pragma once

#include <atomic>
#include <boost/asio/thread_pool.hpp>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>

#include "config/settings.hpp"
#include "dispatch/log/view.hpp"

// Where each unit was: a file a day of the server's clock (UTC) in a folder beside the data, a position a
// line, for as many days as the settings say. Not in the log: they are many, and nothing rests on them.
namespace node {

[[nodiscard]] std::filesystem::path tracks_folder(const config::Values& settings);

class Tracks {
 public:
  // Of 0 days nothing is kept.
  Tracks(std::filesystem::path folder, std::chrono::days kept, boost::asio::thread_pool& files);

  // Each ten seconds the positions that say something new: 50 m on, or five minutes later. On the network
  // thread; they are written on the files'.
  void keep(const dispatch::View& view, dispatch::TimePoint now);

 private:
  void append(std::string lines, dispatch::TimePoint now);

  std::filesystem::path folder_;
  std::chrono::days kept_;
  boost::asio::thread_pool& files_;
  std::unordered_map<dispatch::UnitId, dispatch::Fix> last_;
  std::optional<dispatch::TimePoint> looked_at_;
  std::chrono::sys_days day_;  // of the latest
  // Shared with the files' thread, which may be the last to end.
  std::shared_ptr<std::atomic<bool>> is_writing_ = std::make_shared<std::atomic<bool>>(false);
  std::shared_ptr<std::atomic<bool>> was_good_ = std::make_shared<std::atomic<bool>>(true);
};

// Those of a time, in order, into a file; how many they are.
dispatch::OrFault<std::uint64_t> copy_tracks(const std::filesystem::path& folder,
                                             const std::filesystem::path& into, dispatch::TimePoint from,
                                             dispatch::TimePoint to);

}  // namespace node
