#include "store/redis_journal.hpp"

#include <algorithm>
#include <boost/asio/use_awaitable.hpp>

#include "dispatch/model/json.hpp"
#include "dispatch/model/limits.hpp"
#include "dispatch/model/model_json.hpp"
#include "store/log.hpp"

namespace store {
namespace {

namespace asio = boost::asio;
namespace json = dispatch::json;
using dispatch::CommitOutcome;
using Kind = CommitOutcome::Kind;

constexpr const char* kept_fix_batches = "64";
constexpr int shares_between_keeping = 40;  // ten seconds at four a second
constexpr std::size_t fixes_at_once = 500;  // more fields in one HSET would hold Redis up for milliseconds

constexpr int first_set = 4;  // in the script's KEYS, by kind

CommitOutcome outcome_of(const Answer& answer) {
  if (answer.state == Answer::State::unavailable) return {Kind::unavailable, 0};
  if (answer.state == Answer::State::unknown) return {Kind::unknown, 0};
  const auto& reply = answer.reply;
  if (reply.type != Reply::Type::list || reply.list.size() != 2) return {Kind::unavailable, 0};
  const auto n = static_cast<std::uint64_t>(reply.list[1].number);
  const auto& word = reply.list[0].text;
  for (const auto kind :
       {Kind::done, Kind::repeated, Kind::other_body, Kind::conflict, Kind::exists, Kind::too_early})
    if (word == json::name_of(kind)) return {kind, n};
  return {Kind::unavailable, 0};
}

std::string open_of(const dispatch::Entity& entity) {
  const auto* unit = std::get_if<dispatch::Unit>(&entity);
  return unit != nullptr && unit->assignment ? std::string{unit->assignment->view()} : std::string{};
}

std::string answer_key(const Keys& names, const dispatch::AnswerKey& key) {
  return key.device ? names.answer_to_device(key.device->view())
                    : names.answer_to_command(key.command.view());
}

}  // namespace

RedisJournal::RedisJournal(Pipeline& pipeline, Keys keys, std::string node, ToStoreTime to_store_time)
    : keys_{std::move(keys)},
      node_{std::move(node)},
      to_store_time_{std::move(to_store_time)},
      pipeline_{pipeline} {}

Arguments commit_arguments(const Keys& names, const dispatch::Commit& commit,
                           const ToStoreTime& to_store_time) {
  const auto& decision = commit.decision;
  const auto& remember = decision.remember;
  Arguments keys{names.log(), answer_key(names, commit.answer), names.numbers()};
  for (std::size_t kind = 0; kind < std::variant_size_v<dispatch::Entity>; ++kind)
    keys.push_back(names.live(json::name_of(static_cast<dispatch::EntityKind>(kind))));
  const auto not_before = decision.not_before && to_store_time
                              ? to_store_time(*decision.not_before)
                              : decision.not_before.value_or(dispatch::TimePoint{});
  Arguments rest{std::string{commit.answer.command.view()},
                 commit.answer.digest,
                 std::to_string(commit.answer.kept_for.count()),
                 commit.entry,
                 decision.not_before ? std::to_string(not_before.time_since_epoch().count()) : "",
                 decision.counter.value_or(""),
                 remember ? json::text_of(remember->call) : "",
                 remember ? std::to_string(remember->keep_for.count()) : "",
                 std::to_string(dispatch::most_past_calls),
                 std::to_string(decision.changes.size()),
                 std::to_string(dispatch::log_format)};
  for (const auto& change : decision.changes) {
    const auto kind = dispatch::kind_of_entity(change.after);
    std::visit(
        [&](const auto& entity) {
          keys.push_back(names.entity(json::name_of(kind), entity.id.view()));
          rest.push_back(std::to_string(change.expected));
          rest.push_back(std::to_string(entity.v));
          rest.push_back(json::text_of(entity));
        },
        change.after);
    rest.push_back(open_of(change.after));
    rest.push_back(std::to_string(first_set + static_cast<int>(kind)));
    rest.emplace_back(change.leaves ? "0" : "1");
  }
  for (const auto& one : decision.rests_on) {
    keys.push_back(names.entity(json::name_of(one.kind), one.id));
    rest.push_back(std::to_string(one.v));
  }
  if (remember) keys.push_back(names.calls(remember->caller));
  Arguments all{std::to_string(keys.size())};
  std::ranges::move(keys, std::back_inserter(all));
  std::ranges::move(rest, std::back_inserter(all));
  return all;
}

asio::awaitable<CommitOutcome> RedisJournal::commit(dispatch::Commit commit) {
  const auto answer = co_await pipeline_.run_script(commit_arguments(keys_, commit, to_store_time_));
  co_return outcome_of(answer);
}

asio::awaitable<CommitOutcome> RedisJournal::answer(dispatch::AnswerKey key) {
  Arguments question{"HMGET", answer_key(keys_, key), "id", "digest", "n"};
  const auto answer = co_await pipeline_.run(std::move(question));
  if (answer.state != Answer::State::answered || answer.reply.list.size() != 3)
    co_return CommitOutcome{Kind::unavailable, 0};
  const auto& known = answer.reply.list;
  if (known[0].text != key.command.view()) {
    Arguments end{"XREVRANGE", keys_.log(), "+", "-", "COUNT", "1"};
    const auto last = co_await pipeline_.run(std::move(end));
    if (last.state != Answer::State::answered || last.reply.is_error())
      co_return CommitOutcome{Kind::unavailable, 0};
    co_return CommitOutcome{Kind::conflict,
                            last.reply.list.empty() ? 0 : entry_number(last.reply.list.front())};
  }
  if (known[1].text != key.digest) co_return CommitOutcome{Kind::other_body, 0};
  co_return CommitOutcome{Kind::repeated, std::stoull(known[2].text)};
}

void RedisJournal::share(std::vector<dispatch::Fix> fixes) {
  pipeline_.send({"XADD", keys_.fixes(), "MAXLEN", "~", kept_fix_batches, "*", "node", node_, "fixes",
                  json::text_of(fixes)});
  for (auto& fix : fixes) unkept_.insert_or_assign(fix.unit, std::move(fix));
  if (++shares_ % shares_between_keeping == 1) keep_last_fixes();
}

void RedisJournal::keep_last_fixes() {
  Arguments command{"HSET", keys_.last_fixes()};
  for (const auto& [unit, fix] : unkept_) {
    command.emplace_back(unit.view());
    command.push_back(json::text_of(fix));
    if (command.size() < 2 + 2 * fixes_at_once) continue;
    pipeline_.send(std::move(command));
    command = {"HSET", keys_.last_fixes()};
  }
  if (command.size() > 2) pipeline_.send(std::move(command));
  unkept_.clear();
}

}  // namespace store
