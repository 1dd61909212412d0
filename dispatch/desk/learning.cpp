#include "dispatch/desk/learning.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cmath>

namespace dispatch {
namespace {

namespace asio = boost::asio;
using geo::roads::Conditions;

constexpr seconds between_sendings{10};
constexpr seconds between_readings{60};
constexpr double worth_renewing = 0.02;

bool differs(double a, double b) {
  return std::fabs(a - b) > worth_renewing * b;
}

}  // namespace

Learning::Learning(asio::any_io_executor executor, Tallies* tallies, TravelTimes& travel,
                   std::chrono::minutes utc_offset)
    : executor_{std::move(executor)},
      tallies_{tallies},
      travel_{travel},
      utc_offset_{utc_offset},
      driving_{utc_offset} {
  if (tallies_ == nullptr || travel_.mapped() == nullptr) return;
  ids_.emplace(travel_.mapped()->tables());
  used_ = travel_.mapped()->conditions();
}

void Learning::tick(const View& view, bool store_is_up, TimePoint now) {
  if (tallies_ == nullptr) return;
  driving_.look(view);
  if (store_is_up && !sends_ && now - sent_at_ >= between_sendings) {
    sent_at_ = now;
    sends_ = true;
    asio::co_spawn(executor_, send(), asio::detached);
  }
  if (store_is_up && !reads_ && now - read_at_ >= between_readings) {
    read_at_ = now;
    reads_ = true;
    asio::co_spawn(executor_, read(), asio::detached);
  }
  adopt(now);
}

asio::awaitable<void> Learning::send() {
  auto counted = driving_.take();
  if (!counted.empty()) {
    auto copy = counted;
    const auto done = co_await tallies_->add(std::move(copy));
    counted.erase(counted.begin(), counted.begin() + static_cast<std::ptrdiff_t>(done));
    driving_.put_back(std::move(counted));
  }
  sends_ = false;
}

asio::awaitable<void> Learning::read() {
  const auto all = co_await tallies_->all();
  if (all) {
    learnt_ = learnt_from(*all);
    is_read_ = true;
  }
  reads_ = false;
}

void Learning::adopt(TimePoint now) {
  const auto local = (now + utc_offset_).time_since_epoch() % std::chrono::days{1};
  const auto band = geo::roads::band_at(std::chrono::duration_cast<std::chrono::minutes>(local));
  if (!is_read_ && band == band_) return;
  band_ = band;
  if (is_read_) adopt_spreads();
  is_read_ = false;
  if (!ids_) return;
  const auto& mapped = *travel_.mapped();
  auto conditions = learnt_.roads.conditions(band, mapped.conditions(), mapped.tables(), *ids_);
  if (!is_news(conditions)) return;
  used_ = conditions;
  travel_.learn(std::move(conditions));
}

void Learning::adopt_spreads() {
  const auto by_road = learnt_.by_road.spread();
  const auto by_line = learnt_.by_line.spread();
  travel_.learn(
      Spreads{by_road.value_or(geo::roads::assumed_spread), by_line.value_or(geo::roads::assumed_spread)});
  const auto& shown = travel_.mapped() != nullptr ? by_road : by_line;
  const auto spread = shown.value_or(geo::roads::assumed_spread);
  const auto rounded = [](double ratio) { return std::round(ratio * 100) / 100; };
  estimates_ = {learnt_.arrivals, learnt_.within, rounded(spread.low), rounded(spread.high),
                shown.has_value()};
}

bool Learning::is_news(const Conditions& conditions) const {
  for (std::size_t i = 0; i < geo::roads::road_classes; ++i)
    if (differs(conditions.of_class[i], used_.of_class[i])) return true;
  const auto& sections = travel_.mapped()->tables().sections;
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
