#pragma once

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "dispatch/log/decision.hpp"
#include "dispatch/log/entry.hpp"
#include "dispatch/log/sighting.hpp"
#include "dispatch/log/view.hpp"

namespace dispatch {

// Numbers of log entries count up by one. They mean something only together with the log's identity: after a
// failover to a replica the same numbers may stand for other events.
struct LogPosition {
  std::string log;
  std::uint64_t n = 0;
  friend bool operator==(const LogPosition&, const LogPosition&) = default;
};
BOOST_DESCRIBE_STRUCT(LogPosition, (), (log, n))

// What the store's clock showed at a moment, and how far off that may be. All nodes go by that clock.
struct StoreTime {
  TimePoint shown;
  std::chrono::steady_clock::time_point at;
  milliseconds give_or_take{0};
};

// So long what somebody without a device asked for is answered as the first time; older, it is over.
inline constexpr std::chrono::days answers_kept{30};
inline constexpr std::chrono::days answers_to_devices_kept{180};  // a tablet in a drawer
inline constexpr std::chrono::hours answers_to_itself_kept{1};    // Siaga asks for nothing twice by one id

// Of a device that sends one command at a time the last answer is enough, unless another has its id.
inline constexpr std::size_t answers_of_device_kept = 32;

// Under which name the answer to a command is remembered. Of a device, and whose it is, the latest are; for
// others each command is remembered by itself.
struct AnswerKey {
  std::optional<DeviceId> device;
  CommandId command;
  std::string digest;  // of the command's body: the same id with another body is refused
  std::chrono::seconds kept_for = answers_kept;
  std::string whose = {};  // the device is
};

[[nodiscard]] AnswerKey answer_key(const Actor& actor, const std::optional<DeviceId>& device,
                                   const CommandId& command, std::string digest);

struct Commit {
  AnswerKey answer;
  Decision decision;
  std::string entry;  // the events as text
};
// With the events as text, or why nobody could read them afterwards.
[[nodiscard]] OrRefusal<Commit> commit_of(AnswerKey answer, Decision decision);

struct CommitOutcome {
  enum class Kind {
    done,         // n: the new entry
    repeated,     // n: the entry that answered this command the first time
    other_body,   // this id was used for something else
    conflict,     // an entity has moved; n: the log's end, to be read before deciding again
    exists,       // what is to be made anew is there, or was, and nobody remembers who asked for it
    too_early,    // by Redis' own clock
    unavailable,  // nothing was done
    unknown,      // the connection broke before the answer: ask again under the same id
  };
  BOOST_DESCRIBE_NESTED_ENUM(Kind, done, repeated, other_body, conflict, exists, too_early, unavailable,
                             unknown)
  Kind kind = Kind::unavailable;
  std::uint64_t n = 0;
  std::string log = {};  // of which log that is, where it was asked for
};

// The one log of a region. Declared here because dispatch asks; store answers it on Redis. Called on the
// network thread; never blocks it.
class Journal {
 public:
  virtual ~Journal() = default;

  // Appends the events if every entity they touch, and every one that the decision rests on, still has the
  // version it was decided on. Of two commits that touch one entity exactly one succeeds. The same command
  // again gets the first answer and changes nothing.
  virtual boost::asio::awaitable<CommitOutcome> commit(Commit commit) = 0;

  // What this command was answered the first time: `repeated` or `other_body`; `conflict` when it never was,
  // with the log and its end; `unavailable` or `unknown` when that cannot be told.
  virtual boost::asio::awaitable<CommitOutcome> answer(AnswerKey key) = 0;

  // Positions that this node got since the last time, for the other nodes; not part of the log.
  virtual void share(std::vector<Sighting> sightings) = 0;
};

// Everything at one moment of the log.
struct Loaded {
  LogPosition position;
  View view;
};

}  // namespace dispatch
