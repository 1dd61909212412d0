#pragma once

#include "dispatch/sim/chooser.hpp"

namespace dispatch {

// The yardstick: the nearest free unit by road, once and for good; waiting calls by priority, then age; units
// go back to their own base.
class Closest final : public Chooser {
 public:
  std::vector<Sending> send(const Situation& situation) override;
};

}  // namespace dispatch
