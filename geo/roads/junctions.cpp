#include "geo/roads/junctions.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace geo::roads {
namespace {

// Waiting at a traffic light, on average.
constexpr PerVehicle<double> signal_s{{4, 10, 6}};
constexpr double boarding_s = 20 * 60;  // of a ferry that does not say how long it takes

class Drafter {
 public:
  Drafter(const Survey& survey, BuildReport& report) : survey_{survey}, report_{report} {}

  DraftGraph take() {
    find_junctions();
    for (std::size_t way = 0; way < survey_.ways.size(); ++way) cut(way);
    report_.sections = graph_.sections.size();
    split_at_barriers();
    forbid_turns();
    return std::move(graph_);
  }

 private:
  // Where a way ends, where two meet or one meets itself, and where something stands in the way.
  void find_junctions() {
    std::vector<std::uint8_t> uses(survey_.nodes.size(), 0);
    const auto use = [&](std::uint32_t node, int times) {
      uses[node] = static_cast<std::uint8_t>(std::min(uses[node] + times, 2));
    };
    for (const auto& way : survey_.ways) {
      for (const auto node : way.nodes) use(node, 1);
      use(way.nodes.front(), 2);
      use(way.nodes.back(), 2);
    }
    for (const auto& [node, passage] : survey_.barriers) use(node, 2);
    node_of_.assign(survey_.nodes.size(), none);
    for (std::uint32_t i = 0; i < uses.size(); ++i)
      if (uses[i] == 2) node_of_[i] = add_node(survey_.nodes[i]);
  }
  Node add_node(Position at) {
    graph_.nodes.push_back(at);
    return static_cast<Node>(graph_.nodes.size() - 1);
  }

  void cut(std::size_t way) {
    const auto& nodes = survey_.ways[way].nodes;
    for (std::size_t begin = 0; begin + 1 < nodes.size();) {
      auto end = begin + 1;
      while (node_of_[nodes[end]] == none) ++end;
      const auto part = [&](std::size_t i) { return nodes.begin() + static_cast<std::ptrdiff_t>(i); };
      add_section({{part(begin), part(end + 1)}, way, 0});
      begin = end;
    }
  }
  void add_section(DraftSection section) {
    for (std::size_t i = 1; i < section.nodes.size(); ++i)
      section.metres +=
          distance(survey_.nodes[section.nodes[i - 1]], survey_.nodes[section.nodes[i]]).count();
    report_.kilometres += section.metres / 1000;
    const auto course = static_cast<Course>(graph_.sections.size() * 2);
    const auto first = node_of_[section.nodes.front()];
    const auto last = node_of_[section.nodes.back()];
    add_arc(first, last, course, times_of(section, &Lane::forward));
    add_arc(last, first, course + 1, times_of(section, &Lane::backward));
    graph_.sections.push_back(std::move(section));
  }
  PerVehicle<Milliseconds> times_of(const DraftSection& section, bool Lane::*direction) const {
    const auto& way = survey_.ways[section.way];
    const bool forward = direction == &Lane::forward;
    // Those within, and the one that it ends at: so a crossing counts once.
    const auto ends_at = forward ? section.nodes.back() : section.nodes.front();
    double signals = survey_.signals.contains(ends_at) ? 1 : 0;
    for (std::size_t i = 1; i + 1 < section.nodes.size(); ++i)
      if (survey_.signals.contains(section.nodes[i])) signals += 1;
    PerVehicle<Milliseconds> times;
    for (const auto vehicle : vehicles) {
      const auto& lane = way.rules.lanes[vehicle];
      times[vehicle] = closed;
      if (!(lane.*direction)) continue;
      const auto driving = section.metres / (lane.kmh / 3.6);
      times[vehicle] =
          in_milliseconds(way.rules.road == RoadClass::ferry ? crossing(section, driving)
                                                             : driving + signals * signal_s[vehicle]);
    }
    return times;
  }
  // A ferry's line may be cut by a stop on the way; each part has its share of the whole.
  [[nodiscard]] double crossing(const DraftSection& section, double sailing) const {
    const auto& way = survey_.ways[section.way];
    if (!way.rules.crossing_s) return boarding_s + sailing;
    double whole = 0;
    for (std::size_t i = 1; i < way.nodes.size(); ++i)
      whole += distance(survey_.nodes[way.nodes[i - 1]], survey_.nodes[way.nodes[i]]).count();
    return whole > 0 ? *way.rules.crossing_s * section.metres / whole : *way.rules.crossing_s;
  }
  void add_arc(Node from, Node to, Course course, const PerVehicle<Milliseconds>& times) {
    if (std::ranges::all_of(times.of, [](Milliseconds time) { return time == closed; })) return;
    graph_.arcs.push_back({from, to, course, times});
  }

  // Each road that meets at a barrier ends at a node of its own; the way to the others costs the passage.
  void split_at_barriers() {
    std::map<Node, const Passage*> by_node;
    for (const auto& [node, passage] : survey_.barriers)
      if (node_of_[node] != none) by_node[node_of_[node]] = &passage;
    if (by_node.empty()) return;
    std::map<std::pair<Node, std::size_t>, Node> splits;  // by node and road end
    const auto own_end = [&](Node node, std::size_t road_end) {
      const auto barrier = by_node.find(node);
      if (barrier == by_node.end()) return node;
      const auto [split, is_new] = splits.try_emplace({node, road_end}, none);
      if (is_new) {
        split->second = add_node(graph_.nodes[node]);
        connect(split->second, node, *barrier->second);
      }
      return split->second;
    };
    const auto count = graph_.arcs.size();
    for (std::size_t i = 0; i < count; ++i) {
      const auto arc = graph_.arcs[i];
      if (arc.course == none) continue;
      // The two ends of a section, whichever way it is driven.
      const std::size_t leaves = arc.course;
      const std::size_t reaches = arc.course ^ 1U;
      const auto from = own_end(arc.from, leaves);
      const auto to = own_end(arc.to, reaches);
      graph_.arcs[i].from = from, graph_.arcs[i].to = to;
    }
    report_.barriers = by_node.size();
  }
  void connect(Node end, Node middle, const Passage& passage) {
    PerVehicle<Milliseconds> in;
    PerVehicle<Milliseconds> out;
    for (const auto vehicle : vehicles) {
      in[vehicle] = passage[vehicle] ? in_milliseconds(*passage[vehicle]) : closed;
      out[vehicle] = passage[vehicle] ? 0 : closed;
    }
    add_arc(end, middle, none, in);
    add_arc(middle, end, none, out);
  }

  struct Bound {
    const TurnRule* rule;
    Course to;
  };
  using Arcs = std::vector<std::size_t>;

  // A road that one may not turn from everywhere ends at a node of its own, which is left only by the roads
  // that may be taken.
  void forbid_turns() {
    std::vector<Arcs> leaving(graph_.nodes.size());
    std::vector<Arcs> reaching(graph_.nodes.size());
    for (std::size_t i = 0; i < graph_.arcs.size(); ++i) {
      leaving[graph_.arcs[i].from].push_back(i);
      reaching[graph_.arcs[i].to].push_back(i);
    }
    const auto bound = bind_turns(leaving, reaching);
    std::map<std::size_t, Node> ends;
    for (const auto& [arc, rules] : bound) ends[arc] = add_node(graph_.nodes[graph_.arcs[arc].to]);
    for (const auto& [arc, rules] : bound) {
      for (const auto next : leaving[graph_.arcs[arc].to]) {
        auto copy = graph_.arcs[next];
        if (const auto own = ends.find(next); own != ends.end()) copy.to = own->second;
        for (const auto vehicle : vehicles)
          if (!allows(rules, vehicle, copy.course)) copy.times[vehicle] = closed;
        add_arc(ends[arc], copy.to, copy.course, copy.times);
      }
    }
    for (const auto& [arc, node] : ends) graph_.arcs[arc].to = node;
  }
  // The rules that bind whoever comes by an arc.
  std::map<std::size_t, std::vector<Bound>> bind_turns(const std::vector<Arcs>& leaving,
                                                       const std::vector<Arcs>& reaching) {
    std::map<std::size_t, std::vector<Bound>> bound;
    for (const auto& turn : survey_.turns) {
      const auto via = node_of_[turn.via];
      const auto from = via == none ? none_found : only_one(reaching[via], turn.from);
      const auto to = via == none ? none_found : only_one(leaving[via], turn.to);
      if (from == none_found || to == none_found) {
        ++report_.unclear_turns;
      } else {
        bound[from].push_back({&turn.rule, graph_.arcs[to].course});
        ++report_.turns;
      }
    }
    return bound;
  }
  static bool allows(const std::vector<Bound>& rules, Vehicle vehicle, Course course) {
    bool is_bound_to_some = false;
    bool is_one_of_those = false;
    for (const auto& one : rules) {
      if (!one.rule->binds[vehicle]) continue;
      if (!one.rule->is_only && one.to == course) return false;
      is_bound_to_some = is_bound_to_some || one.rule->is_only;
      is_one_of_those = is_one_of_those || (one.rule->is_only && one.to == course);
    }
    return !is_bound_to_some || is_one_of_those;
  }
  static constexpr std::size_t none_found = static_cast<std::size_t>(-1);
  [[nodiscard]] std::size_t only_one(const Arcs& arcs, std::int64_t way) const {
    auto found = none_found;
    for (const auto arc : arcs) {
      const auto course = graph_.arcs[arc].course;
      if (course == none || survey_.ways[graph_.sections[section_of(course)].way].id != way) continue;
      if (found != none_found) return none_found;
      found = arc;
    }
    return found;
  }

  const Survey& survey_;
  BuildReport& report_;
  DraftGraph graph_;
  std::vector<Node> node_of_;  // of each node of the survey that is a junction
};

}  // namespace

DraftGraph draft_graph(const Survey& survey, BuildReport& report) {
  return Drafter{survey, report}.take();
}

}  // namespace geo::roads
