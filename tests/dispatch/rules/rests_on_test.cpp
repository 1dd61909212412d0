#include <catch2/catch.hpp>
#include <set>

#include "tests/dispatch/rules/crowd.hpp"
#include "tests/support/seeds.hpp"

using namespace dispatch;
using namespace tests;

namespace {

using Key = std::pair<EntityKind, std::string>;

// What the commit checks.
std::set<Key> checked_of(const Decision& decision) {
  std::set<Key> keys;
  for (const auto& basis : decision.rests_on) keys.emplace(basis.kind, basis.id);
  for (const auto& change : decision.changes)
    std::visit(
        [&](const auto& one) {
          keys.emplace(static_cast<EntityKind>(change.after.index()), std::string{one.id.view()});
        },
        change.after);
  return keys;
}

// What others may have made of an entity meanwhile.
std::vector<Entity> otherwise(const Incident& is) {
  std::vector<Entity> all;
  const auto with = [&](auto change) {
    auto other = is;
    ++other.v;
    change(other);
    all.emplace_back(std::move(other));
  };
  with([](Incident& i) { i.ending = Ending{EndingKind::hoax, "so", {}, i.received_at, "x"}; });
  with([](Incident& i) { i.ending.reset(); });
  with([](Incident& i) { i.triage = triage(Priority::P0); });
  with([](Incident& i) { i.triage = triage(Priority::P4, Needs::home_care); });
  with([](Incident& i) { i.triage.reset(); });
  with([](Incident& i) { i.merged.push_back(id<IncidentId>("other")); });
  with([](Incident& i) { i.place = {}; });
  with([](Incident& i) { i.link.reset(); });
  with([](Incident& i) { i.scheduled_at = i.received_at; });
  with([](Incident& i) { i.overdue_at = i.received_at; });
  with([](Incident& i) { i.reopened_at = TimePoint::max(); });
  return all;
}

std::vector<Entity> otherwise(const Assignment& is) {
  std::vector<Entity> all;
  for (const auto to : {AssignmentState::reserved, AssignmentState::en_route, AssignmentState::on_scene,
                        AssignmentState::left_scene, AssignmentState::cleared, AssignmentState::declined}) {
    auto other = is;
    ++other.v;
    other.state = to;
    other.times.push_back({to, other.times.back().at, other.times.back().recorded});
    all.emplace_back(std::move(other));
  }
  return all;
}

std::vector<Entity> otherwise(const Unit& is) {
  std::vector<Entity> all;
  for (const auto state : {DutyState::off, DutyState::on, DutyState::out_of_service, DutyState::retired}) {
    auto other = is;
    ++other.v;
    other.duty.state = state;
    all.emplace_back(other);
    other.assignment.reset();
    all.emplace_back(other);
    other.move_up.reset();
    all.emplace_back(std::move(other));
  }
  return all;
}

std::vector<Entity> otherwise(const Closure& is) {
  auto other = is;
  ++other.v;
  other.until = is.closed_at;
  return {other};
}

std::vector<Entity> otherwise(const Facility& is) {
  auto closed = is;
  ++closed.v;
  closed.traffic =
      TrafficStatus{Traffic::Closed, TrafficCause::own_emergency, {}, {}, "x", FigureSource::desk};
  auto retired = is;
  ++retired.v;
  retired.traffic.reset();
  retired.retired_at = TimePoint{};
  return {closed, retired};
}

// The policy is handed to the rules beside it, so its change alone changes nothing.
std::vector<Entity> otherwise(const Setup& is) {
  auto other = is;
  ++other.v;
  other.posts.reset();
  return {other};
}

View same_as(const View& view) {
  auto same = Town::loaded_from(view);
  for (const auto& [name, one] : view.units())
    if (const auto* fix = view.fix(name)) same.moved(*fix);
  return same;
}

std::vector<Entity> all_but(const View& view, const std::set<Key>& checked) {
  std::vector<Entity> all;
  for_each_type([&]<class T>(std::type_identity<T>) {
    for (const auto& [name, one] : view.all<T>())
      if (!checked.contains({kind_of<T>, std::string{name.view()}}))
        for (auto& other : otherwise(one)) all.push_back(std::move(other));
  });
  return all;
}

}  // namespace

TEST_CASE("every entity whose change would alter a decision is checked by its commit") {
  const auto seed = GENERATE(seeds(4));
  CAPTURE(seed);
  Crowd crowd{seed};
  auto& town = crowd.town;
  std::size_t tried = 0;
  for (int i = 0; i < 2000; ++i) {
    crowd.time_goes_by();
    const auto asked = crowd.something();
    const auto who = crowd.somebody(asked.body);
    const auto decided = decide(town.view(), town.policy, who, asked, town.now());
    if (decided.has_error()) continue;
    if (i % 4 == 0) {
      const auto text = text_of(decided);
      auto view = same_as(town.view());
      for (auto& other : all_but(view, checked_of(*decided))) {
        CAPTURE(i, asked.body.index(), json::text_of(decided->events), other.index());
        const auto before =
            std::visit([&]<class T>(const T& one) -> Entity { return *view.find<T>(one.id); }, other);
        view.load(std::move(other));
        REQUIRE(text_of(decide(view, town.policy, who, asked, town.now())) == text);
        view.load(before);
        ++tried;
      }
    }
    REQUIRE(town.says(who, asked).done());
  }
  REQUIRE(tried > 10'000);
}

TEST_CASE("a crew's press rests on its own job: two crews on one incident never wait for each other") {
  Town town;
  town.with_ambulance("AMB-01", 3min).with_ambulance("AMB-02", 6min);
  const auto call = town.calls(Priority::P1);
  town.sends(call, "AMB-01");
  town.sends(call, "AMB-02");
  REQUIRE(town.presses("AMB-01", AssignmentState::acknowledged).done());
  REQUIRE(town.decision().rests_on.empty());
  REQUIRE(town.decision().changes.size() == 1);
}
