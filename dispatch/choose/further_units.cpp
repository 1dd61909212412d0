#include "dispatch/choose/further_units.hpp"

#include <algorithm>

#include "dispatch/log/slots.hpp"
#include "dispatch/model/capabilities.hpp"

namespace dispatch {
namespace {

using Mover = PlanBoard::Mover;

bool is_on(const Mover& mover, const Incident& incident) {
  return mover.job != nullptr && mover.job->incident == incident.id;
}

// A further unit counts as what is less urgent by one: who comes first to another call like this one goes
// before.
PlanBoard::Call row_of(PlanBoard::Call call, std::size_t slot) {
  call.slot = slot;
  call.job = nullptr;
  call.changes = 0;
  if (call.priority < Priority::P4)
    call.priority = static_cast<Priority>(static_cast<int>(call.priority) + 1);
  return call;
}

using Rows = std::vector<bool>;

// Whether those who are on a call, and who come by its rows but those left out, leave this slot of it open.
class Lacking {
 public:
  Lacking(const PlanBoard& board, const View& view, const Goers& goers)
      : board_{board}, view_{view}, goers_{goers} {}

  [[nodiscard]] bool operator()(const Incident& incident, std::size_t slot, const Rows& left_out) const {
    const auto fillings = filled_by(who_comes(incident, left_out), slots_of(incident, view_));
    return std::ranges::find(fillings, slot, &Filling::slot) == fillings.end();
  }

 private:
  [[nodiscard]] std::vector<Goer> who_comes(const Incident& incident, const Rows& left_out) const {
    std::optional<AssignmentId> leaves;
    std::vector<Goer> come;
    for (std::size_t row = 0; row < goers_.size(); ++row) {
      const auto& call = board_.calls[row];
      if (call.incident != &incident || left_out[row]) continue;
      const auto* mover = goers_[row] ? &board_.units[*goers_[row]] : nullptr;
      if (call.job != nullptr && (mover == nullptr || mover->job != call.job)) leaves = call.job->id;
      if (mover != nullptr && !is_on(*mover, incident)) come.push_back({{}, capabilities_of(*mover->unit)});
    }
    auto all = goers_of(incident, view_, leaves);
    all.insert(all.end(), come.begin(), come.end());
    return all;
  }

  const PlanBoard& board_;
  const View& view_;
  const Goers& goers_;
};

}  // namespace

std::vector<PlanBoard::Call> open_rows_of(const PlanBoard::Call& call, const View& view) {
  std::vector<PlanBoard::Call> rows;
  const auto slots = slots_of(*call.incident, view);
  for (std::size_t slot = 0; slot < slots.size(); ++slot)
    if (slots[slot].weight == SlotWeight::must && !slots[slot].assignment) rows.push_back(row_of(call, slot));
  return rows;
}

PlanBoard::Ways ways_to_slot(const PlanBoard& board, const PlanBoard::Call& call, PlanBoard::Ways ways,
                             const View& view) {
  const auto slots = slots_of(*call.incident, view);
  for (std::size_t unit = 0; unit < ways.size(); ++unit)
    if (is_on(board.units[unit], *call.incident) ||
        !may_fill(slots[*call.slot], capabilities_of(*board.units[unit].unit)))
      ways[unit].reset();
  return ways;
}

bool add_open_slots(PlanBoard& board, const View& view, const Goers& goers) {
  const Lacking lacks{board, view, goers};
  const Rows none_left_out(goers.size());
  std::vector<PlanBoard::Call> added;
  for (std::size_t row = 0; row < goers.size(); ++row) {
    const auto& call = board.calls[row];
    if (call.slot || !goers[row]) continue;  // where nobody comes there is nothing to add to
    const auto slots = slots_of(*call.incident, view);
    for (std::size_t slot = 0; slot < slots.size(); ++slot) {
      const auto is_its_row = [&](const PlanBoard::Call& one) {
        return one.incident == call.incident && one.slot == slot;
      };
      if (slots[slot].weight != SlotWeight::must || std::ranges::any_of(board.calls, is_its_row) ||
          !lacks(*call.incident, slot, none_left_out))
        continue;
      added.push_back(row_of(call, slot));
      added.back().first = row;
      board.ways.push_back(ways_to_slot(board, added.back(), board.ways[row], view));
    }
  }
  board.calls.insert(board.calls.end(), added.begin(), added.end());
  return !added.empty();
}

std::vector<bool> filled_otherwise(const PlanBoard& board, const View& view, const Goers& goers) {
  const Lacking lacks{board, view, goers};
  Rows left_out(board.calls.size());
  for (auto row = board.calls.size(); row-- > 0;) {
    const auto& call = board.calls[row];
    if (!call.slot) continue;
    const bool nobody_is_first = call.first && !goers[*call.first];
    left_out[row] = true;
    left_out[row] = nobody_is_first || !lacks(*call.incident, *call.slot, left_out);
  }
  return left_out;
}

}  // namespace dispatch
