#include "dispatch/choose/waiting.hpp"

#include <algorithm>

namespace dispatch {
namespace {

using Minutes = std::chrono::duration<double, std::ratio<60>>;

constexpr std::size_t most_moves_at_once = 3;
// What is not reached at all counts as an hour.
constexpr seconds not_reached{3600};

std::optional<std::int64_t> in_seconds(const std::optional<seconds>& time) {
  return time ? std::optional<std::int64_t>{time->count()} : std::nullopt;
}

class Adviser {
 public:
  explicit Adviser(const WaitingBoard& board)
      : board_{board}, waiting_(board.cover.posts()), may_still_move_(board.units.size(), true) {
    for (const auto& one : board.units)
      if (!one.clears) ++waiting_[one.post];
  }

  std::vector<MoveAdvice> all() {
    for (const auto& one : board_.units)
      if (one.clears) where_to(one);
    for (std::size_t moves = 0; moves < most_moves_at_once && move_one(); ++moves) {
    }
    return std::move(made_);
  }

 private:
  using Spread = Cover::Spread;

  // Of two that are nearly alike the one that was shown.
  [[nodiscard]] double favour(const UnitId& unit, std::size_t to) const {
    const bool was_shown = board_.shown.contains({unit, post(to).id});
    return was_shown ? board_.rules.least_gain / 4 : 0;
  }
  [[nodiscard]] const Post& post(std::size_t number) const { return board_.times.posts()[number]; }
  [[nodiscard]] Spread spread() const { return board_.cover.spread(waiting_, board_.busy); }

  void where_to(const WaitingUnit& unit) {
    const auto covers = spread();
    std::size_t best = unit.post;
    double most = board_.rules.least_gain;
    for (std::size_t to = 0; to < waiting_.size(); ++to) {
      const auto gain = covers.gain(to) - covers.gain(unit.post) + favour(unit.unit, to);
      if (to == unit.post || gain < most || (best != unit.post && gain == most)) continue;
      most = gain;
      best = to;
    }
    auto before = waiting_;
    ++before[unit.post];
    ++waiting_[best];
    if (best != unit.post)
      advise(unit, MoveAdvice::Why::clears, best, covers.gain(best) - covers.gain(unit.post), before);
  }

  // Of a drive between two posts; what no road leads to is never worth it.
  [[nodiscard]] double costs(std::size_t at, std::size_t to) const {
    constexpr double too_much = 1;
    const auto& time = board_.times.between()[at][to];
    return time ? board_.rules.minute_costs * Minutes{*time}.count() : too_much;
  }

  // Whoever has been moved least, of those who wait at one post.
  [[nodiscard]] std::optional<std::size_t> from(std::size_t at) const {
    std::optional<std::size_t> found;
    for (std::size_t number = 0; number < board_.units.size(); ++number) {
      const auto& one = board_.units[number];
      if (one.clears || one.post != at || !one.may_move || !may_still_move_[number]) continue;
      if (!found || one.moved < board_.units[*found].moved) found = number;
    }
    return found;
  }

  bool move_one() {
    const auto covers = spread();
    std::optional<std::pair<std::size_t, std::size_t>> best;  // unit and post
    double most = board_.rules.least_gain;
    for (std::size_t at = 0; at < waiting_.size(); ++at) {
      const auto unit = from(at);
      if (!unit) continue;
      for (std::size_t to = 0; to < waiting_.size(); ++to) {
        const auto gain = covers.gain(at, to) - costs(at, to) + favour(board_.units[*unit].unit, to);
        if (to == at || gain < most || (best && gain == most)) continue;
        most = gain;
        best = {*unit, to};
      }
    }
    if (!best) return false;
    const auto& unit = board_.units[best->first];
    const auto before = waiting_;
    --waiting_[unit.post];
    ++waiting_[best->second];
    may_still_move_[best->first] = false;
    advise(unit, MoveAdvice::Why::moves_up, best->second, covers.gain(unit.post, best->second), before);
    return true;
  }

  [[nodiscard]] TimesToPoints times_with(const std::vector<int>& waiting) const {
    TimesToPoints soonest(board_.points.size());
    for (std::size_t at = 0; at < waiting.size(); ++at) {
      if (waiting[at] <= 0) continue;
      const auto& times = board_.times.all()[at];
      for (std::size_t point = 0; point < soonest.size(); ++point)
        if (times[point] && (!soonest[point] || *times[point] < *soonest[point]))
          soonest[point] = times[point];
    }
    return soonest;
  }

  void advise(const WaitingUnit& unit, MoveAdvice::Why why, std::size_t to, double gain,
              const std::vector<int>& before) {
    const auto was = times_with(before);
    const auto is = times_with(waiting_);
    MoveAdvice made{unit.unit, why, post(unit.post).id, post(to).id, gain, {}, {}, {}};
    made.loses = most_changed(board_.points, board_.weights, was, is);
    if (auto better = most_changed(board_.points, board_.weights, is, was))
      made.gains = VillageChange{better->village, better->to_s, better->from_s};
    made_.push_back(std::move(made));
  }

  const WaitingBoard& board_;
  std::vector<int> waiting_;
  std::vector<bool> may_still_move_;
  std::vector<MoveAdvice> made_;
};

}  // namespace

std::vector<int> waiting_at(const WaitingBoard& board) {
  std::vector<int> waiting(board.cover.posts());
  for (const auto& one : board.units) ++waiting[one.post];
  return waiting;
}

std::vector<MoveAdvice> waiting_advice(const WaitingBoard& board) {
  return Adviser{board}.all();
}

std::optional<VillageChange> most_changed(const std::vector<DemandPoint>& points,
                                          const std::vector<double>& weights, const TimesToPoints& before,
                                          const TimesToPoints& after) {
  std::optional<VillageChange> most;
  double most_lost = 0;
  for (std::size_t point = 0; point < points.size(); ++point) {
    const auto was = before[point].value_or(not_reached);
    const auto lost = after[point].value_or(std::max(not_reached, was)) - was;
    const auto weighs = weights[point] * static_cast<double>(lost.count());
    if (lost < std::chrono::minutes{1} || weighs <= most_lost) continue;
    most_lost = weighs;
    most = VillageChange{points[point].name, in_seconds(before[point]), in_seconds(after[point])};
  }
  return most;
}

}  // namespace dispatch
