#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "dispatch/model/time.hpp"

namespace dispatch {

// How units that wait are spread. A region finds its own by replay: docs/replay.md.
struct CoverRules {
  // What is in time, of equal weight each. None: so many times the usual way, which is the median of the
  // people's from their nearest post (`usual_grades`), so that a slow region is spread as a quick one is.
  std::vector<std::chrono::minutes> grades;
  double of_busy = 0.4;          // the busy fraction that is reckoned with, of the one that is measured
  double least_gain = 0.018;     // of a move, less what it costs
  double minute_costs = 0.0006;  // of a move, for each that it drives
  seconds between_moves{1800};   // of a unit
  int most_moves = 3;            // of a unit in a day
};

inline constexpr std::array usual_grades{1.0,  1.2, 1.4, 1.5, 1.6, 1.65, 1.7,
                                         1.75, 1.8, 1.9, 2.0, 2.2, 2.5,  3.0};

// How well people are covered by units that wait at posts, 0 to 1: the expected share of them whom a unit
// that is not busy reaches in time (Daskin's MEXCLP), averaged over grades of what is in time. The k-th unit
// within reach adds (1 - q) q^(k-1), where q is how much of the time a unit is busy.
class Cover {
 public:
  struct Point {
    double weight = 0;
    std::vector<std::optional<milliseconds>> from_post;  // by post; none: no road leads there
  };
  Cover(const std::vector<Point>& points, std::size_t posts, const CoverRules& rules);

  // What each post would gain by one unit more, and which unit had better wait at another post. `units`: how
  // many wait at each.
  class Spread {
   public:
    [[nodiscard]] double gain(std::size_t post) const { return gains_[post]; }
    // By going from a post where one waits to another.
    [[nodiscard]] double gain(std::size_t from, std::size_t to) const;

   private:
    friend class Cover;
    double busy_ = 0;
    std::size_t posts_ = 0;
    std::vector<double> gains_;
    std::vector<double> shared_;  // of the gains of two posts, what both would bring
  };
  [[nodiscard]] Spread spread(const std::vector<int>& units, double busy) const;
  [[nodiscard]] double of(const std::vector<int>& units, double busy) const;

  [[nodiscard]] std::size_t posts() const { return posts_; }
  [[nodiscard]] std::size_t classes() const { return classes_.size(); }

 private:
  // People whom the same posts reach in time, of any grade.
  struct Class {
    double weight = 0;
    std::vector<std::uint32_t> posts;
  };
  std::size_t posts_;
  std::vector<Class> classes_;
};

}  // namespace dispatch
