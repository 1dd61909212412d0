#include "dispatch/learn/measured.hpp"

#include <cmath>

namespace dispatch {
namespace {

using geo::roads::Conditions;

constexpr double worth_renewing = 0.02;

bool differs(double a, double b) {
  return std::fabs(a - b) > worth_renewing * b;
}

}  // namespace

void Measured::heard(const std::vector<Tally>& all) {
  learnt_ = learnt_from(all);
  is_new_ = true;
}

bool Measured::adopt(TravelTimes& travel, TimePoint now) {
  const auto local = (now + utc_offset_).time_since_epoch() % std::chrono::days{1};
  const auto band = geo::roads::band_at(std::chrono::duration_cast<std::chrono::minutes>(local));
  if (!is_new_ && band == band_) return false;
  band_ = band;
  if (is_new_) adopt_spreads(travel);
  is_new_ = false;
  if (travel.mapped() == nullptr) return false;
  const auto& mapped = *travel.mapped();
  if (!ids_) {
    ids_.emplace(mapped.tables());
    used_ = mapped.conditions();
  }
  auto conditions = learnt_.roads.conditions(band, mapped.conditions(), mapped.tables(), *ids_);
  if (!is_news(conditions, travel)) return false;
  used_ = conditions;
  travel.learn(std::move(conditions));
  return true;
}

void Measured::adopt_spreads(TravelTimes& travel) {
  const auto by_road = learnt_.by_road.spread();
  const auto by_line = learnt_.by_line.spread();
  travel.learn(
      Spreads{by_road.value_or(geo::roads::assumed_spread), by_line.value_or(geo::roads::assumed_spread)});
  const auto& shown = travel.mapped() != nullptr ? by_road : by_line;
  const auto spread = shown.value_or(geo::roads::assumed_spread);
  const auto rounded = [](double ratio) { return std::round(ratio * 100) / 100; };
  estimates_ = {learnt_.arrivals, learnt_.within, rounded(spread.low), rounded(spread.high),
                shown.has_value()};
}

bool Measured::is_news(const Conditions& conditions, const TravelTimes& travel) const {
  for (std::size_t i = 0; i < geo::roads::road_classes; ++i)
    if (differs(conditions.of_class[i], used_.of_class[i])) return true;
  const auto& sections = travel.mapped()->tables().sections;
  for (const auto& [section, ratio] : conditions.of_section) {
    const auto used = used_.of_section.find(section);
    const auto of_class = used_.of_class[static_cast<std::size_t>(sections[section].road)];
    if (differs(ratio, used == used_.of_section.end() ? of_class : used->second)) return true;
  }
  for (const auto& [section, ratio] : used_.of_section)
    if (!conditions.of_section.contains(section)) return true;
  return false;
}

}  // namespace dispatch
