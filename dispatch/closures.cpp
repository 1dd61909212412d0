#include "dispatch/closures.hpp"

#include "dispatch/locating.hpp"

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

OrRefusal<EventBody> closed(const View& view, const CloseRoad& command, Closure made, TimePoint now) {
  if (view.closure(made.id) != nullptr)
    return Refusal{Errc::already_exists, "this closure is already there", {}};
  if (view.closures().size() >= most_closures)
    return Refusal{Errc::too_much, "200 roads are closed: open some first", {}};
  if (command.points.empty() || command.points.size() > most_points_of_closure)
    return bad_field("points", "should be 1 to 20");
  for (const auto& point : command.points)
    if (is_nowhere(point)) return bad_field("points", "hold 0, 0: that is said when a position is not known");
  if (command.reason.find_first_not_of(" \t\n") == std::string::npos)
    return Refusal{Errc::needs_reason, "say why the road is closed", {}};
  if (auto wrong = wrong_end(command.until, now)) return *wrong;
  made.points = command.points;
  made.reason = command.reason;
  made.until = command.until;
  return EventBody{RoadClosed{std::move(made)}};
}

OrRefusal<EventBody> extended(const ExtendClosure& command, TimePoint now) {
  if (auto wrong = wrong_end(command.until, now)) return *wrong;
  return EventBody{ClosureExtended{command.closure, command.until}};
}

}  // namespace dispatch
