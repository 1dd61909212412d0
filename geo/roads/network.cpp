#include "geo/roads/network.hpp"

#include <algorithm>
#include <cmath>

#include "geo/roads/line.hpp"

namespace geo::roads {
namespace {

constexpr double yard_mps = 10 / 3.6;  // off the road, out of a yard
constexpr Metres unsure_start{12};     // what a moving device's position may be off
constexpr Metres unsure_end{25};       // a house between two roads
constexpr double other_road_s = 10;    // for a start that is not on the nearest road
constexpr Metres same_spot{5};         // where roads meet, none is nearer than the others
constexpr double turning_s = 15;
constexpr double against_deg = 75;

double difference(double a_deg, double b_deg) {
  const auto turned = std::fabs(std::remainder(a_deg - b_deg, 360.0));
  return std::min(turned, 360 - turned);
}

// Of the arcs of a course one that may be driven; they differ in where they begin.
std::optional<ArcIndex> drivable_arc(const TablesView& tables, const Times& times, Vehicle vehicle,
                                     Course course) {
  for (auto i = tables.course_first[course]; i < tables.course_first[course + 1]; ++i)
    if (times.of_open(tables, vehicle, tables.course_arcs[i].arc) != closed) return tables.course_arcs[i].arc;
  return std::nullopt;
}

// How far a course is open before and after a point of it, and the closed part that the point lies in.
struct Open {
  Open(const std::vector<Gap>& gaps, double part) {
    for (const auto& gap : gaps) {
      if (gap.to < part) from = gap.to;
      if (gap.from <= part && part <= gap.to) inside = gap;
      if (gap.from > part) {
        to = gap.from;
        break;
      }
    }
  }
  double from = 0;
  double to = 1;
  std::optional<Gap> inside;
};

Position place_on(const TablesView& tables, Course course, double part) {
  if (is_backward(course)) part = 1 - part;
  return position_of(line_of(tables, section_of(course), part, part).front());
}

}  // namespace

Network::Network(const TablesView& tables, const Conditions& conditions)
    : tables_{tables}, conditions_{conditions}, times_{tables, conditions} {}
Network::Network(std::shared_ptr<const File> file, const Conditions& conditions)
    : Network{file->tables(), conditions} {
  file_ = std::move(file);
}

std::unique_ptr<const Network> Network::under(const Conditions& conditions) const {
  auto other = std::make_unique<Network>(tables_, conditions);
  other->file_ = file_;
  return other;
}

std::string Network::name_of(std::uint32_t section) const {
  const auto name = tables_.sections[section].name;
  return name == none ? std::string{} : std::string{&tables_.names[name]};
}

Approach Network::leaving(Vehicle vehicle, const Start& start) const {
  Approach approach;
  const auto snaps = snap(tables_, times_, vehicle, start.at, unsure_start);
  for (const auto& snap : snaps) {
    for (const Course course : {snap.section * 2, snap.section * 2 + 1}) {
      const auto arc = drivable_arc(tables_, times_, vehicle, course);
      if (!arc) continue;
      const auto bearing = snap.bearing_deg + (is_backward(course) ? 180 : 0);
      auto extra = snap.away.count() / yard_mps;
      if (snap.away.count() > snaps.front().away.count() + same_spot.count()) extra += other_road_s;
      if (start.heading_deg && difference(bearing, *start.heading_deg) > against_deg) extra += turning_s;
      Approach::Lane lane;
      lane.course = course;
      lane.part = is_backward(course) ? 1 - snap.part : snap.part;
      lane.away = snap.away;
      const Open open{times_.gaps(course), lane.part};
      if (open.inside) {  // out of what is closed, by the nearer end
        if (open.inside->to - lane.part > lane.part - open.inside->from) continue;
        extra += metres_of(tables_, course) * (open.inside->to - lane.part) / yard_mps;
        lane.part = open.inside->to;
      }
      lane.open_to = open.to;
      if (lane.open_to == 1) lane.node = tables_.arcs[*arc].to;
      lane.whole = times_.of_open(tables_, vehicle, *arc);
      lane.extra = in_milliseconds(extra);
      lane.cost = lane.extra + in_milliseconds(lane.whole * (1 - lane.part) / 1000);
      approach.lanes.push_back(lane);
    }
  }
  return approach;
}

Approach Network::reaching(Vehicle vehicle, Position end) const {
  Approach approach;
  const auto snaps = snap(tables_, times_, vehicle, end, unsure_end);
  const auto leading = std::ranges::find(snaps, true, &Snap::in_main);
  for (auto one = snaps.begin(); one != snaps.end(); ++one) {
    // Nobody stops on a motorway to walk over to the road beside it, if that leads there.
    const bool is_motorway = tables_.sections[one->section].road == RoadClass::motorway;
    if (is_motorway && one != snaps.begin() && one != leading) continue;
    for (const Course course : {one->section * 2, one->section * 2 + 1})
      add_lanes(approach, vehicle, *one, course, end);
  }
  const auto leads = [](const Approach::Lane& lane) { return lane.node != none; };
  if (snaps.empty() || std::ranges::any_of(approach.lanes, leads)) return approach;
  // Between two closed parts: as near as one can drive.
  for (const Course course : {snaps.front().section * 2, snaps.front().section * 2 + 1})
    add_lanes(approach, vehicle, snaps.front(), course, end, true);
  return approach;
}

void Network::add_lanes(Approach& approach, Vehicle vehicle, const Snap& snap, Course course, Position end,
                        bool only_to_first_gap) const {
  const auto part = is_backward(course) ? 1 - snap.part : snap.part;
  const auto gaps = times_.gaps(course);
  const Open open{gaps, part};
  const auto stop = only_to_first_gap ? gaps.front().from : open.inside ? open.inside->from : part;
  for (auto i = tables_.course_first[course]; i < tables_.course_first[course + 1]; ++i) {
    const auto& [from, arc] = tables_.course_arcs[i];
    if (times_.of_open(tables_, vehicle, arc) == closed) continue;
    Approach::Lane lane;
    lane.course = course;
    if (open.from == 0 || only_to_first_gap) lane.node = from;
    lane.part = stop;
    lane.away = stop != part ? distance(place_on(tables_, course, stop), end) : snap.away;
    lane.whole = times_.of_open(tables_, vehicle, arc);
    lane.extra = in_milliseconds(lane.away.count() / walking_speed.count());
    lane.cost = lane.extra + in_milliseconds(lane.whole * lane.part / 1000);
    approach.lanes.push_back(lane);
  }
}

}  // namespace geo::roads
