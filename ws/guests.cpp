#include "ws/guests.hpp"

#include <algorithm>
#include <boost/asio/ip/address_v4.hpp>
#include <boost/asio/ip/address_v6.hpp>
#include <unordered_map>
#include <utility>

namespace ws {
namespace {

namespace ip = boost::asio::ip;

constexpr std::size_t most_origins = 10'000;
constexpr std::size_t as_readings = 3;        // a connection costs as much
constexpr std::chrono::seconds too_often{2};  // who has so long to wait is not let in

}  // namespace

std::string origin_of(const ip::address& address) {
  if (address.is_v4()) return address.to_string();
  const auto v6 = address.to_v6();
  if (v6.is_v4_mapped()) return ip::make_address_v4(ip::v4_mapped, v6).to_string();
  auto bytes = v6.to_bytes();
  std::fill(bytes.begin() + 8, bytes.end(), static_cast<unsigned char>(0));
  return ip::address_v6{bytes}.to_string();
}

std::optional<std::string> forwarded_origin(std::string_view x_forwarded_for) {
  const auto comma = x_forwarded_for.rfind(',');
  auto last = comma == x_forwarded_for.npos ? x_forwarded_for : x_forwarded_for.substr(comma + 1);
  while (last.starts_with(' ')) last.remove_prefix(1);
  while (last.ends_with(' ')) last.remove_suffix(1);
  boost::system::error_code error;
  const auto address = ip::make_address(std::string{last}, error);
  if (error) return std::nullopt;
  return origin_of(address);
}

struct Guests::Count {
  std::unordered_map<std::string, std::size_t> by_origin;
};

Pace::Clock::duration PaceByOrigin::said(const std::string& origin, Pace::Clock::time_point now,
                                         std::size_t times) {
  if (of_.size() >= most_origins)
    std::erase_if(of_, [&](const auto& one) { return one.second.has_rested(now); });
  if (of_.size() >= most_origins) of_.clear();  // so many at once: one more knows no more
  return of_.try_emplace(origin, at_once_, a_second_).first->second.said(times, now);
}

Pace::Clock::duration PaceByOrigin::owed(const std::string& origin, Pace::Clock::time_point now) const {
  const auto found = of_.find(origin);
  return found == of_.end() ? Pace::Clock::duration{} : found->second.owed(now);
}

Guests::Guests(Limits limits)
    : limits_{limits},
      here_{std::make_shared<Count>()},
      mistaken_{limits.wrong_tokens, 1.0 / std::chrono::duration<double>{limits.forgiving}.count()},
      asking_{16 * limits.strangers, static_cast<double>(limits.strangers)} {}
Guests::~Guests() = default;

std::optional<Guests::Stranger> Guests::let_in(const std::string& origin, Time now) {
  if (asking_.owed(origin, now) > too_often) return std::nullopt;
  auto& count = here_->by_origin[origin];
  if (count >= limits_.strangers) return std::nullopt;
  ++count;
  asking_.said(origin, now, as_readings);
  const auto leave = [here = here_, origin](void*) {
    const auto found = here->by_origin.find(origin);
    if (--found->second == 0) here->by_origin.erase(found);
  };
  return Stranger{std::shared_ptr<void>{nullptr, leave}};
}

void Guests::gave_wrong_token(const std::string& origin, Time now) {
  mistaken_.said(origin, now);
}

}  // namespace ws
