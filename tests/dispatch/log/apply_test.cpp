#include "dispatch/log/apply.hpp"

#include <catch2/catch.hpp>

#include "tests/support/town.hpp"

using namespace dispatch;
using namespace tests;
using enum AssignmentState;

namespace {

// A town where enough has happened that every kind of entity was changed by several events.
Town busy_town() {
  Town town;
  town.with_ambulance("AMB-01", 3min).with_ambulance("AMB-02", 6min);
  const auto call = town.calls(Priority::P2);
  town.sends(call, "AMB-01");
  REQUIRE(town.presses("AMB-01", acknowledged).done());
  REQUIRE(town.says(operator_ayu(), NoteIncident{call, "second floor"}).done());
  REQUIRE(town.tries_to_send(town.calls(Priority::P0), "AMB-01", "arrest", true).done());
  town.sends(call, "AMB-02");
  REQUIRE(town.presses("AMB-02", declined, "no fuel").done());
  return town;
}

View view_after(const Town& town, std::size_t events) {
  View view;
  for (std::size_t i = 0; i < events; ++i) REQUIRE(view.apply(town.log()[i]) == View::Outcome::applied);
  return view;
}

// Does a later event touch something that this one touches?
bool is_followed(const std::vector<Event>& log, std::size_t n) {
  const auto touches_it = [&](const Touch& later) {
    return std::ranges::any_of(log[n].touches, [&](const Touch& touch) { return touch.id == later.id; });
  };
  return std::any_of(log.begin() + static_cast<std::ptrdiff_t>(n) + 1, log.end(),
                     [&](const Event& later) { return std::ranges::any_of(later.touches, touches_it); });
}

}  // namespace

TEST_CASE("an event that the view has already changes nothing") {
  const auto town = busy_town();
  auto view = view_after(town, town.log().size());
  const auto before = Town::picture_of(view);
  for (const auto& event : town.log()) REQUIRE(view.apply(event) == View::Outcome::old);
  REQUIRE(Town::picture_of(view) == before);
}

TEST_CASE("an event that comes too early is a gap and changes nothing") {
  const auto town = busy_town();
  for (std::size_t missing = 0; missing + 1 < town.log().size(); ++missing) {
    auto view = view_after(town, missing);
    bool gap = false;
    for (auto next = missing + 1; next < town.log().size() && !gap; ++next) {
      const auto before = Town::picture_of(view);
      gap = view.apply(town.log()[next]) == View::Outcome::gap;
      if (gap) REQUIRE(Town::picture_of(view) == before);
    }
    CAPTURE(missing, type_of(town.log()[missing]));
    REQUIRE(gap == is_followed(town.log(), missing));
  }
}

TEST_CASE("a view that was loaded while things went on is right again when the log has caught up") {
  const auto town = busy_town();
  const auto all = town.log().size();
  for (std::size_t noted = 0; noted <= all; ++noted)
    for (auto loaded = noted; loaded <= all; ++loaded) {
      CAPTURE(noted, loaded);
      auto view = Town::loaded_from(view_after(town, loaded));
      for (auto next = noted; next < all; ++next) REQUIRE(view.apply(town.log()[next]) != View::Outcome::gap);
      REQUIRE(Town::picture_of(view) == Town::picture_of(view_after(town, all)));
    }
}

TEST_CASE("entities that were loaded ahead of an event keep what they have, the others follow it") {
  const auto town = busy_town();
  const auto all = town.log().size();
  const auto last = view_after(town, all);
  for (std::size_t early = 0; early < all; ++early) {
    // Units were read from the store at the end, incidents and assignments some events before.
    const auto then = view_after(town, early);
    View view;
    for (const auto& [name, one] : then.incidents()) view.load(one);
    for (const auto& [name, one] : then.assignments()) view.load(one);
    for (const auto& [name, one] : last.units()) view.load(one);
    for (auto next = early; next < all; ++next) REQUIRE(view.apply(town.log()[next]) != View::Outcome::gap);
    CAPTURE(early);
    REQUIRE(Town::picture_of(view) == Town::picture_of(last));
  }
}

TEST_CASE(
    "what left before it could be read does not keep a view from catching up, and followed later it is a "
    "gap") {
  Town town;
  town.with_ambulance("AMB-01", 3min);
  const auto call = town.calls(Priority::P2);
  const auto before_job = town.log().size();
  town.sends(call, "AMB-01");
  for (const auto to : {acknowledged, on_scene, cleared}) REQUIRE(town.presses("AMB-01", to).done());
  REQUIRE(town.says(siaga(), ArchiveIncident{call}).done());
  const auto all = town.log().size();
  const auto last = view_after(town, all);
  for (auto noted = before_job; noted < all; ++noted) {
    CAPTURE(noted);
    const auto then = view_after(town, noted);
    View view;  // units were read at `noted`, incidents and assignments when all was over
    View strict;
    for (const auto& [name, unit] : then.units()) view.load(unit), strict.load(unit);
    for (auto next = noted; next < all; ++next) REQUIRE(view.catch_up(Entry{next + 1, {town.log()[next]}}));
    REQUIRE(Town::picture_of(view) == Town::picture_of(last));
    REQUIRE_FALSE(strict.apply(Entry{noted + 1, {town.log()[noted]}}));
  }
}

TEST_CASE("a unit that could not be read is not there either when an event changes it") {
  Town town;
  town.with_ambulance("AMB-01", 3min);
  View view;
  view.lock({EntityKind::unit, "AMB-01", town.unit("AMB-01").v});
  REQUIRE(town.duty("AMB-01", DutyState::off).done());
  REQUIRE(view.apply(town.log().back()) == View::Outcome::applied);
  REQUIRE(view.unit(id("AMB-01")) == nullptr);
  REQUIRE(view.is_locked(EntityKind::unit, "AMB-01"));
  REQUIRE(view.nearest_of_all(Town::centre(), 5).empty());
}

TEST_CASE("an event names every entity it changes, and only those, with its version after") {
  const auto town = busy_town();
  View view;
  for (const auto& event : town.log()) {
    CAPTURE(type_of(event));
    const auto touched = touched_by(event.body);
    REQUIRE(touched.size() == event.touches.size());
    const auto before = view_after(town, static_cast<std::size_t>(&event - town.log().data()));
    REQUIRE(view.apply(event) == View::Outcome::applied);
    const auto changed = [&](EntityKind kind, std::string_view name) {
      return std::ranges::any_of(event.touches,
                                 [&](const auto& touch) { return touch.kind == kind && touch.id == name; });
    };
    for_each_type([&]<class T>(std::type_identity<T>) {
      for (const auto& [name, one] : view.all<T>()) {
        const auto* was = before.find<T>(name);
        const auto v = was == nullptr ? 0 : was->v;
        REQUIRE(one.v == v + (changed(kind_of<T>, name.view()) ? 1 : 0));
        if (one.v == v) REQUIRE(json::text_of(one) == json::text_of(*was));
      }
    });
  }
}

TEST_CASE("a press in the middle of a job touches the assignment alone: two crews never conflict") {
  Town town;
  town.with_ambulance("AMB-01", 3min);
  const auto job = town.sends(town.calls(Priority::P2), "AMB-01");
  const auto told = town.presses("AMB-01", acknowledged);
  REQUIRE(told.events.front().touches.size() == 1);
  REQUIRE(told.events.front().touches.front().id == job.view());
  REQUIRE(town.decision().changes.size() == 1);
  REQUIRE(town.decision().changes.front().expected == 1);
}

TEST_CASE("opening and ending a job touches its unit, so that two desks cannot both have it") {
  Town town;
  town.with_ambulance("AMB-01", 3min);
  const auto call = town.calls(Priority::P2);
  town.sends(call, "AMB-01");
  REQUIRE(town.decision().changes.size() == 3);
  REQUIRE(town.presses("AMB-01", declined, "no fuel").done());
  REQUIRE(town.decision().changes.size() == 2);
}

TEST_CASE("what leaves the live state is marked so for the store, whole") {
  Town town;
  town.with_ambulance("AMB-01", 3min);
  const auto call = town.calls(Priority::P2);
  town.sends(call, "AMB-01");
  for (const auto& change : town.decision().changes) REQUIRE_FALSE(change.leaves);
  for (const auto to : {acknowledged, on_scene, cleared}) REQUIRE(town.presses("AMB-01", to).done());
  REQUIRE(town.says(siaga(), ArchiveIncident{call}).done());
  REQUIRE(town.decision().changes.size() == 2);
  for (const auto& change : town.decision().changes) REQUIRE(change.leaves);
}
