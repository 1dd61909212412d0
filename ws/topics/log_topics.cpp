#include "ws/topics/log_topics.hpp"

#include <algorithm>

#include "dispatch/model/json.hpp"

namespace ws {
namespace {

namespace json = dispatch::json;
using dispatch::Event;
using dispatch::Selection;
using dispatch::UnitId;

// When many come back at once they share one snapshot; it says itself how old its positions are.
constexpr dispatch::milliseconds snapshot_lasts{1000};

// How the region is set up is on no screen.
bool is_shown(const Event& event) {
  return !std::holds_alternative<dispatch::SetupRead>(event.body);
}

Frame events_frame(std::string_view topic, const dispatch::LogPosition& position,
                   const std::vector<Event>& events, const dispatch::View& view, const Selection& changed) {
  std::string out;
  {
    json::Object message{out};
    message.field("type", "events").field("topic", topic).field("position", position);
    std::vector<const Event*> shown;
    for (const auto& event : events)
      if (is_shown(event)) shown.push_back(&event);
    json::write_array(message.begin("events"), shown,
                      [](std::string& to, const Event* event) { write(to, *event); });
    write_picture(message.begin("changed"), view, changed);
  }
  return text_frame(out);
}

// What of a change is a crew's own business: its unit, its assignments, and the incidents of those.
struct Mine {
  Selection changed;
  std::vector<Event> events;
};

template <class Id>
bool holds(const std::vector<Id>& ids, std::string_view id) {
  return std::ranges::any_of(ids, [&](const Id& one) { return one.view() == id; });
}

bool holds(const Selection& selection, const dispatch::Touch& touch) {
  switch (touch.kind) {
    case dispatch::EntityKind::incident: return holds(selection.incidents, touch.id);
    case dispatch::EntityKind::assignment: return holds(selection.assignments, touch.id);
    case dispatch::EntityKind::unit: return holds(selection.units, touch.id);
    case dispatch::EntityKind::closure: return holds(selection.closures, touch.id);
    case dispatch::EntityKind::facility: return holds(selection.facilities, touch.id);
    case dispatch::EntityKind::setup: return false;  // on no screen
  }
  return false;
}

bool is_on(const dispatch::View& view, const UnitId& unit, const dispatch::IncidentId& incident) {
  const auto* one = view.unit(unit);
  const auto* job = one != nullptr && one->assignment ? view.assignment(*one->assignment) : nullptr;
  return job != nullptr && job->incident == incident;
}

// Of the unit's open job; null where it has none.
const dispatch::FacilityId* destination_of(const dispatch::View& view, const UnitId& unit) {
  const auto* one = view.unit(unit);
  const auto* job = one != nullptr && one->assignment ? view.assignment(*one->assignment) : nullptr;
  return job != nullptr && job->bound_for ? &job->bound_for->facility : nullptr;
}

Mine mine_of(const dispatch::View& view, const UnitId& unit, const Selection& changed,
             const std::vector<Event>& events) {
  Mine mine;
  mine.changed.for_crew = true;
  mine.changed.units.push_back(unit);
  for (const auto& id : changed.assignments) {
    const auto* job = view.assignment(id);
    if (job == nullptr || job->unit != unit) continue;
    mine.changed.assignments.push_back(id);
    if (!holds(mine.changed.incidents, job->incident.view())) mine.changed.incidents.push_back(job->incident);
  }
  for (const auto& id : changed.incidents)
    if (is_on(view, unit, id) && !holds(mine.changed.incidents, id.view()))
      mine.changed.incidents.push_back(id);
  if (const auto* bound = destination_of(view, unit);
      bound != nullptr && holds(changed.facilities, bound->view()))
    mine.changed.facilities.push_back(*bound);
  // An event that is partly another crew's (a divert, a reassignment) is left out as such; what it changed is
  // told. So is one that holds the caller's link, which is not a crew's to have.
  for (const auto& event : events)
    if (!std::holds_alternative<dispatch::IncidentLinked>(event.body) &&
        std::ranges::all_of(event.touches, [&](const auto& touch) { return holds(mine.changed, touch); }))
      mine.events.push_back(event);
  return mine;
}

}  // namespace

bool LogTopics::can_resume(const std::optional<dispatch::LogPosition>& after) const {
  const auto& here = desk_.position();
  if (!after || after->log != here.log || after->n > here.n) return false;
  return after->n == here.n || (!kept_.empty() && kept_.front().n <= after->n + 1);
}

// False when what was missed cannot be had, or is more than a session may have unread: a fresh picture is
// less.
template <class Pick>
bool LogTopics::resume(Peer& peer, const std::optional<dispatch::LogPosition>& after, Pick pick) {
  if (!can_resume(after)) return false;
  std::vector<Frame> missed;
  for (const auto& kept : kept_)
    if (kept.n > after->n) pick(kept, missed);
  std::size_t bytes = 0;
  for (const auto& frame : missed) bytes += frame->size();
  if (bytes > outgoing_.most_queued_bytes()) return false;
  for (auto& frame : missed) outgoing_.send(peer, std::move(frame));
  return true;
}

void LogTopics::join_board(Peer& peer, const std::optional<dispatch::LogPosition>& after) {
  leave_board(peer);
  peer.on_board = true;
  on_board_.push_back(&peer);
  const auto all = [](const Kept& kept, std::vector<Frame>& missed) { missed.push_back(kept.board); };
  if (!resume(peer, after, all)) outgoing_.send(peer, board_snapshot());
}

void LogTopics::join_mine(Peer& peer, std::optional<dispatch::LogPosition> after) {
  leave_mine(peer);
  peer.on_mine = true;
  const auto& units = peer.actor->units;
  for (const auto& unit : units) on_mine_[unit].push_back(&peer);
  // One entry may have been a message for each of several units, and the connection may have broken between
  // them: the last one is said again.
  if (after && after->n > 0 && units.size() > 1) --after->n;
  const auto own = [&](const Kept& kept, std::vector<Frame>& missed) {
    for (const auto& [unit, frame] : kept.mine)
      if (holds(units, unit.view())) missed.push_back(frame);
  };
  if (!resume(peer, after, own)) outgoing_.send(peer, mine_snapshot(peer));
}

void LogTopics::leave_board(Peer& peer) {
  if (std::exchange(peer.on_board, false)) std::erase(on_board_, &peer);
}

void LogTopics::leave_mine(Peer& peer) {
  if (!std::exchange(peer.on_mine, false)) return;
  for (const auto& unit : peer.actor->units) {
    const auto found = on_mine_.find(unit);
    if (found == on_mine_.end()) continue;
    std::erase(found->second, &peer);
    if (found->second.empty()) on_mine_.erase(found);
  }
}

bool LogTopics::is_listening(const UnitId& unit) const {
  return on_mine_.contains(unit);
}

Selection LogTopics::happened(const dispatch::Entry& entry) {
  const auto& view = desk_.view();
  const dispatch::LogPosition position{desk_.position().log, entry.n};
  auto changed = dispatch::changed_by(view, entry.events);

  Kept kept{entry.n, events_frame("board", position, entry.events, view, changed), {}};
  for (auto* peer : std::vector{on_board_}) outgoing_.send(*peer, kept.board);

  for (const auto& unit : changed.units) {
    const auto mine = mine_of(view, unit, changed, entry.events);
    kept.mine.emplace_back(unit, events_frame("mine", position, mine.events, view, mine.changed));
    const auto listeners = on_mine_.find(unit);
    if (listeners == on_mine_.end()) continue;
    for (auto* peer : std::vector{listeners->second}) outgoing_.send(*peer, kept.mine.back().second);
  }
  keep(std::move(kept));
  return changed;
}

void LogTopics::keep(Kept kept) {
  const auto size_of = [](const Kept& one) {
    std::size_t bytes = one.board->size();
    for (const auto& [unit, frame] : one.mine) bytes += frame->size();
    return bytes;
  };
  kept_bytes_ += size_of(kept);
  kept_.push_back(std::move(kept));
  while (kept_.size() > limits_.entries || kept_bytes_ > limits_.bytes) {
    kept_bytes_ -= size_of(kept_.front());
    kept_.pop_front();
  }
}

void LogTopics::began_anew() {
  kept_.clear();
  kept_bytes_ = 0;
  snapshot_.reset();
  for (auto* peer : std::vector{on_board_}) outgoing_.send(*peer, board_snapshot());
  std::vector<Peer*> crews;
  for (const auto& [unit, peers] : on_mine_)
    for (auto* peer : peers)
      if (std::ranges::find(crews, peer) == crews.end()) crews.push_back(peer);
  for (auto* peer : crews) outgoing_.send(*peer, mine_snapshot(*peer));
}

Frame LogTopics::snapshot(std::string_view topic, const Selection& selection) const {
  std::string out;
  {
    json::Object message{out};
    message.field("type", "snapshot").field("topic", topic).field("position", desk_.position());
    message.field("at", desk_.now());
    write_picture(message.begin("picture"), desk_.view(), selection);
  }
  return text_frame(out);
}

Frame LogTopics::board_snapshot() {
  const bool fresh =
      snapshot_ && snapshot_at_ == desk_.position() && desk_.now() - snapshot_made_ < snapshot_lasts;
  if (!fresh) {
    snapshot_ = snapshot("board", dispatch::everything(desk_.view()));
    snapshot_at_ = desk_.position();
    snapshot_made_ = desk_.now();
  }
  return snapshot_;
}

Frame LogTopics::mine_snapshot(const Peer& peer) const {
  return snapshot("mine", dispatch::of_units(desk_.view(), peer.actor->units));
}

}  // namespace ws
