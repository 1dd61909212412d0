#include "dispatch/log/proposals.hpp"
#include "dispatch/model/limits.hpp"

#include <algorithm>

namespace dispatch {

void remember(std::vector<Proposal>& proposals, Proposal proposal) {
  std::erase_if(proposals,
                [&](const Proposal& one) { return one.source == proposal.source && one.by == proposal.by; });
  proposals.push_back(std::move(proposal));
  if (proposals.size() > most_proposals) proposals.erase(proposals.begin());
}

const Proposal* find(const std::vector<Proposal>& proposals, std::string_view source, std::string_view by) {
  const auto found = std::ranges::find_if(
      proposals, [&](const Proposal& one) { return one.source == source && one.by == by; });
  return found == proposals.end() ? nullptr : &*found;
}

}  // namespace dispatch
