#include "dispatch/sim/model_calls.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <random>

namespace dispatch {
namespace {

// The standard's distributions may differ from library to library; this does not.
class Chance {
 public:
  explicit Chance(std::uint64_t seed) : random_{seed} {}
  // Above 0, below 1.
  double part() { return (static_cast<double>(random_() >> 12U) + 0.5) * 0x1p-52; }
  double exponential(double mean) { return -mean * std::log(part()); }
  double weibull(double shape, double scale) { return scale * std::pow(-std::log(part()), 1 / shape); }
  // With that mean; the other parameter is the deviation of its logarithm.
  double lognormal(double mean, double sigma) {
    const auto far = std::sqrt(-2 * std::log(part()));  // Box and Muller's way
    const auto normal = far * std::cos(2 * std::numbers::pi * part());
    return mean * std::exp(sigma * normal - sigma * sigma / 2);
  }

 private:
  std::mt19937_64 random_;
};

milliseconds whole(double seconds) {
  return milliseconds{std::llround(seconds * 1000)};
}

std::vector<double> sums(const std::vector<double>& parts) {
  std::vector<double> sums(parts.size());
  std::partial_sum(parts.begin(), parts.end(), sums.begin());
  return sums;
}

std::size_t drawn_by(const std::vector<double>& sums, Chance& chance) {
  const auto found = std::ranges::upper_bound(sums, chance.part() * sums.back());
  return std::min(static_cast<std::size_t>(found - sums.begin()), sums.size() - 1);
}

milliseconds scene_of(const ModelHabits& habits, Chance& chance) {
  const auto mean = static_cast<double>(habits.scene_mean.count());
  switch (habits.scene) {
    case Varies::not_at_all: return habits.scene_mean;
    case Varies::lognormal: return whole(chance.lognormal(mean, habits.scene_sigma));
    case Varies::weibull:
    case Varies::exponential: break;
  }
  return whole(chance.exponential(mean));
}

milliseconds handover_of(const ModelHabits& habits, Chance& chance) {
  if (habits.handover == Varies::not_at_all) return habits.handover_scale;
  return whole(chance.weibull(habits.handover_shape, static_cast<double>(habits.handover_scale.count())));
}

// What is to come of a call.
void draw_job(WorldCall& call, const ModelHabits& habits, Chance& chance) {
  call.scene = scene_of(habits, chance);
  call.transport = chance.part() < habits.transport_share;
  call.handover = handover_of(habits, chance);
}

}  // namespace

std::vector<WorldCall> model_calls(const Model& model, milliseconds length, std::uint64_t seed) {
  const auto& habits = model.habits;
  Chance chance{seed};
  const auto by_place = sums(model.weights);
  std::vector<Priority> priorities;
  std::vector<double> shares;
  for (const auto& [priority, urgency] : habits.urgencies) {
    priorities.push_back(priority);
    shares.push_back(urgency.share);
  }
  const auto by_priority = sums(shares);
  const double gap = 86400 / habits.calls_a_day;
  std::vector<WorldCall> calls;
  for (auto at = chance.exponential(gap); whole(at) < length; at += chance.exponential(gap)) {
    WorldCall call;
    call.received = whole(at);
    call.place = static_cast<PlaceNumber>(drawn_by(by_place, chance));
    call.priority = priorities[drawn_by(by_priority, chance)];
    draw_job(call, habits, chance);
    calls.push_back(call);
  }
  return calls;
}

std::vector<WorldCall> recorded_calls(const std::vector<RecordedCall>& recorded, const ModelHabits& habits,
                                      std::uint64_t seed) {
  Chance chance{seed};
  std::vector<WorldCall> calls;
  calls.reserve(recorded.size());
  for (const auto& one : recorded) {
    WorldCall drawn;
    draw_job(drawn, habits, chance);
    auto call = one.call;
    if (one.draws_scene) call.scene = drawn.scene;
    if (one.draws_transport) call.transport = drawn.transport;
    if (one.draws_handover) call.handover = drawn.handover;
    calls.push_back(call);
  }
  return calls;
}

}  // namespace dispatch
