#include "ws/questions/learning.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace ws {

namespace asio = boost::asio;
using dispatch::Tally;

namespace {

constexpr dispatch::seconds between_sendings{10};
constexpr dispatch::seconds between_readings{60};

}  // namespace

void Learning::tick(bool store_is_up, dispatch::TimePoint now) {
  if (tallies_ == nullptr || !store_is_up) return;
  if (!sends_ && now - sent_at_ >= between_sendings) {
    sent_at_ = now;
    sends_ = true;
    asio::co_spawn(executor_, send(), asio::detached);
  }
  if (!reads_ && now - read_at_ >= between_readings) {
    read_at_ = now;
    reads_ = true;
    asio::co_spawn(executor_, read(), asio::detached);
  }
}

asio::awaitable<void> Learning::send() {
  auto counted = co_await planner_.ask([](Situation& situation) { return situation.driving.take(); });
  if (counted.has_value() && !counted->empty()) {
    auto copy = *counted;
    const auto done = co_await tallies_->add(std::move(copy));
    counted->erase(counted->begin(), counted->begin() + static_cast<std::ptrdiff_t>(done));
    const auto put_back = [rest = std::move(*counted)](Situation& situation) {
      situation.driving.put_back(rest);
      return true;
    };
    (void)co_await planner_.ask(put_back);
  }
  sends_ = false;
}

asio::awaitable<void> Learning::read() {
  auto all = co_await tallies_->all();
  if (all) {
    const auto hear = [tallies = std::move(*all)](Situation& situation) {
      situation.measured.heard(tallies);
      if (situation.measured.adopt(situation.travel, situation.now)) situation.advising.anew();
      return Known{situation.measured.estimates(), situation.measured.sections()};
    };
    const auto known = co_await planner_.ask(hear);
    if (known.has_value()) known_ = *known;
  }
  reads_ = false;
}

}  // namespace ws
