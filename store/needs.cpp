#include "store/needs.hpp"

#include <chrono>
#include <limits>

#include "dispatch/log/journal.hpp"
#include "store/redis_hearing.hpp"
#include "store/redis_journal.hpp"
#include "store/scripts.hpp"

namespace store {
namespace {

using namespace dispatch;

constexpr std::string_view name = "probe";
constexpr std::size_t as_a_large_commit = 16U << 10U;

template <class Any>
Any id() {
  return Any::from(name).value_or(Any{});
}

AnswerKey answer_key() {
  return {id<DeviceId>(), id<CommandId>(), "digest", std::chrono::hours{1}, std::string{name}};
}

// Whatever a commit can do at all: a deadline, a counter, something new, something that leaves, something
// that is only looked at, and a call that is remembered.
Commit commit_of_everything() {
  Incident incident;
  incident.id = id<IncidentId>();
  incident.v = 1;
  Unit unit;
  unit.id = id<UnitId>();
  unit.v = 1;
  Decision decision;
  decision.changes = {{0, incident, false}, {0, unit, true}};
  decision.rests_on = {{EntityKind::assignment, std::string{name}, 0}};
  decision.not_before = TimePoint{};
  decision.counter = name;
  decision.remember = {std::string{name}, {}, std::chrono::hours{1}};
  return {answer_key(), std::move(decision), std::string(as_a_large_commit, ' ')};
}

// Of all names that a commit can have, and it never happens: nothing ever has that version.
Commit commit_that_conflicts() {
  Decision decision;
  for (const auto kind : {EntityKind::incident, EntityKind::assignment, EntityKind::unit, EntityKind::closure,
                          EntityKind::setup, EntityKind::facility})
    decision.rests_on.push_back({kind, std::string{name}, std::numeric_limits<Version>::max()});
  decision.remember = {std::string{name}, {}, std::chrono::hours{1}};
  return {answer_key(), std::move(decision), {}};
}

// What an earlier trial left there.
void add_cleaning(std::vector<Call>& calls, const Keys& probe) {
  for (const auto& key :
       {probe.log(), probe.numbers(), probe.last_fixes(), probe.driving(), probe.calls(name),
        probe.answer_to_device(name), probe.answers_to_device_of(name, name), probe.live("incident"),
        probe.live("unit"), probe.entity("incident", name), probe.entity("unit", name)})
    calls.push_back({{"EXPIRE", key, "0"}});
}

// One by one, because of what a script does Redis only says that something in it was forbidden. And a script
// that is stopped half-way has done half of it.
void add_commands(std::vector<Call>& calls, const Keys& probe) {
  const auto hash = probe.last_fixes();
  const auto set = probe.live("unit");
  const auto list = probe.calls(name);
  const auto stream = probe.log();
  for (auto& command : std::vector<Arguments>{
           {"TIME"},
           {"INFO", "memory"},
           {"HSET", hash, "a", "1"},
           {"HSETNX", hash, "b", "1"},
           {"HINCRBY", hash, "a", "1"},
           {"HGET", hash, "a"},
           {"HMGET", hash, "a", "b"},
           {"HVALS", hash},
           {"HSCAN", hash, "0"},
           {"HLEN", hash},
           {"HRANDFIELD", hash, "1"},
           {"HDEL", hash, "a"},
           {"SADD", set, "a"},
           {"SMEMBERS", set},
           {"SISMEMBER", set, "a"},
           {"SMISMEMBER", set, "a"},
           {"SREM", set, "a"},
           {"LPUSH", list, "a"},
           {"LRANGE", list, "0", "0"},
           {"LTRIM", list, "0", "0"},
           {"XADD", stream, "1-0", "a", "b"},
           {"XRANGE", stream, "-", "+"},
           {"XREVRANGE", stream, "+", "-"},
           {"XREAD", "STREAMS", stream, "0"},
           {"XINFO", "STREAM", stream},
           {"EXISTS", stream},
       })
    calls.push_back({std::move(command)});
}

void add_scripts(std::vector<Call>& calls, const Keys& names) {
  const auto probe = names.probe();
  calls.push_back({commit_arguments(probe, commit_of_everything()), commit_script()});
  calls.push_back({{"1", probe.last_fixes(), "0", std::string{name}, R"({"at":1})"}, lastfix_script()});
  calls.push_back({{"1", probe.driving(), "1", std::string{name}, "9", "1", "1"}, tally_script()});
  calls.push_back({commit_arguments(names, commit_that_conflicts()), commit_script()});
}

// The names that no commit has.
void add_other_names(std::vector<Call>& calls, const Keys& names) {
  for (const auto& hash : {names.last_fixes(), names.driving(), names.tokens_seen()})
    calls.push_back({{"HDEL", hash, std::string{name}}});
  calls.push_back({{"HGET", names.tokens(), std::string{name}}});
  calls.push_back({{"GET", names.tokens_taken_back()}});
}

}  // namespace

Trial needs_of(const Keys& names, const std::string& node) {
  Trial trial;
  add_cleaning(trial.calls, names.probe());
  add_commands(trial.calls, names.probe());
  add_scripts(trial.calls, names);
  add_other_names(trial.calls, names);
  trial.channel = names.fixes();
  trial.says_nothing = positions_message(node, {});
  return trial;
}

}  // namespace store
