#include "dispatch/sim/siaga.hpp"

#include <algorithm>

namespace dispatch {
namespace {

using Minutes = std::chrono::duration<double, std::ratio<60>>;

milliseconds or_never(std::optional<milliseconds> time) {
  return time.value_or(milliseconds::max());
}

std::vector<CallToPlan> calls_of(const Situation& situation) {
  std::vector<CallToPlan> calls;
  for (const auto& one : situation.calls)
    calls.push_back({one.priority, one.received, one.target, one.changes, one.vehicle});
  return calls;
}

TimesToCalls times_of(const Situation& situation, bool sends_on) {
  TimesToCalls times(situation.calls.size(),
                     std::vector<std::optional<milliseconds>>(situation.vehicles.size()));
  for (std::size_t number = 0; number < situation.vehicles.size(); ++number) {
    const auto& vehicle = situation.vehicles[number];
    if (vehicle.doing == Vehicle::Doing::working) continue;
    const auto start = situation.start(vehicle, setting_out);
    const auto turnout = situation.turnout(vehicle);
    for (std::size_t call = 0; call < times.size(); ++call) {
      const auto& one = situation.calls[call];
      if (!sends_on && one.vehicle != (vehicle.is_free() ? std::nullopt : std::optional{number})) continue;
      if (const auto way = situation.ways.time({start, one.place, one.pace}))
        times[call][number] = turnout + *way;
    }
  }
  return times;
}

}  // namespace

Cover cover_of(const Model& model, Ways& ways, const CoverRules& rules) {
  std::vector<Start> starts;
  for (const auto station : model.stations) starts.push_back(ways.leaving(station, setting_out));
  std::vector<Cover::Point> points(model.weights.size());
  for (PlaceNumber place = 0; place < points.size(); ++place) {
    points[place].weight = model.weights[place];
    for (const auto& start : starts)
      points[place].from_post.push_back(ways.time({start, place, Pace::urgent}));
  }
  return {points, model.stations.size(), rules};
}

Siaga::Siaga(const Model& model, std::shared_ptr<const Cover> cover, SiagaRules rules)
    : posts_{model.stations},
      cover_{std::move(cover)},
      rules_{std::move(rules)},
      moved_(model.units.size()),
      costs_(posts_.size() * posts_.size()) {}

std::vector<Chooser::Sending> Siaga::send(const Situation& situation) {
  const auto calls = calls_of(situation);
  const auto goers = plan(calls, times_of(situation, rules_.sends_on), rules_.plan, situation.now);
  std::vector<Sending> sendings;
  for (std::size_t call = 0; call < goers.size(); ++call)
    if (goers[call] && goers[call] != calls[call].unit) sendings.push_back({call, *goers[call]});
  return sendings;
}

PlaceNumber Siaga::waits_at(const Situation& situation, std::size_t vehicle) {
  if (!rules_.posts) return situation.vehicles[vehicle].base;
  const auto covers = spread(situation, vehicle);
  std::size_t best = 0;
  for (std::size_t post = 1; post < posts_.size(); ++post)
    if (covers.gain(post) > covers.gain(best)) best = post;
  return posts_[best];
}

std::vector<Chooser::Move> Siaga::move(const Situation& situation) {
  see(situation);
  if (!rules_.moves_up) return {};
  std::vector<bool> has_one(posts_.size());
  for (std::size_t number = 0; number < situation.vehicles.size(); ++number) {
    const auto& vehicle = situation.vehicles[number];
    if (!vehicle.is_free() || !may_move(number, situation.now)) continue;
    if (const auto post = post_of(vehicle.place)) has_one[*post] = true;
  }
  const auto covers = spread(situation, {});
  auto most = rules_.cover.least_gain;
  std::optional<std::pair<std::size_t, std::size_t>> best;
  for (std::size_t from = 0; from < posts_.size(); ++from) {
    if (!has_one[from]) continue;
    for (std::size_t to = 0; to < posts_.size(); ++to) {
      if (from == to) continue;
      const auto gain = covers.gain(from, to) - costs(situation, from, to);
      if (gain < most || (best && gain == most)) continue;
      most = gain;
      best = {from, to};
    }
  }
  if (!best) return {};
  const auto vehicle = nearest_waiting(situation, best->first, best->second);
  if (!vehicle) return {};
  count_move(*vehicle, situation.now);
  return {{*vehicle, posts_[best->second]}};
}

// What no road leads to is never worth it.
double Siaga::costs(const Situation& situation, std::size_t from, std::size_t to) {
  constexpr double too_much = 1;
  auto& cost = costs_[from * posts_.size() + to];
  if (!cost) {
    const auto start = situation.ways.leaving(posts_[from], Pace::calm);
    const auto way = situation.ways.time({start, posts_[to], Pace::calm});
    cost = way ? rules_.cover.minute_costs * Minutes{*way}.count() : too_much;
  }
  return *cost;
}

bool Siaga::may_move(std::size_t vehicle, TimePoint now) const {
  const auto& [last, day, moves] = moved_[vehicle];
  if (last && now - *last < rules_.cover.between_moves) return false;
  const auto today = day == std::chrono::floor<std::chrono::days>(now) ? moves : 0;
  return today < rules_.cover.most_moves;
}

void Siaga::count_move(std::size_t vehicle, TimePoint now) {
  auto& moved = moved_[vehicle];
  const auto today = std::chrono::floor<std::chrono::days>(now);
  moved = {now, today, moved.day == today ? moved.moves + 1 : 1};
}

std::optional<std::size_t> Siaga::post_of(PlaceNumber place) const {
  const auto found = std::ranges::find(posts_, place);
  if (found == posts_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - posts_.begin());
}

std::vector<int> Siaga::waiting(const Situation& situation, std::optional<std::size_t> but) const {
  std::vector<int> units(posts_.size());
  for (std::size_t number = 0; number < situation.vehicles.size(); ++number) {
    const auto& vehicle = situation.vehicles[number];
    if (!vehicle.is_free() || number == but) continue;
    if (const auto post = post_of(vehicle.place)) ++units[*post];
  }
  return units;
}

void Siaga::see(const Situation& situation) {
  const auto busy = std::ranges::count_if(situation.vehicles, [](const auto& one) { return !one.is_free(); });
  const auto all = static_cast<double>(situation.vehicles.size());
  busy_.see(situation.now, static_cast<double>(busy) / std::max(all, 1.0));
}

Cover::Spread Siaga::spread(const Situation& situation, std::optional<std::size_t> but) const {
  return cover_->spread(waiting(situation, but), rules_.cover.of_busy * busy_.at(situation.now));
}

std::optional<std::size_t> Siaga::nearest_waiting(const Situation& situation, std::size_t from,
                                                  std::size_t to) const {
  std::optional<std::size_t> nearest;
  auto least = milliseconds::max();
  for (std::size_t number = 0; number < situation.vehicles.size(); ++number) {
    const auto& vehicle = situation.vehicles[number];
    if (!vehicle.is_free() || vehicle.place != posts_[from] || !may_move(number, situation.now)) continue;
    const auto start = situation.start(vehicle, Pace::calm);
    const auto time = or_never(situation.ways.time({start, posts_[to], Pace::calm}));
    if (time >= least) continue;
    least = time;
    nearest = number;
  }
  return nearest;
}

}  // namespace dispatch
