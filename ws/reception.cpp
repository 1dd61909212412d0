#include "ws/reception.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>

#include <spdlog/spdlog.h>

#include "dispatch/log/slots.hpp"
#include "dispatch/model/response_plan.hpp"
#include "dispatch/model/rights.hpp"
#include "ws/as_result.hpp"

namespace ws {

namespace asio = boost::asio;
using dispatch::Errc;
using dispatch::OrRefusal;
using dispatch::Refusal;

namespace {

Refusal too_many_wrong(Pace::Clock::duration wait) {
  const auto seconds = std::chrono::ceil<std::chrono::seconds>(wait).count();
  return {Errc::too_much,
          "too many wrong tokens came from your address: try again in " + std::to_string(seconds) + " s",
          {}};
}

std::string name_key(const dispatch::Actor& actor) {
  return std::string{name_of(actor.role)} + " " + actor.name;
}

// Under whose name, too: who says somebody else's device does not lock that one out.
std::string device_key(const dispatch::Actor& actor, const dispatch::DeviceId& device) {
  return std::string{device.view()} + " " + name_key(actor);
}

void one_less(std::unordered_map<std::string, std::size_t>& counts, const std::string& key) {
  const auto found = counts.find(key);
  if (found != counts.end() && --found->second == 0) counts.erase(found);
}

}  // namespace

asio::awaitable<OrRefusal<std::string>> Reception::sign_in(std::shared_ptr<Peer> peer, Hello hello) {
  if (peer->actor) co_return Refusal{Errc::not_allowed, "you are signed in already", {}};
  const auto wait = parts_.guests.must_wait(peer->origin, monotonic_now());
  if (wait > wait.zero()) {
    const auto executor = co_await asio::this_coro::executor;
    asio::steady_timer turn{executor, parts_.guests.turn(peer->origin, monotonic_now())};
    co_await turn.async_wait(as_result);
  }
  const auto bearer = co_await parts_.badges.who_has(std::move(hello.token), parts_.desk.now());
  if (bearer.has_error()) {
    if (bearer.error().code == Errc::not_signed_in)
      parts_.guests.gave_wrong_token(peer->origin, monotonic_now());
    if (wait > wait.zero() && bearer.error().code == Errc::not_signed_in) co_return too_many_wrong(wait);
    co_return bearer.error();
  }
  const auto& actor = bearer->actor;
  const auto device = is_of_units(actor.role) ? hello.device : std::nullopt;
  auto& of_name = of_name_[name_key(actor)];
  if (of_name >= parts_.sessions_of_name)
    co_return Refusal{Errc::too_much, actor.name + " has signed in too many times: close other windows", {}};
  if (device && of_device_[device_key(actor, *device)] >= parts_.sessions_of_device)
    co_return Refusal{Errc::too_much, "this device has signed in too many times: close other windows", {}};
  ++of_name;
  if (device) ++of_device_[device_key(actor, *device)];
  peer->actor = actor;
  peer->token = bearer->token;
  peer->device = device;
  spdlog::info("session.signed_in role={} name=\"{}\"", name_of(actor.role), actor.name);
  const auto& desk = parts_.desk;
  auto region = parts_.region;
  if (const auto* plan = plan_of(desk.view())) region.capabilities = plan->capabilities;
  co_return encode_welcome(actor, region, desk.now(), parts_.clock.speed(), desk.store(),
                           parts_.conditions.all(), parts_.version);
}

void Reception::left(const Peer& peer) {
  if (!peer.actor) return;
  one_less(of_name_, name_key(*peer.actor));
  if (peer.device) one_less(of_device_, device_key(*peer.actor, *peer.device));
}

bool Reception::has_waited_in_vain(const Peer& peer, std::chrono::steady_clock::time_point now) const {
  return !peer.actor && now - peer.joined > parts_.silence;
}

}  // namespace ws
