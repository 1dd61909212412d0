#include "store/redis_journal.hpp"

#include <algorithm>
#include <boost/asio/use_awaitable.hpp>
#include <charconv>
#include <optional>
#include <span>
#include <utility>

#include "dispatch/model/json.hpp"
#include "dispatch/model/limits.hpp"
#include "dispatch/model/model_json.hpp"
#include "store/log.hpp"
#include "store/redis_hearing.hpp"
#include "store/scripts.hpp"

namespace store {
namespace {

namespace asio = boost::asio;
namespace json = dispatch::json;
using dispatch::CommitOutcome;
using Kind = CommitOutcome::Kind;

constexpr std::chrono::seconds nodes_agree{2};  // on what time it is
constexpr std::size_t fixes_at_once = 500;  // more fields in one HSET would hold Redis up for milliseconds

constexpr int first_set = 5;  // in the script's KEYS, by kind

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

std::string latest_answers_key(const Keys& names, const dispatch::AnswerKey& key) {
  return key.device ? names.answers_to_device_of(key.device->view(), key.whose) : answer_key(names, key);
}

CommitOutcome repeated(const dispatch::AnswerKey& key, std::string_view digest, std::string_view n) {
  if (digest != key.digest) return {Kind::other_body, 0};
  std::uint64_t number = 0;
  std::from_chars(n.data(), n.data() + n.size(), number);
  return {Kind::repeated, number};
}

// As the script writes them: entry, command, digest.
std::optional<CommitOutcome> found_in(const std::vector<Reply>& latest, const dispatch::AnswerKey& key) {
  const auto command = " " + std::string{key.command.view()} + " ";
  for (const auto& answer : latest) {
    const std::string_view text = answer.text;
    const auto n = text.substr(0, text.find(' '));
    const auto rest = text.substr(n.size());
    if (rest.starts_with(command)) return repeated(key, rest.substr(command.size()), n);
  }
  return std::nullopt;
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
  Arguments keys{names.log(), answer_key(names, commit.answer), latest_answers_key(names, commit.answer),
                 names.numbers()};
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
                 std::to_string(dispatch::log_format),
                 commit.answer.device ? std::to_string(dispatch::answers_of_device_kept) : "0"};
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
  const auto answer =
      co_await pipeline_.run_script(commit_script(), commit_arguments(keys_, commit, to_store_time_));
  co_return outcome_of(answer);
}

asio::awaitable<CommitOutcome> RedisJournal::answer(dispatch::AnswerKey key) {
  Arguments question{"HMGET", answer_key(keys_, key), "id", "digest", "n"};
  const auto answer = co_await pipeline_.run(std::move(question));
  if (answer.state != Answer::State::answered || answer.reply.list.size() != 3)
    co_return CommitOutcome{Kind::unavailable, 0};
  const auto& known = answer.reply.list;
  if (known[0].text == key.command.view()) co_return repeated(key, known[1].text, known[2].text);
  if (key.device) {
    Arguments others{"LRANGE", latest_answers_key(keys_, key), "0", "-1"};
    const auto latest = co_await pipeline_.run(std::move(others));
    if (latest.state != Answer::State::answered || latest.reply.is_error())
      co_return CommitOutcome{Kind::unavailable, 0};
    if (const auto found = found_in(latest.reply.list, key)) co_return *found;
  }
  co_return co_await end_of_log();
}

// The end first: should another log take its place meanwhile, then what is said is the other's name, which no
// view of this one has.
asio::awaitable<CommitOutcome> RedisJournal::end_of_log() {
  Arguments end{"XREVRANGE", keys_.log(), "+", "-", "COUNT", "1"};
  const auto last = co_await pipeline_.ask(std::move(end));
  Arguments question{"INFO", "replication"};
  const auto info = co_await pipeline_.ask(std::move(question));
  if (last.state != Answer::State::answered || last.reply.is_error() || info.state != Answer::State::answered)
    co_return CommitOutcome{Kind::unavailable, 0};
  co_return CommitOutcome{Kind::conflict, last.reply.list.empty() ? 0 : entry_number(last.reply.list.front()),
                          std::string{info_field(info.reply.text, "master_replid")}};
}

void RedisJournal::share(std::vector<dispatch::Sighting> sightings) {
  pipeline_.send({"PUBLISH", keys_.fixes(), positions_message(node_, sightings)});
  for (auto& one : sightings) {
    auto& last = last_[one.shown.unit];
    last.is_kept = false;
    last.fix = std::move(one.shown);
  }
}

std::vector<dispatch::Fix> RedisJournal::take_unkept(dispatch::TimePoint now,
                                                     dispatch::milliseconds between) {
  std::vector<dispatch::Fix> fixes;
  for (auto& [unit, last] : last_) {
    const bool is_soon = last.kept_at && std::chrono::abs(now - *last.kept_at) < between;
    if (last.is_kept || is_soon) continue;
    last.is_kept = true;
    last.kept_at = now;
    fixes.push_back(last.fix);
  }
  return fixes;
}

asio::awaitable<void> RedisJournal::keep_last_fixes(dispatch::TimePoint now, dispatch::milliseconds between) {
  const auto too_late = std::to_string((now + nodes_agree).time_since_epoch().count());
  const auto fixes = take_unkept(now, between);
  for (std::span left{fixes}; !left.empty();) {
    const auto some = left.first(std::min(fixes_at_once, left.size()));
    left = left.subspan(some.size());
    Arguments command{"1", keys_.last_fixes(), too_late};
    for (const auto& fix : some) {
      command.emplace_back(fix.unit.view());
      command.push_back(json::text_of(fix));
    }
    const auto answer = co_await pipeline_.run_script(lastfix_script(), std::move(command));
    if (answer.state == Answer::State::answered && !answer.reply.is_error()) continue;
    for (const auto& fix : some) last_.at(fix.unit) = {std::move(last_.at(fix.unit).fix)};  // the next time
  }
}

}  // namespace store
