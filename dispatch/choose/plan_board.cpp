#include "dispatch/choose/plan_board.hpp"

#include <algorithm>

#include "dispatch/choose/further_units.hpp"
#include "dispatch/choose/options.hpp"
#include "dispatch/log/incident_state.hpp"
#include "dispatch/log/slots.hpp"

namespace dispatch {
namespace {

using Mover = PlanBoard::Mover;

constexpr std::size_t least_candidates = 64;

// Each call can have one of its own.
std::size_t candidates_for(std::size_t calls) {
  return std::max(least_candidates, calls + 8);
}

bool is_known(const Fix* fix, const Policy& policy, TimePoint now) {
  return fix != nullptr && now - fix->at <= policy.position_is_old;
}

// Until it rolls towards another call than its own.
seconds turning_of(const Mover& mover, const Policy& policy, TimePoint now) {
  if (mover.job == nullptr) return turnout_of(*mover.unit, *mover.fix, policy);
  if (mover.job->state == AssignmentState::en_route) return policy.turnout_moving;
  const auto passed = std::chrono::duration_cast<seconds>(now - mover.job->opened_at);
  return std::max(policy.turnout_moving, policy.turnout_at_base - passed);
}

// The calls that made way for others, and those whose unit was replaced.
int changes_of(const Incident& incident, const Reading& view) {
  int changes = 0;
  for (const auto& id : incident.assignments) {
    const auto* one = view.assignment(id);
    if (one == nullptr) continue;
    if (one->state == AssignmentState::diverted) ++changes;
    if (one->by_plan && one->by_plan->replaces) ++changes;
  }
  return changes;
}

class Boarding {
 public:
  explicit Boarding(const PlanSources& from)
      : from_{from}, policy_{from.travel.basis()->policy()}, sends_on_{plan_settings(policy_).sends_on} {}

  PlanBoard of(std::span<const Incident* const> calls, const std::unordered_set<UnitId>& taken) {
    for (const auto* call : calls) add(*call);
    for (const auto& call : board_.calls)
      if (call.job != nullptr)
        on_the_way_.push_back({from_.view.unit(call.job->unit), from_.view.fix(call.job->unit), call.job});
    for (const auto& mover : on_the_way_) number_of(mover);
    for (std::size_t call = 0; call < board_.calls.size(); ++call) look(call, taken);
    for (auto& ways : board_.ways) ways.resize(board_.units.size());
    return std::move(board_);
  }

  // Whoever may be there first, nearest first.
  std::vector<std::pair<geo::Metres, Mover>> candidates(const Incident& call,
                                                        const std::vector<Mover>& moving,
                                                        const std::unordered_set<UnitId>& taken,
                                                        std::size_t calls) const {
    const auto most = candidates_for(calls);
    std::vector<std::pair<geo::Metres, Mover>> found;
    const auto add = [&](geo::Metres away, const Mover& mover) {
      if (!taken.contains(mover.unit->id) && may_serve(from_.view, policy_, call, *mover.unit, from_.now))
        found.emplace_back(away, mover);
    };
    for (const auto& alike : from_.view.alike()) {
      if (!fits(alike.capabilities, call)) continue;
      for (const auto& near : from_.view.nearest_free(alike, *call.place.pin, most + taken.size()))
        add(near.away, {near.unit, from_.view.fix(near.unit->id), nullptr});
    }
    for (const auto& mover : moving) add(geo::distance(mover.fix->where, *call.place.pin), mover);
    std::ranges::sort(found, {}, [](const auto& one) {
      return std::pair{one.first, std::cref(one.second.unit->id).get()};
    });
    if (found.size() > most) found.resize(most);
    return found;
  }

  // As all of them may be asked for.
  std::vector<Mover> all_moving() const {
    std::vector<Mover> moving;
    if (!sends_on_) return moving;
    for (const auto& [id, job] : from_.view.assignments()) {
      const auto* unit = from_.view.unit(job.unit);
      const auto* fix = from_.view.fix(job.unit);
      if (job.state < AssignmentState::on_scene && unit != nullptr && is_known(fix, policy_, from_.now))
        moving.push_back({unit, fix, &job});
    }
    return moving;
  }

 private:
  // One that somebody has reached, or with somebody on the way whose position is not known, stays as it is,
  // but for who must come besides.
  void add(const Incident& incident) {
    PlanBoard::Call call;
    call.incident = &incident;
    call.received = incident.due_at.value_or(incident.received_at);
    if (incident.triage) call.priority = incident.triage->priority;
    call.changes = changes_of(incident, from_.view);
    seconds soonest = seconds::max();
    for (const auto* job : from_.view.open_assignments(incident)) {
      if (is_unanswered(*job)) continue;  // whether it goes nobody knows
      const auto* unit = from_.view.unit(job->unit);
      const auto* fix = from_.view.fix(job->unit);
      const bool is_there = job->state >= AssignmentState::on_scene;
      if (unit == nullptr || is_there || !is_known(fix, policy_, from_.now)) return add_open(call);
      const auto takes = from_.travel.to_one(unit->kind, *fix, *incident.place.pin).time;
      if (takes >= soonest) continue;
      soonest = takes;
      call.job = job;
    }
    board_.calls.push_back(call);
  }
  void add_open(const PlanBoard::Call& call) {
    const auto rows = open_rows_of(call, from_.view);
    board_.calls.insert(board_.calls.end(), rows.begin(), rows.end());
  }

  std::size_t number_of(const Mover& mover) {
    const auto [known, is_new] = numbers_.try_emplace(mover.unit->id, board_.units.size());
    if (is_new) board_.units.push_back(mover);
    return known->second;
  }

  void look(std::size_t number, const std::unordered_set<UnitId>& taken) {
    const auto& call = board_.calls[number];
    auto near = candidates(*call.incident, sends_on_ ? on_the_way_ : std::vector<Mover>{}, taken,
                           board_.calls.size());
    if (!sends_on_ && call.job != nullptr) near.clear();
    const auto is_own = [&](const auto& one) {
      return one.second.job != nullptr && one.second.job == call.job;
    };
    if (call.job != nullptr && std::ranges::none_of(near, is_own)) {
      const auto* fix = from_.view.fix(call.job->unit);
      near.emplace_back(geo::distance(fix->where, *call.incident->place.pin),
                        Mover{from_.view.unit(call.job->unit), fix, call.job});
    }
    std::vector<TravelTimes::From> starts;
    for (const auto& [away, mover] : near) starts.push_back({mover.unit->kind, mover.fix});
    const auto travels = from_.travel.to_one(starts, *call.incident->place.pin);
    const auto known = from_.known(*call.incident);
    PlanBoard::Ways ways(board_.units.size());
    for (std::size_t i = 0; i < near.size(); ++i) {
      const auto& [away, mover] = near[i];
      const auto better = known.find(mover.unit->id);
      const auto& travel = better != known.end() ? better->second : travels[i];
      const auto unit = number_of(mover);
      if (unit >= ways.size()) ways.resize(unit + 1);
      ways[unit] = PlanBoard::Way{
          from_where_it_may_be(from_.travel, *call.incident, mover.unit->kind, *mover.fix, travel),
          turnout(mover, call), away, from_.travel.roads() != nullptr && !travel.by_road};
    }
    board_.ways.push_back(call.slot ? ways_to_slot(board_, call, std::move(ways), from_.view)
                                    : std::move(ways));
  }

  // Whoever drives to its own call already has nothing to wait for.
  [[nodiscard]] seconds turnout(const Mover& mover, const PlanBoard::Call& call) const {
    const bool drives = mover.job != nullptr && mover.job->state == AssignmentState::en_route;
    return drives && mover.job == call.job ? seconds{} : turning_of(mover, policy_, from_.now);
  }

  const PlanSources& from_;
  const Policy& policy_;
  bool sends_on_;
  PlanBoard board_;
  std::vector<Mover> on_the_way_;
  std::unordered_map<UnitId, std::size_t> numbers_;
};

}  // namespace

bool may_serve(const Reading& view, const Policy& policy, const Incident& incident, const Unit& unit,
               TimePoint now) {
  const auto* job = unit.assignment ? view.assignment(*unit.assignment) : nullptr;
  const bool is_moving = job != nullptr && job->state < AssignmentState::on_scene;
  const auto stands_in_the_way = [&](const Reason& reason) {
    using enum Reason::Code;
    return !is_moving || (reason.code != busy && reason.code != on_less_urgent);
  };
  return std::ranges::none_of(objections(view, policy, incident, unit, now), stands_in_the_way);
}

std::vector<const Incident*> calls_to_plan(const View& view) {
  std::vector<const Incident*> calls;
  for (const auto& [id, incident] : view.incidents()) {
    const auto state = state_of(incident, view);
    const bool is_under_way = state == IncidentState::assigned || state == IncidentState::responding;
    if (incident.place.pin && (is_waiting(state) || is_under_way || lacks_units(incident, view)))
      calls.push_back(&incident);
  }
  std::ranges::sort(calls, {}, [](const Incident* one) {
    const auto priority = one->triage ? one->triage->priority : Priority::P1;
    return std::tuple{priority, one->received_at, one->id};
  });
  return calls;
}

void look_up_ways(const PlanSources& from, const Incident& call, std::size_t calls) {
  const Boarding boarding{from};
  std::vector<TravelTimes::From> starts;
  for (const auto& [away, mover] : boarding.candidates(call, boarding.all_moving(), {}, calls))
    starts.push_back({mover.unit->kind, mover.fix});
  (void)from.travel.to_one(starts, *call.place.pin);
}

PlanBoard plan_board(const PlanSources& from, std::span<const Incident* const> calls,
                     const std::unordered_set<UnitId>& taken) {
  return Boarding{from}.of(calls, taken);
}

}  // namespace dispatch
