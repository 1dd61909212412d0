#include "dispatch/sim/simulated_crew.hpp"

#include <algorithm>
#include <cmath>

namespace dispatch {

std::chrono::duration<double> DrivenWay::time_to(double part) const {
  double whole = 0;
  for (const auto& road : roads) whole += road.length.count();
  auto left = part * whole;
  std::chrono::duration<double> time{};
  for (const auto& road : roads) {
    const auto length = road.length.count();
    if (length <= 0) continue;
    time += std::min(1.0, left / length) * std::chrono::duration<double>{road.time};
    left -= length;
    if (left <= 0) break;
  }
  return time;
}

SimulatedCrew::SimulatedCrew(UnitId unit, UnitKind kind, geo::Position station,
                             std::vector<geo::Position> hospitals, CrewHabits habits, std::uint64_t seed)
    : unit_{unit},
      kind_{kind},
      station_{station},
      hospitals_{std::move(hospitals)},
      habits_{habits},
      random_{seed ^ std::hash<UnitId>{}(unit)} {}

seconds SimulatedCrew::between(int least, int most) {
  return seconds{std::uniform_int_distribution<int>{least, most}(random_)};
}

void SimulatedCrew::shown(const std::optional<CrewJob>& job, const std::optional<CrewPost>& post,
                          TimePoint now) {
  const auto id = job ? std::optional{job->assignment} : std::nullopt;
  const bool is_other_job = id != job_;
  const bool is_other_post = (post ? post->id : "") != (post_ ? post_->id : "");
  job_ = id;
  post_ = post;
  if (is_other_post) answers_.clear();
  if (is_other_post && post) told_to_wait(*post, now);
  if (is_other_job && job)
    begin(*job, now);
  else if (job && job->destination && job->destination != destination_)
    take_elsewhere(*job->destination, now);
  destination_ = job ? job->destination : std::nullopt;
  if (job || !(is_other_job || is_other_post)) return;
  steps_.clear();
  signal_lost_at_.reset();
  stop_where_it_is(now);
  go_and_wait(answers_.empty() ? now : answers_.back().at);
}

void SimulatedCrew::begin(const CrewJob& job, TimePoint now) {
  steps_.clear();
  signal_lost_at_.reset();
  stop_where_it_is(now);
  plan(job, now);
}

void SimulatedCrew::stop_where_it_is(TimePoint now) {
  const auto here = place_at(now);
  drives_ = {{here, here, now, now}};
}

void SimulatedCrew::told_to_wait(const CrewPost& post, TimePoint now) {
  using enum MoveAnswer;
  const auto sees = now + between(5, 40);
  answers_.push_back({post.id, seen, std::nullopt, sees});
  if (std::uniform_real_distribution<double>{0, 1}(random_) < habits_.cannot_move)
    answers_.push_back({post.id, cannot, "vehicle is being cleaned", sees + between(10, 60)});
}

void SimulatedCrew::go_and_wait(TimePoint rolls) {
  const bool stays = !answers_.empty() && answers_.back().says == MoveAnswer::cannot;
  if (stays) return;
  const auto arrives = drive(post_ ? post_->where : station_, rolls);
  if (post_) answers_.push_back({post_->id, MoveAnswer::there, std::nullopt, arrives});
}

void SimulatedCrew::plan(const CrewJob& job, TimePoint now) {
  std::uniform_real_distribution<double> chance{0, 1};
  const double answer = chance(random_);
  const double signal = chance(random_);
  const auto reaction = between(4, 25);
  steps_.push_back({AssignmentState::delivered, now, std::nullopt});
  if (answer < habits_.never_answers) return;
  if (answer < habits_.never_answers + habits_.declines) {
    steps_.push_back({AssignmentState::declined, now + reaction, "vehicle is being cleaned"});
    return;
  }
  steps_.push_back({AssignmentState::acknowledged, now + reaction, std::nullopt});
  const auto en_route = now + reaction + between(20, 80);
  plan_work(job, en_route);
  if (signal < habits_.loses_signal) signal_lost_at_ = en_route + between(10, 600);
}

void SimulatedCrew::plan_work(const CrewJob& job, TimePoint rolls) {
  using enum AssignmentState;
  steps_.push_back({en_route, rolls, std::nullopt});
  const auto arrival = drive(job.where, rolls);
  steps_.push_back({on_scene, arrival, std::nullopt});
  const auto treating = arrival + between(60, 240);
  steps_.push_back({at_patient, treating, std::nullopt});
  if (kind_ != UnitKind::ambulance || !job.transports || hospitals_.empty()) {
    const auto done = treating + (kind_ == UnitKind::home_care ? between(1200, 2700) : between(600, 1500));
    steps_.push_back({cleared, done, std::nullopt});
    return;
  }
  const auto leaving = treating + between(480, 1200);
  steps_.push_back({left_scene, leaving, std::nullopt});
  plan_transport(job.destination.value_or(nearest_hospital(job.where)), leaving);
}

void SimulatedCrew::plan_transport(geo::Position to, TimePoint leaves) {
  using enum AssignmentState;
  const auto hospital = drive(to, leaves);
  steps_.push_back({at_destination, hospital, std::nullopt});
  const auto handover = hospital + between(300, 900);
  steps_.push_back({handed_over, handover, std::nullopt});
  steps_.push_back({cleared, handover + between(120, 420), std::nullopt});
}

// Chosen at the scene, or on the way from there; once it has arrived it is too late.
void SimulatedCrew::take_elsewhere(geo::Position to, TimePoint now) {
  using enum AssignmentState;
  const auto arrival = std::ranges::find(steps_, at_destination, &Step::to);
  if (arrival == steps_.end()) return;
  const auto leaving = std::ranges::find(steps_, left_scene, &Step::to);
  const auto leaves = leaving == steps_.end() ? now : leaving->at;
  steps_.erase(arrival, steps_.end());
  if (leaves <= now)
    stop_where_it_is(now);
  else
    std::erase_if(drives_, [&](const Drive& drive) { return drive.begins >= leaves; });
  plan_transport(to, leaves);
}

TimePoint SimulatedCrew::drive(geo::Position to, TimePoint begins) {
  const auto from = drives_.empty() ? station_ : drives_.back().to;
  if (const auto way = habits_.find_way ? habits_.find_way(kind_, from, to) : std::nullopt)
    return drive(*way, from, to, begins);
  const auto ends = begins + geo::distance(from, to) * habits_.road_factor / habits_.speed;
  drives_.push_back({from, to, begins, ends});
  return ends;
}

TimePoint SimulatedCrew::drive(const DrivenWay& way, geo::Position from, geo::Position to, TimePoint begins) {
  auto line = way.line;
  line.insert(line.begin(), from);
  std::vector<double> done{0};
  for (std::size_t i = 1; i < line.size(); ++i)
    done.push_back(done.back() + geo::distance(line[i - 1], line[i]).count());
  const auto pace = std::lognormal_distribution<double>{std::log(habits_.slowness), habits_.luck}(random_);
  auto last = begins;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const auto by_map = way.time_to(done.back() > 0 ? done[i] / done.back() : 1);
    const auto ends = begins + std::chrono::duration_cast<milliseconds>(by_map * pace);
    drives_.push_back({line[i - 1], line[i], last, ends});
    last = ends;
  }
  drives_.push_back({line.back(), to, last, last + way.walk});
  return last + way.walk;
}

geo::Position SimulatedCrew::place_at(TimePoint now) const {
  auto where = station_;
  for (const auto& drive : drives_) {
    if (now < drive.begins) break;
    const auto whole = std::chrono::duration<double>(drive.ends - drive.begins);
    const auto done = std::chrono::duration<double>(now - drive.begins);
    where = now >= drive.ends ? drive.to : geo::along(drive.from, drive.to, done / whole);
  }
  return where;
}

geo::Position SimulatedCrew::nearest_hospital(geo::Position from) const {
  return *std::ranges::min_element(hospitals_, {},
                                   [&](geo::Position one) { return geo::distance(from, one); });
}

CrewActs SimulatedCrew::act(TimePoint now) {
  CrewActs acts;
  while (job_ && !steps_.empty() && steps_.front().at <= now) {
    acts.presses.push_back({*job_, steps_.front().to, steps_.front().reason, steps_.front().at});
    steps_.erase(steps_.begin());
  }
  while (!answers_.empty() && answers_.front().at <= now) {
    acts.answers.push_back(std::move(answers_.front()));
    answers_.erase(answers_.begin());
  }
  const auto drive =
      std::ranges::find_if(drives_, [&](const Drive& one) { return one.begins <= now && now < one.ends; });
  const auto speed = drive == drives_.end()
                         ? 0.0
                         : geo::distance(drive->from, drive->to).count() /
                               std::chrono::duration<double>{drive->ends - drive->begins}.count();
  Fix fix{unit_, place_at(now), now, 8.0, speed, std::nullopt, "simulated"};
  acts.fix = std::move(fix);
  if (signal_lost_at_ && now >= *signal_lost_at_) {
    signal_lost_at_.reset();
    acts.loses_signal_for = between(20, 90);
  }
  return acts;
}

}  // namespace dispatch
