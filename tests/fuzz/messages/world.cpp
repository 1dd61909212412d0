#include "tests/fuzz/messages/world.hpp"

#include <algorithm>
#include <array>
#include <chrono>

#include "tests/system/said.hpp"

namespace tests::fuzz {
namespace {

namespace json = boost::json;

constexpr std::size_t most_gone = 100;

std::int64_t now() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

// Mostly of late or soon.
std::int64_t some_time(std::int64_t from_s, std::int64_t to_s, Random& random) {
  const auto span = static_cast<std::size_t>((to_s - from_s) * 1000);
  return now() + from_s * 1000 + static_cast<std::int64_t>(random.below(span));
}

std::string fresh_id(Random& random) {
  return std::to_string(random.bits()) + "-" + std::to_string(random.bits() % 10'000);
}

std::string some_topic(Random& random) {
  static constexpr std::array topics{"board",
                                     "board",
                                     "mine",
                                     "plan",
                                     "cover",
                                     "facility/RS-NEGARA",
                                     "map/0/0/0",
                                     "map/8/209/133",
                                     "map/12/3352/2142",
                                     "map/14/13409/8569"};
  return random.one_of(topics);
}

bool is_over(const wire::Message& incident) {
  static constexpr std::array over{"closed", "merged", "cancelled", "referred", "hoax"};
  return std::ranges::find(over, text(incident, "/state")) != over.end();
}

// Whose version `if_version` is: field of the message, list it stands in.
constexpr std::array subjects{std::pair{"assignment", "assignments"}, std::pair{"incident", "incidents"},
                              std::pair{"closure", "closures"}, std::pair{"unit", "units"},
                              std::pair{"facility", "facilities"}};

// In the order of a life, of which somebody says each.
constexpr std::array steps{"delivered",  "acknowledged",   "en_route",    "on_scene", "at_patient",
                           "left_scene", "at_destination", "handed_over", "cleared"};

}  // namespace

void World::hear(const wire::Message& message) {
  if (text(message, "/topic") != "board") return;
  position_ = message.at("position");
  if (text(message, "/type") == "events") return take(message.at("changed"));
  for (auto& [kind, entities] : known_) entities.clear();
  take(message.at("picture"));
}

void World::take(const wire::Message& picture) {
  const auto& lists = picture.as_object();
  for (auto& [kind, entities] : known_)
    if (const auto* list = lists.if_contains(kind))
      for (const auto& one : list->as_array()) entities.insert_or_assign(text(one, "/id"), one);
  const auto* gone = lists.if_contains("gone");
  if (gone == nullptr) return;
  for (const auto& one : gone->as_array()) {
    gone_.emplace_back(one.as_string());
    for (auto& [kind, entities] : known_) entities.erase(gone_.back());
  }
  if (gone_.size() > most_gone) gone_.erase(gone_.begin(), gone_.end() - most_gone);
}

wire::Message World::id_of(const std::string& kind, Random& random) const {
  if (!gone_.empty() && random.one_in(20)) return json::string{random.one_of(gone_)};
  // Few, so that they are fought for.
  if (kind == "units" && random.one_in(2)) return json::string{"AMB-0" + std::to_string(1 + random.below(4))};
  const auto& entities = known_.at(kind);
  if (entities.empty()) return nullptr;
  return json::string{random.one_of(entities).first};
}

wire::Message World::something_for(std::string_view field, Random& random) const {
  if (field == "incident" || field == "into" || field == "with_merged") return id_of("incidents", random);
  if (field == "assignment") return id_of("assignments", random);
  if (field == "unit") return id_of("units", random);
  if (field == "facility") return random.one_in(3) ? id_of("facilities", random) : json::string{"RS-NEGARA"};
  if (field == "post") return json::string{random.one_of(std::array{"POS-PASAR", "ST-NEGARA-1"})};
  if (field == "closure") return id_of("closures", random);
  if (field == "id" && random.one_in(30)) return id_of("incidents", random);
  if (field == "id" || field == "query") return json::string{fresh_id(random)};
  if (field == "device") return json::string{"tablet-" + std::to_string(random.below(9))};
  if (field == "token") return json::string{random.one_of(tokens_)};
  if (field == "topic") return json::string{some_topic(random)};
  if (field == "log" && !position_.is_null()) return position_.at("log");
  if (field == "n" && !position_.is_null())
    return std::max<std::int64_t>(0, number(position_, "/n") - static_cast<std::int64_t>(random.below(50)));
  // The region, and where it has roads.
  if (field == "lat") return random.one_in(2) ? random.between(-8.45, -8.15) : random.between(-8.34, -8.29);
  if (field == "lon") return random.one_in(2) ? random.between(114.4, 115.1) : random.between(114.59, 114.66);
  if (field == "at" || field == "confirmed_at") return some_time(-600, 60, random);
  if (field == "until" || field == "scheduled_at") return some_time(-60, 7200, random);
  if (field == "phone") return json::string{"+62 811 000 00" + std::to_string(random.below(10))};
  if (field == "accuracy_m" || field == "uncertainty_m") return random.between(1, 200);
  return nullptr;
}

void World::lead_on(wire::Message& said, Random& random) const {
  auto& fields = said.as_object();
  for (const auto& [field, kind] : subjects) {
    const auto known = known_.at(kind).find(text(said, std::string{"/"} + field));
    if (known == known_.at(kind).end()) continue;
    if (fields.contains("if_version") && !random.one_in(4)) fields["if_version"] = known->second.at("v");
    if (text(said, "/type") == "assignment.step" && random.one_in(2)) {
      const auto* done = std::ranges::find(steps, text(known->second, "/state"));
      const bool is_last = done == steps.end() || done + 1 == steps.end();
      fields["to"] = is_last ? steps.front() : *(done + 1);
    }
    if (text(said, "/type") == "unit.duty" && random.one_in(2)) fields["state"] = "on";
    return;
  }
}

std::vector<wire::Message> World::clearing_up(std::size_t most) const {
  std::vector<wire::Message> said;
  std::vector<const wire::Message*> open;
  for (const auto& [id, incident] : known_.at("incidents"))
    if (!is_over(incident)) open.push_back(&incident);
  for (std::size_t i = most; i < open.size(); ++i) {
    auto end = call_off(text(*open[i], "/id"));
    if (const auto* merged = open[i]->as_object().if_contains("merged"))
      end.as_object()["with_merged"] = *merged;
    said.push_back(std::move(end));
  }
  std::size_t closed = 0;
  for (const auto& [id, closure] : known_.at("closures"))
    if (++closed > most) said.push_back(command("road.open", {{"closure", id}}));
  return said;
}

bool World::has_nothing_open() const {
  return known_.at("incidents").empty() && known_.at("assignments").empty() && known_.at("closures").empty();
}

}  // namespace tests::fuzz
