#include "ws/sim/summary.hpp"

#include <algorithm>

namespace ws {
namespace {

using dispatch::AskedFor;
using dispatch::AssignmentState;
using dispatch::IncidentId;
using dispatch::TimePoint;

class Summing {
 public:
  explicit Summing(const SummaryBasis& from) : from_{from} {}

  Summary summary() {
    made_.calls = from_.desk.calls_made();
    for (const auto& [id, index] : from_.call_of) add(id, from_.calls[index]);
    made_.intervals = dispatch::intervals(stories_);
    made_.moved_up = from_.desk.moves();
    add_stretches();
    return std::move(made_);
  }

 private:
  void add(const IncidentId& id, const dispatch::SimulatedCall& call) {
    const auto seen = from_.desk.picture().incidents.find(id);
    const bool is_known = seen != from_.desk.picture().incidents.end();
    if (from_.desk.has_been_assigned(id)) {
      ++made_.assigned;
      stories_.push_back(story_of(seen->second.incident));
      for (const auto& job : stories_.back().assignments) count_plan(job);
    } else if (const auto reason = from_.desk.reason_of(id); !reason.empty()) {
      ++made_.with_reason;
      ++made_.reasons[reason];
    } else {
      made_.without_reason.push_back(is_known ? seen->second.incident.number : std::string{id.view()});
    }
    if (is_known && !call.is_prank)
      asked_.push_back({call.triage.priority, seen->second.incident.received_at, reached(id)});
  }

  [[nodiscard]] dispatch::Story story_of(const dispatch::Incident& incident) const {
    dispatch::Story story{incident.received_at, {}};
    const auto& known = from_.desk.picture().assignments;
    for (const auto& id : incident.assignments)
      if (const auto job = known.find(id); job != known.end()) story.assignments.push_back(job->second);
    return story;
  }

  void count_plan(const dispatch::Assignment& job) {
    if (!job.by_plan) return;
    ++made_.by_plan;
    if (job.by_plan->costs_s) ++made_.taken_off;
  }

  [[nodiscard]] std::optional<TimePoint> reached(const IncidentId& id) const {
    std::optional<TimePoint> first;
    if (!from_.desk.has_been_assigned(id)) return first;
    for (const auto& job : story_of(from_.desk.picture().incidents.at(id).incident).assignments)
      for (const auto& stamp : job.times)
        if (stamp.state == AssignmentState::on_scene) first = std::min(first.value_or(stamp.at), stamp.at);
    return first;
  }

  void add_stretches() {
    const auto of = [&](auto is_in) {
      std::vector<AskedFor> some;
      std::ranges::copy_if(asked_, std::back_inserter(some), is_in);
      return dispatch::count_reached(some, from_.targets, from_.now);
    };
    if (!from_.surge) {
      made_.stretches = {{"all", of([](const AskedFor&) { return true; })}};
      return;
    }
    const auto& [begins, last_call] = *from_.surge;
    const auto ends = dispatch::worked_off(asked_, begins, last_call);
    const auto is_before = [&](const AskedFor& call) { return call.received < begins; };
    const auto is_after = [&](const AskedFor& call) { return ends && call.received > *ends; };
    made_.had_surge = true;
    made_.surge_waits = static_cast<std::size_t>(std::ranges::count_if(asked_, [&](const AskedFor& call) {
      return call.received >= begins && call.received <= last_call && !call.reached;
    }));
    if (ends) made_.surge_lasted = std::chrono::duration_cast<dispatch::seconds>(*ends - begins);
    made_.stretches = {
        {"before the surge", of(is_before)},
        {"in the surge", of([&](const AskedFor& call) { return !is_before(call) && !is_after(call); })},
        {"after the surge", of(is_after)}};
  }

  const SummaryBasis& from_;
  Summary made_;
  std::vector<dispatch::Story> stories_;
  std::vector<AskedFor> asked_;
};

}  // namespace

Summary summary_of(const SummaryBasis& from) {
  return Summing{from}.summary();
}

}  // namespace ws
