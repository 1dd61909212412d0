#include "ws/reception.hpp"

#include <boost/asio/use_awaitable.hpp>

#include <spdlog/spdlog.h>

#include "dispatch/model/rights.hpp"

namespace ws {

namespace asio = boost::asio;
using dispatch::Errc;
using dispatch::OrRefusal;
using dispatch::Refusal;

asio::awaitable<OrRefusal<std::string>> Reception::sign_in(std::shared_ptr<Peer> peer, Hello hello) {
  if (peer->actor) co_return Refusal{Errc::not_allowed, "you are signed in already", {}};
  const auto actor = co_await parts_.badges.who_has(std::move(hello.token));
  if (actor.has_error()) co_return actor.error();
  peer->actor = *actor;
  if (is_of_units(actor->role)) peer->device = hello.device;
  spdlog::info("session.signed_in role={} name=\"{}\"", name_of(actor->role), actor->name);
  const auto& desk = parts_.desk;
  co_return encode_welcome(*actor, parts_.region, desk.now(), parts_.clock.speed(), desk.store());
}

bool Reception::has_waited_in_vain(const Peer& peer, std::chrono::steady_clock::time_point now) const {
  return !peer.actor && now - peer.joined > parts_.silence;
}

}  // namespace ws
