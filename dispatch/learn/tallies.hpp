#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace dispatch {

// Numbers that are counted together under one name.
struct Tally {
  std::string name;
  std::vector<std::int64_t> numbers;
  // When the first number would pass it, all are halved: what was long ago fades. Of what is read, 0.
  std::int64_t bound = 0;
};

// What all nodes of a region have counted, kept for good. Declared here because dispatch asks; store answers
// it on Redis. Called on the network thread; never blocks it.
class Tallies {
 public:
  virtual ~Tallies() = default;

  // Adds to what others have added. How many of them, from the first on, are done with; the others were
  // certainly not added and can be tried again. What may have been added counts as done: rather something
  // lost than counted twice.
  virtual boost::asio::awaitable<std::size_t> add(std::vector<Tally> more) = 0;
  // Everything; nothing when the store is away.
  virtual boost::asio::awaitable<std::optional<std::vector<Tally>>> all() = 0;
};

}  // namespace dispatch
