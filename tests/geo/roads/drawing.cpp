#include "tests/geo/roads/drawing.hpp"

#include <stdexcept>

namespace test {

using geo::Position;
namespace roads = geo::roads;

Drawing::Drawing(const std::vector<std::string>& rows, double metres) {
  const auto origin = Position::from({.lat = -8.3, .lon = 114.6}).value();
  for (std::size_t row = 0; row < rows.size(); ++row)
    for (std::size_t column = 0; column < rows[row].size(); ++column)
      if (const char letter = rows[row][column]; letter != ' ') {
        const auto down = towards(origin, 180, geo::Metres{metres * static_cast<double>(row)});
        places_[letter] = towards(down, 90, geo::Metres{metres * static_cast<double>(column) / 2});
      }
}

Position Drawing::at(char letter) const {
  return places_.at(letter);
}

std::uint32_t Drawing::number(char letter) {
  const auto [found, is_new] = numbers_.try_emplace(letter, static_cast<std::uint32_t>(survey_.nodes.size()));
  if (is_new) survey_.nodes.push_back(places_.at(letter));
  return found->second;
}

Drawing& Drawing::way(const std::string& nodes, Pairs tags) {
  const auto id = static_cast<std::int64_t>(ways_.size() + 1);
  ways_[nodes] = id;
  const auto rules = roads::rules_of_way(roads::Tags{tags});
  if (!rules) return *this;
  roads::Survey::Way way{id, {}, *rules, nodes};
  for (const char letter : nodes) way.nodes.push_back(number(letter));
  survey_.ways.push_back(std::move(way));
  return *this;
}

Drawing& Drawing::node(char letter, const Pairs& tags) {
  const roads::Tags read{tags};
  if (const auto passage = roads::passage_at(read)) survey_.barriers[number(letter)] = *passage;
  if (roads::has_signals(read)) survey_.signals.insert(number(letter));
  return *this;
}

Drawing& Drawing::turn(const std::string& what, const std::string& from, char via, const std::string& to,
                       Pairs more) {
  more.emplace_back("type", "restriction");
  more.emplace_back("restriction", what);
  const auto rule = roads::turn_rule_of(roads::Tags{more});
  if (!rule) throw std::invalid_argument{"no rule about turns: " + what};
  survey_.turns.push_back({ways_.at(from), number(via), ways_.at(to), *rule});
  return *this;
}

std::optional<roads::Route> Town::route(char from, char to, roads::Vehicle vehicle) const {
  auto start = network_.leaving(vehicle, {drawing_.at(from), {}});
  auto end = network_.reaching(vehicle, drawing_.at(to));
  const auto is_elsewhere = [](const roads::Approach::Lane& lane) { return lane.away > geo::Metres{1}; };
  std::erase_if(start.lanes, is_elsewhere);
  std::erase_if(end.lanes, is_elsewhere);
  return searcher().route(vehicle, start, end);
}

std::string Town::way(char from, char to, roads::Vehicle vehicle) const {
  const auto route = this->route(from, to, vehicle);
  if (!route) return "-";
  std::string letters;
  for (const auto& point : route->line)
    for (const auto& [letter, place] : drawing_.places())
      if (distance(place, point) < geo::Metres{1} && !letters.ends_with(letter)) letters += letter;
  return letters;
}

double Town::seconds(char from, char to, roads::Vehicle vehicle) const {
  const auto route = this->route(from, to, vehicle);
  return route ? route->travel.seconds : -1;
}

}  // namespace test
