#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <chrono>
#include <memory>
#include <string>
#include <unordered_map>

#include "dispatch/learn/tallies.hpp"
#include "dispatch/log/journal.hpp"
#include "dispatch/people/badges.hpp"
#include "dispatch/people/past_calls.hpp"
#include "store/keys.hpp"
#include "store/redis_pipeline.hpp"

namespace store {

// The log of one region on Redis, and what is kept beside it: remembered answers, positions, tokens, a
// number's past calls, what drives have taught.
class RedisJournal final : public dispatch::Journal,
                           public dispatch::Badges,
                           public dispatch::PastCalls,
                           public dispatch::Tallies {
 public:
  struct Options {
    Address address;
    std::string region;
    std::string node;  // unlike any other node's
    int replicas = 0;
    std::function<void(bool up)> on_state = {};
    // What Redis' clock shows at a moment of Siaga's own clock; they differ only in trials with a faster
    // clock.
    std::function<dispatch::TimePoint(dispatch::TimePoint)> to_store_time = {};
  };
  RedisJournal(boost::asio::any_io_executor executor, Options options);

  boost::asio::awaitable<dispatch::CommitOutcome> commit(dispatch::Commit commit) override;
  boost::asio::awaitable<dispatch::CommitOutcome> answer(dispatch::AnswerKey key) override;
  void share(std::vector<dispatch::Fix> fixes) override;
  boost::asio::awaitable<dispatch::OrRefusal<dispatch::Actor>> who_has(std::string token) override;
  // A call that cannot be read, because a newer version wrote it, is left out.
  boost::asio::awaitable<std::optional<std::vector<dispatch::PastCall>>> of(std::string number) override;
  boost::asio::awaitable<std::size_t> add(std::vector<dispatch::Tally> more) override;
  // In slices, so that 20,000 names hold Redis up for no more than a fraction of a millisecond at a time.
  boost::asio::awaitable<std::optional<std::vector<dispatch::Tally>>> all() override;

 private:
  [[nodiscard]] std::string answer_key(const dispatch::AnswerKey& key) const;
  [[nodiscard]] Arguments arguments_of(const dispatch::Commit& commit) const;
  void keep_last_fixes();

  Keys keys_;
  std::string node_;
  std::function<dispatch::TimePoint(dispatch::TimePoint)> to_store_time_;
  std::unordered_map<dispatch::UnitId, dispatch::Fix> unkept_;  // since `lastfix` was written
  int shares_ = 0;
  Pipeline pipeline_;
};

// The scripts as shipped.
std::string_view commit_script();
std::string_view tally_script();

}  // namespace store
