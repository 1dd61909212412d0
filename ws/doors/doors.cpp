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

enum class Methods { get, any };          // any: the door says which
enum class Who { anybody, link_holder };  // link_holder: the door looks at the link

}  // namespace

struct Doors::Row {
  std::string_view path;  // all beneath it, if it ends with '/'
  Methods methods;
  Who who;
  asio::awaitable<Page> (Doors::*answer)(Visit) const;
};

const Doors::Row& Doors::row_for(std::string_view path) {
  static constexpr std::array rows{
      Row{"/caller/", Methods::any, Who::link_holder, &Doors::caller},
      Row{"/map/", Methods::get, Who::anybody, &Doors::map},
      Row{"/tiles/", Methods::get, Who::anybody, &Doors::map},
      Row{"/healthz", Methods::get, Who::anybody, &Doors::health},
      Row{"/readyz", Methods::get, Who::anybody, &Doors::ready},
      Row{"/metrics", Methods::get, Who::anybody, &Doors::metrics},
  };
  static constexpr Row console{"", Methods::get, Who::anybody, &Doors::file};
  const auto* row = std::ranges::find_if(rows, [&](const Row& one) {
    return one.path.ends_with('/') ? path.starts_with(one.path) : path == one.path;
  });
  return row != rows.end() ? *row : console;
}

asio::awaitable<Page> Doors::answer(Visit visit) const {
  const auto& row = row_for(visit.target.substr(0, visit.target.find('?')));
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

asio::awaitable<Page> Doors::metrics(Visit /*visit*/) const {
  co_return parts_.status.metrics();
}

asio::awaitable<Page> Doors::file(Visit visit) const {
  co_return parts_.site.answer(visit.target, visit.takes_gzip);
}

}  // namespace ws
