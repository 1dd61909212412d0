#pragma once

#include <functional>
#include <string>
#include <unordered_map>

#include "dispatch/log/journal.hpp"
#include "store/keys.hpp"
#include "store/redis_pipeline.hpp"

namespace store {

// What Redis' clock shows at a moment of Siaga's own clock; they differ only in trials with a faster clock.
using ToStoreTime = std::function<dispatch::TimePoint(dispatch::TimePoint)>;

// What commit.lua is asked: how many KEYS, those, and its ARGV.
[[nodiscard]] Arguments commit_arguments(const Keys& names, const dispatch::Commit& commit,
                                         const ToStoreTime& to_store_time = {});

// The log of one region on Redis, and what is kept beside it: remembered answers, positions, what archived
// calls leave behind under their number.
class RedisJournal final : public dispatch::Journal {
 public:
  // `pipeline` outlives it and has the commit script; `node` is unlike any other node's name.
  RedisJournal(Pipeline& pipeline, Keys keys, std::string node, ToStoreTime to_store_time);

  boost::asio::awaitable<dispatch::CommitOutcome> commit(dispatch::Commit commit) override;
  boost::asio::awaitable<dispatch::CommitOutcome> answer(dispatch::AnswerKey key) override;
  void share(std::vector<dispatch::Fix> fixes) override;

 private:
  void keep_last_fixes();

  Keys keys_;
  std::string node_;
  ToStoreTime to_store_time_;
  std::unordered_map<dispatch::UnitId, dispatch::Fix> unkept_;  // since `lastfix` was written
  int shares_ = 0;
  Pipeline& pipeline_;
};

}  // namespace store
