#include "ws/room.hpp"

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <unordered_set>
#include <variant>

#include <spdlog/spdlog.h>

#include "dispatch/model/rights.hpp"
#include "dispatch/rules/locating.hpp"
#include "ws/wire/refusal.hpp"

namespace ws {
namespace {

namespace asio = boost::asio;
using dispatch::Errc;
using dispatch::Refusal;
using dispatch::Right;

// Of what clients may say; the rest Siaga does by itself.
std::string_view type_of(const dispatch::CommandBody& body) {
  return std::visit(
      []<class T>(const T&) -> std::string_view {
        if constexpr (requires { T::type; }) return T::type;
        return "own";
      },
      body);
}

// Of a command or a question; empty of all else.
std::string_view id_of(const Request& request) {
  return std::visit(
      []<class T>(const T& message) -> std::string_view {
        if constexpr (std::is_same_v<T, CommandMessage>)
          return message.command.id.view();
        else if constexpr (requires { message.query; })
          return message.query.view();
        return {};
      },
      request);
}

// For a close to be read by the other side.
constexpr std::chrono::seconds farewell{2};
constexpr int most_refused_before_sign_in = 8;

}  // namespace

Room::Room(Parts parts)
    : executor_{parts.executor},
      desk_{parts.desk},
      new_link_token_{std::move(parts.new_link_token)},
      outgoing_{parts.executor, parts.limits.queued_bytes},
      reception_{{parts.badges, parts.guests, parts.desk, parts.clock, conditions_, std::move(parts.region),
                  parts.limits.silence, parts.limits.sessions_of_name, parts.limits.sessions_of_device,
                  std::move(parts.version)}},
      topics_{{parts.executor, parts.desk, outgoing_, std::move(parts.new_id), parts.limits.tiles,
               parts.limits.log}},
      planner_{parts.planner},
      learning_{parts.executor, parts.tallies, parts.planner},
      advice_{{parts.executor, parts.desk, parts.planner, outgoing_, parts.engine,
               [this] { return operators(); }}},
      questions_{{parts.executor, parts.desk, parts.past_calls, parts.finder, parts.planner, advice_,
                  parts.limits.questions,
                  [this](Peer& peer, std::string_view text) {
                    if (is_refused(text)) ++counts_.refused;
                    tell(peer, text);
                  }}},
      said_places_{parts.finder} {
  planner_.on_told({[this](const auto& changed, auto all) {
                      desk_.foresees(all);
                      topics_.arrivals(changed, std::move(all));
                    },
                    [this](auto advice) { advice_.told(std::move(advice)); },
                    [this](auto plan) {
                      desk_.plans(plan.plan);
                      topics_.plan().told(std::move(plan.plan), plan.text);
                    },
                    [this](const auto& cover) { topics_.cover().told(cover); }});
  parts.finder.on_register([this](const std::string& fault) {
    constexpr std::string_view code = "patients_faulty";
    fault.empty() ? condition_over(code) : condition(code, fault);
  });
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
  reception_.left(peer);
  peers_.erase(&peer);
}

void Room::refuse(Peer& peer, std::string_view id, const Refusal& refusal) {
  ++counts_.refused;
  tell(peer, encode_refused(id, refusal));
  if (peer.actor || ++peer.refused_before_sign_in < most_refused_before_sign_in) return;
  peer.close(CloseCode::silent, "sign in first");
}

asio::awaitable<void> Room::received(std::shared_ptr<Peer> peer, std::string text) {
  auto request = decode(text);
  if (request.has_error()) {
    refuse(*peer, request.error().id, request.error().refusal);
    co_return;
  }
  if (!peer->actor && !std::holds_alternative<Hello>(*request)) {
    refuse(*peer, id_of(*request), {Errc::not_signed_in, "say hello with a token first", {}});
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
  const auto began = monotonic_now();
  const auto type = type_of(message.command.body);
  const auto id = message.command.id;
  if (auto* link = std::get_if<dispatch::LinkIncident>(&message.command.body))
    link->token = new_link_token_();
  std::optional<dispatch::IncidentId> by_plan;
  if (auto* sends = std::get_if<dispatch::DispatchUnit>(&message.command.body); sends != nullptr) {
    sends->promised_s = topics_.plan().promised(sends->incident, sends->unit);
    if (sends->by_plan.value_or(false)) {
      sends->basis = topics_.plan().basis(sends->incident, sends->unit);
      by_plan = sends->incident;
    }
  }
  co_await said_places_.read_for(desk_.view(), message.command.body);
  auto actor = *peer->actor;
  const auto device = peer->device;
  const auto answer =
      co_await desk_.handle(std::move(actor), device, std::move(message.command), std::move(message.digest));
  counts_.command_times[type].took(monotonic_now() - began);
  if (!answer.has_error()) {
    tell(*peer, encode_ack(id.view(), *answer));
    co_return;
  }
  auto refused = answer.error();
  if (by_plan && refused.code == Errc::plan_changed) co_await advice_.say_best_now(refused, *by_plan);
  refuse(*peer, id.view(), refused);
}

asio::awaitable<void> Room::take(std::shared_ptr<Peer> peer, Subscribe message) {
  if (const auto why_not = topics_.subscribe(*peer, message)) refuse(*peer, {}, *why_not);
  look_who_listens();
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
  auto left_out = message.unreadable;
  for (const auto& fix : message.fixes) {
    if (auto refused = not_to_be_taken(actor, fix)) {
      left_out.push_back(std::move(*refused));
      continue;
    }
    ++counts_.fixes;
    desk_.report(fix);
  }
  if (left_out.empty()) return {};
  auto told = std::move(left_out.front());
  const auto all = message.fixes.size() + message.unreadable.size();
  if (all > 1)
    told.message += "; " + std::to_string(left_out.size()) + " of " + std::to_string(all) +
                    " positions were left out, the others were taken";
  return told;
}

std::optional<Refusal> Room::not_to_be_taken(const dispatch::Actor& actor, const dispatch::Fix& fix) const {
  const std::string unit{fix.unit.view()};
  if (std::ranges::find(actor.units, fix.unit) == actor.units.end())
    return Refusal{Errc::not_allowed, "not your unit: " + unit, {{"unit", unit}}};
  if (desk_.view().unit(fix.unit) == nullptr)
    return Refusal{Errc::unknown_unit, "there is no unit " + unit, {{"unit", unit}}};
  if (dispatch::is_nowhere(desk_.policy(), fix.where))
    return Refusal{Errc::bad_field,
                   unit + " is said to be at 0, 0: that is said when a position is not known",
                   {{"unit", unit}, {"field", "lat and lon"}}};
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

// Without anybody there is no plan and no cover, and none that was is good; who sends by itself follows the
// plan, too.
void Room::look_who_listens() {
  const bool by_somebody = topics_.plan().is_followed() || topics_.cover().is_followed() ||
                           !operators().empty() || sends_by_itself(desk_.policy().sending);
  planner_.is_heard(by_somebody);
  if (by_somebody) return;
  topics_.plan().began_anew();
  topics_.cover().began_anew();
}

void Room::store_changed(const dispatch::StoreState& state) {
  if (state.is_up == store_was_up_) return;
  store_was_up_ = state.is_up;
  if (!state.is_up) ++counts_.store_away;
  tell_all(state.is_up ? encode_notice("store_back", state.since, "the store is back")
                       : encode_notice("store_away", state.since,
                                       "the store is away: nothing can be changed, nothing was lost"));
}

void Room::warn(std::string_view code, std::string_view message) {
  tell_all(encode_notice(code, desk_.now(), message));
}

void Room::condition(std::string_view code, const std::string& message) {
  if (!conditions_.begin(code, message, desk_.now())) return;
  spdlog::warn("condition.holds code={} what=\"{}\"", code, message);
  tell_all(encode_conditions(conditions_.all()));
}

void Room::condition_over(std::string_view code) {
  if (!conditions_.end(code)) return;
  spdlog::info("condition.over code={}", code);
  tell_all(encode_conditions(conditions_.all()));
}

void Room::tell_all(std::string_view text) {
  const auto frame = text_frame(text);
  for (auto* peer : everybody())
    if (peer->actor) outgoing_.send(*peer, frame);
}

std::vector<std::optional<dispatch::Role>> Room::roles() const {
  std::vector<std::optional<dispatch::Role>> roles;
  for (const auto* peer : peers_)
    roles.push_back(peer->actor ? std::optional{peer->actor->role} : std::nullopt);
  return roles;
}

asio::awaitable<void> Room::end_taken_back() {
  looks_for_taken_back_ = true;
  dispatch::Badges::Held held = [this] {
    std::vector<std::string> tokens;
    for (const auto* peer : peers_)
      if (peer->actor) tokens.push_back(peer->token);
    return tokens;
  };
  const auto gone = co_await reception_.taken_back(std::move(held));
  looks_for_taken_back_ = false;
  if (gone.empty()) co_return;
  const std::unordered_set<std::string_view> all{gone.begin(), gone.end()};
  for (auto* peer : everybody()) {
    if (!peer->actor || !all.contains(peer->token)) continue;
    spdlog::info("session.taken_back role={} name=\"{}\"", name_of(peer->actor->role), peer->actor->name);
    topics_.leave_all(*peer);
    peer->close(CloseCode::not_signed_in, "this token was taken back");
  }
}

void Room::tick() {
  if (!looks_for_taken_back_) asio::co_spawn(executor_, end_taken_back(), asio::detached);
  topics_.tick();
  look_who_listens();
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
