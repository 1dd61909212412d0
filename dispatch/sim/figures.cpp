#include "dispatch/sim/figures.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace dispatch {
namespace {

// Between the two nearest, as the part lies between them.
double part_of(const std::vector<double>& sorted, double part) {
  const auto at = part * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(at);
  const auto above = std::min(below + 1, sorted.size() - 1);
  return std::lerp(sorted[below], sorted[above], at - static_cast<double>(below));
}

double mean_of(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

PriorityFigures figures(std::vector<double> responses, seconds target) {
  std::ranges::sort(responses);
  const auto in_time =
      std::ranges::upper_bound(responses, static_cast<double>(target.count())) - responses.begin();
  const auto all = static_cast<double>(responses.size());
  return {responses.size(), mean_of(responses), part_of(responses, 0.5), part_of(responses, 0.9),
          1 - static_cast<double>(in_time) / all};
}

// The 97.5th percentile of Student's t.
double student_t(std::size_t freedom) {
  constexpr std::array table{12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228,
                             2.201,  2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086,
                             2.080,  2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042};
  if (freedom <= table.size()) return table[freedom - 1];
  return 1.96 + 2.5 / static_cast<double>(freedom);
}

// Of all units together, in days.
double on_duty(const Model& model, milliseconds length) {
  milliseconds all{0};
  for (const auto& unit : model.units) {
    if (unit.shifts.empty()) all += length;
    for (const auto& shift : unit.shifts)
      all += std::max(milliseconds{0}, std::min(shift.to, length) - std::max(shift.from, milliseconds{0}));
  }
  return std::chrono::duration<double, std::chrono::days::period>{all}.count();
}

}  // namespace

RunFigures figures_of(const World& world, const Model& model, milliseconds from, milliseconds length) {
  std::map<Priority, std::vector<double>> responses;
  RunFigures made;
  double calls = 0;
  for (std::size_t i = 0; i < world.calls().size(); ++i) {
    const auto& served = world.served()[i];
    if (world.calls()[i].received < from || !served) continue;
    responses[world.calls()[i].priority].push_back(std::chrono::duration<double>{served->response}.count());
    calls += 1;
    made.changes += served->changes;
    made.changed += served->changes > 0 ? 1 : 0;
    made.waited += served->waited ? 1 : 0;
  }
  for (auto& [priority, one] : responses)
    made.by_priority[priority] = figures(std::move(one), model.habits.urgencies.at(priority).target);
  for (auto* share : {&made.changes, &made.changed, &made.waited}) *share /= std::max(calls, 1.0);
  const auto days = std::chrono::duration<double, std::chrono::days::period>{length}.count();
  made.moves_per_day = static_cast<double>(world.moves()) / days;
  const auto busy = std::chrono::duration<double, std::chrono::days::period>{world.busy()}.count();
  if (const auto duty = on_duty(model, length); duty > 0) made.busy = busy / duty;
  return made;
}

std::map<Priority, PriorityFigures> figures_of_record(const std::vector<RecordedCall>& calls,
                                                      const ModelHabits& habits) {
  std::map<Priority, std::vector<double>> responses;
  for (const auto& one : calls)
    if (one.arrived)
      responses[one.call.priority].push_back(
          std::chrono::duration<double>{*one.arrived - one.call.received}.count());
  std::map<Priority, PriorityFigures> made;
  for (auto& [priority, one] : responses)
    made[priority] = figures(std::move(one), habits.urgencies.at(priority).target);
  return made;
}

Estimate estimate(const std::vector<double>& of_runs) {
  if (of_runs.empty()) return {};
  Estimate made{mean_of(of_runs), 0, of_runs.size()};
  if (of_runs.size() == 1) return made;
  double squares = 0;
  for (const auto one : of_runs) squares += (one - made.mean) * (one - made.mean);
  const auto runs = static_cast<double>(of_runs.size());
  made.half = student_t(of_runs.size() - 1) * std::sqrt(squares / (runs - 1) / runs);
  return made;
}

}  // namespace dispatch
