#pragma once

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <catch2/catch.hpp>
#include <chrono>
#include <exception>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "store/redis_reader.hpp"
#include "store/redis_store.hpp"
#include "tests/support/redis.hpp"
#include "tests/support/town.hpp"

namespace tests {

inline constexpr auto region = "test";
inline const store::Keys keys{region};

// The network thread of a node: this test's own, and it runs only while the test waits.
class Loop {
 public:
  [[nodiscard]] boost::asio::any_io_executor executor() { return io_.get_executor(); }

  void until(const std::function<bool()>& condition) {
    const auto end = std::chrono::steady_clock::now() + patience;
    while (!condition()) {
      if (std::chrono::steady_clock::now() > end) throw std::runtime_error{"waited in vain"};
      io_.run_one_for(std::chrono::milliseconds{20});
    }
  }

  void turn() { io_.poll(); }

  // Begins at the loop's next turn; the answer is there when the loop has run long enough.
  template <class T>
  void begin(boost::asio::awaitable<T> question, std::optional<T>& answer) {
    boost::asio::co_spawn(io_, std::move(question), [&answer](std::exception_ptr fault, T said) {
      if (fault) std::rethrow_exception(fault);
      answer.emplace(std::move(said));
    });
  }
  template <class T>
  T answer(boost::asio::awaitable<T> question) {
    std::optional<T> said;
    begin(std::move(question), said);
    until([&] { return said.has_value(); });
    return std::move(*said);
  }

 private:
  boost::asio::io_context io_{1};
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> busy_{io_.get_executor()};
};

// Each change, from being away on.
inline void add_change(std::vector<bool>& states, bool up) {
  if (up != (!states.empty() && states.back())) states.push_back(up);
}

inline store::RedisStore::Options options_for(const store::Address& address, const std::string& node) {
  return {.address = address, .region = region, .node = node};
}

// What a reader has told so far.
class Listener {
 public:
  Listener(Loop& loop, const store::Address& address, const std::string& node)
      : reader{loop.executor(),
               address,
               keys,
               node,
               {.loaded = [this](dispatch::Loaded all) { loads.push_back(std::move(all)); },
                .read =
                    [this](std::vector<dispatch::Entry> more) {
                      std::ranges::move(more, std::back_inserter(entries));
                    },
                .heard =
                    [this](const std::vector<dispatch::Sighting>& more) {
                      for (const auto& one : more) fixes.push_back(one.shown);
                    },
                .state =
                    [this](bool up, const std::string& reason) {
                      add_change(states, up);
                      reasons.push_back(reason);
                    },
                .unreadable = [this](std::string what) { faults.push_back(std::move(what)); },
                .clock = [this](dispatch::StoreTime seen) { clocks.push_back(seen); },
                .newer = [this](std::string what) { newer.push_back(std::move(what)); }}} {}

  std::vector<dispatch::Loaded> loads;
  std::vector<dispatch::Entry> entries;
  std::vector<dispatch::Fix> fixes;
  std::vector<bool> states;
  std::vector<std::string> reasons;  // why it is away; empty: it is up
  std::vector<std::string> faults;
  std::vector<dispatch::StoreTime> clocks;
  std::vector<std::string> newer;
  store::Reader reader;  // last: it tells as soon as it is there
};

// A region with one node that writes: what happens there is decided, committed, read back from the log and
// applied.
struct Region {
  Redis redis;
  Loop loop;
  store::RedisStore writer{loop.executor(), options_for(redis.address(), "writer")};
  store::RedisJournal& journal = writer.journal;
  dispatch::View view;
  dispatch::Policy policy = Town{}.policy;
  TimePoint now = Town{}.now();

  static dispatch::Command command(dispatch::CommandBody what) {
    static int commands = 0;
    return {id<dispatch::CommandId>("command-" + std::to_string(++commands)), {}, {}, std::move(what)};
  }
  static dispatch::ReceiveIncident call() {
    return {
        dispatch::Place{"behind the market", Town::centre(), {}, {}}, {}, triage(dispatch::Priority::P0), {}};
  }
  static dispatch::NoteIncident note(const IncidentId& incident, const char* text) {
    return {incident, text};
  }
  static dispatch::ChangeDuty on_duty(std::string_view unit) {
    return {id(unit), dispatch::DutyState::on, {}, {}, {}};
  }
  static dispatch::DispatchUnit send(const IncidentId& to, std::string_view unit) {
    return {to, id(unit), {}, "no position"};
  }

  // A command and what it comes to now, ready to be committed.
  dispatch::Commit decided(const dispatch::Command& what, std::optional<dispatch::DeviceId> device = {},
                           const dispatch::Actor& who = operator_ayu()) const {
    return dispatch::commit_of(
               dispatch::answer_key(who, device, what.id, "digest of " + std::string{what.id.view()}),
               dispatch::decide(view, policy, who, what, now).value())
        .value();
  }
  dispatch::Commit decided(dispatch::CommandBody what) const { return decided(command(std::move(what))); }

  dispatch::CommitOutcome commit(const dispatch::Commit& commit) {
    return loop.answer(journal.commit(commit));
  }
  // What a reader would do with this entry of the log.
  void apply(std::uint64_t n) {
    const auto at = std::to_string(n) + "-0";
    const auto entry = redis.ask({"XRANGE", keys.log(), at, at}).list.at(0);
    const auto& fields = entry.list.at(1).list;
    const auto events = dispatch::read_entry(fields.at(1).text, fields.at(3).text).value();
    for (const auto& event : events) REQUIRE(view.apply(event) == dispatch::View::Outcome::applied);
  }
  // Committed and applied; the command's name is the new incident's or assignment's.
  dispatch::CommandId happens(dispatch::CommandBody what, const dispatch::Actor& who = operator_ayu()) {
    const auto asked = command(std::move(what));
    const auto outcome = commit(decided(asked, {}, who));
    REQUIRE(outcome.kind == dispatch::CommitOutcome::Kind::done);
    apply(outcome.n);
    return asked.id;
  }
  IncidentId calls() { return IncidentId::same_as(happens(call())); }
  void has_unit(std::string_view name) {
    dispatch::Unit unit;
    unit.id = id(name);
    unit.callsign = name;
    unit.station = {"Station", Town::centre()};
    happens(dispatch::RegisterUnit{unit}, siaga());
    happens(on_duty(name), crew_of(unit.id));
  }

  std::int64_t entries() { return redis.ask({"XLEN", keys.log()}).number; }
  // Alike when everything in Redis is.
  std::string everything() { return redis.ask({"DEBUG", "DIGEST"}).text; }
};

}  // namespace tests
