#pragma once

#include <memory>
#include <vector>

#include "dispatch/choose/busy_hours.hpp"
#include "dispatch/choose/cover.hpp"
#include "dispatch/choose/plan.hpp"
#include "dispatch/sim/chooser.hpp"
#include "dispatch/sim/model.hpp"

namespace dispatch {

struct SiagaRules {
  PlanRules plan;
  CoverRules cover;
  bool sends_on = true;  // who is on the way elsewhere, too; else only those who are free
  bool posts = true;     // a unit that clears waits where it covers most; else at its base
  bool moves_up = true;  // those who wait
};

// How well the stations of a model cover its demand points.
[[nodiscard]] Cover cover_of(const Model& model, Ways& ways, const CoverRules& rules);

// What Siaga advises, followed to the letter.
class Siaga final : public Chooser {
 public:
  // The cover is that of the model.
  Siaga(const Model& model, std::shared_ptr<const Cover> cover, SiagaRules rules);

  std::vector<Sending> send(const Situation& situation) override;
  PlaceNumber waits_at(const Situation& situation, std::size_t vehicle) override;
  std::vector<Move> move(const Situation& situation) override;

 private:
  struct Moved {
    std::optional<TimePoint> last;
    std::chrono::sys_days day;
    int moves = 0;  // on that day
  };
  [[nodiscard]] bool may_move(std::size_t vehicle, TimePoint now) const;
  void count_move(std::size_t vehicle, TimePoint now);
  [[nodiscard]] std::optional<std::size_t> post_of(PlaceNumber place) const;
  // How many wait, or are to wait, at each post; `but` is not counted.
  [[nodiscard]] std::vector<int> waiting(const Situation& situation, std::optional<std::size_t> but) const;
  void see(const Situation& situation);
  [[nodiscard]] Cover::Spread spread(const Situation& situation, std::optional<std::size_t> but) const;
  [[nodiscard]] double costs(const Situation& situation, std::size_t from, std::size_t to);
  [[nodiscard]] std::optional<std::size_t> nearest_waiting(const Situation& situation, std::size_t from,
                                                           std::size_t to) const;

  std::vector<PlaceNumber> posts_;
  std::shared_ptr<const Cover> cover_;
  SiagaRules rules_;
  BusyHours busy_;
  std::vector<Moved> moved_;                  // by vehicle
  std::vector<std::optional<double>> costs_;  // of moves, from post to post; none: not asked yet
};

}  // namespace dispatch
