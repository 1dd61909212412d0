#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "dispatch/log/view.hpp"
#include "store/redis_connection.hpp"

namespace tests {

// A region's whole log, read from Redis and replayed, and what it breaks of what must always hold: entries
// count up by one, versions of every entity too, no unit is ever on two open assignments, no command happened
// twice, and the live state beside the log is what the log says.
struct History {
  std::vector<std::string> faults;
  std::map<std::string, std::uint64_t> commands;  // by id: the entry in which it happened
  std::map<std::uint64_t, std::vector<dispatch::Event>> entries;
  dispatch::View view;  // after the last

  [[nodiscard]] std::uint64_t end() const { return entries.empty() ? 0 : entries.rbegin()->first; }
};

History history_of(const store::Address& address);

}  // namespace tests
