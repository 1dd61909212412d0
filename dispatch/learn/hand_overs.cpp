#include "dispatch/learn/hand_overs.hpp"

#include <algorithm>
#include <charconv>

namespace dispatch {
namespace {

using State = AssignmentState;

constexpr std::string_view prefix = "hand_over.";
constexpr std::int64_t enough = 3;
constexpr std::int64_t bound_of_hand_overs = 100;  // of one facility in one hour
constexpr std::chrono::hours longest{4};           // what claims to be longer was forgotten to be pressed
constexpr std::size_t hours = 24;

const Stamp* moment_of(const Assignment& job, State state) {
  const auto found = std::ranges::find(job.times, state, &Stamp::state);
  return found == job.times.end() ? nullptr : &*found;
}

bool is_at_it(State state) {
  return state == State::left_scene || state == State::at_destination;
}

std::string name_of(const FacilityId& facility, std::size_t hour) {
  return std::string{prefix} + std::string{facility.view()} + "." + std::to_string(hour);
}

std::optional<Tally> tally_of(const Assignment& job, std::chrono::minutes utc_offset) {
  const auto* there = moment_of(job, State::at_destination);
  const auto* over = moment_of(job, State::handed_over);
  if (there == nullptr || over == nullptr || !job.bound_for) return std::nullopt;
  const auto took = std::chrono::duration_cast<seconds>(over->at - there->at);
  if (took < seconds{1} || took > longest) return std::nullopt;
  return Tally{name_of(job.bound_for->facility, hour_at(there->at, utc_offset)),
               {1, took.count()},
               bound_of_hand_overs};
}

}  // namespace

std::size_t hour_at(TimePoint when, std::chrono::minutes utc_offset) {
  const auto of_day = (when + utc_offset).time_since_epoch() % std::chrono::days{1};
  return static_cast<std::size_t>(std::chrono::duration_cast<std::chrono::hours>(of_day).count());
}

bool HandOverTimes::add(const Tally& tally) {
  std::string_view name{tally.name};
  if (!name.starts_with(prefix)) return false;
  name.remove_prefix(prefix.size());
  const auto dot = std::min(name.rfind('.'), name.size());
  const auto facility = FacilityId::from(name.substr(0, dot));
  const auto text = name.substr(std::min(dot + 1, name.size()));
  std::size_t hour = hours;
  std::from_chars(text.data(), text.data() + text.size(), hour);
  if (!facility || hour >= hours || tally.numbers.size() != 2) return true;
  seen_[*facility].at(hour) = {tally.numbers[0], tally.numbers[1]};
  return true;
}

std::optional<seconds> HandOverTimes::at(const FacilityId& facility, std::size_t hour) const {
  const auto known = seen_.find(facility);
  if (known == seen_.end()) return std::nullopt;
  const auto mean_of = [&](std::size_t from, std::size_t count) -> std::optional<seconds> {
    Seen all;
    for (std::size_t i = from; i < from + count; ++i) {
      all.count += known->second[i % hours].count;
      all.seconds += known->second[i % hours].seconds;
    }
    if (all.count < enough) return std::nullopt;
    return seconds{all.seconds / all.count};
  };
  if (const auto near = mean_of(hour + hours - 1, 3)) return near;
  return mean_of(0, hours);
}

void HandOverWatch::moved(const Assignment& job) {
  if (job.bound_for && is_at_it(job.state)) watched_.insert(job.id);
}

std::vector<Tally> HandOverWatch::look(const View& view, std::chrono::minutes utc_offset) {
  std::vector<Tally> counted;
  std::erase_if(watched_, [&](const AssignmentId& id) {
    const auto* job = view.assignment(id);
    if (job == nullptr) return true;
    if (is_at_it(job->state)) return false;
    if (auto tally = tally_of(*job, utc_offset)) counted.push_back(std::move(*tally));
    return true;
  });
  return counted;
}

}  // namespace dispatch
