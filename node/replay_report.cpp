#include "node/replay_report.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <set>

#include "dispatch/model/json.hpp"

namespace node {
namespace {

using dispatch::estimate;
using dispatch::Estimate;
using dispatch::Priority;
using dispatch::PriorityFigures;
using dispatch::RunFigures;
namespace json = dispatch::json;

using Figure = double PriorityFigures::*;
constexpr std::array<Figure, 4> figures{&PriorityFigures::mean_s, &PriorityFigures::p50_s,
                                        &PriorityFigures::p90_s, &PriorityFigures::late};
constexpr Figure late = &PriorityFigures::late;

template <class... Values>
std::string printed(const char* format, Values... values) {
  std::array<char, 200> line{};
  std::snprintf(line.data(), line.size(), format, values...);
  return line.data();
}

std::set<Priority> priorities_of(const Replayed& one) {
  std::set<Priority> all;
  for (const auto& run : one.runs)
    for (const auto& [priority, its] : run.by_priority) all.insert(priority);
  return all;
}

// Of the runs that had such calls.
std::vector<double> over_runs(const Replayed& one, Priority priority, Figure figure) {
  std::vector<double> values;
  for (const auto& run : one.runs)
    if (const auto found = run.by_priority.find(priority); found != run.by_priority.end())
      values.push_back(found->second.*figure);
  return values;
}

std::vector<double> over_runs(const Replayed& one, double RunFigures::*figure) {
  std::vector<double> values;
  for (const auto& run : one.runs) values.push_back(run.*figure);
  return values;
}

struct Paired {
  std::vector<double> differences;  // run by run
  std::vector<double> of_other;
};
Paired paired(const Replayed& one, const Replayed& other, Priority priority, Figure figure) {
  Paired made;
  for (std::size_t run = 0; run < std::min(one.runs.size(), other.runs.size()); ++run) {
    const auto& mine = one.runs[run].by_priority;
    const auto& theirs = other.runs[run].by_priority;
    if (!mine.contains(priority) || !theirs.contains(priority)) continue;
    made.of_other.push_back(theirs.at(priority).*figure);
    made.differences.push_back(mine.at(priority).*figure - made.of_other.back());
  }
  return made;
}

std::size_t calls_of(const Replayed& one, Priority priority) {
  std::size_t calls = 0;
  for (const auto& run : one.runs)
    if (const auto found = run.by_priority.find(priority); found != run.by_priority.end())
      calls += found->second.calls;
  return calls;
}

std::string cell(const Estimate& value, double unit) {
  if (value.runs < 2) return printed(" %8.2f        ", value.mean / unit);
  return printed(" %8.2f ±%-6.2f", value.mean / unit, value.half / unit);
}

std::string_view name_of(Priority priority) {
  return json::name_of(priority);
}

// With their head, a line a priority.
std::string rows_of(const Replayed& one) {
  std::string text{
      "      calls         mean, min           P50, min           P90, min             late, %\n"};
  for (const auto priority : priorities_of(one)) {
    text += printed("%s %8zu", std::string{name_of(priority)}.c_str(), calls_of(one, priority));
    for (const auto figure : figures)
      text += "  " + cell(estimate(over_runs(one, priority, figure)), figure == late ? 0.01 : 60);
    text += '\n';
  }
  return text;
}

}  // namespace

std::string table_of(const Replayed& one) {
  std::string text{one.policy};
  text += printed(", %zu runs\n", one.runs.size());
  text += rows_of(one);
  const auto mean = [&](double RunFigures::*figure) { return estimate(over_runs(one, figure)).mean; };
  text +=
      printed("moves a day %.1f, changed minds %.4f a call (%.2f %% of the calls)\n",
              mean(&RunFigures::moves_per_day), mean(&RunFigures::changes), mean(&RunFigures::changed) * 100);
  text += printed("nobody free for %.2f %% of the calls, units busy %.1f %% of the time\n",
                  mean(&RunFigures::waited) * 100, mean(&RunFigures::busy) * 100);
  return text;
}

std::string table_of_record(const std::map<Priority, PriorityFigures>& recorded) {
  if (recorded.empty()) return {};
  Replayed one{"as it was", {RunFigures{}}};
  one.runs.front().by_priority = recorded;
  return one.policy + ", of the calls of which it is recorded\n" + rows_of(one);
}

std::string comparison_of(const Replayed& one, const Replayed& other) {
  std::string text{one.policy};
  text += " against ";
  text += other.policy;
  text += ", in per cent\n         mean               P50                P90                late\n";
  for (const auto priority : priorities_of(other)) {
    text += name_of(priority);
    for (const auto figure : figures) {
      const auto [differences, before] = paired(one, other, priority, figure);
      const auto whole = estimate(before).mean;
      text += "  " + cell(estimate(differences), whole > 0 ? whole / 100 : 1);
    }
    text += '\n';
  }
  return text;
}

std::string json_of(const std::vector<Replayed>& all) {
  std::string text;
  {
    json::Object top{text};
    json::Object policies{top.begin("policies")};
    for (const auto& one : all) {
      json::Object policy{policies.begin(one.policy)};
      for (const auto priority : priorities_of(one)) {
        const auto mean = [&](Figure figure) { return estimate(over_runs(one, priority, figure)).mean; };
        json::Object{policy.begin(name_of(priority))}
            .field("calls", calls_of(one, priority))
            .field("mean_s", mean(&PriorityFigures::mean_s))
            .field("p50_s", mean(&PriorityFigures::p50_s))
            .field("p90_s", mean(&PriorityFigures::p90_s))
            .field("late", mean(&PriorityFigures::late));
      }
      policy.field("moves_per_day", estimate(over_runs(one, &RunFigures::moves_per_day)).mean);
      policy.field("changed", estimate(over_runs(one, &RunFigures::changed)).mean);
    }
  }
  return text + '\n';
}

}  // namespace node
