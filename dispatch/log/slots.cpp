#include "dispatch/log/slots.hpp"

#include <algorithm>

#include "dispatch/log/incident_state.hpp"
#include "dispatch/model/response_plan.hpp"

namespace dispatch {
namespace {

// Goers and the slots of one role. Whoever fills a slot already moves on to another that it fits, so that
// somebody else can have its own (augmenting paths): whom only one slot fits gets it. The heaviest go first.
class Matching {
 public:
  Matching(const std::vector<Goer>& goers, const std::vector<Slot>& slots, SlotRole role)
      : goers_{goers}, slots_{slots}, slot_of_(goers.size()) {
    for (std::size_t slot = 0; slot < slots.size(); ++slot) {
      if (slots[slot].role != role) continue;
      const auto holder = slots[slot].assignment ? goer_of(*slots[slot].assignment) : goers.size();
      if (holder < goers.size() && !slot_of_[holder])
        slot_of_[holder] = slot;
      else
        heaviest_first_.push_back(slot);
    }
    std::ranges::stable_sort(heaviest_first_, [&](std::size_t a, std::size_t b) {
      if (slots[a].weight != slots[b].weight) return slots[a].weight < slots[b].weight;
      return slots[a].capabilities.size() > slots[b].capabilities.size();
    });
  }

  void add_to(std::vector<Filling>& fillings) {
    for (const auto slot : heaviest_first_) {
      const bool is_must = slots_[slot].weight == SlotWeight::must;
      if (!finds(slot, false) && is_must) (void)finds(slot, true);
    }
    for (std::size_t goer = 0; goer < goers_.size(); ++goer)
      if (slot_of_[goer]) fillings.push_back({*slot_of_[goer], goers_[goer].assignment});
  }

 private:
  [[nodiscard]] std::size_t goer_of(const AssignmentId& id) const {
    return static_cast<std::size_t>(std::ranges::find(goers_, id, &Goer::assignment) - goers_.begin());
  }
  bool finds(std::size_t slot, bool instead_of_should) {
    std::vector<bool> seen(goers_.size());
    return finds(slot, instead_of_should, seen);
  }
  bool finds(std::size_t slot, bool instead_of_should, std::vector<bool>& seen) {
    for (std::size_t goer = 0; goer < goers_.size(); ++goer) {
      if (seen[goer] || !may_fill(slots_[slot], goers_[goer].capabilities)) continue;
      seen[goer] = true;
      const auto holds = slot_of_[goer];
      const bool gives_way = !holds || (instead_of_should && slots_[*holds].weight == SlotWeight::should);
      if (!gives_way && !finds(*holds, instead_of_should, seen)) continue;
      slot_of_[goer] = slot;
      return true;
    }
    return false;
  }

  const std::vector<Goer>& goers_;
  const std::vector<Slot>& slots_;
  std::vector<std::size_t> heaviest_first_;
  std::vector<std::optional<std::size_t>> slot_of_;  // by goer
};

// Under way, or cleared since the incident was last opened.
bool counts(const Incident& incident, const Assignment& job) {
  if (!assignment_life::is_finished(job.state)) return true;
  return job.state == AssignmentState::cleared &&
         (!incident.reopened_at || job.times.front().recorded >= *incident.reopened_at);
}

}  // namespace

const ResponsePlan* plan_of(const Reading& view) {
  const auto* setup = view.setup();
  return setup != nullptr && setup->plan ? &*setup->plan : nullptr;
}

const Response& response_of(const Incident& incident) {
  return incident.response ? *incident.response : default_response(incident.triage.value_or(Triage{}));
}

std::vector<Slot> slots_of(const Incident& incident, const Reading& view) {
  auto slots = response_of(incident).slots;
  if (!incident.response) {
    if (incident.assignments.empty()) return slots;
    for (const auto& one : filled_by(goers_of(incident, view), slots)) slots[one.slot].assignment = one.by;
    return slots;
  }
  bool was_left = false;
  for (auto& slot : slots) {
    const auto* job = slot.assignment ? view.assignment(*slot.assignment) : nullptr;
    if (!slot.assignment || (job != nullptr && counts(incident, *job))) continue;
    slot.assignment.reset();
    was_left = true;
  }
  // Who had nothing to fill beside the one that left takes its place.
  if (was_left)
    for (const auto& one : filled_by(goers_of(incident, view), slots)) slots[one.slot].assignment = one.by;
  return slots;
}

std::vector<Goer> goers_of(const Incident& incident, const Reading& view,
                           const std::optional<AssignmentId>& without) {
  std::vector<Goer> goers;
  for (const auto& id : incident.assignments) {
    const auto* job = id == without ? nullptr : view.assignment(id);
    const auto* unit = job != nullptr && counts(incident, *job) ? view.unit(job->unit) : nullptr;
    if (unit != nullptr) goers.push_back({id, capabilities_of(*unit)});
  }
  return goers;
}

std::vector<Filling> filled_by(const std::vector<Goer>& goers, const std::vector<Slot>& slots) {
  std::vector<Filling> fillings;
  for (const auto role : {SlotRole::first, SlotRole::transport})
    Matching{goers, slots, role}.add_to(fillings);
  std::ranges::sort(fillings, {}, &Filling::slot);
  return fillings;
}

bool is_open(const Incident& incident, std::uint64_t slot, const Reading& view) {
  const auto slots = slots_of(incident, view);
  return slot < slots.size() && !slots[slot].assignment;
}

bool lacks_units(const Incident& incident, const Reading& view) {
  const auto state = state_of(incident, view);
  if (state < IncidentState::assigned || state > IncidentState::on_scene) return false;
  return std::ranges::any_of(slots_of(incident, view), [](const Slot& slot) {
    return slot.weight == SlotWeight::must && !slot.assignment;
  });
}

}  // namespace dispatch
