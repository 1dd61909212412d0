#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dispatch/log/journal.hpp"
#include "store/keys.hpp"
#include "store/log_file.hpp"
#include "store/redis_connection.hpp"

namespace store {

// The parts of one entry of the log's stream, as XREAD and XRANGE give it.
std::uint64_t entry_number(const Reply& entry);
std::string_view entry_field(const Reply& entry, std::string_view name);
dispatch::OrRefusal<std::vector<dispatch::Event>> events_of(const Reply& entry);
// The format that a field says; without one, the first.
int format_of(std::string_view field);

// Reads a region's whole log, as it stands there; false from `each`: enough. Blocks. For tools.
dispatch::OrFault<bool> read_stored_log(Connection& redis, const Keys& keys,
                                        const std::function<bool(const StoredEntry&)>& each);
// The same, read, and all of it.
dispatch::OrFault<bool> read_log(Connection& redis, const Keys& keys,
                                 const std::function<void(const dispatch::Entry&)>& each);

// The last entries of it, at most so many; blocks. What cannot be read, because a newer version wrote it, is
// left out.
dispatch::OrFault<bool> read_last_of_log(Connection& redis, const Keys& keys, std::uint64_t most,
                                         const std::function<void(const dispatch::Entry&)>& each);

// What the log breaks of what must always hold, and acknowledged commands (id and entry) that are not in it.
struct Audit {
  std::uint64_t entries = 0;
  std::vector<std::string> faults;
  std::optional<dispatch::TimePoint> last = {};  // when the last entry was recorded
};
using Acknowledged = std::vector<std::pair<std::string, std::uint64_t>>;
dispatch::OrFault<Audit> audit(Connection& redis, const Keys& keys, const Acknowledged& acknowledged);

}  // namespace store
