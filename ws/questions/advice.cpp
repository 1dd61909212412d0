#include "ws/questions/advice.hpp"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "dispatch/log/incident_state.hpp"
#include "dispatch/log/slots.hpp"
#include "ws/wire/refusal.hpp"

namespace ws {

namespace asio = boost::asio;
using dispatch::IncidentId;

// What it rests on may have changed while it was worked out: then better advice is on its way.
bool Advice::holds(const Planner::Advice& advice) const {
  const auto& view = parts_.desk.view();
  const auto* incident = view.incident(advice.incident);
  if (incident == nullptr || incident->v != advice.v) return false;
  return std::ranges::all_of(advice.options, [&](const dispatch::UnitId& id) {
    const auto* unit = view.unit(id);
    return unit != nullptr && view.availability(*unit).state == dispatch::AvailabilityState::available;
  });
}

void Advice::told(std::vector<Planner::Advice> all, const Peer* but) {
  const auto operators = parts_.operators();
  for (auto& advice : all) {
    if (!holds(advice)) {
      parts_.planner.was_not_heard(advice.incident);
      continue;
    }
    const auto frame = text_frame(advice.text);
    latest_.insert_or_assign(advice.incident, frame);
    for (auto* peer : operators)
      if (peer != but) tell(*peer, advice.incident, frame);
    if (parts_.engine != nullptr && !advice.contenders.empty())
      asio::co_spawn(parts_.executor, ask_engine(std::move(advice)), asio::detached);
  }
}

bool Advice::may_hear(const Peer& peer) const {
  const auto behind = behind_.find(&peer);
  return (behind == behind_.end() || behind->second.told < most_at_once) && peer.queued_bytes() < most_unread;
}

void Advice::tell(Peer& peer, const IncidentId& incident, const Frame& frame) {
  const bool hears = may_hear(peer);
  auto& behind = behind_[&peer];
  if (hears) {
    ++behind.told;
    std::erase(behind.incidents, incident);
    parts_.outgoing.send(peer, frame);
  } else if (std::ranges::find(behind.incidents, incident) == behind.incidents.end()) {
    behind.incidents.push_back(incident);
  }
}

void Advice::tick() {
  const auto& view = parts_.desk.view();
  std::erase_if(latest_, [&](const auto& one) {
    const auto* incident = view.incident(one.first);
    return incident == nullptr || !(wants_a_unit(*incident, view) || lacks_units(*incident, view));
  });
  for (auto* peer : parts_.operators()) {
    if (const auto behind = behind_.find(peer); behind != behind_.end()) behind->second.told = 0;
    catch_up(*peer);
  }
}

// Who is told may leave, and then is no longer among those behind.
void Advice::catch_up(Peer& peer) {
  for (auto behind = behind_.find(&peer); behind != behind_.end() && !behind->second.incidents.empty();
       behind = behind_.find(&peer)) {
    if (!may_hear(peer)) return;
    const auto incident = behind->second.incidents.front();
    behind->second.incidents.pop_front();
    if (const auto known = latest_.find(incident); known != latest_.end())
      tell(peer, incident, known->second);
  }
}

asio::awaitable<std::string> Advice::on(std::shared_ptr<Peer> peer, IncidentId id) {
  struct Answer {
    Planner::Advice advice;
    bool is_news = false;
  };
  const auto work_out = [id](Situation& now) {
    const auto* incident = now.view.incident(id);
    if (incident == nullptr) return std::optional<Answer>{};
    const auto made = now.advising.now_of(now.view, now.travel, *incident, now.now);
    return std::optional{Answer{Planner::advice_of(made, now), now.advising.tells(made)}};
  };
  auto answer = co_await parts_.planner.ask(work_out);
  if (answer.has_error()) co_return encode_refused({}, answer.error());
  if (!*answer)
    co_return encode_refused({}, {dispatch::Errc::unknown_incident, "there is no such incident", {}});
  auto& [advice, is_news] = **answer;
  auto text = advice.text;
  if (is_news) told({std::move(advice)}, peer.get());
  co_return text;
}

asio::awaitable<void> Advice::say_best_now(dispatch::Refusal& refused, IncidentId id) {
  const auto look = [id](Situation& now) {
    const auto plan = now.plan_now();
    const auto* row = plan.call(id);
    return row != nullptr ? row->sends : std::nullopt;
  };
  const auto best = co_await parts_.planner.ask(look);
  if (best.has_error() || !*best) co_return;
  const std::string unit{(*best)->unit.view()};
  refused.message += ": " + unit + " is best now";
  refused.details.insert_or_assign("best", unit);
  refused.details.insert_or_assign("eta_s", std::to_string((*best)->eta_s));
}

// Arguments by value: the advice is told meanwhile.
asio::awaitable<void> Advice::ask_engine(Planner::Advice advice) {
  const auto* incident = parts_.desk.view().incident(advice.incident);
  if (incident == nullptr || !incident->place.pin) co_return;
  const auto pin = *incident->place.pin;
  std::vector<geo::Position> starts;
  for (const auto& fix : advice.contenders) starts.push_back(fix.where);
  auto travels = co_await parts_.engine->to_one(std::move(starts), pin);
  if (!travels) co_return;
  const auto take_over = [id = advice.incident, pin, units = std::move(advice.contenders),
                          travels = std::move(*travels)](Situation& situation) {
    dispatch::KnownTravels known;
    for (std::size_t i = 0; i < units.size(); ++i) {
      const auto* unit = situation.view.unit(units[i].unit);
      if (!travels[i] || unit == nullptr) continue;
      const auto said = situation.travel.as_engine_says(unit->kind, units[i], pin, travels[i]->seconds,
                                                        geo::Metres{travels[i]->metres});
      if (said) known.emplace(unit->id, *said);
    }
    situation.advising.heard_engine(id, pin, units, std::move(known));
    return true;
  };
  (void)co_await parts_.planner.ask(take_over);
}

}  // namespace ws
