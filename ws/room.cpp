#include "ws/room.hpp"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <spdlog/spdlog.h>

#include "dispatch/model/rights.hpp"
#include "ws/wire/board.hpp"
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
    : parts_{std::move(parts)},
      outgoing_{parts_.executor, parts_.limits.queued_bytes},
      log_{parts_.desk, outgoing_, parts_.limits.log},
      map_{parts_.desk.view(), outgoing_},
      advice_{parts_.executor, parts_.desk, parts_.engine,
              [this](const Advice::Make& make) { tell_operators(make); }},
      ways_{parts_.desk, std::move(parts_.hospitals)},
      questions_{{parts_.executor, parts_.desk, parts_.past_calls, parts_.finder, parts_.limits.questions,
                  [this](Peer& peer, std::string_view text) { tell(peer, text); }}} {}

void Room::join(Peer& peer) {
  peer.joined = monotonic_now();
  peers_.insert(&peer);
}

void Room::leave(Peer& peer) {
  log_.leave_board(peer);
  log_.leave_mine(peer);
  map_.leave_all(peer);
  outgoing_.forget(peer);
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
  if (auto* hello = std::get_if<Hello>(&*request)) {
    co_await sign_in(peer, std::move(*hello));
    co_return;
  }
  auto* wanted = std::get_if<CommandMessage>(&*request);
  if (!peer->actor) {
    const Refusal refusal{Errc::not_signed_in, "say hello with a token first", {}};
    refuse(*peer, wanted == nullptr ? std::string_view{} : wanted->command.id.view(), refusal);
    co_return;
  }
  if (wanted != nullptr) {
    co_await command(peer, std::move(*wanted));
    co_return;
  }
  if (const auto* one = std::get_if<Subscribe>(&*request)) subscribe(*peer, *one);
  if (const auto* one = std::get_if<Unsubscribe>(&*request)) unsubscribe(*peer, *one);
  if (const auto* one = std::get_if<Recommend>(&*request)) recommend(*peer, *one);
  if (auto* one = std::get_if<Locate>(&*request)) ask(peer, std::move(*one));
  if (auto* one = std::get_if<Describe>(&*request)) ask(peer, std::move(*one));
  if (auto* one = std::get_if<CheckCall>(&*request)) ask(peer, std::move(*one));
  if (const auto* one = std::get_if<AskRoute>(&*request)) ask_way(*peer, *one);
  if (const auto* one = std::get_if<AskHospitals>(&*request)) ask_way(*peer, *one);
  if (const auto* one = std::get_if<AskClosure>(&*request)) ask_way(*peer, *one);
  if (const auto* one = std::get_if<Fixes>(&*request)) take_fixes(*peer, *one);
  if (std::holds_alternative<Ping>(*request)) tell(*peer, encode_pong(parts_.desk.now()));
}

asio::awaitable<void> Room::sign_in(std::shared_ptr<Peer> peer, Hello hello) {
  if (peer->actor) {
    refuse(*peer, {}, {Errc::not_allowed, "you are signed in already", {}});
    co_return;
  }
  const auto actor = co_await parts_.badges.who_has(std::move(hello.token));
  if (actor.has_error()) {
    refuse(*peer, {}, actor.error());
    if (actor.error().code == Errc::not_signed_in) peer->close(CloseCode::not_signed_in, "unknown token");
    co_return;
  }
  peer->actor = *actor;
  if (is_of_units(actor->role)) peer->device = hello.device;
  spdlog::info("session.signed_in role={} name=\"{}\"", name_of(actor->role), actor->name);
  const auto& desk = parts_.desk;
  tell(*peer, encode_welcome(*actor, parts_.region, desk.now(), parts_.clock.speed(), desk.store()));
}

asio::awaitable<void> Room::command(std::shared_ptr<Peer> peer, CommandMessage message) {
  ++counts_.commands;
  const auto id = message.command.id;
  if (auto* link = std::get_if<dispatch::LinkIncident>(&message.command.body))
    link->token = parts_.new_link_token();
  auto actor = *peer->actor;
  const auto device = peer->device;
  const auto answer = co_await parts_.desk.handle(std::move(actor), device, std::move(message.command),
                                                  std::move(message.digest));
  if (answer.has_error())
    refuse(*peer, id.view(), answer.error());
  else
    tell(*peer, encode_ack(id.view(), *answer));
}

void Room::subscribe(Peer& peer, const Subscribe& message) {
  const auto& actor = *peer.actor;
  const auto& topic = message.topic;
  const auto no = [&](Errc code, std::string why) {
    refuse(peer, {}, {code, std::move(why), {{"topic", std::string{dispatch::json::beginning_of(topic)}}}});
  };
  const auto tile = Tile::from_topic(topic);
  if (!tile && topic != "board" && topic != "mine") return no(Errc::unknown_topic, "there is no such topic");
  const auto needed = tile ? Right::see_map : topic == "mine" ? Right::see_own_jobs : Right::see_board;
  if (!has(actor.role, needed)) return no(Errc::not_allowed, not_for(actor, "this topic").message);
  if (tile) {
    if (peer.tiles.size() >= parts_.limits.tiles)
      return no(Errc::too_much, "too many map tiles: leave some first, or zoom out");
    return map_.join(peer, *tile, parts_.desk.now());
  }
  if (!parts_.desk.is_loaded())
    return no(Errc::store_unavailable, "the board is not loaded yet: subscribe again in a moment");
  if (topic == "board") {
    log_.join_board(peer, message.after);
    if (const auto arrivals = arrivals_.all(); !arrivals.empty()) tell(peer, encode_arrivals(arrivals));
    if (told_estimates_.arrivals > 0) tell(peer, encode_estimates(told_estimates_));
    return;
  }
  log_.join_mine(peer, message.after);
  notify_open_of(peer);
}

void Room::unsubscribe(Peer& peer, const Unsubscribe& message) {
  if (message.topic == "board") log_.leave_board(peer);
  if (message.topic == "mine") log_.leave_mine(peer);
  if (const auto tile = Tile::from_topic(message.topic)) map_.leave(peer, *tile);
}

void Room::recommend(Peer& peer, const Recommend& message) {
  if (!has(peer.actor->role, Right::ask_advice))
    return refuse(peer, {}, not_for(*peer.actor, "a recommendation"));
  const auto& desk = parts_.desk;
  const auto* incident = desk.view().incident(message.incident);
  if (incident == nullptr) return refuse(peer, {}, {Errc::unknown_incident, "there is no such incident", {}});
  tell(peer, advice_.on(*incident));
  advice_.ask_engine(incident->id);
}

void Room::ask(const std::shared_ptr<Peer>& peer, Question question) {
  const auto query = query_of(question);
  if (!has(peer->actor->role, right_for(question)))
    return refuse(*peer, query.view(), not_for(*peer->actor, "this question"));
  if (!questions_.ask(peer, std::move(question)))
    refuse(*peer, query.view(), {Errc::too_much, "wait for the answers to your questions first", {}});
}

template <class Asked>
void Room::ask_way(Peer& peer, const Asked& message) {
  const auto answer = ways_.answer(*peer.actor, message);
  if (answer.has_error())
    refuse(peer, message.query.view(), answer.error());
  else
    tell(peer, *answer);
}

// Those who watch the board are told when units will be there, as far as that has changed.
void Room::follow_arrivals() {
  const auto& desk = parts_.desk;
  const auto changed = arrivals_.update(desk.view(), desk.policy(), desk.travel(), desk.now());
  if (changed.empty()) return;
  const auto frame = text_frame(encode_arrivals(changed));
  for (auto* peer : std::vector<Peer*>{peers_.begin(), peers_.end()})
    if (peer->on_board) outgoing_.send(*peer, frame);
}

// How good those times have been, as soon as anything was measured.
void Room::follow_estimates() {
  const auto& estimates = parts_.desk.learning().estimates();
  if (estimates == told_estimates_) return;
  told_estimates_ = estimates;
  const auto frame = text_frame(encode_estimates(estimates));
  for (auto* peer : std::vector<Peer*>{peers_.begin(), peers_.end()})
    if (peer->on_board) outgoing_.send(*peer, frame);
}

void Room::take_fixes(Peer& peer, const Fixes& message) {
  if (!has(peer.actor->role, Right::report_positions))
    return refuse(peer, {}, not_for(*peer.actor, "reporting positions"));
  const auto& own = peer.actor->units;
  for (const auto& fix : message.fixes) {
    if (std::ranges::find(own, fix.unit) == own.end())
      return refuse(peer, {}, {Errc::not_allowed, "not your unit: " + std::string{fix.unit.view()}, {}});
    if (parts_.desk.view().unit(fix.unit) == nullptr)
      return refuse(peer, {}, {Errc::unknown_unit, "there is no unit " + std::string{fix.unit.view()}, {}});
    ++counts_.fixes;
    parts_.desk.report(fix);
  }
}

// The job has been pushed to a connected device; whether the device has it, it says itself (`delivered`).
void Room::notify(const dispatch::AssignmentId& assignment) {
  using dispatch::AssignmentState;
  dispatch::Command command{
      parts_.new_id(), {}, {}, dispatch::StepAssignment{assignment, AssignmentState::notified, {}}};
  asio::co_spawn(parts_.executor, parts_.desk.obey(std::move(command)), asio::detached);
}

void Room::notify_open_of(const Peer& peer) {
  const auto& view = parts_.desk.view();
  for (const auto& id : peer.actor->units) {
    const auto* unit = view.unit(id);
    const auto* job = unit != nullptr && unit->assignment ? view.assignment(*unit->assignment) : nullptr;
    if (job != nullptr && job->state == dispatch::AssignmentState::reserved) notify(job->id);
  }
}

void Room::happened(const dispatch::Entry& entry) {
  const auto changed = log_.happened(entry);
  for (const auto& event : entry.events) {
    const auto* opened = std::get_if<dispatch::AssignmentOpened>(&event.body);
    if (opened != nullptr && log_.is_listening(opened->assignment.unit)) notify(opened->assignment.id);
    if (changes_roads(event.body)) advice_.anew();
  }
  advice_.changed(changed.incidents);
}

// Made only if somebody is there to read it.
void Room::tell_operators(const Advice::Make& make) {
  Frame frame;
  for (auto* peer : std::vector<Peer*>{peers_.begin(), peers_.end()}) {
    if (!peer->on_board || !has(peer->actor->role, Right::send_units)) continue;
    if (!frame) frame = text_frame(make());
    outgoing_.send(*peer, frame);
  }
}

void Room::began_anew() {
  log_.began_anew();
  map_.began_anew();
}

void Room::moved(const dispatch::Fix& fix) {
  map_.moved(fix);
}

void Room::store_changed(const dispatch::StoreState& state) {
  if (state.is_up == store_was_up_) return;
  store_was_up_ = state.is_up;
  tell_all(state.is_up ? encode_notice("store_back", state.since, "the store is back")
                       : encode_notice("store_away", state.since,
                                       "the store is away: nothing can be changed, nothing was lost"));
}

void Room::warn(std::string_view code, std::string_view message) {
  tell_all(encode_notice(code, parts_.desk.now(), message));
}

void Room::tell_all(std::string_view text) {
  const auto frame = text_frame(text);
  for (auto* peer : std::vector<Peer*>{peers_.begin(), peers_.end()})
    if (peer->actor) outgoing_.send(*peer, frame);
}

void Room::tick() {
  map_.tick(parts_.desk.now());
  follow_arrivals();
  follow_estimates();
  const auto now = monotonic_now();
  for (auto* peer : std::vector<Peer*>{peers_.begin(), peers_.end()}) {
    if (!peer->actor && !peer->closing && now - peer->joined > parts_.limits.silence)
      peer->close(CloseCode::silent, "nobody signed in");
    if (peer->closing && now - *peer->closing > farewell) peer->cut();
  }
}

void Room::cut_all() {
  for (auto* peer : std::vector<Peer*>{peers_.begin(), peers_.end()}) peer->cut();
}

void Room::stop() {
  tell_all(encode_notice("stopping", parts_.desk.now(),
                         "this server stops; what you press is kept until it is back"));
  for (auto* peer : std::vector<Peer*>{peers_.begin(), peers_.end()}) {
    peer->flush();
    peer->close(CloseCode::service_restart, "stopping");
  }
}

}  // namespace ws
