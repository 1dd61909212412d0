#include "ws/sim/call_taker.hpp"

#include <boost/json.hpp>
#include <catch2/catch.hpp>

#include "tests/support/town.hpp"
#include "ws/sim/line.hpp"
#include "ws/wire/advice.hpp"

using namespace tests;
using namespace ws;
using dispatch::Priority;

namespace {

constexpr TimePoint noon{1000h};

dispatch::SimulatedCall call(bool is_prank = false) {
  dispatch::SimulatedCall made;
  made.place = "Negara";
  made.where = Town::centre();
  made.triage = triage(Priority::P1);
  made.is_prank = is_prank;
  return made;
}

// A call-taker whose commands are kept instead of sent.
struct Taking {
  explicit Taking(std::vector<dispatch::SimulatedCall> with) : calls{std::move(with)} {
    taker.tick(noon, noon, true);
  }

  [[nodiscard]] IncidentId incident() const {
    return id<IncidentId>(boost::json::value_to<std::string>(said[0].at("id")));
  }
  void hear(const std::string& message, TimePoint now) {
    taker.heard(boost::json::parse(message).as_object(), now);
  }
  // A plan that sends this unit to the first call; nobody, where none is named.
  void hear_plan(const char* unit, TimePoint now) {
    dispatch::PlannedCall row;
    row.incident = incident();
    if (unit != nullptr) {
      row.sends.emplace();
      row.sends->unit = id(unit);
    } else {
      row.passed_over = {
          {id("HC-01"), std::nullopt, {{dispatch::Reason::Code::does_not_fit, std::nullopt, "home care"}}},
          {id("AMB-01"), std::nullopt, {{dispatch::Reason::Code::busy, std::nullopt, "busy"}}}};
    }
    dispatch::DispatchPlan plan;
    plan.at = now;
    plan.calls = {row};
    hear(encode_plan(plan), now);
  }
  void hear_empty_plan(TimePoint now) {
    dispatch::DispatchPlan plan;
    plan.at = now;
    hear(encode_plan(plan), now);
  }
  void hear_advice(TimePoint now) {
    dispatch::CoverPicture cover;
    dispatch::MoveAdvice advice;
    advice.unit = id("AMB-02");
    advice.from = "ST-1";
    advice.to = "ST-2";
    cover.advice = {advice};
    hear(encode_cover(cover), now);
  }
  void until(TimePoint now) { taker.tick(noon, now, true); }
  // Of all that was sent, those of this type.
  [[nodiscard]] std::vector<boost::json::object> of(std::string_view type) const {
    std::vector<boost::json::object> some;
    std::ranges::copy_if(said, std::back_inserter(some),
                         [&](const auto& one) { return text_in(one, "type") == type; });
    return some;
  }

  std::vector<dispatch::SimulatedCall> calls;
  std::map<IncidentId, std::size_t> call_of;
  std::vector<boost::json::object> said;
  int ids = 0;
  CallTaker taker{{calls, call_of, 1, [this] { return "id-" + std::to_string(++ids); },
                   [this](const std::string&, const std::string& text) {
                     said.push_back(boost::json::parse(text).as_object());
                   }}};
};

}  // namespace

TEST_CASE("a simulated desk thinks a moment, then sends by the plan whom it says by then") {
  Taking desk{{call()}};
  REQUIRE(desk.of("incident.receive").size() == 1);
  desk.hear_plan("AMB-01", noon);
  desk.until(noon + 3s);
  REQUIRE(desk.of("assignment.dispatch").empty());
  desk.hear_plan("AMB-02", noon + 3s);
  desk.until(noon + 20s);
  const auto sent = desk.of("assignment.dispatch");
  REQUIRE(sent.size() == 1);
  REQUIRE(sent[0].at("unit") == "AMB-02");
  REQUIRE(sent[0].at("by_plan") == true);
  REQUIRE(text_in(sent[0], "incident") == desk.incident().view());
}

TEST_CASE(
    "a simulated desk sends nobody twice, and again by the plan when it was refused or the plan has "
    "another") {
  Taking desk{{call()}};
  desk.hear_plan("AMB-01", noon);
  desk.until(noon + 20s);
  const auto command = boost::json::value_to<std::string>(desk.of("assignment.dispatch").at(0).at("id"));
  desk.hear_plan("AMB-01", noon + 21s);
  desk.until(noon + 60s);
  REQUIRE(desk.of("assignment.dispatch").size() == 1);
  SECTION("refused") {
    desk.hear_plan("AMB-03", noon + 60s);
    desk.taker.refused(command, "plan_changed", noon + 61s);
    desk.until(noon + 70s);
    REQUIRE(desk.of("assignment.dispatch").at(1).at("unit") == "AMB-03");
  }
  SECTION("another had better go") {
    desk.taker.acknowledged(command);
    desk.hear_empty_plan(noon + 60s);
    desk.hear_plan("AMB-04", noon + 90s);
    desk.until(noon + 110s);
    REQUIRE(desk.of("assignment.dispatch").at(1).at("unit") == "AMB-04");
  }
}

TEST_CASE("where the plan has nobody for a call, the simulated desk says why") {
  Taking desk{{call()}};
  REQUIRE_FALSE(desk.taker.is_settled(desk.incident()));
  desk.hear_plan(nullptr, noon);
  REQUIRE(desk.taker.reason_of(desk.incident()) == "no unit could go: busy");
  REQUIRE(desk.taker.is_settled(desk.incident()));
}

TEST_CASE("a simulated desk sends nobody to a prank call and ends it") {
  Taking desk{{call(true)}};
  desk.hear_plan("AMB-01", noon);
  desk.until(noon + 2min);
  REQUIRE(desk.of("assignment.dispatch").empty());
  REQUIRE(desk.of("incident.end").at(0).at("kind") == "hoax");
}

TEST_CASE("a simulated desk follows advice on where to wait once, and only while nobody waits for a unit") {
  Taking desk{{call()}};
  desk.hear_advice(noon);
  desk.hear_plan(nullptr, noon);
  desk.until(noon + 10min);
  REQUIRE(desk.of("unit.move_up").empty());
  desk.hear_empty_plan(noon + 10min);
  desk.until(noon + 10min);
  desk.until(noon + 30min);
  const auto moves = desk.of("unit.move_up");
  REQUIRE(moves.size() == 1);
  REQUIRE(moves[0].at("unit") == "AMB-02");
  REQUIRE(moves[0].at("post") == "ST-2");
}
