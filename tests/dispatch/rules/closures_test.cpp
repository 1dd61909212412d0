#include "dispatch/model/limits.hpp"

#include "tests/support/town.hpp"

using namespace dispatch;
using namespace tests;

namespace {

CloseRoad bridge(const Town& town, std::chrono::minutes length = 60min) {
  return {{Town::centre(), at(-8.36, 114.62)}, "the bridge is damaged", town.now() + length};
}
ClosureId close(Town& town, std::chrono::minutes length = 60min) {
  const auto told = town.says(operator_ayu(), bridge(town, length));
  REQUIRE(told.done());
  return ClosureId::same_as(town.last);
}

}  // namespace

TEST_CASE("an operator closes a road and everybody sees by whom and why and until when") {
  Town town;
  const auto id = close(town);
  const auto* closure = town.view().closure(id);
  REQUIRE(closure != nullptr);
  REQUIRE(closure->reason == "the bridge is damaged");
  REQUIRE(closure->by == "operator Ayu");
  REQUIRE(closure->closed_at == town.now());
  REQUIRE(closure->until == town.now() + 60min);
  REQUIRE(closure->points.size() == 2);
  REQUIRE_THAT(town.picture(), Catch::Contains("the bridge is damaged"));
  REQUIRE(town.replayed() == town.picture());
}

TEST_CASE("a closure ends by itself when its time has come and not before") {
  Town town;
  const auto id = close(town);
  town.waits(59min);
  REQUIRE(town.view().closure(id) != nullptr);
  REQUIRE(town.says(siaga(), EndClosure{id}).refusal() == Errc::too_early);
  const auto until = town.view().closure(id)->until;
  town.waits(1min);
  REQUIRE(town.view().closure(id) == nullptr);
  REQUIRE(town.decision().not_before == until);
  REQUIRE(town.log().back().by == "siaga");
  REQUIRE(town.replayed() == town.picture());
}

TEST_CASE("a closure is given more time or less and opened before its time") {
  Town town;
  const auto id = close(town);
  REQUIRE(town.says(operator_ayu(), ExtendClosure{id, town.now() + 180min}).done());
  town.waits(90min);
  REQUIRE(town.view().closure(id) != nullptr);
  REQUIRE(town.says(operator_ayu(), ExtendClosure{id, town.now() + 5min}).done());
  REQUIRE(town.says(operator_ayu(), OpenRoad{id}).done());
  REQUIRE(town.view().closure(id) == nullptr);
  REQUIRE(town.decision().changes.front().leaves);
  const auto again = town.says(operator_ayu(), OpenRoad{id});
  REQUIRE(again.refusal() == Errc::unknown_closure);
}

TEST_CASE("a road is not closed without a reason or a time or for ever or nowhere") {
  Town town;
  const auto refusal = [&](auto change) {
    auto asked = bridge(town);
    change(asked);
    const auto told = town.says(operator_ayu(), asked);
    REQUIRE(town.view().closures().empty());
    return told.refusal();
  };
  REQUIRE(refusal([](CloseRoad& c) { c.reason = std::string{" "}; }) == Errc::needs_reason);
  REQUIRE(refusal([&](CloseRoad& c) { c.until = town.now(); }) == Errc::bad_field);
  REQUIRE(refusal([&](CloseRoad& c) { c.until = town.now() + std::chrono::days{91}; }) == Errc::bad_field);
  REQUIRE(refusal([](CloseRoad& c) { c.points.clear(); }) == Errc::bad_field);
  REQUIRE(refusal([](CloseRoad& c) { c.points.assign(21, Town::centre()); }) == Errc::bad_field);
  REQUIRE(refusal([](CloseRoad& c) { c.points.push_back(at(0, 0)); }) == Errc::bad_field);
}

TEST_CASE("roads are closed by operators and opened by their time and by nobody else") {
  Town town;
  town.with_ambulance("AMB-01", 5min);
  for (const auto& who : {crew_of(id("AMB-01")), supervisor(), caller()})
    REQUIRE(town.says(who, bridge(town)).refusal() == Errc::not_allowed);
  const auto closed = close(town);
  REQUIRE(town.says(operator_ayu(), EndClosure{closed}).refusal() == Errc::not_allowed);
  REQUIRE(town.says(crew_of(id("AMB-01")), OpenRoad{closed}).refusal() == Errc::not_allowed);
}

TEST_CASE("two hundred roads are closed at most") {
  Town town;
  for (std::size_t i = 0; i < most_closures; ++i) close(town);
  REQUIRE(town.says(operator_ayu(), bridge(town)).refusal() == Errc::too_much);
}

TEST_CASE("a closure that has changed meanwhile is not opened on what was seen before") {
  Town town;
  const auto id = close(town);
  REQUIRE(town.says(operator_ayu(), ExtendClosure{id, town.now() + 180min}).done());
  REQUIRE(town.says(operator_ayu(), OpenRoad{id}, {}, 1).refusal() == Errc::stale_version);
  REQUIRE(town.says(operator_ayu(), OpenRoad{id}, {}, 2).done());
}

TEST_CASE("crews are not told of closures but of what their way avoids") {
  Town town;
  town.with_ambulance("AMB-01", 5min);
  close(town);
  REQUIRE(of_units(town.view(), {id("AMB-01")}).closures.empty());
  REQUIRE(everything(town.view()).closures.size() == 1);
}
