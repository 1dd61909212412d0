#include "region/sea.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <map>
#include <set>
#include <utility>

namespace region {
namespace {

constexpr double nearly_there = 0.05;  // of the box

struct Point {
  double x = 0;  // degrees east
  double y = 0;  // degrees north
  friend auto operator<=>(const Point&, const Point&) = default;
};
using Line = std::vector<Point>;

bool is_ring(const Line& line) {
  return line.size() > 3 && line.front() == line.back();
}

// Ways that go on where another ends are one line.
std::vector<Line> joined(const std::vector<geo::Ring>& coastlines) {
  std::vector<Line> ways;
  std::set<Point> ends;
  for (const auto& coastline : coastlines) {
    if (coastline.size() < 2) continue;
    Line way;
    for (const auto& point : coastline) way.push_back({point.lon(), point.lat()});
    ends.insert(way.back());
    ways.push_back(std::move(way));
  }
  // First those that nothing leads to, so that no line is begun in its middle.
  std::ranges::stable_sort(ways, {}, [&](const Line& way) { return ends.contains(way.front()); });
  std::multimap<Point, std::size_t> by_start;
  for (std::size_t i = 0; i < ways.size(); ++i) by_start.emplace(ways[i].front(), i);
  std::vector<char> is_used(ways.size());
  std::vector<Line> lines;
  for (std::size_t i = 0; i < ways.size(); ++i) {
    if (std::exchange(is_used[i], char{1}) != 0) continue;
    auto line = ways[i];
    while (!is_ring(line)) {
      const auto [first, last] = by_start.equal_range(line.back());
      const auto next = std::find_if(first, last, [&](const auto& one) { return is_used[one.second] == 0; });
      if (next == last) break;
      is_used[next->second] = 1;
      line.insert(line.end(), ways[next->second].begin() + 1, ways[next->second].end());
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

// Twice the area, positive where the ring turns left.
double turn(const Line& ring) {
  double sum = 0;
  for (std::size_t i = 0; i + 1 < ring.size(); ++i)
    sum += ring[i].x * ring[i + 1].y - ring[i + 1].x * ring[i].y;
  return sum;
}

// A stretch of coast from where it comes into the box to where it leaves it, as places along the box's
// border: 0 to 4, clockwise from the north-west corner, one a side.
struct Stretch {
  Line line;
  double entry = 0;
  double exit = 0;
};

class Cutter {
 public:
  explicit Cutter(const Box& box) : box_{box} {}

  // False: a coastline breaks off within the box.
  bool add(Line line) {
    if (is_ring(line)) {
      const auto outside = std::ranges::find_if(line, [&](Point point) { return !has(point); });
      if (outside == line.end()) {
        rings_.push_back(std::move(line));
        return true;
      }
      line.pop_back();
      std::rotate(line.begin(), line.begin() + (outside - line.begin()), line.end());
      line.push_back(line.front());
    }
    if (!is_ring(line)) prolong(line);
    Line stretch;
    for (std::size_t i = 0; i + 1 < line.size(); ++i)
      if (!add_segment(line[i], line[i + 1], stretch)) return false;
    return end(stretch);
  }

  [[nodiscard]] std::optional<Sea> sea() const {
    std::vector<Line> shores;
    std::vector<Line> islands;
    for (const auto& ring : rings_) (turn(ring) > 0 ? islands : shores).push_back(ring);
    if (stretches_.empty() && rings_.empty()) return std::nullopt;
    if (stretches_.empty() && shores.empty())
      shores.push_back({corner(0), corner(1), corner(2), corner(3), corner(0)});
    if (!stretches_.empty() && !close_along_border(shores)) return std::nullopt;
    return Sea{rings_of(shores), rings_of(islands)};
  }

 private:
  [[nodiscard]] bool has(Point at) const {
    return at.x > box_.west && at.x < box_.east && at.y > box_.south && at.y < box_.north;
  }

  // An end that is nearly at the border, over it.
  void prolong(Line& line) const {
    if (const auto beyond = beyond_border(line.front())) line.insert(line.begin(), *beyond);
    if (const auto beyond = beyond_border(line.back())) line.push_back(*beyond);
  }
  [[nodiscard]] std::optional<Point> beyond_border(Point at) const {
    if (!has(at)) return std::nullopt;
    const double width = box_.east - box_.west;
    const double height = box_.north - box_.south;
    const std::array<std::pair<double, Point>, 4> sides{
        {{(at.x - box_.west) / width, {box_.west - width, at.y}},
         {(box_.east - at.x) / width, {box_.east + width, at.y}},
         {(at.y - box_.south) / height, {at.x, box_.south - height}},
         {(box_.north - at.y) / height, {at.x, box_.north + height}}}};
    const auto nearest = std::ranges::min_element(sides, {}, [](const auto& side) { return side.first; });
    if (nearest->first > nearly_there) return std::nullopt;
    return nearest->second;
  }

  // Liang and Barsky's clipping of a line by a box.
  bool add_segment(Point a, Point b, Line& stretch) {
    double begin = 0;
    double finish = 1;
    const Point step{b.x - a.x, b.y - a.y};
    const std::array<std::pair<double, double>, 4> sides{{{-step.x, a.x - box_.west},
                                                          {step.x, box_.east - a.x},
                                                          {-step.y, a.y - box_.south},
                                                          {step.y, box_.north - a.y}}};
    bool misses = false;
    for (const auto& [slope, room] : sides) {
      if (slope < 0)
        begin = std::max(begin, room / slope);
      else if (slope > 0)
        finish = std::min(finish, room / slope);
      else if (room <= 0)
        misses = true;
    }
    if (misses || begin >= finish) return end(stretch);
    const auto at = [&](double part) {
      return part == 0 ? a : part == 1 ? b : Point{a.x + part * step.x, a.y + part * step.y};
    };
    if (begin > 0 && !end(stretch)) return false;
    if (stretch.empty()) stretch.push_back(at(begin));
    stretch.push_back(at(finish));
    return finish == 1 || end(stretch);
  }

  bool end(Line& stretch) {
    if (stretch.empty()) return true;
    const auto entry = along_border(stretch.front());
    const auto exit = along_border(stretch.back());
    if (!entry || !exit) return false;
    stretches_.push_back({std::exchange(stretch, {}), *entry, *exit});
    return true;
  }

  [[nodiscard]] std::optional<double> along_border(Point at) const {
    const double width = box_.east - box_.west;
    const double height = box_.north - box_.south;
    const double near = 1e-9;
    if (std::abs(at.y - box_.north) < near) return (at.x - box_.west) / width;
    if (std::abs(at.x - box_.east) < near) return 1 + (box_.north - at.y) / height;
    if (std::abs(at.y - box_.south) < near) return 2 + (box_.east - at.x) / width;
    if (std::abs(at.x - box_.west) < near) return 3 + (at.y - box_.south) / height;
    return std::nullopt;
  }
  [[nodiscard]] Point corner(int number) const {  // clockwise from the north-west
    return {number == 1 || number == 2 ? box_.east : box_.west,
            number == 0 || number == 1 ? box_.north : box_.south};
  }

  // Water is on the right of the coast; on the right of who goes clockwise around the box is its inside. So
  // from where a coast leaves, the sea goes on clockwise to the next one that comes in. False: they do not
  // take turns.
  bool close_along_border(std::vector<Line>& shores) const {
    std::map<double, std::pair<std::size_t, bool>> border;  // which stretch, and does it come in there
    for (std::size_t i = 0; i < stretches_.size(); ++i) {
      border.emplace(stretches_[i].entry, std::pair{i, true});
      border.emplace(stretches_[i].exit, std::pair{i, false});
    }
    if (border.size() != 2 * stretches_.size()) return false;
    std::vector<char> is_used(stretches_.size());
    for (std::size_t i = 0; i < stretches_.size(); ++i) {
      if (is_used[i] != 0) continue;
      Line shore;
      auto current = i;
      do {
        if (std::exchange(is_used[current], char{1}) != 0) return false;
        const auto& stretch = stretches_[current];
        shore.insert(shore.end(), stretch.line.begin(), stretch.line.end());
        const auto here = border.upper_bound(stretch.exit);
        const bool wraps = here == border.end();
        const auto [place, next] = wraps ? *border.begin() : *here;
        if (!next.second) return false;
        add_corners(shore, stretch.exit, wraps ? place + 4 : place);
        current = next.first;
      } while (current != i);
      shore.push_back(shore.front());
      shores.push_back(std::move(shore));
    }
    return true;
  }
  void add_corners(Line& shore, double from, double to) const {
    for (int number = static_cast<int>(std::floor(from)) + 1; number < to; ++number)
      shore.push_back(corner(number % 4));
  }

  static std::vector<geo::Ring> rings_of(const std::vector<Line>& lines) {
    std::vector<geo::Ring> rings;
    for (const auto& line : lines) {
      geo::Ring ring;
      for (const auto& point : line)
        ring.push_back(geo::Position::from({.lat = point.y, .lon = point.x}).value());
      rings.push_back(std::move(ring));
    }
    return rings;
  }

  const Box& box_;
  std::vector<Stretch> stretches_;
  std::vector<Line> rings_;  // wholly inside
};

}  // namespace

std::optional<Sea> sea_in(const Box& box, const std::vector<geo::Ring>& coastlines) {
  Cutter cutter{box};
  for (auto& line : joined(coastlines))
    if (!cutter.add(std::move(line))) return std::nullopt;
  return cutter.sea();
}

std::string opl_of(const Sea& sea, OsmIds last) {
  auto node = last.node + 1;
  auto way = last.way + 1;
  std::string nodes;
  std::string ways;
  std::string members;
  const auto add = [&](const geo::Ring& ring, const char* role) {
    const auto first = node;
    std::string references;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
      std::array<char, 64> text{};
      std::snprintf(text.data(), text.size(), " x%.7f y%.7f\n", ring[i].lon(), ring[i].lat());
      nodes += "n" + std::to_string(node) + text.data();
      references += "n" + std::to_string(node++) + ",";
    }
    ways += "w" + std::to_string(way) + " N" + references + "n" + std::to_string(first) + "\n";
    members += (members.empty() ? "w" : ",w") + std::to_string(way++) + "@" + role;
  };
  for (const auto& shore : sea.shores) add(shore, "outer");
  for (const auto& island : sea.islands) add(island, "inner");
  return nodes + ways + "r" + std::to_string(last.relation + 1) +
         " Ttype=multipolygon,natural=water,water=sea M" + members + "\n";
}

}  // namespace region
