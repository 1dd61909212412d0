#include "dispatch/model/limits.hpp"
#include "dispatch/rules/rules.hpp"

namespace dispatch {
namespace {

Refusal bad_field(std::string field, const std::string& why) {
  return {Errc::bad_field, field + " " + why, {{"field", std::move(field)}}};
}

std::optional<Refusal> wrong_end(TimePoint until, TimePoint now) {
  if (until <= now) return bad_field("until", "should lie in the future");
  if (until - now > longest_closure) return bad_field("until", "should be at most 90 days away");
  return std::nullopt;
}

}  // namespace

OrRefusal<Decision> Rules::operator()(const CloseRoad& c) {
  Closure made{ClosureId::same_as(command_.id), 0, c.points, c.reason, draft_.at(), draft_.by(), c.until};
  if (view_.closure(made.id) != nullptr)
    return Refusal{Errc::already_exists, "this closure is already there", {}};
  if (draft_.closures() >= most_closures)
    return Refusal{Errc::too_much, "200 roads are closed: open some first", {}};
  if (c.points.empty() || c.points.size() > most_points_of_closure)
    return bad_field("points", "should be 1 to 20");
  for (const auto& point : c.points)
    if (is_nowhere(policy_, point))
      return bad_field("points", "hold 0, 0: that is said when a position is not known");
  if (!says_something(c.reason)) return needs_reason("say why the road is closed");
  if (auto wrong = wrong_end(c.until, now_)) return *wrong;
  draft_.add(RoadClosed{std::move(made)});
  return draft_.take();
}

OrRefusal<Decision> Rules::operator()(const ExtendClosure& c) {
  const auto closure = known(c.closure);
  if (closure.has_error()) return closure.error();
  if (auto wrong = wrong_end(c.until, now_)) return *wrong;
  draft_.add(ClosureExtended{c.closure, c.until});
  return draft_.take();
}

OrRefusal<Decision> Rules::operator()(const OpenRoad& c) {
  const auto closure = known(c.closure);
  if (closure.has_error()) return closure.error();
  draft_.add(RoadOpened{c.closure});
  return draft_.take();
}

OrRefusal<Decision> Rules::operator()(const EndClosure& c) {
  const auto closure = known(c.closure);
  if (closure.has_error()) return closure.error();
  return deadline_event(RoadOpened{c.closure}, (*closure)->until);
}

}  // namespace dispatch
