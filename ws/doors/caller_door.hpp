#pragma once

#include <boost/asio/awaitable.hpp>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "dispatch/desk/desk.hpp"
#include "dispatch/people/caller.hpp"
#include "ws/doors/site.hpp"
#include "ws/room.hpp"

namespace ws {

// What is under /caller/: the page that a caller opens by a link, what it shows, and what it tells.
//   GET  /caller/<token>        the page, the same for every token: it asks the next one
//   GET  /caller/<token>/state  docs/protocol.md, "The caller's link"
//   POST /caller/<token>/fix    where the phone is
// A token that is not good is answered alike whatever the reason, and no token is ever written to a log of
// ours.
class CallerDoor {
 public:
  CallerDoor(dispatch::Desk& desk, Room& room, const Site& site, std::string region_title,
             std::function<dispatch::CommandId()> new_id)
      : desk_{desk},
        room_{room},
        site_{site},
        region_title_{std::move(region_title)},
        new_id_{std::move(new_id)} {}

  boost::asio::awaitable<Page> answer(Visit visit);

 private:
  [[nodiscard]] Page page(bool takes_gzip) const;
  [[nodiscard]] Page state(const dispatch::LinkToken& token) const;
  boost::asio::awaitable<Page> take_fix(dispatch::LinkToken token, std::string_view body);
  [[nodiscard]] bool is_ready() const { return desk_.store().is_up && desk_.is_loaded(); }
  bool comes_too_soon(const dispatch::LinkToken& token, dispatch::TimePoint now);

  dispatch::Desk& desk_;
  Room& room_;
  const Site& site_;
  std::string region_title_;
  std::function<dispatch::CommandId()> new_id_;
  // Who spoke within the last second; only good tokens come here, so strangers cannot make it grow.
  std::unordered_map<dispatch::LinkToken, dispatch::TimePoint> spoke_;
};

}  // namespace ws
