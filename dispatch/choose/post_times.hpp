#pragma once

#include <deque>
#include <optional>
#include <vector>

#include "dispatch/choose/demand.hpp"
#include "dispatch/choose/travel_times.hpp"

namespace dispatch {

// What times to villages rest on, and whether they still hold: roads that close or open end them at once,
// other speeds after ten minutes, because those change all day and by little.
class TimesBasis {
 public:
  [[nodiscard]] bool holds(const TravelBasis::Shared& now_as, TimePoint now) const;
  void rest_on(TravelBasis::Shared basis, TimePoint now);

 private:
  TravelBasis::Shared basis_;
  TimePoint since_;
};

// By place the time to each point; none where no road leads.
using TimesToPoints = std::vector<std::optional<seconds>>;
[[nodiscard]] TimesToPoints times_to(const TravelTimes& travel, geo::Position start,
                                     const std::vector<geo::Position>& ends);
[[nodiscard]] std::vector<geo::Position> places_of(const std::vector<DemandPoint>& points);

// How long an ambulance drives from each post to each village and each other post: a search a post, worked
// out in steps, and again when posts, villages or roads are others.
class PostTimes {
 public:
  // True: all is to be worked out anew.
  bool follow(const std::vector<Post>& posts, const DemandPoints& points);
  void anew();
  // The next search; false: all are known.
  bool step(const TravelTimes& travel);

  [[nodiscard]] const std::vector<Post>& posts() const { return posts_; }
  [[nodiscard]] const DemandPoints& points() const { return points_; }
  [[nodiscard]] bool are_known() const { return points_ != nullptr && times_.size() == posts_.size(); }
  // By post; those of before while they are worked out anew.
  [[nodiscard]] const std::vector<TimesToPoints>& all() const { return known_; }
  // By post to each post; likewise.
  [[nodiscard]] const std::vector<TimesToPoints>& between() const { return known_between_; }
  [[nodiscard]] std::optional<std::size_t> find(std::string_view id) const;
  [[nodiscard]] std::optional<std::size_t> of_station(const Station& station) const;

 private:
  std::vector<Post> posts_;
  DemandPoints points_;
  std::vector<TimesToPoints> times_;  // of the posts so far
  std::vector<TimesToPoints> between_;
  std::vector<TimesToPoints> known_;
  std::vector<TimesToPoints> known_between_;
};

}  // namespace dispatch
