#include "tests/system/history.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <charconv>
#include <set>

#include "dispatch/model/json.hpp"
#include "dispatch/model/model_json.hpp"
#include "store/keys.hpp"
#include "tests/support/redis.hpp"

namespace tests {
namespace {

namespace bj = boost::json;
using dispatch::AssignmentId;
using dispatch::UnitId;

const store::Keys keys{"jembrana"};

// Follows the assignments by the events alone, so that a fault of the view cannot hide one.
class Jobs {
 public:
  void follow(const dispatch::Event& event, std::uint64_t n, std::vector<std::string>& faults) {
    if (const auto* opened = std::get_if<dispatch::AssignmentOpened>(&event.body)) {
      const auto& job = opened->assignment;
      const auto [open, is_new] = open_.emplace(job.unit, job.id);
      if (!is_new)
        faults.push_back("entry " + std::to_string(n) + ": " + std::string{job.unit.view()} +
                         " is on two assignments");
    }
    const auto* stepped = std::get_if<dispatch::AssignmentStepped>(&event.body);
    if (stepped == nullptr || !dispatch::assignment_life::is_finished(stepped->to)) return;
    const auto open = open_.find(stepped->unit);
    if (open == open_.end() || open->second != stepped->assignment)
      faults.push_back("entry " + std::to_string(n) + ": an assignment ends that was not open");
    else
      open_.erase(open);
  }

 private:
  std::map<UnitId, AssignmentId> open_;
};

void check_no_unit_is_on_two(const dispatch::View& view, std::uint64_t n, std::vector<std::string>& faults) {
  std::set<UnitId> busy;
  for (const auto& [id, job] : view.assignments()) {
    if (dispatch::assignment_life::is_finished(job.state)) continue;
    const auto* unit = view.unit(job.unit);
    if (!busy.insert(job.unit).second || unit == nullptr || unit->assignment != id)
      faults.push_back("after entry " + std::to_string(n) + ": " + std::string{job.unit.view()} +
                       " is on two assignments, or does not know its own");
  }
}

// The last entry that it read.
std::uint64_t replay(store::Connection& redis, History& history) {
  Jobs jobs;
  std::uint64_t last = 0;
  const auto log = ask(redis, {"XRANGE", keys.log(), "-", "+"});
  for (const auto& entry : log.list) {
    std::uint64_t n = 0;
    const auto& id = entry.list.at(0).text;
    std::from_chars(id.data(), id.data() + id.size(), n);
    if (n != ++last)
      history.faults.push_back("entry " + id + " comes where " + std::to_string(last) + " should");
    last = n;
    const auto& fields = entry.list.at(1).list;
    auto events = dispatch::read_entry(fields.at(1).text, fields.at(3).text);
    if (events.has_error()) {
      history.faults.push_back("entry " + id + ": " + events.error().message);
      continue;
    }
    for (const auto& event : *events) {
      if (history.view.apply(event) != dispatch::View::Outcome::applied)
        history.faults.push_back("entry " + id + ": versions do not go on from where they were");
      jobs.follow(event, n, history.faults);
      if (!event.command) continue;
      const auto [before, is_new] = history.commands.emplace(event.command->view(), n);
      if (!is_new && before->second != n)
        history.faults.push_back("command " + before->first + " happened twice: in entry " +
                                 std::to_string(before->second) + " and in " + id);
    }
    history.entries.emplace(n, std::move(*events));
    if (n % 50 == 0) check_no_unit_is_on_two(history.view, n, history.faults);
  }
  check_no_unit_is_on_two(history.view, last, history.faults);
  return last;
}

std::uint64_t end_of_log(store::Connection& redis) {
  const auto last = ask(redis, {"XREVRANGE", keys.log(), "+", "-", "COUNT", "1"});
  return last.list.empty() ? 0 : std::stoull(last.list.front().list.front().text);
}

template <class Entities>
void compare_with_live(store::Connection& redis, std::string_view kind, const Entities& entities,
                       std::vector<std::string>& faults) {
  const auto live = ask(redis, {"SMEMBERS", keys.live(kind)});
  if (live.list.size() != entities.size())
    faults.push_back("there are " + std::to_string(live.list.size()) + " live " + std::string{kind} +
                     "s, by the log " + std::to_string(entities.size()));
  for (const auto& [id, entity] : entities) {
    const auto kept = ask(redis, {"HMGET", keys.entity(kind, id.view()), "v", "json", "number"});
    const auto name = std::string{kind} + " " + std::string{id.view()};
    if (kept.list.at(0).text != std::to_string(entity.v))
      faults.push_back(name + ": another version than by the log");
    boost::system::error_code error;
    auto known = bj::parse(kept.list.at(1).text, error);
    if (error) {
      faults.push_back(name + ": not JSON");
      continue;
    }
    // The number of a new incident is given inside the commit, so its own text does not have it yet.
    if (auto* number = known.as_object().if_contains("number");
        number != nullptr && number->as_string().ends_with('-'))
      *number = dispatch::complete_number(number->as_string(), kept.list.at(2).text);
    if (known != bj::parse(dispatch::json::text_of(entity)))
      faults.push_back(name + ": not what the log makes of it");
  }
}

}  // namespace

// What is committed while it is read would stand in the states and not in the log: then all is read again.
History history_of(const store::Address& address) {
  auto redis = connect(address);
  for (int tries = 20;; --tries) {
    History history;
    const auto last = replay(redis, history);
    compare_with_live(redis, "incident", history.view.incidents(), history.faults);
    compare_with_live(redis, "assignment", history.view.assignments(), history.faults);
    compare_with_live(redis, "unit", history.view.units(), history.faults);
    compare_with_live(redis, "facility", history.view.all<dispatch::Facility>(), history.faults);
    if (end_of_log(redis) == last || tries == 0) return history;
  }
}

}  // namespace tests
