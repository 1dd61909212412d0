#include "ws/topics/topics.hpp"

#include <algorithm>
#include <array>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include "dispatch/model/json.hpp"
#include "dispatch/model/rights.hpp"

namespace ws {
namespace {

namespace asio = boost::asio;
using dispatch::Errc;
using dispatch::Refusal;
using dispatch::Right;

Refusal about(std::string_view topic, Errc code, std::string why) {
  return {code, std::move(why), {{"topic", std::string{dispatch::json::beginning_of(topic)}}}};
}

Refusal not_loaded(std::string_view topic) {
  return about(topic, Errc::store_unavailable, "the board is not loaded yet: subscribe again in a moment");
}

}  // namespace

struct Topics::Row {
  bool (*is)(std::string_view topic);
  Right right;
  std::optional<Refusal> (Topics::*join)(Peer& peer, const Subscribe& message);
  void (Topics::*leave)(Peer& peer, std::string_view topic);
};

const Topics::Row* Topics::row_of(std::string_view topic) {
  static constexpr std::array rows{
      Row{[](std::string_view name) { return name == "board"; }, Right::see_board, &Topics::join_board,
          &Topics::leave_board},
      Row{[](std::string_view name) { return name == "mine"; }, Right::see_own_jobs, &Topics::join_mine,
          &Topics::leave_mine},
      Row{[](std::string_view name) { return name == "plan"; }, Right::ask_advice, &Topics::join_plan,
          &Topics::leave_plan},
      Row{[](std::string_view name) { return FacilityTopic::from_topic(name).has_value(); },
          Right::see_facility, &Topics::join_facility, &Topics::leave_facility},
      Row{[](std::string_view name) { return name == "cover"; }, Right::ask_advice, &Topics::join_cover,
          &Topics::leave_cover},
      Row{[](std::string_view name) { return Tile::from_topic(name).has_value(); }, Right::see_map,
          &Topics::join_tile, &Topics::leave_tile},
  };
  const auto* row = std::ranges::find_if(rows, [&](const Row& one) { return one.is(topic); });
  return row != rows.end() ? row : nullptr;
}

Topics::Topics(Parts parts)
    : parts_{std::move(parts)},
      log_{parts_.desk, parts_.outgoing, parts_.log},
      map_{parts_.desk.view(), parts_.outgoing},
      times_{parts_.outgoing, log_},
      plan_{parts_.outgoing},
      facility_{parts_.desk, parts_.outgoing},
      cover_{parts_.outgoing} {}

std::optional<Refusal> Topics::subscribe(Peer& peer, const Subscribe& message) {
  const auto* row = row_of(message.topic);
  if (row == nullptr) return about(message.topic, Errc::unknown_topic, "there is no such topic");
  if (!has(peer.actor->role, row->right))
    return about(message.topic, Errc::not_allowed, not_for(*peer.actor, "this topic").message);
  return (this->*row->join)(peer, message);
}

void Topics::unsubscribe(Peer& peer, const Unsubscribe& message) {
  if (const auto* row = row_of(message.topic)) (this->*row->leave)(peer, message.topic);
}

void Topics::leave_all(Peer& peer) {
  log_.leave_board(peer);
  log_.leave_mine(peer);
  map_.leave_all(peer);
  plan_.leave(peer);
  facility_.leave(peer);
  cover_.leave(peer);
}

std::optional<Refusal> Topics::join_board(Peer& peer, const Subscribe& message) {
  if (!parts_.desk.is_loaded()) return not_loaded(message.topic);
  log_.join_board(peer, message.after);
  times_.greet(peer);
  return {};
}

std::optional<Refusal> Topics::join_mine(Peer& peer, const Subscribe& message) {
  if (!parts_.desk.is_loaded()) return not_loaded(message.topic);
  log_.join_mine(peer, message.after);
  notify_open_of(peer);
  return {};
}

std::optional<Refusal> Topics::join_plan(Peer& peer, const Subscribe& /*message*/) {
  plan_.join(peer);
  return {};
}

// Who works at a facility follows that one.
std::optional<Refusal> Topics::join_facility(Peer& peer, const Subscribe& message) {
  const auto facility = *FacilityTopic::from_topic(message.topic);
  if (peer.actor->facility != facility.view())
    return about(message.topic, Errc::not_allowed, "this is not the facility that you work at");
  if (!parts_.desk.is_loaded()) return not_loaded(message.topic);
  const auto* known = parts_.desk.view().facility(facility);
  if (known == nullptr || known->retired_at)
    return about(message.topic, Errc::unknown_facility, "there is no such facility");
  facility_.join(peer, facility);
  return std::nullopt;
}

std::optional<Refusal> Topics::join_cover(Peer& peer, const Subscribe& /*message*/) {
  cover_.join(peer);
  return {};
}

std::optional<Refusal> Topics::join_tile(Peer& peer, const Subscribe& message) {
  if (peer.tiles.size() >= parts_.tiles)
    return about(message.topic, Errc::too_much, "too many map tiles: leave some first, or zoom out");
  map_.join(peer, *Tile::from_topic(message.topic), parts_.desk.now());
  return {};
}

void Topics::leave_board(Peer& peer, std::string_view /*topic*/) {
  log_.leave_board(peer);
}

void Topics::leave_mine(Peer& peer, std::string_view /*topic*/) {
  log_.leave_mine(peer);
}

void Topics::leave_plan(Peer& peer, std::string_view /*topic*/) {
  plan_.leave(peer);
}

void Topics::leave_facility(Peer& peer, std::string_view /*topic*/) {
  facility_.leave(peer);
}

void Topics::leave_cover(Peer& peer, std::string_view /*topic*/) {
  cover_.leave(peer);
}

void Topics::leave_tile(Peer& peer, std::string_view topic) {
  map_.leave(peer, *Tile::from_topic(topic));
}

// The job has been pushed to a connected device; whether the device has it, it says itself (`delivered`).
void Topics::notify(const dispatch::AssignmentId& assignment) {
  using dispatch::AssignmentState;
  dispatch::Command command{
      parts_.new_id(), {}, {}, dispatch::StepAssignment{assignment, AssignmentState::notified, {}}};
  asio::co_spawn(parts_.executor, parts_.desk.obey(std::move(command)), asio::detached);
}

void Topics::notify_open_of(const Peer& peer) {
  const auto& view = parts_.desk.view();
  for (const auto& id : peer.actor->units) {
    const auto* unit = view.unit(id);
    const auto* job = unit != nullptr && unit->assignment ? view.assignment(*unit->assignment) : nullptr;
    if (job != nullptr && job->state == dispatch::AssignmentState::reserved) notify(job->id);
  }
}

void Topics::happened(const dispatch::Entry& entry) {
  facility_.happened(log_.happened(entry));
  for (const auto& event : entry.events) {
    const auto* opened = std::get_if<dispatch::AssignmentOpened>(&event.body);
    if (opened != nullptr && log_.is_listening(opened->assignment.unit)) notify(opened->assignment.id);
  }
}

void Topics::began_anew() {
  log_.began_anew();
  map_.began_anew();
  plan_.began_anew();
  facility_.began_anew();
  cover_.began_anew();
}

void Topics::arrivals(const std::vector<dispatch::Arrival>& changed, std::vector<dispatch::Arrival> all) {
  facility_.arrivals(all);
  times_.arrivals(changed, std::move(all));
}

void Topics::tick() {
  map_.tick(parts_.desk.now());
  plan_.tick();
  facility_.tick();
  cover_.tick();
}

}  // namespace ws
