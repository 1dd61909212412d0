#include "geo/roads/snap.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace geo::roads {
namespace {

constexpr double farthest_m = 20'000;
constexpr std::size_t most_snaps = 4;

// A plane that touches the earth at the point asked about: good to a thousandth within 20 km.
class Plane {
 public:
  explicit Plane(Point middle) : middle_{middle} {
    // Lengths of a degree on the ellipsoid (Snyder, Map Projections, 1987, p. 25).
    const auto lat = middle.lat / units_of_degree * std::numbers::pi / 180;
    north_ = (111'132.92 - 559.82 * std::cos(2 * lat) + 1.175 * std::cos(4 * lat)) / units_of_degree;
    east_ = (111'412.84 * std::cos(lat) - 93.5 * std::cos(3 * lat)) / units_of_degree;
  }
  struct Spot {
    double x = 0;
    double y = 0;
  };
  [[nodiscard]] Spot spot(Point point) const {
    return {(static_cast<double>(point.lon) - middle_.lon) * east_,
            (static_cast<double>(point.lat) - middle_.lat) * north_};
  }
  [[nodiscard]] double row_metres() const { return cell_size * north_; }
  [[nodiscard]] double cell_metres() const { return cell_size * std::min(north_, east_); }

 private:
  static constexpr double units_of_degree = 1e7;
  Point middle_;
  double north_ = 0;  // metres a unit
  double east_ = 0;
};

class Finding {
 public:
  Finding(const TablesView& tables, const Times& times, Vehicle vehicle, Point where, double slack)
      : tables_{tables},
        times_{times},
        vehicle_{vehicle},
        main_{1U << static_cast<unsigned>(vehicle)},
        where_{where},
        plane_{where},
        slack_{slack} {}

  std::vector<Snap> take() {
    const auto row = cell_of(where_.lat);
    const auto column = cell_of(where_.lon);
    if (!is_near_rows(row)) return {};
    // Towards the poles cells are narrow: beyond 60 degrees one looks less far.
    constexpr double most_rings = 150;
    const auto rings = static_cast<std::int32_t>(std::min(most_rings, farthest_m / plane_.cell_metres() + 1));
    // What lies within `ring` cells is known; a nearer one may still lie outside while the best is farther.
    for (std::int32_t ring = 0; ring <= rings; ++ring) {
      if ((ring - 1) * plane_.cell_metres() >= best_main_ + slack_) break;
      look_at_ring(row, column, ring);
    }
    std::erase_if(found_, [&](const Snap& one) {
      const auto away = one.away.count();
      return away > best_main_ + slack_ || (!one.in_main && away > best_ + slack_) || away > farthest_m;
    });
    std::ranges::stable_sort(found_, {}, [](const Snap& one) { return std::pair{one.away, one.section}; });
    // What is closed matters to none who might as well be on an open road.
    if (!found_.empty() && best_ <= found_.front().away.count() + slack_)
      std::erase_if(found_, [](const Snap& one) { return one.is_closed; });
    keep_few();
    return std::move(found_);
  }

 private:
  // Most of what is far away is seen to be so without looking.
  [[nodiscard]] bool is_near_rows(std::int32_t row) const {
    if (tables_.cells.size() < 2) return false;
    const auto row_of = [](const Cell& cell) { return static_cast<std::int64_t>(cell.key >> 32U); };
    const auto rows = static_cast<std::int64_t>(farthest_m / plane_.row_metres()) + 1;
    return row >= row_of(tables_.cells.front()) - rows &&
           row <= row_of(tables_.cells[tables_.cells.size() - 2]) + rows;
  }
  void look_at_ring(std::int32_t row, std::int32_t column, std::int32_t ring) {
    for (auto r = row - ring; r <= row + ring; ++r) {
      const bool is_edge = r == row - ring || r == row + ring;
      const auto step = is_edge || ring == 0 ? 1 : 2 * ring;
      for (auto c = column - ring; c <= column + ring; c += step) look_at_cell(cell_key(r, c));
    }
  }
  void look_at_cell(std::uint64_t key) {
    const auto cells = tables_.cells.first(tables_.cells.size() - 1);
    const auto cell = std::ranges::lower_bound(cells, key, {}, &Cell::key);
    if (cell == cells.end() || cell->key != key) return;
    const auto end = tables_.cells[static_cast<std::size_t>(cell - cells.begin()) + 1].first;
    for (auto i = cell->first; i < end; ++i) look_at(tables_.cell_sections[i]);
  }
  void look_at(std::uint32_t section) {
    auto snap = nearest_on(section);
    if (snap.away.count() > best_main_ + slack_) return;
    if (std::ranges::find(found_, section, &Snap::section) != found_.end()) return;
    bool is_open = false;
    bool in_main = false;
    for (const Course course : {section * 2, section * 2 + 1}) {
      for (auto i = tables_.course_first[course]; i < tables_.course_first[course + 1]; ++i) {
        const auto& [from, arc] = tables_.course_arcs[i];
        if (times_.of_open(tables_, vehicle_, arc) == closed) continue;
        is_open = true;
        in_main = in_main || (tables_.main[from] & tables_.main[tables_.arcs[arc].to] & main_) != 0;
      }
    }
    if (!is_open) return;
    snap.in_main = in_main;
    snap.is_closed = std::ranges::any_of(times_.gaps(section * 2), [&](const Gap& gap) {
      return gap.from <= snap.part && snap.part <= gap.to;
    });
    found_.push_back(snap);
    if (snap.is_closed) return;
    best_ = std::min(best_, snap.away.count());
    if (in_main) best_main_ = std::min(best_main_, snap.away.count());
  }
  [[nodiscard]] Snap nearest_on(std::uint32_t section) const {
    double least = std::numeric_limits<double>::infinity();
    double nearest_part = 0;
    double length_before = 0;
    double length = 0;
    const auto first = tables_.sections[section].first_point;
    const auto end = tables_.sections[section + 1].first_point;
    auto nearest = first;
    auto a = plane_.spot(tables_.points[first]);
    for (auto i = first; i + 1 < end; ++i) {
      const auto b = plane_.spot(tables_.points[i + 1]);
      const auto x = b.x - a.x;
      const auto y = b.y - a.y;
      const auto squared = x * x + y * y;  // std::hypot takes ten times as long
      const auto part = squared > 0 ? std::clamp(-(a.x * x + a.y * y) / squared, 0.0, 1.0) : 0;
      const auto away_x = a.x + part * x;
      const auto away_y = a.y + part * y;
      const auto away = away_x * away_x + away_y * away_y;
      if (away < least) least = away, nearest = i, nearest_part = part, length_before = length;
      length += std::sqrt(squared);
      a = b;
    }
    const auto from = plane_.spot(tables_.points[nearest]);
    const auto to = plane_.spot(tables_.points[nearest + 1]);
    Snap snap;
    snap.section = section;
    snap.away = Metres{std::sqrt(least)};
    snap.bearing_deg = std::atan2(to.x - from.x, to.y - from.y) * 180 / std::numbers::pi;
    const auto at = length_before + nearest_part * std::hypot(to.x - from.x, to.y - from.y);
    snap.part = length > 0 ? std::min(at / length, 1.0) : 0;
    return snap;
  }
  // The nearest, and of those that lead on the nearest few.
  void keep_few() {
    std::size_t others = 0;
    std::size_t leading = 0;
    std::erase_if(found_, [&](const Snap& one) { return ++(one.in_main ? leading : others) > most_snaps; });
  }

  const TablesView& tables_;
  const Times& times_;
  Vehicle vehicle_;
  unsigned main_;
  Point where_;
  Plane plane_;
  double slack_;
  std::vector<Snap> found_;
  double best_ = std::numeric_limits<double>::infinity();
  double best_main_ = std::numeric_limits<double>::infinity();
};

}  // namespace

std::vector<Snap> snap(const TablesView& tables, const Times& times, Vehicle vehicle, Position where,
                       Metres hardly_farther) {
  return Finding{tables, times, vehicle, point_at(where), hardly_farther.count()}.take();
}

}  // namespace geo::roads
