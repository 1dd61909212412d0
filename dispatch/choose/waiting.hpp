#pragma once

#include <set>
#include <string>
#include <utility>

#include "dispatch/choose/cover.hpp"
#include "dispatch/choose/post_times.hpp"

namespace dispatch {

// A village that is reached at another time than before; none: nobody who is free reaches it.
struct VillageChange {
  std::string village;
  std::optional<std::int64_t> from_s;
  std::optional<std::int64_t> to_s;
};
BOOST_DESCRIBE_STRUCT(VillageChange, (), (village, from_s, to_s))

// That a unit had better wait elsewhere, what that brings and what it costs.
struct MoveAdvice {
  enum class Why {
    clears,
    moves_up
  };  // it has to go somewhere anyway; it waits, and another post needs it more
  BOOST_DESCRIBE_NESTED_ENUM(Why, clears, moves_up)
  UnitId unit;
  Why why = Why::moves_up;
  std::string from;  // the post where it waits, or would go by itself
  std::string to;
  double gain = 0;  // so much more is covered, of all people as 1
  std::optional<std::int64_t> travel_s;
  std::optional<VillageChange> gains;  // the village, by its weight, to which it makes most difference
  std::optional<VillageChange> loses;
};
BOOST_DESCRIBE_STRUCT(MoveAdvice, (), (unit, why, from, to, gain, travel_s, gains, loses))

// An ambulance that waits, or is about to.
struct WaitingUnit {
  UnitId unit;
  std::size_t post = 0;  // where it waits, is told to wait, or goes by itself
  bool clears = false;   // it is on its way there, or about to be free: it can as well go elsewhere
  bool may_move = false;
  std::size_t moved = 0;  // of late
};

struct WaitingBoard {
  const Cover& cover;
  double busy = 0;
  const CoverRules& rules;
  const std::vector<DemandPoint>& points;
  const std::vector<double>& weights;
  const PostTimes& times;
  std::vector<WaitingUnit> units;  // in the order of their ids
  std::set<std::pair<UnitId, std::string>>
      shown;  // unit and post; another is advised only if it is much better
};
// How many wait at each post.
[[nodiscard]] std::vector<int> waiting_at(const WaitingBoard& board);
// First of those who clear, then of those who wait, the best first; each as if the ones before were followed.
[[nodiscard]] std::vector<MoveAdvice> waiting_advice(const WaitingBoard& board);

// The village to which a change makes most difference, worse or better; nothing where it is less than a
// minute.
[[nodiscard]] std::optional<VillageChange> most_changed(const std::vector<DemandPoint>& points,
                                                        const std::vector<double>& weights,
                                                        const TimesToPoints& before,
                                                        const TimesToPoints& after);

}  // namespace dispatch
