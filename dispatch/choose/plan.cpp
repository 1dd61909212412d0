#include "dispatch/choose/plan.hpp"

#include <algorithm>
#include <cmath>

#include "dispatch/choose/assign.hpp"

namespace dispatch {
namespace {

using Chosen = std::vector<bool>;  // by call

class Planning {
 public:
  Planning(const std::vector<CallToPlan>& calls, const TimesToCalls& times, const PlanRules& rules,
           TimePoint now)
      : calls_{calls},
        times_{times},
        rules_{rules},
        now_{now},
        units_{times.front().size()},
        goes_to_(units_) {
    for (std::size_t call = 0; call < calls_.size(); ++call) {
      if (calls_[call].unit) goes_to_[*calls_[call].unit] = call;
      for (const auto& one : times_[call]) longest_ = std::max(longest_, one.value_or(milliseconds{0}));
    }
  }

  Goers best() {
    auto goers = in_turn(Chosen(calls_.size(), true));
    if (!changes_any(goers)) return goers;
    Chosen waiting(calls_.size());
    for (std::size_t call = 0; call < calls_.size(); ++call) waiting[call] = !calls_[call].unit;
    auto unchanged = in_turn(waiting);
    for (std::size_t call = 0; call < calls_.size(); ++call)
      if (!waiting[call]) unchanged[call] = calls_[call].unit;
    return worthwhile(std::move(goers), unchanged);
  }

 private:
  using Latest = std::vector<std::optional<milliseconds>>;  // by call

  [[nodiscard]] std::optional<milliseconds> time(std::size_t call, std::optional<std::size_t> unit) const {
    return unit ? times_[call][*unit] : std::nullopt;
  }
  [[nodiscard]] bool changes(const Goers& goers, std::size_t call) const {
    return calls_[call].unit && goers[call] != calls_[call].unit;
  }
  [[nodiscard]] bool changes_any(const Goers& goers) const {
    for (std::size_t call = 0; call < calls_.size(); ++call)
      if (changes(goers, call)) return true;
    return false;
  }

  // Of these calls P0 first, then P1 with them, and so on to all: what a call has got from those that are not
  // less urgent no other takes from it.
  [[nodiscard]] Goers in_turn(const Chosen& chosen) const {
    Latest latest(calls_.size());
    Goers goers(calls_.size());
    Chosen before;
    for (const auto last : {Priority::P0, Priority::P1, Priority::P2, Priority::P3, Priority::P4}) {
      auto now = chosen;
      for (std::size_t call = 0; call < calls_.size(); ++call)
        now[call] = chosen[call] && calls_[call].priority <= last;
      if (now == before || std::ranges::find(now, true) == now.end()) continue;
      goers = solve(now, latest);
      for (std::size_t call = 0; call < calls_.size(); ++call)
        if (now[call]) latest[call] = time(call, goers[call]);
      before = std::move(now);
    }
    return goers;
  }

  [[nodiscard]] Goers solve(const Chosen& chosen, const Latest& latest) const {
    std::vector<std::size_t> rows;
    for (std::size_t call = 0; call < calls_.size(); ++call)
      if (chosen[call]) rows.push_back(call);
    Costs costs{rows.size(), units_};
    for (std::size_t row = 0; row < rows.size(); ++row) {
      const auto call = rows[row];
      for (std::size_t unit = 0; unit < units_; ++unit)
        if (may_go(call, unit, chosen, latest[call])) costs.pair(row, unit) = cost(call, unit);
      costs.nobody(row) = latest[call] ? Costs::most : cost_of_nobody(call);
    }
    Goers goers(calls_.size());
    const auto taken = assign(costs);
    for (std::size_t row = 0; row < rows.size(); ++row) goers[rows[row]] = taken[row];
    return goers;
  }

  [[nodiscard]] bool may_go(std::size_t call, std::size_t unit, const Chosen& chosen,
                            std::optional<milliseconds> latest) const {
    const auto here = times_[call][unit];
    if (!here || (latest && *here > *latest)) return false;
    if (calls_[call].unit == unit) return true;
    const auto may_lose = [&](std::size_t other) {
      return chosen[other] && calls_[other].changes < rules_.most_changes;
    };
    return (!calls_[call].unit || may_lose(call)) && (!goes_to_[unit] || may_lose(*goes_to_[unit]));
  }

  [[nodiscard]] Costs::Cost weighed(std::size_t call, milliseconds wait, bool is_changed) const {
    const auto& one = calls_[call];
    const auto late = std::max(milliseconds{0}, now_ + wait - std::max(now_, one.target));
    const auto counted = static_cast<double>(wait.count()) + rules_.late * static_cast<double>(late.count());
    const auto price = is_changed ? milliseconds{rules_.changed_mind} : milliseconds{0};
    const auto all =
        rules_.weights[static_cast<std::size_t>(one.priority)] * counted + static_cast<double>(price.count());
    return std::min(Costs::Cost{std::llround(all)}, Costs::most / 2);
  }
  [[nodiscard]] Costs::Cost cost(std::size_t call, std::size_t unit) const {
    return weighed(call, *times_[call][unit], calls_[call].unit && calls_[call].unit != unit);
  }
  // More than by whoever could come to any of them, so that of two alike the nearer one is served; and more
  // for who has waited longer.
  [[nodiscard]] Costs::Cost cost_of_nobody(std::size_t call) const {
    const auto waited = std::max(milliseconds{0}, now_ - calls_[call].received);
    return weighed(call, longest_ + rules_.until_free + waited, calls_[call].unit.has_value());
  }

  // Calls that hand units on to each other gain or lose together; where nobody gains enough by it, all stays
  // as it would be without changes.
  [[nodiscard]] Goers worthwhile(Goers goers, const Goers& unchanged) const {
    const auto group = groups(goers, unchanged);
    for (std::size_t first = 0; first < calls_.size(); ++first) {
      bool changes_some = false;
      bool is_enough = false;
      for (std::size_t call = first; call < calls_.size(); ++call) {
        if (group[call] != first) continue;
        changes_some = changes_some || changes(goers, call);
        is_enough = is_enough || gains_enough(call, goers[call], unchanged[call]);
      }
      if (!changes_some || is_enough) continue;
      for (std::size_t call = first; call < calls_.size(); ++call)
        if (group[call] == first) goers[call] = unchanged[call];
    }
    return goers;
  }

  [[nodiscard]] bool gains_enough(std::size_t call, std::optional<std::size_t> unit,
                                  std::optional<std::size_t> otherwise) const {
    const auto comes = time(call, unit);
    const auto would_come = time(call, otherwise);
    return comes && (!would_come || *comes + rules_.least_gain <= *would_come);
  }

  // By call the first one of its group.
  [[nodiscard]] std::vector<std::size_t> groups(const Goers& one, const Goers& other) const {
    std::vector<std::size_t> group(calls_.size());
    std::vector<std::optional<std::size_t>> has(units_);
    for (std::size_t call = 0; call < calls_.size(); ++call) {
      group[call] = call;
      for (const auto& unit : {one[call], other[call]}) {
        if (!unit) continue;
        if (!has[*unit]) has[*unit] = call;
        const auto from = std::max(group[call], group[*has[*unit]]);
        const auto to = std::min(group[call], group[*has[*unit]]);
        std::ranges::replace(group.begin(), group.begin() + static_cast<std::ptrdiff_t>(call) + 1, from, to);
      }
    }
    return group;
  }

  const std::vector<CallToPlan>& calls_;
  const TimesToCalls& times_;
  const PlanRules& rules_;
  TimePoint now_;
  std::size_t units_;
  milliseconds longest_{0};                          // of all ways
  std::vector<std::optional<std::size_t>> goes_to_;  // by unit the call that it is on its way to
};

}  // namespace

Goers plan(const std::vector<CallToPlan>& calls, const TimesToCalls& times, const PlanRules& rules,
           TimePoint now) {
  if (calls.empty()) return {};
  return Planning{calls, times, rules, now}.best();
}

}  // namespace dispatch
