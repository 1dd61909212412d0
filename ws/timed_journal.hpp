#pragma once

#include <boost/asio/use_awaitable.hpp>
#include <utility>

#include "dispatch/log/journal.hpp"
#include "ws/clock.hpp"
#include "ws/histogram.hpp"

namespace ws {

// The journal, with how long each commit took.
class TimedJournal final : public dispatch::Journal {
 public:
  // `journal` outlives it.
  explicit TimedJournal(dispatch::Journal& journal) : journal_{journal} {}

  boost::asio::awaitable<dispatch::CommitOutcome> commit(dispatch::Commit commit) override {
    const auto began = monotonic_now();
    const auto outcome = co_await journal_.commit(std::move(commit));
    times_.took(monotonic_now() - began);
    co_return outcome;
  }
  boost::asio::awaitable<dispatch::CommitOutcome> answer(dispatch::AnswerKey key) override {
    return journal_.answer(std::move(key));
  }
  void share(std::vector<dispatch::Sighting> sightings) override { journal_.share(std::move(sightings)); }

  [[nodiscard]] const Histogram& times() const { return times_; }

 private:
  dispatch::Journal& journal_;
  Histogram times_;
};

}  // namespace ws
