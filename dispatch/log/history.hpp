#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "dispatch/log/journal.hpp"

namespace dispatch {

// Reads a log from its beginning and says where it breaks what must always hold: entries in order without a
// gap, versions that count up by one, a unit on one open assignment at most, steps that the table allows, and
// of incidents that were merged, that each chain of them ends in one that somebody served, or ended as what
// it was.
class History {
 public:
  void add(const Entry& entry);

  [[nodiscard]] const std::vector<std::string>& faults() const { return faults_; }
  [[nodiscard]] std::uint64_t entries() const { return entries_; }
  [[nodiscard]] const View& view() const { return view_; }

 private:
  void check(const Event& event, std::uint64_t n);
  void check_ending(const IncidentEnded& ended, std::uint64_t n);
  void complain(std::uint64_t n, const std::string& what);

  View view_;
  std::map<IncidentId, std::set<IncidentId>> merged_;  // into each, and not opened again since
  std::uint64_t last_ = 0;
  std::uint64_t entries_ = 0;
  std::vector<std::string> faults_;
};

}  // namespace dispatch
