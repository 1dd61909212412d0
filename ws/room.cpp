#include "ws/room.hpp"

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "dispatch/model/rights.hpp"
#include "ws/wire/refusal.hpp"

namespace ws {
namespace {

namespace asio = boost::asio;
using dispatch::Errc;
using dispatch::Refusal;
using dispatch::Right;

// For a close to be read by the other side.
constexpr std::chrono::seconds farewell{2};

}  // namespace

Room::Room(Parts parts)
    : executor_{parts.executor},
      desk_{parts.desk},
      new_link_token_{std::move(parts.new_link_token)},
      outgoing_{parts.executor, parts.limits.queued_bytes},
      reception_{{parts.badges, parts.desk, parts.clock, std::move(parts.region), parts.limits.silence}},
      topics_{{parts.executor, parts.desk, outgoing_, std::move(parts.new_id), parts.limits.tiles,
               parts.limits.log}},
      planner_{parts.planner},
      learning_{parts.executor, parts.tallies, parts.planner},
      advice_{{parts.executor, parts.desk, parts.planner, outgoing_, parts.engine,
               [this] { return operators(); }}},
      questions_{{parts.executor, parts.desk, parts.past_calls, parts.finder, parts.planner, advice_,
                  parts.limits.questions, [this](Peer& peer, std::string_view text) {
                    if (is_refused(text)) ++counts_.refused;
                    tell(peer, text);
                  }}} {
  planner_.on_told(
      {[this](const auto& changed, auto all) { topics_.times().arrivals(changed, std::move(all)); },
       [this](auto advice) { advice_.told(std::move(advice)); }});
}

void Room::join(Peer& peer) {
  peer.joined = monotonic_now();
  peers_.insert(&peer);
}

void Room::leave(Peer& peer) {
  topics_.leave_all(peer);
  outgoing_.forget(peer);
  advice_.forget(peer);
  questions_.forget(peer);
  peers_.erase(&peer);
}

void Room::refuse(Peer& peer, std::string_view id, const Refusal& refusal) {
  ++counts_.refused;
  tell(peer, encode_refused(id, refusal));
}

asio::awaitable<void> Room::received(std::shared_ptr<Peer> peer, std::string text) {
  auto request = decode(text);
  if (request.has_error()) {
    refuse(*peer, request.error().id, request.error().refusal);
    co_return;
  }
  if (!peer->actor && !std::holds_alternative<Hello>(*request)) {
    const auto* wanted = std::get_if<CommandMessage>(&*request);
    refuse(*peer, wanted == nullptr ? std::string_view{} : wanted->command.id.view(),
           {Errc::not_signed_in, "say hello with a token first", {}});
    co_return;
  }
  auto taken = std::visit([&](auto& message) { return take(peer, std::move(message)); }, *request);
  co_await std::move(taken);
}

asio::awaitable<void> Room::take(std::shared_ptr<Peer> peer, Hello hello) {
  const auto welcome = co_await reception_.sign_in(peer, std::move(hello));
  if (!welcome.has_error()) {
    tell(*peer, *welcome);
    co_return;
  }
  refuse(*peer, {}, welcome.error());
  if (welcome.error().code == Errc::not_signed_in) peer->close(CloseCode::not_signed_in, "unknown token");
}

asio::awaitable<void> Room::take(std::shared_ptr<Peer> peer, CommandMessage message) {
  ++counts_.commands;
  const auto id = message.command.id;
  if (auto* link = std::get_if<dispatch::LinkIncident>(&message.command.body))
    link->token = new_link_token_();
  auto actor = *peer->actor;
  const auto device = peer->device;
  const auto answer =
      co_await desk_.handle(std::move(actor), device, std::move(message.command), std::move(message.digest));
  if (answer.has_error())
    refuse(*peer, id.view(), answer.error());
  else
    tell(*peer, encode_ack(id.view(), *answer));
}

asio::awaitable<void> Room::take(std::shared_ptr<Peer> peer, Subscribe message) {
  if (const auto why_not = topics_.subscribe(*peer, message)) refuse(*peer, {}, *why_not);
  planner_.is_heard(!operators().empty());
  co_return;
}

asio::awaitable<void> Room::take(std::shared_ptr<Peer> peer, Unsubscribe message) {
  topics_.unsubscribe(*peer, message);
  co_return;
}

asio::awaitable<void> Room::take(std::shared_ptr<Peer> peer, Fixes message) {
  if (const auto why_not = report(*peer->actor, message)) refuse(*peer, {}, *why_not);
  const auto rest = peer->positions.said(message.fixes.size(), monotonic_now());
  if (rest <= rest.zero()) co_return;
  asio::steady_timer timer{executor_, rest};
  co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
}

std::optional<Refusal> Room::report(const dispatch::Actor& actor, const Fixes& message) {
  if (!has(actor.role, Right::report_positions)) return not_for(actor, "reporting positions");
  for (const auto& fix : message.fixes) {
    const std::string unit{fix.unit.view()};
    if (std::ranges::find(actor.units, fix.unit) == actor.units.end())
      return Refusal{Errc::not_allowed, "not your unit: " + unit, {}};
    if (desk_.view().unit(fix.unit) == nullptr)
      return Refusal{Errc::unknown_unit, "there is no unit " + unit, {}};
    ++counts_.fixes;
    desk_.report(fix);
  }
  return {};
}

asio::awaitable<void> Room::take(std::shared_ptr<Peer> peer, Ping) {
  tell(*peer, encode_pong(desk_.now()));
  co_return;
}

template <class Question>
asio::awaitable<void> Room::take(std::shared_ptr<Peer> peer, Question question) {
  std::string query;
  if constexpr (requires { question.query; }) query = question.query.view();
  if (const auto why_not = questions_.ask(peer, std::move(question))) refuse(*peer, query, *why_not);
  co_return;
}

void Room::happened(const dispatch::Entry& entry) {
  topics_.happened(entry);
  planner_.happened(entry);
}

void Room::began_anew() {
  topics_.began_anew();
  planner_.began_anew();
}

void Room::reported(const dispatch::Fix& fix) {
  planner_.drove(fix);
  heard(fix);
}

void Room::heard(const dispatch::Fix& fix) {
  topics_.moved(fix);
  planner_.moved(fix);
}

std::vector<Peer*> Room::operators() const {
  auto peers = topics_.at_the_board();
  std::erase_if(peers, [](const Peer* peer) { return !has(peer->actor->role, Right::send_units); });
  return peers;
}

void Room::store_changed(const dispatch::StoreState& state) {
  if (state.is_up == store_was_up_) return;
  store_was_up_ = state.is_up;
  tell_all(state.is_up ? encode_notice("store_back", state.since, "the store is back")
                       : encode_notice("store_away", state.since,
                                       "the store is away: nothing can be changed, nothing was lost"));
}

void Room::warn(std::string_view code, std::string_view message) {
  tell_all(encode_notice(code, desk_.now(), message));
}

void Room::tell_all(std::string_view text) {
  const auto frame = text_frame(text);
  for (auto* peer : everybody())
    if (peer->actor) outgoing_.send(*peer, frame);
}

void Room::tick() {
  topics_.tick();
  planner_.is_heard(!operators().empty());
  planner_.tick();
  learning_.tick(desk_.store().is_up, desk_.now());
  topics_.times().estimates(learning_.estimates());
  advice_.tick();
  const auto now = monotonic_now();
  for (auto* peer : everybody()) {
    if (!peer->closing && reception_.has_waited_in_vain(*peer, now))
      peer->close(CloseCode::silent, "nobody signed in");
    if (peer->closing && now - *peer->closing > farewell) peer->cut();
  }
}

void Room::cut_all() {
  for (auto* peer : everybody()) peer->cut();
}

void Room::stop() {
  tell_all(
      encode_notice("stopping", desk_.now(), "this server stops; what you press is kept until it is back"));
  for (auto* peer : everybody()) {
    peer->flush();
    peer->close(CloseCode::service_restart, "stopping");
  }
}

}  // namespace ws
