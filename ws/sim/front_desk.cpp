#include "ws/sim/front_desk.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "dispatch/model/json.hpp"
#include "dispatch/model/model_json.hpp"
#include "ws/sim/line.hpp"

namespace ws {

namespace json = dispatch::json;
using dispatch::TimePoint;
using dispatch::Traffic;

FrontDesk::FrontDesk(Options options)
    : options_{std::move(options)},
      random_{options_.seed ^ std::hash<dispatch::FacilityId>{}(options_.facility)},
      beds_{std::uniform_int_distribution<int>{4, 9}(random_)} {}

void FrontDesk::heard(const boost::json::object& message, TimePoint now) {
  const auto* coming = message.if_contains("coming");
  if (text_in(message, "type") != "facility" || coming == nullptr || !coming->is_array()) return;
  if (!std::exchange(has_counted_, true)) count_beds();
  for (const auto& one : coming->get_array())
    if (one.is_object()) see(one.get_object(), now);
}

void FrontDesk::see(const boost::json::object& coming, TimePoint now) {
  const auto job = dispatch::AssignmentId::from(text_in(coming, "assignment"));
  if (!job) return;
  if (seen_.insert(*job).second) later(now, 20, 120, [this, job = *job] { expect(job); });
  if (!coming.contains("arrived_at") || !arrived_.insert(*job).second) return;
  change_beds(-1);
  later(now, 1800, 5400, [this] { change_beds(1); });
}

void FrontDesk::tick(TimePoint now) {
  for (auto it = to_do_.begin(); it != to_do_.end() && it->first <= now; it = to_do_.erase(it)) it->second();
}

// It may be bound for another by then, which is refused and no matter.
void FrontDesk::expect(const dispatch::AssignmentId& job) {
  command("assignment.expect",
          [&](json::Object& body) { body.field("assignment", job).field("facility", options_.facility); });
}

// Beds are also made where there were none, so who comes all the same is no bed less than none.
void FrontDesk::change_beds(int by) {
  beds_ = std::max(0, beds_ + by);
  count_beds();
  if (beds_ == 0 && traffic_ == Traffic::Normal) say_traffic(Traffic::Advisory);
  if (beds_ > 1 && traffic_ == Traffic::Advisory) say_traffic(Traffic::Normal);
}

void FrontDesk::count_beds() {
  const std::vector beds{
      dispatch::BedCount{dispatch::BedKind::EmergencyDepartment, static_cast<std::uint64_t>(beds_)}};
  command("facility.beds",
          [&](json::Object& body) { body.field("facility", options_.facility).field("beds", beds); });
}

void FrontDesk::say_traffic(Traffic state) {
  traffic_ = state;
  command("facility.status", [&](json::Object& body) {
    body.field("facility", options_.facility).field("state", state);
    if (state != Traffic::Normal) body.field("cause", dispatch::TrafficCause::full);
  });
}

template <class Body>
void FrontDesk::command(std::string_view type, Body body) {
  auto id = options_.new_id();
  std::string text;
  {
    json::Object object{text};
    object.field("type", type).field("id", id);
    body(object);
  }
  options_.command(std::move(id), std::move(text));
}

void FrontDesk::later(TimePoint now, int least, int most, std::function<void()> what) {
  const auto wait = std::uniform_int_distribution<int>{least * 1000, most * 1000}(random_);
  to_do_.emplace(now + dispatch::milliseconds{wait}, std::move(what));
}

}  // namespace ws
