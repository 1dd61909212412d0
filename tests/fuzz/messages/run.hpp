#pragma once

#include <chrono>
#include <deque>
#include <string>
#include <vector>

#include "tests/fuzz/messages/desk.hpp"
#include "tests/fuzz/messages/instances.hpp"
#include "tests/fuzz/messages/place.hpp"
#include "tests/fuzz/messages/speaker.hpp"
#include "tests/fuzz/messages/tally.hpp"
#include "tests/fuzz/messages/world.hpp"

namespace tests::fuzz {

// Everybody says anything that the protocol knows, right and spoilt, to a running server. Throws when
// something does not hold, having printed what was said last.
class Run {
 public:
  explicit Run(unsigned seed);

  void go_on_for(std::chrono::seconds time);

 private:
  // What the server holds of the machine.
  struct Held {
    std::size_t bytes;
    std::size_t files;
  };
  static std::vector<std::string> tokens_of(const Serve& serve);
  void speak_for(std::chrono::duration<double> time);
  bool everybody_goes_on(bool may_speak);
  // Ends what is open, until nobody has anything to do.
  Held settle();
  Held held();
  void print(const Held& held) const;
  void print_longest_wait() const;
  void check_held(const Held& early, const Held& late) const;
  void check_history();
  void check_log();
  void check_said() const;

  Place place_;
  std::vector<std::string> tokens_;
  World world_;
  Instances instances_;
  Tally tally_;
  Desk desk_;
  std::deque<Speaker> speakers_;
};

}  // namespace tests::fuzz
