#pragma once

#include <functional>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

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
  void share(std::vector<dispatch::Sighting> sightings) override;

  // Writes down the last positions that were shared, each if none that is newer is kept: for who starts, or
  // was away. Of a unit that goes on moving no more than one in so long a time; with zero, of all.
  boost::asio::awaitable<void> keep_last_fixes(dispatch::TimePoint now, dispatch::milliseconds between);

 private:
  boost::asio::awaitable<dispatch::CommitOutcome> end_of_log();
  struct Last {
    dispatch::Fix fix;
    bool is_kept = false;
    std::optional<dispatch::TimePoint> kept_at = {};  // this one, or the one before
  };
  [[nodiscard]] std::vector<dispatch::Fix> take_unkept(dispatch::TimePoint now,
                                                       dispatch::milliseconds between);

  Keys keys_;
  std::string node_;
  ToStoreTime to_store_time_;
  std::unordered_map<dispatch::UnitId, Last> last_;
  Pipeline& pipeline_;
};

}  // namespace store
