#include "ws/clock.hpp"

namespace ws {
namespace {

using dispatch::milliseconds;
using dispatch::TimePoint;

constexpr std::chrono::seconds was_set{1};  // what no two looks at one clock differ by
constexpr int drift = 1000;                 // a steady clock loses at most a millisecond in so many

TimePoint time_of_day() {
  return std::chrono::floor<milliseconds>(std::chrono::system_clock::now());
}

milliseconds scaled(milliseconds time, double factor) {
  return milliseconds{static_cast<std::int64_t>(static_cast<double>(time.count()) * factor)};
}

milliseconds between(std::chrono::steady_clock::time_point a, std::chrono::steady_clock::time_point b) {
  return std::chrono::floor<milliseconds>(b - a);
}

}  // namespace

Clock::Clock(double speed) : speed_{speed}, began_{time_of_day()} {}

TimePoint Clock::real_now() const {
  return seen_ ? seen_->shown + between(seen_->at, monotonic_now()) : time_of_day();
}

TimePoint Clock::now() const {
  const auto real = real_now();
  const auto siaga = speed_ == 1 ? real : began_ + scaled(real - began_, speed_);
  if (siaga > last_ || last_ - siaga >= was_set) last_ = siaga;
  return last_;
}

TimePoint Clock::to_real(TimePoint siaga) const {
  return speed_ == 1 ? siaga : began_ + scaled(siaga - began_, 1 / speed_);
}

std::optional<milliseconds> Clock::follow(const dispatch::StoreTime& seen) {
  if (!seen_) {
    began_ += seen.shown - time_of_day();
    seen_ = seen;
    return std::nullopt;
  }
  const auto age = between(seen_->at, seen.at);
  const auto differs = seen.shown - (seen_->shown + age);
  const bool steps = std::chrono::abs(differs) > was_set + seen.give_or_take + seen_->give_or_take;
  const bool knows_better = seen.give_or_take <= seen_->give_or_take + age / drift;
  if (steps || knows_better) seen_ = seen;
  return steps ? std::optional{differs} : std::nullopt;
}

milliseconds Clock::ahead() const {
  return time_of_day() - real_now();
}

std::chrono::steady_clock::time_point monotonic_now() {
  return std::chrono::steady_clock::now();
}

}  // namespace ws
