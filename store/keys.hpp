#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace store {

// The only place that knows the names of keys. All keys of a region share a hash tag: where Redis is a
// Cluster they lie in one slot, and one script may touch them. The connection follows no redirection (MOVED),
// so in a Cluster its address must be that of the node which has the slot.
class Keys {
 public:
  explicit Keys(std::string_view region) : prefix_{"siaga:{" + std::string{region} + "}:"} {}

  [[nodiscard]] std::string log() const { return prefix_ + "log"; }
  // A channel: what is said there is kept nowhere.
  [[nodiscard]] std::string fixes() const { return prefix_ + "fix"; }
  [[nodiscard]] std::string last_fixes() const { return prefix_ + "lastfix"; }
  // What drives have taught (dispatch::Tallies).
  [[nodiscard]] std::string driving() const { return prefix_ + "driving"; }
  // Names of the same kinds that nobody reads: written to see whether it can be done.
  [[nodiscard]] Keys probe() const { return Keys{Prefix{prefix_ + "probe:"}}; }
  [[nodiscard]] std::string numbers() const { return prefix_ + "numbers"; }
  [[nodiscard]] std::string tokens() const { return prefix_ + "tokens"; }
  // When somebody signed in with each last, and how many were taken back so far.
  [[nodiscard]] std::string tokens_seen() const { return prefix_ + "tokens:seen"; }
  [[nodiscard]] std::string tokens_taken_back() const { return prefix_ + "tokens:taken_back"; }
  [[nodiscard]] std::string live(std::string_view kind) const {
    const bool of_y = kind.ends_with('y');
    if (of_y) kind.remove_suffix(1);
    return prefix_ + std::string{kind} + (of_y ? "ies" : "s");
  }
  [[nodiscard]] std::string entity(std::string_view kind, std::string_view id) const {
    return prefix_ + std::string{kind} + ":" + std::string{id};
  }
  // Apart from one another: a device may be called as a command is.
  [[nodiscard]] std::string answer_to_device(std::string_view id) const {
    return prefix_ + "answer:device:" + std::string{id};
  }
  // A list of the latest; device ids have no colon.
  [[nodiscard]] std::string answers_to_device_of(std::string_view id, std::string_view whose) const {
    return answer_to_device(id) + ":" + std::string{whose};
  }
  [[nodiscard]] std::string answer_to_command(std::string_view id) const {
    return prefix_ + "answer:command:" + std::string{id};
  }
  // What is kept of a telephone number's calls (dispatch::past_number).
  [[nodiscard]] std::string calls(std::string_view number) const {
    return prefix_ + "calls:" + std::string{number};
  }

 private:
  struct Prefix {
    std::string text;
  };
  explicit Keys(Prefix prefix) : prefix_{std::move(prefix.text)} {}

  std::string prefix_;
};

}  // namespace store
