#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "dispatch/log/history.hpp"
#include "dispatch/model/policy.hpp"
#include "dispatch/rules/command.hpp"

namespace dispatch {

// The five steps of a command, in one process and at once: decided, written as text, read back, applied. A
// second view is made of the texts alone, as a node has it that reads the log from its beginning. What breaks
// what must always hold is noted: of what a command touches after each, of everything now and then.
class Ledger {
 public:
  static constexpr std::size_t most_faults = 20;  // those after are the same again
  explicit Ledger(Policy policy, std::uint64_t compare_every = 1000);

  // What it comes to, or why not; then nothing has changed. The id becomes that of what the command makes.
  OrRefusal<CommandId> obey(const Actor& actor, CommandBody body, TimePoint now);
  void hear(const Fix& fix) { view_.moved(fix, fix.at); }

  [[nodiscard]] const View& view() const { return view_; }
  [[nodiscard]] const Policy& policy() const { return policy_; }
  [[nodiscard]] std::uint64_t entries() const { return history_.entries(); }
  // Of the texts so far: the same for the same entries.
  [[nodiscard]] std::uint64_t digest() const { return digest_; }
  [[nodiscard]] std::vector<std::string> faults() const;
  // Compares everything, whenever that was done last.
  void compare_all();

 private:
  void write(const Decision& decision);
  void check(const Decision& decision);
  void complain(const std::string& what);

  Policy policy_;
  std::uint64_t compare_every_;
  View view_;
  History history_;
  std::map<std::string, std::uint64_t> counters_;
  std::uint64_t commands_ = 0;
  std::uint64_t digest_ = 14695981039346656037ULL;
  std::vector<std::string> faults_;
};

}  // namespace dispatch
