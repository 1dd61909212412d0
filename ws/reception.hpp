#pragma once

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <memory>
#include <string>

#include "dispatch/desk/desk.hpp"
#include "dispatch/people/badges.hpp"
#include "ws/clock.hpp"
#include "ws/peer.hpp"
#include "ws/wire/sign_in.hpp"

namespace ws {

// Where everybody says who they are, before anything else is heard.
class Reception {
 public:
  struct Parts {
    dispatch::Badges& badges;
    const dispatch::Desk& desk;
    const Clock& clock;
    RegionInfo region;
    std::chrono::seconds silence;  // so long a connection may go without signing in
  };
  explicit Reception(Parts parts) : parts_{std::move(parts)} {}

  // The welcome, as a message of the wire. Refused: not_signed_in when nobody has this token,
  // store_unavailable when that cannot be told now, not_allowed when somebody has signed in already.
  boost::asio::awaitable<dispatch::OrRefusal<std::string>> sign_in(std::shared_ptr<Peer> peer, Hello hello);
  [[nodiscard]] bool has_waited_in_vain(const Peer& peer, std::chrono::steady_clock::time_point now) const;

 private:
  Parts parts_;
};

}  // namespace ws
