#include "dispatch/choose/dispatch_plan.hpp"

#include <algorithm>
#include <numeric>
#include <span>
#include <unordered_map>

#include "dispatch/choose/further_units.hpp"
#include "dispatch/choose/options.hpp"
#include "dispatch/choose/plan_board.hpp"
#include "dispatch/log/incident_state.hpp"

namespace dispatch {
namespace {

constexpr std::size_t most_together = 64;
constexpr std::size_t most_planned = 256;
constexpr int most_rounds = 3;              // in which who goes is found to need others besides
constexpr std::size_t most_explained = 64;  // of more only whom the plan sends is said
constexpr milliseconds cut_off_costs{2 * 3'600'000};

milliseconds counted(const PlanBoard::Way& way) {
  return milliseconds{way.takes()} + (way.is_cut_off ? cut_off_costs : milliseconds{0});
}

Reason after_the_first(Reason::Code code, std::int64_t later, const char* why) {
  return {code, static_cast<double>(later), std::to_string(later) + " s after the first" + why};
}

// Of calls that are assigned together: who goes where, and what is said of it.
class Planned {
 public:
  Planned(const PlanSources& from, std::span<const Incident* const> calls,
          const std::unordered_set<UnitId>& taken)
      : from_{from},
        policy_{from.travel.basis()->policy()},
        settings_{plan_settings(policy_)},
        board_{plan_board(from, calls, taken)},
        goers_{assigned()} {
    for (int again = 0; again < most_rounds && add_open_slots(board_, from_.view, goers_); ++again)
      goers_ = assigned();
    for (std::size_t row = 0; row < goers_.size(); ++row)
      if (const auto first = board_.calls[row].first; first && !goers_[*first])
        std::swap(goers_[*first], goers_[row]);
    is_left_out_ = filled_otherwise(board_, from_.view, goers_);
    for (std::size_t call = 0; call < goers_.size(); ++call)
      if (goers_[call] && !is_left_out_[call]) goes_to_.emplace(*goers_[call], call);
  }

  void write(std::vector<PlannedCall>& plan) const {
    for (const auto call : in_order()) {
      const bool stays = board_.calls[call].job != nullptr && !goes_another(call);
      if (!stays && !is_left_out_[call]) plan.push_back(row(call, plan.size() < most_explained));
    }
  }
  void take(std::unordered_set<UnitId>& taken) const {
    for (const auto& [unit, call] : goes_to_) taken.insert(board_.units[unit].unit->id);
  }

 private:
  // Rows of a call behind each other.
  [[nodiscard]] std::vector<std::size_t> in_order() const {
    std::vector<std::size_t> rows(board_.calls.size());
    std::iota(rows.begin(), rows.end(), std::size_t{0});
    std::ranges::stable_sort(rows, {},
                             [&](std::size_t row) { return board_.calls[row].first.value_or(row); });
    return rows;
  }

  [[nodiscard]] std::optional<std::size_t> own_unit(std::size_t call) const {
    const auto* job = board_.calls[call].job;
    if (job == nullptr) return std::nullopt;
    const auto own = std::ranges::find(board_.units, job, &PlanBoard::Mover::job);
    return static_cast<std::size_t>(own - board_.units.begin());
  }
  [[nodiscard]] bool goes_another(std::size_t call) const {
    return goers_[call] && goers_[call] != own_unit(call);
  }

  // Who was shown first, if it still can go as it was to: one that somebody has sent elsewhere meanwhile is
  // not held on to.
  [[nodiscard]] std::optional<std::size_t> shown_to(std::size_t call) const {
    const auto shown = from_.shown.find({board_.calls[call].incident->id, board_.calls[call].slot});
    if (shown == from_.shown.end()) return std::nullopt;
    for (std::size_t unit = 0; unit < board_.units.size(); ++unit)
      if (board_.units[unit].unit->id == shown->second.unit && board_.ways[call][unit] &&
          job_of(board_.units[unit]) == shown->second.job)
        return unit;
    return std::nullopt;
  }
  static std::optional<AssignmentId> job_of(const PlanBoard::Mover& mover) {
    return mover.job != nullptr ? std::optional{mover.job->id} : std::nullopt;
  }

  [[nodiscard]] Goers assigned() const {
    std::vector<CallToPlan> calls;
    TimesToCalls times;
    for (std::size_t call = 0; call < board_.calls.size(); ++call) {
      const auto& one = board_.calls[call];
      const auto target = settings_.targets[static_cast<std::size_t>(one.priority)];
      calls.push_back({one.priority, one.received, one.received + target, one.changes, own_unit(call)});
      // Whoever was shown stays first until another is better by the margin.
      const auto shown = shown_to(call);
      auto& row = times.emplace_back(board_.units.size());
      for (std::size_t unit = 0; unit < board_.units.size(); ++unit) {
        if (const auto& way = board_.ways[call][unit]) row[unit] = counted(*way);
        if (row[unit] && shown && shown != unit) *row[unit] += settings_.margin;
      }
    }
    return plan(calls, times, plan_rules(policy_), from_.now);
  }

  [[nodiscard]] Option option(std::size_t call, std::size_t unit) const {
    const auto& way = *board_.ways[call][unit];
    const View::Near near{board_.units[unit].unit, way.away};
    auto made = option_for(from_.view, policy_, near, way.travel, from_.travel.roads() != nullptr);
    const auto other = way.turnout.count() - made.turnout_s;
    made.turnout_s += other, made.eta_s += other, made.low_s += other, made.high_s += other;
    return made;
  }

  // Free units, soonest first, but those that go to the same call besides.
  [[nodiscard]] std::vector<std::size_t> free_for(std::size_t call) const {
    std::vector<std::size_t> free;
    for (std::size_t unit = 0; unit < board_.units.size(); ++unit)
      if (board_.ways[call][unit] && board_.units[unit].job == nullptr && !goes_besides(call, unit))
        free.push_back(unit);
    std::ranges::sort(free, {}, [&](std::size_t unit) {
      return std::pair{counted(*board_.ways[call][unit]), board_.units[unit].unit->id};
    });
    return free;
  }
  [[nodiscard]] bool goes_besides(std::size_t call, std::size_t unit) const {
    const auto goes = goes_to_.find(unit);
    return goes != goes_to_.end() && goes->second != call &&
           board_.calls[goes->second].incident == board_.calls[call].incident;
  }
  [[nodiscard]] std::optional<IncidentId> goes_elsewhere(std::size_t call, std::size_t unit) const {
    const auto goes = goes_to_.find(unit);
    if (goes == goes_to_.end() || goes->second == call) return std::nullopt;
    return board_.calls[goes->second].incident->id;
  }

  [[nodiscard]] PlannedCall row(std::size_t call, bool is_explained) const {
    const auto& incident = *board_.calls[call].incident;
    const auto slot = board_.calls[call].slot;
    PlannedCall made{incident.id, slot, {}, {}, {}, {}, {}, {}, {}, {}};
    const auto free = free_for(call);
    if (const auto unit = goers_[call]) {
      made.sends = option(call, *unit);
      compare(call, *unit, free, *made.sends);
      say_what_changes(call, *unit, free, made);
    }
    if (is_explained) say_who_else(call, free, made);
    made.basis.jobs = incident.assignments.size();
    made.basis.slot = slot;
    made.basis.pin = incident.place.pin;
    if (incident.triage) made.basis.priority = incident.triage->priority;
    return made;
  }

  void say_who_else(std::size_t call, const std::vector<std::size_t>& free, PlannedCall& made) const {
    for (const auto unit : free) {
      if (made.others.size() + 1 >= policy_.options) break;
      if (goers_[call] == unit) continue;
      made.others.push_back({option(call, unit), goes_elsewhere(call, unit)});
      compare_other(made, made.others.back());
    }
    made.passed_over = passed_over(from_.view, policy_, *board_.calls[call].incident, from_.now);
    if (made.sends)
      std::erase_if(made.passed_over, [&](const auto& one) { return one.unit == made.sends->unit; });
    std::stable_partition(made.passed_over.begin(), made.passed_over.end(), [](const PassedOver& one) {
      return std::ranges::find(one.reasons, Reason::Code::off_duty, &Reason::code) == one.reasons.end();
    });
  }

  void compare(std::size_t call, std::size_t unit, const std::vector<std::size_t>& free,
               Option& option) const {
    auto& reasons = option.reasons;
    const auto is_sooner = [&](std::size_t other) {
      return board_.ways[call][other]->takes().count() < option.eta_s && other != unit;
    };
    const auto sooner = std::ranges::find_if(free, is_sooner);
    if (sooner == free.end()) {
      reasons.insert(reasons.begin(),
                     {Reason::Code::first_to_arrive, static_cast<double>(option.eta_s), "first to arrive"});
      return;
    }
    const auto later = option.eta_s - board_.ways[call][*sooner]->takes().count();
    const bool others_have = std::ranges::all_of(free, [&](std::size_t other) {
      return !is_sooner(other) || goes_elsewhere(call, other).has_value();
    });
    reasons.insert(reasons.begin(),
                   others_have ? after_the_first(Reason::Code::best_for_all, later, ", whom another call has")
                               : after_the_first(Reason::Code::kept, later, ": too little to say another"));
  }

  static void compare_other(const PlannedCall& made, Alternative& other) {
    auto& reasons = other.option.reasons;
    const auto later = made.sends ? other.option.eta_s - made.sends->eta_s : 0;
    if (later > 0)
      reasons.insert(reasons.begin(), {Reason::Code::later, static_cast<double>(later),
                                       std::to_string(later) + " s after the first"});
    if (other.goes_to)
      reasons.insert(reasons.begin(), {Reason::Code::goes_elsewhere, {}, "goes to another call by the plan"});
  }

  // What it takes to send this unit, and what that brings and costs.
  void say_what_changes(std::size_t call, std::size_t unit, const std::vector<std::size_t>& free,
                        PlannedCall& made) const {
    auto& basis = made.basis;
    basis.says.eta_s = made.sends->eta_s;
    const auto own = own_unit(call);
    if (own) {
      const auto& mover = board_.units[*own];
      made.replaces = Replaced{mover.unit->id, mover.job->id};
      basis.says.replaces = mover.job->id;
      made.gain_s = board_.ways[call][*own]->takes().count() - made.sends->eta_s;
    }
    if (const auto* job = board_.units[unit].job) {
      const auto other = std::ranges::find(board_.calls, job, &PlanBoard::Call::job);
      const auto loser = static_cast<std::size_t>(other - board_.calls.begin());
      made.taken_off = TakenOff{other->incident->id, job->id, costs_of(loser, unit)};
      basis.job = job->id;
      if (other->incident->triage) basis.other_priority = other->incident->triage->priority;
      basis.says.costs_s = made.taken_off->costs_s;
      if (!own) made.gain_s = gain_over_free(call, loser, free, made.sends->eta_s);
    }
    basis.says.gain_s = made.gain_s;
  }
  [[nodiscard]] std::optional<std::int64_t> costs_of(std::size_t call, std::size_t unit) const {
    if (!goers_[call]) return std::nullopt;
    return (board_.ways[call][*goers_[call]]->takes() - board_.ways[call][unit]->takes()).count();
  }
  // Who goes to the call that loses its unit could have come here.
  [[nodiscard]] std::optional<std::int64_t> gain_over_free(std::size_t call, std::size_t loser,
                                                           const std::vector<std::size_t>& free,
                                                           std::int64_t eta_s) const {
    const auto could_come = [&](std::size_t unit) {
      return !goes_elsewhere(call, unit) || goers_[loser] == unit;
    };
    const auto left = std::ranges::find_if(free, could_come);
    if (left == free.end()) return std::nullopt;
    return board_.ways[call][*left]->takes().count() - eta_s;
  }

  const PlanSources& from_;
  const Policy& policy_;
  PlanSettings settings_;
  PlanBoard board_;
  Goers goers_;
  std::vector<bool> is_left_out_;                         // by row
  std::unordered_map<std::size_t, std::size_t> goes_to_;  // by unit the row
};

}  // namespace

const PlannedCall* DispatchPlan::call(const IncidentId& incident) const {
  const auto found = std::ranges::find(calls, incident, &PlannedCall::incident);
  return found == calls.end() ? nullptr : &*found;
}

const PlannedCall* DispatchPlan::sending(const IncidentId& incident, const UnitId& unit) const {
  const auto sends_it = [&](const PlannedCall& one) {
    return one.incident == incident && one.sends && one.sends->unit == unit;
  };
  const auto found = std::ranges::find_if(calls, sends_it);
  return found == calls.end() ? nullptr : &*found;
}

PlanSettings plan_settings(const Policy& policy) {
  const PlanRules rules;
  const auto is_whole = [&](const PlanSettings& plan) {
    return plan.weights.size() == rules.weights.size() && plan.targets.size() == rules.weights.size();
  };
  if (policy.plan && is_whole(*policy.plan)) return *policy.plan;
  return {true,
          {rules.weights.begin(), rules.weights.end()},
          rules.late,
          rules.changed_mind,
          rules.most_changes,
          rules.least_gain,
          rules.until_free,
          seconds{30},
          {seconds{480}, seconds{480}, seconds{720}, seconds{1200}, seconds{7200}}};
}

PlanRules plan_rules(const Policy& policy) {
  const auto settings = plan_settings(policy);
  PlanRules rules;
  std::ranges::copy(settings.weights, rules.weights.begin());
  rules.late = settings.late;
  rules.changed_mind = settings.changed_mind;
  rules.most_changes = static_cast<int>(settings.most_changes);
  rules.least_gain = settings.least_gain;
  rules.until_free = settings.until_free;
  return rules;
}

DispatchPlan dispatch_plan(const PlanSources& from) {
  DispatchPlan made{from.now, {}, 0};
  auto calls = calls_to_plan(from.view);
  if (calls.size() > most_planned) {
    made.left_out = static_cast<std::size_t>(
        std::count_if(calls.begin() + most_planned, calls.end(),
                      [&](const Incident* one) { return is_waiting(state_of(*one, from.view)); }));
    calls.resize(most_planned);
  }
  std::unordered_set<UnitId> taken;
  for (std::size_t begin = 0; begin < calls.size(); begin += most_together) {
    const auto rest = std::span<const Incident* const>{calls}.subspan(begin);
    const Planned some{from, rest.first(std::min(rest.size(), most_together)), taken};
    some.write(made.calls);
    some.take(taken);
  }
  return made;
}

}  // namespace dispatch
