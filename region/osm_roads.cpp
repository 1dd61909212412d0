#include "region/osm_roads.hpp"

#include <algorithm>

namespace region {

using geo::roads::Survey;
using geo::roads::Tags;

void RoadSurveyor::take(const OsmObject& object) {
  switch (object.type) {
    case 'n': take_node(object); break;
    case 'w': take_way(object); break;
    default: take_turn(object); break;
  }
}

void RoadSurveyor::take_node(const OsmObject& node) {
  const Tags tags{node.tags};
  if (auto passage = geo::roads::passage_at(tags)) barriers_.emplace(node.id, *passage);
  if (geo::roads::has_signals(tags)) signals_.insert(node.id);
}

std::uint32_t RoadSurveyor::number(std::int64_t node, geo::Position where) {
  const auto [found, is_new] = numbers_.try_emplace(node, static_cast<std::uint32_t>(survey_.nodes.size()));
  if (is_new) {
    survey_.nodes.push_back(where);
    if (const auto barrier = barriers_.find(node); barrier != barriers_.end())
      survey_.barriers.emplace(found->second, barrier->second);
    if (signals_.contains(node)) survey_.signals.insert(found->second);
  }
  return found->second;
}

void RoadSurveyor::take_way(const OsmObject& way) {
  const Tags tags{way.tags};
  const auto rules = geo::roads::rules_of_way(tags);
  if (!rules) {
    if (!tags["highway"].empty()) ++counts_.not_drivable;
    return;
  }
  if (way.missing_points > 0) ++counts_.cut_ways;
  ways_.insert(way.id);
  const auto name = tags["name"].empty() ? tags["ref"] : tags["name"];
  Survey::Way part{way.id, {}, *rules, std::string{name}};
  const auto finish_part = [&] {
    if (part.nodes.size() > 1) survey_.ways.push_back(part);
    part.nodes.clear();
  };
  for (std::size_t i = 0; i < way.points.size(); ++i) {
    if (std::ranges::find(way.gaps, i) != way.gaps.end()) finish_part();
    const auto node = number(way.node_ids[i], way.points[i]);
    if (part.nodes.empty() || part.nodes.back() != node) part.nodes.push_back(node);
  }
  finish_part();
}

void RoadSurveyor::take_turn(const OsmObject& relation) {
  const auto rule = geo::roads::turn_rule_of(Tags{relation.tags});
  if (!rule) return;
  Survey::Turn turn;
  turn.rule = *rule;
  const OsmObject::Member* via = nullptr;
  for (const auto& member : relation.members) {
    if (member.role == "from") turn.from = member.id;
    if (member.role == "to") turn.to = member.id;
    if (member.role == "via") via = &member;
  }
  if (via != nullptr && via->type == 'w') {
    ++counts_.turns_by_ways;
    return;
  }
  const auto place = via == nullptr ? numbers_.end() : numbers_.find(via->id);
  if (place == numbers_.end() || !ways_.contains(turn.from) || !ways_.contains(turn.to)) {
    ++counts_.turns_outside;
    return;
  }
  turn.via = place->second;
  survey_.turns.push_back(turn);
}

}  // namespace region
