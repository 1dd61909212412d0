#pragma once

#include <boost/json/value.hpp>
#include <string>

#include "dispatch/log/entry.hpp"
#include "dispatch/log/view.hpp"

// A log in a file, an entry a line, as `siaga export` writes it: docs/replay.md.
namespace store {

// As the store has it.
struct StoredEntry {
  std::uint64_t n = 0;
  std::string number;
  int format = 1;
  std::string events;  // the text that was committed
};
[[nodiscard]] dispatch::OrFault<dispatch::Entry> entry_of(const StoredEntry& stored);
[[nodiscard]] std::string line_of(const StoredEntry& stored);
[[nodiscard]] dispatch::OrFault<dispatch::Entry> entry_in(const boost::json::value& line);

// All entities of a view by kind and id: the same state gives the same text.
[[nodiscard]] std::string state_of(const dispatch::View& view);
[[nodiscard]] dispatch::OrFault<dispatch::View> view_in(const boost::json::value& state);

}  // namespace store
