#pragma once

#include <optional>

#include "tests/support/process.hpp"

namespace tests::fuzz {

// The repository's region with roads drawn into it, a register of patients, and a server there that is ready.
// What it keeps by its settings it keeps for short, so that what it holds is soon all it ever holds.
class Place {
 public:
  Place();

  Serve& serve() { return *serve_; }

 private:
  Folder folder_;
  std::optional<Serve> serve_;
};

}  // namespace tests::fuzz
