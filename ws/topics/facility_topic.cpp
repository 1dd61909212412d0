#include "ws/topics/facility_topic.hpp"

#include <algorithm>

#include "ws/wire/facility.hpp"

namespace ws {

using dispatch::FacilityId;

namespace {
constexpr std::string_view facility_prefix = "facility/";
}

std::optional<FacilityId> FacilityTopic::from_topic(std::string_view topic) {
  if (!topic.starts_with(facility_prefix)) return std::nullopt;
  return FacilityId::from(topic.substr(facility_prefix.size()));
}

void FacilityTopic::join(Peer& peer, const FacilityId& facility) {
  follows_.insert_or_assign(&peer, Follower{facility, {}});
  is_due_ = true;
  tick();
}

void FacilityTopic::arrivals(const std::vector<dispatch::Arrival>& all) {
  times_.clear();
  for (const auto& one : all)
    if (one.facility) times_.push_back({one.assignment, *one.facility, one.at, one.low, one.high});
  is_due_ = true;
}

void FacilityTopic::happened(const dispatch::Selection& changed) {
  if (follows_.empty()) return;
  const auto& view = desk_.view();
  const auto is_bound = [&](const dispatch::AssignmentId& id) {
    const auto* job = view.assignment(id);
    return job != nullptr && job->bound_for.has_value();
  };
  const auto has_bound = [&](const dispatch::IncidentId& id) {
    const auto* incident = view.incident(id);
    return incident != nullptr && std::ranges::any_of(incident->assignments, is_bound);
  };
  is_due_ = is_due_ || !changed.facilities.empty() || std::ranges::any_of(changed.assignments, is_bound) ||
            std::ranges::any_of(changed.incidents, has_bound);
}

// Who is told may leave.
void FacilityTopic::tick() {
  if (!is_due_ || !desk_.is_loaded()) return;
  is_due_ = false;
  std::unordered_map<FacilityId, std::string> texts;
  std::vector<Peer*> peers;
  for (const auto& [peer, follower] : follows_) {
    peers.push_back(peer);
    if (!texts.contains(follower.facility)) texts.emplace(follower.facility, text_of(follower.facility));
  }
  for (auto* peer : peers) {
    const auto follows = follows_.find(peer);
    if (follows == follows_.end()) continue;
    const auto& text = texts.at(follows->second.facility);
    if (text.empty() || text == follows->second.told) continue;
    if (peer->queued_bytes() >= most_unread) {
      is_due_ = true;
      continue;
    }
    follows->second.told = text;
    outgoing_.send(*peer, text_frame(text));
  }
}

std::string FacilityTopic::text_of(const FacilityId& id) const {
  const auto& view = desk_.view();
  const auto* facility = view.facility(id);
  if (facility == nullptr) return {};
  return encode_facility(std::string{facility_prefix} + std::string{id.view()}, *facility,
                         coming_to(view, id, times_));
}

}  // namespace ws
