#pragma once

#include <cstddef>

#include "tests/fuzz/messages/world.hpp"
#include "tests/support/wire.hpp"

namespace tests::fuzz {

// Somebody at the board who ends what others have begun, so that what is open stays bounded.
class Desk {
 public:
  Desk(unsigned short port, const std::string& token, World& world);

  // Reads what has come, and has at most so many incidents and closures stay open.
  void clear_up(std::size_t most);

 private:
  void look();

  wire::Client client_;
  World& world_;
  std::size_t unanswered_ = 0;
};

}  // namespace tests::fuzz
