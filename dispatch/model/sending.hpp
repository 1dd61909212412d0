#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "dispatch/model/id.hpp"
#include "dispatch/model/time.hpp"

// How a call gets its unit, where a region lets Siaga send by itself.
namespace dispatch {

// P0 arrest or not breathing, P1 threat to life, P2 emergency, P3 urgent, P4 planned, home care,
// consultation.
enum class Priority { P0, P1, P2, P3, P4 };
BOOST_DESCRIBE_ENUM(Priority, P0, P1, P2, P3, P4)

enum class SendingMode {
  suggest,  // a person sends
  after,    // Siaga, unless somebody stops it in time
  at_once,  // Siaga
};
BOOST_DESCRIBE_ENUM(SendingMode, suggest, after, at_once)

// What holds for calls of a priority, at these hours or always.
struct SendingRule {
  Priority priority = Priority::P2;
  SendingMode mode = SendingMode::suggest;
  std::optional<seconds> from = {};  // of the region's day; `until` before it is of the next
  std::optional<seconds> until = {};
  std::optional<seconds> after = {};
  friend bool operator==(const SendingRule&, const SendingRule&) = default;
};
BOOST_DESCRIBE_STRUCT(SendingRule, (), (priority, mode, from, until, after))

// At its end Siaga sends this unit, unless somebody stops it or sends one.
struct Countdown {
  UnitId unit;
  TimePoint began_at;
  TimePoint ends_at;
  SendingRule rule;
  std::optional<UnitId> instead_of = {};   // the plan had that one before, so it began anew
  std::optional<std::uint64_t> slot = {};  // of the call, that this unit is to fill besides who goes there
  friend bool operator==(const Countdown&, const Countdown&) = default;
};
BOOST_DESCRIBE_STRUCT(Countdown, (), (unit, began_at, ends_at, rule, instead_of, slot))

// Siaga sends nobody to this call by itself, because somebody said so.
struct StoppedSending {
  TimePoint at;
  std::string by;
  friend bool operator==(const StoppedSending&, const StoppedSending&) = default;
};
BOOST_DESCRIBE_STRUCT(StoppedSending, (), (at, by))

// Of a priority at a moment: the first that fits; none: a person sends.
[[nodiscard]] const SendingRule* rule_for(const std::optional<std::vector<SendingRule>>& rules,
                                          Priority priority, TimePoint now, std::chrono::minutes utc_offset);
// Whether any of them lets Siaga send by itself.
[[nodiscard]] bool sends_by_itself(const std::optional<std::vector<SendingRule>>& rules);

}  // namespace dispatch
