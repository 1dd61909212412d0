#pragma once

#include <initializer_list>

#include "dispatch/choose/plan.hpp"

namespace tests {

using namespace std::chrono_literals;

// Calls that came this moment, and how long each unit needs to each of them; P0 and P1 are to be reached in 8
// minutes, others in 12.
struct PlanTable {
  struct Row {
    dispatch::Priority priority;
    std::vector<std::optional<dispatch::milliseconds>> times;
  };

  PlanTable(std::initializer_list<Row> rows) {
    for (const auto& row : rows) {
      const auto target = row.priority <= dispatch::Priority::P1 ? 8min : 12min;
      calls.push_back({row.priority, now, now + target, 0, {}});
      times.push_back(row.times);
    }
  }
  void on_its_way(std::size_t call, std::size_t unit) { calls[call].unit = unit; }
  [[nodiscard]] dispatch::Goers plan(const dispatch::PlanRules& rules = {}) const {
    return dispatch::plan(calls, times, rules, now);
  }

  dispatch::TimePoint now = std::chrono::sys_days{std::chrono::January / 1 / 2026};
  std::vector<dispatch::CallToPlan> calls;
  dispatch::TimesToCalls times;
};

}  // namespace tests
