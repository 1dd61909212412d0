#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "dispatch/desk/desk.hpp"
#include "ws/doors/metrics_text.hpp"
#include "ws/doors/page.hpp"
#include "ws/histogram.hpp"
#include "ws/room.hpp"

namespace ws {

// What is measured where no door sees it.
struct Vitals {
  dispatch::TimePoint started;
  Histogram loop_delay;  // of a timer that should have fired
  std::uint64_t redis_restarts = 0;
  std::uint64_t clock_jumps = 0;
  std::optional<std::uint64_t> store_memory_bytes = {};
};

// How the server is, for who watches over it.
class Status {
 public:
  struct Options {
    std::string version = {};
    // Where Redis of our own keeps its files, and what was last written there as a backup; empty: it is
    // another's.
    std::filesystem::path data_dir = {};
    std::filesystem::path last_backup = {};
    const Histogram* commits = nullptr;  // these outlive it
    const Vitals* vitals = nullptr;
    // Who may see the metrics: nobody here, who has this token, or everybody.
    bool shows_metrics = true;
    std::string metrics_token = {};
  };
  Status(const dispatch::Desk& desk, const Room& room) : Status{desk, room, Options{}} {}
  Status(const dispatch::Desk& desk, const Room& room, Options options)
      : desk_{desk}, room_{room}, options_{std::move(options)} {}

  [[nodiscard]] Page ready() const;
  // In the text format of Prometheus; to who may see them (`authorization`: the header of that name).
  [[nodiscard]] Page metrics(std::string_view authorization = {}) const;
  // The same at the address that is for them alone.
  [[nodiscard]] Page metrics_at_own_address(std::string_view authorization = {}) const;

 private:
  [[nodiscard]] Page shown_to(std::string_view authorization) const;
  [[nodiscard]] std::string written() const;
  void write_service(MetricsText& out) const;
  void write_region(MetricsText& out) const;
  void write_times(MetricsText& out) const;
  void write_learning(MetricsText& out) const;
  void write_disk(MetricsText& out) const;

  const dispatch::Desk& desk_;
  const Room& room_;
  Options options_;
  // Whoever asks again and again gets what is there: making it takes at most a twentieth of the time.
  struct Kept {
    std::string text;
    std::chrono::steady_clock::time_point until;
  };
  mutable Kept kept_;
};

}  // namespace ws
