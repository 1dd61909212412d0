#include "dispatch/learn/driving.hpp"

#include <algorithm>
#include <utility>

namespace dispatch {
namespace {

using geo::roads::RatioCounts;
using State = AssignmentState;

constexpr geo::Metres unsure{50};        // a receiver that is so much off says nothing of a road
constexpr seconds promise_within{60};    // of setting out; later it would be another, shorter promise
constexpr seconds clocks_agree{60};      // between a device's press and its arrival here
constexpr seconds worth_measuring{120};  // shorter drives are all gates and parking
constexpr geo::Metres pin_stayed{100};
constexpr geo::Metres at_the_place{500};  // a press from farther away was early, late or by mistake
constexpr std::size_t most_names = 20'000;

constexpr std::string_view arrivals_name = "arrivals";
constexpr std::string_view by_road_name = "ratios.road";
constexpr std::string_view by_line_name = "ratios.line";

// Some weeks of a district's drives. The ratios fade sooner: they are about the estimates as they are now.
constexpr std::int64_t bound_of_class = std::chrono::milliseconds{std::chrono::hours{100}}.count();
constexpr std::int64_t bound_of_section = std::chrono::milliseconds{std::chrono::hours{2}}.count();
constexpr std::int64_t bound_of_arrivals = 1000;
constexpr std::int64_t bound_of_ratios = 200 * RatioCounts::one;

bool drives(State state) {
  return state == State::en_route || state == State::left_scene;
}

const Stamp* stamp_of(const Assignment& job, State state) {
  const auto found = std::ranges::find(job.times, state, &Stamp::state);
  return found == job.times.end() ? nullptr : &*found;
}

std::optional<RatioCounts> ratios_in(const Tally& tally) {
  if (tally.numbers.size() != 1 + RatioCounts::buckets) return std::nullopt;
  RatioCounts::Counts counts{};
  std::copy(tally.numbers.begin() + 1, tally.numbers.end(), counts.begin());
  return RatioCounts{counts};
}

// A tracker that does not say how exact it is goes by satellites, and most do not say it.
bool teaches(const Fix& fix) {
  return circle_of(fix) <= (fix.accuracy_m.value_or(0) > 0 ? unsure : unsaid_accuracy);
}

}  // namespace

Learnt learnt_from(const std::vector<Tally>& tallies) {
  Learnt learnt;
  for (const auto& tally : tallies) {
    if (tally.name == by_road_name) learnt.by_road = ratios_in(tally).value_or(RatioCounts{});
    if (tally.name == by_line_name) learnt.by_line = ratios_in(tally).value_or(RatioCounts{});
    if (tally.numbers.size() != 2 || learnt.hand_overs.add(tally)) continue;
    if (tally.name == arrivals_name) learnt.arrivals = tally.numbers[0], learnt.within = tally.numbers[1];
    const geo::roads::Seen seen{milliseconds{tally.numbers[0]}, milliseconds{tally.numbers[1]}};
    if (const auto lesson = geo::roads::Lesson::from(tally.name, seen)) learnt.roads.add(*lesson);
  }
  return learnt;
}

void Driving::moved(const View& view, const TravelTimes& travel, const Fix& fix, TimePoint now) {
  const auto* unit = view.unit(fix.unit);
  const auto* job = unit != nullptr && unit->assignment ? view.assignment(*unit->assignment) : nullptr;
  if (job != nullptr) hand_overs_.moved(*job);
  if (job == nullptr || !drives(job->state)) {
    tracks_.erase(fix.unit);
    return;
  }
  if (!teaches(fix)) return;
  follow(travel, *unit, *job, fix);
  if (job->state == State::en_route) promise(view, travel, *unit, *job, fix, now);
}

// Before it rolls a unit stands at its base, not in traffic.
void Driving::follow(const TravelTimes& travel, const Unit& unit, const Assignment& job, const Fix& fix) {
  const auto [found, is_new] = tracks_.try_emplace(unit.id, Track{job.id, job.state, fix, false});
  auto& track = found->second;
  if (is_new || track.job != job.id || track.state != job.state) {
    track = {job.id, job.state, fix, false};
    return;
  }
  const auto took = fix.at - track.last.at;
  const bool is_far = geo::distance(track.last.where, fix.where) >= geo::roads::shortest_drive;
  if (!track.rolls) {
    if (!is_far) return;
    track.rolls = true;
    track.last = fix;
    if (const auto made = promises_.find(job.id); made != promises_.end())
      made->second.was_seen_driving = true;
    return;
  }
  const bool is_over = took > geo::roads::longest_drive;
  if (!is_over && (!is_far || took < geo::roads::soonest_drive)) return;
  if (!is_over) learn(travel, unit, track.last, fix);
  track.last = fix;
}

void Driving::learn(const TravelTimes& travel, const Unit& unit, const Fix& from, const Fix& to) {
  const auto drive = travel.drive(unit.kind, from, to);
  if (!drive) return;
  const auto local = (from.at + utc_offset_).time_since_epoch() % std::chrono::days{1};
  const auto band = geo::roads::band_at(std::chrono::duration_cast<std::chrono::minutes>(local));
  for (const auto& lesson : geo::roads::lessons_of(*drive, travel.mapped()->tables(), band)) {
    const bool is_class = std::holds_alternative<geo::roads::RoadClass>(lesson.road);
    count({lesson.name(),
           {lesson.seen.assumed.count(), lesson.seen.real.count()},
           is_class ? bound_of_class : bound_of_section});
  }
}

void Driving::promise(const View& view, const TravelTimes& travel, const Unit& unit, const Assignment& job,
                      const Fix& fix, TimePoint now) {
  const auto* incident = view.incident(job.incident);
  const auto* set_out = stamp_of(job, State::en_route);
  if (promises_.contains(job.id) || incident == nullptr || !incident->place.pin || set_out == nullptr) return;
  const auto after = now - set_out->recorded;
  const bool is_told_late = std::chrono::abs(set_out->recorded - set_out->at) > clocks_agree;
  if (after > promise_within || is_told_late || now - fix.at > promise_within) return;
  const auto& pin = *incident->place.pin;
  const bool drives_already = tracks_.at(unit.id).rolls;
  promises_.emplace(job.id, Promise{unit.id, pin, after, travel.to_one(unit.kind, fix, pin), drives_already});
}

void Driving::look(const View& view) {
  for (auto& tally : hand_overs_.look(view, utc_offset_)) count(std::move(tally));
  std::erase_if(promises_, [&](const auto& one) {
    const auto* job = view.assignment(one.first);
    if (job != nullptr && job->state == State::en_route) return false;
    if (job != nullptr) arrived(view, one.second, *job);
    return true;
  });
}

// By the stamps of one clock, the device's: how long after it set out it pressed that it is there.
void Driving::arrived(const View& view, const Promise& promise, const Assignment& job) {
  const auto* set_out = stamp_of(job, State::en_route);
  const auto* there = stamp_of(job, State::on_scene);
  if (there == nullptr) there = stamp_of(job, State::at_patient);
  const auto* incident = view.incident(job.incident);
  const auto* fix = view.fix(promise.unit);
  if (there == nullptr || set_out == nullptr || incident == nullptr || !incident->place.pin || fix == nullptr)
    return;
  const bool is_fair = promise.was_seen_driving &&
                       geo::distance(*incident->place.pin, promise.pin) <= pin_stayed &&
                       geo::distance(fix->where, promise.pin) <= at_the_place;
  const auto took = there->at - set_out->at - promise.after;
  if (!is_fair || took < seconds{1}) return;
  const auto& said = promise.travel;
  const bool is_within = took >= said.low && took <= said.high;
  count({std::string{arrivals_name}, {1, is_within ? 1 : 0}, bound_of_arrivals});
  if (said.time < worth_measuring) return;
  const auto ratio = std::chrono::duration<double>{took} / said.time;
  std::vector<std::int64_t> numbers(1 + RatioCounts::buckets);
  numbers[0] = numbers[1 + RatioCounts::bucket_of(ratio)] = RatioCounts::one;
  count({std::string{said.by_road ? by_road_name : by_line_name}, std::move(numbers), bound_of_ratios});
}

void Driving::count(Tally tally) {
  const auto known = counted_.find(tally.name);
  if (known == counted_.end()) {
    if (counted_.size() < most_names || !tally.name.starts_with("section."))
      counted_.emplace(tally.name, std::move(tally));
    return;
  }
  for (std::size_t i = 0; i < tally.numbers.size(); ++i) known->second.numbers.at(i) += tally.numbers[i];
}

std::vector<Tally> Driving::take() {
  std::vector<Tally> all;
  for (auto& [name, tally] : std::exchange(counted_, {})) all.push_back(std::move(tally));
  return all;
}

void Driving::put_back(std::vector<Tally> tallies) {
  for (auto& tally : tallies) count(std::move(tally));
}

}  // namespace dispatch
