#pragma once

#include "dispatch/choose/cover_picture.hpp"
#include "dispatch/choose/usage.hpp"
#include "dispatch/log/journal.hpp"

namespace dispatch {

// The cover's numbers of a region.
[[nodiscard]] CoverSettings cover_settings(const Policy& policy);
[[nodiscard]] CoverRules cover_rules(const CoverSettings& settings);

// Keeps the picture of how people are covered: made anew when an event may change it, and every five seconds.
// It works in steps, each the time of a search on the roads or of one picture.
class CoverKeeper {
 public:
  // Where people live. Holds from the next step on.
  void expects(DemandPoints points);
  void learnt(UsageFigures usage);
  // The view has it already.
  void happened(const Entry& entry);
  void anew() { is_stale_ = true; }
  // Nobody hears it for now: the next who do are told all.
  void rests() { told_.reset(); }

  struct Basis {
    const View& view;
    const TravelTimes& travel;
    TimePoint now;
  };
  // The next step; a picture that is worth telling. False: nothing is due.
  bool step(const Basis& from, std::optional<CoverPicture>& news);

 private:
  // A unit that has been told to wait elsewhere and cannot goes to its own station.
  [[nodiscard]] std::vector<WaitingUnit> waiting_units(const Basis& from, const CoverRules& rules) const;
  [[nodiscard]] std::optional<WaitingUnit> waiting_unit(const Basis& from, const Unit& unit) const;
  [[nodiscard]] CoverPicture picture(const Basis& from);
  void say_where_to_wait(const Basis& from, CoverPicture& made) const;
  void begin(const Basis& from);
  void weigh(const Policy& policy);

  DemandPoints points_;
  std::size_t left_out_ = 0;  // beyond as many as are reckoned with
  std::optional<UsageFigures> usage_;
  TimesBasis basis_;
  PostTimes post_times_;
  Reach reach_;
  Weighed weighed_;
  std::optional<Cover> cover_;
  std::optional<CoverSettings> of_cover_;  // the settings that it was made by
  bool is_stale_ = true;
  bool is_under_way_ = false;
  bool cover_is_old_ = true;
  std::optional<TimePoint> began_;
  std::optional<CoverPicture> told_;
};

}  // namespace dispatch
