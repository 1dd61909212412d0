#pragma once

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "dispatch/desk/desk.hpp"
#include "dispatch/people/badges.hpp"
#include "ws/clock.hpp"
#include "ws/conditions.hpp"
#include "ws/guests.hpp"
#include "ws/peer.hpp"
#include "ws/wire/sign_in.hpp"

namespace ws {

// Where everybody says who they are, before anything else is heard.
class Reception {
 public:
  struct Parts {
    dispatch::Badges& badges;
    Guests& guests;
    const dispatch::Desk& desk;
    const Clock& clock;
    const Conditions& conditions;
    RegionInfo region;
    std::chrono::seconds silence;  // so long a connection may go without signing in
    std::size_t sessions_of_name;  // signed in at one time under one name and role
    std::size_t sessions_of_device;
    std::string version;  // of this program
  };
  explicit Reception(Parts parts) : parts_{std::move(parts)} {}

  // The welcome, as a message of the wire. Refused: not_signed_in when nobody has this token,
  // store_unavailable when that cannot be told now, not_allowed when somebody has signed in already, too_much
  // when too many wrong tokens come from there, or too many have signed in with this one.
  boost::asio::awaitable<dispatch::OrRefusal<std::string>> sign_in(std::shared_ptr<Peer> peer, Hello hello);
  void left(const Peer& peer);
  // Those of the signed-in tokens, by name, that were taken back meanwhile.
  boost::asio::awaitable<std::vector<std::string>> taken_back(dispatch::Badges::Held held) {
    return parts_.badges.taken_back(std::move(held));
  }
  [[nodiscard]] bool has_waited_in_vain(const Peer& peer, std::chrono::steady_clock::time_point now) const;

 private:
  Parts parts_;
  std::unordered_map<std::string, std::size_t> of_name_;
  std::unordered_map<std::string, std::size_t> of_device_;
};

}  // namespace ws
