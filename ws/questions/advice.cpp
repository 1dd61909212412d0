#include "ws/questions/advice.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "dispatch/log/incident_state.hpp"
#include "ws/wire/advice.hpp"

namespace ws {

namespace asio = boost::asio;
using dispatch::IncidentId;

std::string Advice::on(const dispatch::Incident& incident, const dispatch::KnownTravels& known) const {
  return encode_recommendation(
      recommend(desk_.view(), desk_.policy(), desk_.travel(), incident, desk_.now(), known));
}

void Advice::changed(const std::vector<IncidentId>& incidents) {
  const auto& view = desk_.view();
  for (const auto& id : incidents) {
    const auto* incident = view.incident(id);
    if (incident == nullptr || !incident->place.pin || !is_waiting(state_of(*incident, view))) continue;
    tell_([&] { return on(*incident); });
    ask_engine(id);
  }
}

void Advice::anew() {
  std::vector<IncidentId> all;
  for (const auto& [id, incident] : desk_.view().incidents()) all.push_back(id);
  changed(all);
}

void Advice::ask_engine(const IncidentId& incident) {
  if (engine_ != nullptr) asio::co_spawn(executor_, wait_for_engine(incident), asio::detached);
}

asio::awaitable<void> Advice::wait_for_engine(IncidentId id) {
  const auto& view = desk_.view();
  const auto* incident = view.incident(id);
  if (incident == nullptr || !incident->place.pin) co_return;
  const auto pin = *incident->place.pin;
  const auto units = contenders(view, desk_.policy(), *incident, desk_.now());
  if (units.empty()) co_return;
  std::vector<geo::Position> starts;
  for (const auto& unit : units) starts.push_back(view.fix(unit)->where);
  const auto travels = co_await engine_->to_one(std::move(starts), pin);
  incident = view.incident(id);
  const bool is_wanted =
      travels && incident != nullptr && incident->place.pin == pin && is_waiting(state_of(*incident, view));
  if (!is_wanted) co_return;
  dispatch::KnownTravels known;
  for (std::size_t i = 0; i < units.size(); ++i) {
    const auto* unit = view.unit(units[i]);
    const auto* fix = view.fix(units[i]);
    const auto& travel = (*travels)[i];
    if (!travel || unit == nullptr || fix == nullptr) continue;
    const auto said =
        desk_.travel().as_engine_says(unit->kind, *fix, pin, travel->seconds, geo::Metres{travel->metres});
    if (said) known.emplace(units[i], *said);
  }
  tell_([&] { return on(*incident, known); });
}

}  // namespace ws
