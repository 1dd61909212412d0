#include "ws/doors/doors.hpp"

#include <algorithm>
#include <array>
#include <boost/asio/use_awaitable.hpp>

#include "ws/doors/caller_door.hpp"
#include "ws/doors/map_door.hpp"
#include "ws/doors/site.hpp"
#include "ws/doors/status.hpp"

namespace ws {

namespace asio = boost::asio;

namespace {

enum class Methods { get, any };  // any: the door says which
// link_holder: the door looks at the link; watcher: who watches over the server, as Status lets them
enum class Who { anybody, link_holder, watcher };

}  // namespace

struct Doors::Row {
  std::string_view path;  // all beneath it, if it ends with '/'
  Methods methods;
  Who who;
  asio::awaitable<Page> (Doors::*answer)(Visit) const;
};

const Doors::Row& Doors::row_for(std::string_view path, Open open) {
  static constexpr std::array rows{
      Row{"/ws", Methods::any, Who::anybody, &Doors::websocket},
      Row{"/caller/", Methods::any, Who::link_holder, &Doors::caller},
      Row{"/map/", Methods::get, Who::anybody, &Doors::map},
      Row{"/tiles/", Methods::get, Who::anybody, &Doors::map},
      Row{"/healthz", Methods::get, Who::watcher, &Doors::health},
      Row{"/readyz", Methods::get, Who::watcher, &Doors::ready},
      Row{"/metrics", Methods::get, Who::watcher, &Doors::metrics},
  };
  static constexpr Row console{"", Methods::get, Who::anybody, &Doors::file};
  static constexpr Row wall{"", Methods::get, Who::anybody, &Doors::nothing};
  const auto* row = std::ranges::find_if(rows, [&](const Row& one) {
    return one.path.ends_with('/') ? path.starts_with(one.path) : path == one.path;
  });
  if (open == Open::watching) return row != rows.end() && row->who == Who::watcher ? *row : wall;
  return row != rows.end() ? *row : console;
}

asio::awaitable<Page> Doors::answer(Visit visit) const {
  const auto& row = row_for(visit.target.substr(0, visit.target.find('?')), open_);
  if (row.methods == Methods::get && visit.method != Method::get)
    co_return Page{.status = 405, .body = "only GET\n"};
  auto page = co_await (this->*row.answer)(visit);
  if (row.who == Who::link_holder) page.is_secret = true;
  co_return page;
}

asio::awaitable<Page> Doors::caller(Visit visit) const {
  return parts_.caller.answer(visit);
}

asio::awaitable<Page> Doors::map(Visit visit) const {
  co_return parts_.map.answer(visit.target, visit.takes_gzip);
}

asio::awaitable<Page> Doors::health(Visit /*visit*/) const {
  co_return Page{.body = "ok\n"};
}

asio::awaitable<Page> Doors::ready(Visit /*visit*/) const {
  co_return parts_.status.ready();
}

asio::awaitable<Page> Doors::metrics(Visit visit) const {
  co_return open_ == Open::watching ? parts_.status.metrics_at_own_address(visit.authorization)
                                    : parts_.status.metrics(visit.authorization);
}

asio::awaitable<Page> Doors::nothing(Visit /*visit*/) const {
  co_return Page{.status = 404, .body = "there is nothing here\n"};
}

asio::awaitable<Page> Doors::websocket(Visit /*visit*/) const {
  co_return Page{.status = 426,
                 .body =
                     "this is the WebSocket: connect with Upgrade: websocket; a proxy in front must pass "
                     "Upgrade and Connection\n"};
}

asio::awaitable<Page> Doors::file(Visit visit) const {
  co_return parts_.site.answer(visit.target, visit.takes_gzip);
}

}  // namespace ws
