#include "dispatch/choose/cover_keeper.hpp"

#include <algorithm>

#include "dispatch/choose/passed.hpp"

namespace dispatch {
namespace {

constexpr milliseconds between_pictures{1'000};
constexpr milliseconds looks_for_cover{5'000};
constexpr milliseconds says_cover_again{30'000};
constexpr double enough_hours = 24;  // of the log, to say how busy units are
// Of more the first are taken: those of a region are fewer.
constexpr std::size_t most_points = 1'000;
constexpr std::size_t most_posts = 250;
constexpr geo::Metres at_the_post{300};

bool may_move(const Unit& unit, const Policy& policy, const CoverRules& rules, TimePoint now) {
  if (!unit.moved || unit.moved->empty()) return rules.most_moves > 0;
  if (now - unit.moved->back() < rules.between_moves) return false;
  const auto day_of = [&](TimePoint at) {
    return std::chrono::floor<std::chrono::days>(at + policy.utc_offset);
  };
  const auto today =
      std::ranges::count_if(*unit.moved, [&](TimePoint at) { return day_of(at) == day_of(now); });
  return today < rules.most_moves;
}

}  // namespace

CoverSettings cover_settings(const Policy& policy) {
  if (policy.cover) return *policy.cover;
  const CoverRules rules;
  return {rules.grades,    0.2, rules.of_busy, rules.least_gain, rules.minute_costs, rules.between_moves,
          rules.most_moves};
}

CoverRules cover_rules(const CoverSettings& settings) {
  return {settings.grades,       settings.of_busy,       settings.least_gain,
          settings.minute_costs, settings.between_moves, static_cast<int>(settings.most_moves)};
}

void CoverKeeper::expects(DemandPoints points) {
  left_out_ = points->size() > most_points ? points->size() - most_points : 0;
  if (left_out_ > 0)
    points = std::make_shared<const std::vector<DemandPoint>>(points->begin(), points->begin() + most_points);
  points_ = std::move(points);
  reach_.anew();
  is_under_way_ = false;
  cover_is_old_ = is_stale_ = true;
}

void CoverKeeper::learnt(UsageFigures usage) {
  usage_ = std::move(usage);
  cover_is_old_ = is_stale_ = true;
}

void CoverKeeper::happened(const Entry& entry) {
  const auto touches_unit = [](const Event& event) {
    return std::ranges::any_of(event.touches, [](const Touch& one) { return one.kind == EntityKind::unit; });
  };
  const auto sets_up = [](const Event& event) {
    return std::holds_alternative<SetupRead>(event.body) || changes_roads(event.body);
  };
  is_stale_ = is_stale_ || std::ranges::any_of(entry.events, touches_unit) ||
              std::ranges::any_of(entry.events, sets_up) || !entry.renewed.empty() || !entry.left.empty();
}

void CoverKeeper::begin(const Basis& from) {
  began_ = from.now;
  is_stale_ = false;
  is_under_way_ = true;
  const auto* setup = from.view.setup();
  auto posts = setup != nullptr && setup->posts ? *setup->posts : std::vector<Post>{};
  if (posts.size() > most_posts) posts.resize(most_posts);
  const bool holds = basis_.holds(from.travel.basis(), from.now);
  if (!holds) basis_.rest_on(from.travel.basis(), from.now);
  if (post_times_.follow(posts, points_) || !holds) {
    post_times_.anew();
    cover_is_old_ = true;
  }
  if (!holds) reach_.anew();
  reach_.look(from.view, from.travel.basis()->policy(), from.now);
}

bool CoverKeeper::step(const Basis& from, std::optional<CoverPicture>& news) {
  if (points_ == nullptr) return false;
  if (!is_under_way_) {
    const bool is_due = has_passed(began_, looks_for_cover, from.now) ||
                        (is_stale_ && has_passed(began_, between_pictures, from.now));
    if (is_due) begin(from);
    return is_due;
  }
  if (post_times_.step(from.travel) || reach_.step(from.view, from.travel, points_)) return true;
  const auto& policy = from.travel.basis()->policy();
  if (cover_is_old_ || of_cover_ != cover_settings(policy)) {
    weigh(policy);
    return true;
  }
  is_under_way_ = false;
  auto made = picture(from);
  const bool is_over = told_ && has_passed(told_->at, says_cover_again, from.now);
  if (told_ && !is_over && say_the_same(*told_, made)) return true;
  told_ = made;
  news = std::move(made);
  return true;
}

void CoverKeeper::weigh(const Policy& policy) {
  of_cover_ = cover_settings(policy);
  cover_is_old_ = false;
  weighed_ = weighed(*points_, usage_ ? usage_->calls : std::vector<double>{});
  std::vector<Cover::Point> points(points_->size());
  for (std::size_t point = 0; point < points.size(); ++point) {
    points[point].weight = weighed_.weights[point];
    for (const auto& from_post : post_times_.all()) points[point].from_post.emplace_back(from_post[point]);
  }
  cover_.emplace(points, post_times_.posts().size(), cover_rules(*of_cover_));
}

// An ambulance that is free, or at the hospital with its job nearly done.
std::optional<WaitingUnit> CoverKeeper::waiting_unit(const Basis& from, const Unit& unit) const {
  const auto availability = from.view.availability(unit);
  const bool is_free = availability.state == AvailabilityState::available;
  const bool clears = availability.reason == Availability::Why::about_to_clear;
  const auto base = post_times_.of_station(unit.station);
  if (unit.kind != UnitKind::ambulance || (!is_free && !clears) || !base) return std::nullopt;
  WaitingUnit made{unit.id, *base, clears, false, unit.moved ? unit.moved->size() : 0};
  const auto& move = unit.move_up;
  if (move && move->state != MoveUp::State::cannot) {
    if (const auto post = post_times_.find(move->post.id)) made.post = *post;
    made.clears = false;  // it knows already
    made.may_move = is_free && move->state == MoveUp::State::there;
    return made;
  }
  const auto* fix = from.view.fix(unit.id);
  if (clears || fix == nullptr) return made;
  const auto is_at = [&](std::size_t post) {
    return geo::distance(fix->where, post_times_.posts()[post].where) <= at_the_post;
  };
  made.may_move = is_at(*base);
  for (std::size_t post = 0; post < post_times_.posts().size() && !made.may_move; ++post) {
    made.may_move = is_at(post);
    if (made.may_move) made.post = post;
  }
  if (made.may_move) return made;
  made.clears = true;  // on its way back
  return made;
}

std::vector<WaitingUnit> CoverKeeper::waiting_units(const Basis& from, const CoverRules& rules) const {
  const auto& policy = from.travel.basis()->policy();
  std::vector<WaitingUnit> units;
  for (const auto& [id, unit] : from.view.units()) {
    auto one = waiting_unit(from, unit);
    if (!one) continue;
    one->may_move = one->may_move && may_move(unit, policy, rules, from.now);
    units.push_back(*one);
  }
  std::ranges::sort(units, {}, &WaitingUnit::unit);
  return units;
}

CoverPicture CoverKeeper::picture(const Basis& from) {
  CoverPicture made;
  made.at = from.now;
  made.weighed_by = weighed_.by;
  made.people_unknown = weighed_.unknown;
  made.left_out = left_out_;
  made.busy_measured = usage_ && usage_->hours.seen() >= enough_hours;
  made.busy = made.busy_measured ? usage_->hours.at(from.now) : of_cover_->busy;
  const auto soonest = reach_.soonest(from.view, from.travel.basis()->policy(), points_->size());
  made.villages = village_covers(*points_, weighed_.weights, soonest);
  made.prices = prices_of(reach_.units(), *points_, weighed_.weights, soonest);
  say_where_to_wait(from, made);
  return made;
}

void CoverKeeper::say_where_to_wait(const Basis& from, CoverPicture& made) const {
  const auto rules = cover_rules(*of_cover_);
  WaitingBoard board{*cover_,     made.busy * rules.of_busy,  rules, *points_, weighed_.weights,
                     post_times_, waiting_units(from, rules), {}};
  for (const auto& post : post_times_.posts()) made.posts.push_back({post.id, post.name, post.where, {}});
  for (const auto& one : board.units)
    if (!one.clears) made.posts[one.post].units.push_back(one.unit);
  if (told_)
    for (const auto& one : told_->advice) board.shown.emplace(one.unit, one.to);
  made.covered = cover_->of(waiting_at(board), board.busy);
  made.advice = waiting_advice(board);
  for (auto& one : made.advice) {
    const auto* fix = from.view.fix(one.unit);
    const auto post = post_times_.find(one.to);
    if (fix == nullptr || !post) continue;
    const auto end = post_times_.posts()[*post].where;
    one.travel_s = from.travel.from_one(UnitKind::ambulance, fix->where, {&end, 1}).front().time.count();
  }
}

}  // namespace dispatch
