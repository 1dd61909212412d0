#pragma once

#include <boost/asio/io_context.hpp>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "dispatch/desk/desk.hpp"
#include "dispatch/people/past_calls.hpp"
#include "tests/support/memory_tallies.hpp"
#include "tests/support/town.hpp"

namespace tests {

// Keeps to the contracts of dispatch::Journal and PastCalls in a vector: versions, answers by device or
// command, the store's own clock. Entries reach the nodes that listen as text, later than the commit's
// answer, as from the log's reader.
class MemoryJournal final : public dispatch::Journal, public dispatch::PastCalls {
 public:
  using Kind = dispatch::CommitOutcome::Kind;
  using Listener = std::function<void(dispatch::Entry)>;

  explicit MemoryJournal(boost::asio::any_io_executor executor) : executor_{std::move(executor)} {}

  boost::asio::awaitable<dispatch::CommitOutcome> commit(dispatch::Commit commit) override;
  boost::asio::awaitable<dispatch::CommitOutcome> answer(dispatch::AnswerKey key) override;
  boost::asio::awaitable<std::optional<std::vector<dispatch::PastCall>>> calls_from(
      std::string number) override;
  void share(std::vector<dispatch::Sighting> sightings) override { shared.push_back(std::move(sightings)); }

  void listen(Listener listener) { listeners_.push_back(std::move(listener)); }
  // Entries wait until `deliver`.
  void hold() { held_ = true; }
  void deliver();
  // As a replica that was empty when it was promoted.
  void forget_all();
  // What somebody on another node does, unasked; taken to be possible.
  void append(const dispatch::Decision& decision);
  void append(const dispatch::Decision& decision, std::string entry);

  [[nodiscard]] std::size_t size() const { return entries_.size(); }
  [[nodiscard]] dispatch::Entry entry(std::uint64_t n) const;

  std::string log = "log-1";
  bool away = false;                  // not reachable
  bool loses_answers = false;         // does it, and the connection breaks
  std::function<void()> just_before;  // called before each commit is looked at
  dispatch::TimePoint now = dispatch::TimePoint::max();
  std::size_t asked = 0;
  std::vector<std::vector<dispatch::Sighting>> shared;

 private:
  struct Answered {
    dispatch::CommandId command;
    std::string digest;
    std::uint64_t n = 0;
  };
  struct Text {
    std::string events;
    std::string number;
  };
  static std::string name_of(const dispatch::AnswerKey& key);
  [[nodiscard]] dispatch::CommitOutcome try_commit(const dispatch::Commit& commit);
  [[nodiscard]] std::optional<dispatch::CommitOutcome> answered(const dispatch::AnswerKey& key) const;
  [[nodiscard]] bool remakes(const dispatch::Decision& decision) const;
  [[nodiscard]] bool is_as_expected(const dispatch::Decision& decision) const;

  boost::asio::any_io_executor executor_;
  std::vector<Text> entries_;
  std::map<std::string, dispatch::Version> versions_;
  std::map<std::string, std::deque<Answered>> answers_;  // latest first
  std::map<std::string, int> counters_;
  std::map<std::string, std::vector<dispatch::PastCall>> calls_;  // by number, newest first
  std::vector<Listener> listeners_;
  std::deque<std::uint64_t> undelivered_;
  bool held_ = false;
};

// One node's desk on such a journal. Nothing here waits: `run` does what can be done now.
class Office {
 public:
  explicit Office(dispatch::Policy policy = {});
  virtual ~Office() = default;
  // Another node of the same region.
  Office(Office& other, dispatch::Policy policy);

  struct Answer {
    std::optional<dispatch::OrRefusal<dispatch::LogPosition>> said;
    [[nodiscard]] bool done() const { return said && said->has_value(); }
    [[nodiscard]] std::uint64_t n() const { return said->value().n; }
    [[nodiscard]] std::optional<dispatch::Errc> refusal() const;
  };
  // Asks and does not wait.
  std::shared_ptr<Answer> asks(const dispatch::Actor& who, const dispatch::Command& what,
                               std::string digest = "digest", std::optional<dispatch::DeviceId> device = {});
  // Asks and runs until nothing more can be done now.
  Answer says(const dispatch::Actor& who, const dispatch::Command& what, std::string digest = "digest",
              std::optional<dispatch::DeviceId> device = {});
  Answer says(const dispatch::Actor& who, dispatch::CommandBody what);
  dispatch::Command command(dispatch::CommandBody what);

  // In service: loaded, with the store up, and these ambulances on duty, so many minutes from the centre.
  void open();
  void with_ambulance(std::string_view unit, std::chrono::minutes away);
  IncidentId calls(dispatch::Priority priority);
  AssignmentId sends(const IncidentId& incident, std::string_view unit);
  Answer presses(std::string_view unit, AssignmentState to, std::string_view reason = "");

  virtual void run();
  // Its reader is slow: entries reach it only when it catches up.
  void falls_behind() { reads_ = false; }
  void catches_up();

  std::shared_ptr<boost::asio::io_context> io;
  std::shared_ptr<MemoryJournal> journal;
  std::shared_ptr<MemoryTallies> tallies;
  TimePoint now;
  dispatch::Desk desk;

 private:
  std::string name_;
  bool reads_ = true;
  int commands_ = 0;
};

}  // namespace tests
