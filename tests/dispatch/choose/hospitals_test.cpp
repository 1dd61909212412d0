#include "dispatch/choose/hospitals.hpp"

#include <catch2/catch.hpp>

#include "tests/support/town.hpp"

using namespace dispatch;
using namespace tests;

namespace {

// Four hospitals on one road, ten minutes from each other; of the nearest hand-over takes long.
struct Road {
  Town town;
  std::vector<Facility> all;

  Road() {
    int away = 0;
    for (const auto* name : {"A", "B", "C", "D"})
      all.push_back(
          {id<FacilityId>(name), 1, name, "hospital", town.away(std::chrono::minutes{away += 10}), {}});
    at("A").capabilities = {"poned"};
    at("C").capabilities = {"poned", "ponek"};
    at("D").capabilities = {"poned", "ponek"};
  }
  Facility& at(std::string_view name) { return *std::ranges::find(all, name, &Facility::name); }
  void closes(std::string_view name, TrafficCause cause) {
    at(name).traffic =
        TrafficStatus{Traffic::Closed, cause, {}, town.now(), "operator Ayu", FigureSource::desk};
  }
  [[nodiscard]] std::vector<HospitalOffer> offers(Priority priority,
                                                  std::vector<std::vector<std::string>> needs = {}) const {
    Incident call;
    call.triage = triage(priority);
    call.response = Response{{}, {}, {}, {}};
    if (!needs.empty()) call.response->destination = std::move(needs);
    std::vector<const Facility*> facilities;
    for (const auto& one : all) facilities.push_back(&one);
    const TravelTimes travel{town.policy};
    const auto hand_over = [](const FacilityId& one) {
      return one.view() == "A" ? HandOverTime{25min, true} : HandOverTime{10min, false};
    };
    return hospitals_for(call, Town::centre(), {std::move(facilities), travel, hand_over});
  }
  [[nodiscard]] std::string order(Priority priority, std::vector<std::vector<std::string>> needs = {}) const {
    std::string names;
    for (const auto& one : offers(priority, std::move(needs))) names += (one.proposed ? "" : "-") + one.name;
    return names;
  }
};

}  // namespace

TEST_CASE("a stable patient goes where hand-over is over soonest, an unstable one to the nearest") {
  const Road road;
  REQUIRE(road.order(Priority::P3) == "BACD");
  REQUIRE(road.order(Priority::P1) == "ABCD");
  REQUIRE(road.order(Priority::P0) == "ABCD");
  const auto first = road.offers(Priority::P3).front();
  REQUIRE(first.hand_over_s == 600);
  REQUIRE_FALSE(first.hand_over_learnt);
  REQUIRE(road.offers(Priority::P1).front().hand_over_learnt);
}

TEST_CASE("what the incident needs is proposed first, and the others are passed over with what they lack") {
  const Road road;
  REQUIRE(road.order(Priority::P1, {{"ponek"}}) == "CD-A-B");
  REQUIRE(road.order(Priority::P3, {{"ponek", "poned"}}) == "ACD-B");
  const auto offers = road.offers(Priority::P1, {{"ponek"}, {"poned"}});
  REQUIRE(offers[2].cautions == std::vector{Caution::cannot});
  REQUIRE(offers[2].lacks == std::vector<std::vector<std::string>>{{"ponek"}});
}

TEST_CASE("a hospital that is full is passed over for who is stable, never for who is not") {
  Road road;
  road.closes("A", TrafficCause::full);
  REQUIRE(road.order(Priority::P3) == "BCD-A");
  REQUIRE(road.order(Priority::P1) == "ABCD");
  REQUIRE(road.offers(Priority::P1).front().cautions == std::vector{Caution::closed});
}

TEST_CASE("a hospital that burns gets nobody, and stands last with its reason") {
  Road road;
  road.closes("A", TrafficCause::own_emergency);
  for (const auto priority : {Priority::P0, Priority::P1, Priority::P3})
    REQUIRE(road.order(priority) == "BCD-A");
  REQUIRE(road.offers(Priority::P0).back().cautions == std::vector{Caution::own_emergency});
}

TEST_CASE("when none has what is needed nobody is proposed, and the nearest stands first") {
  Road road;
  road.closes("A", TrafficCause::own_emergency);
  REQUIRE(road.order(Priority::P1, {{"pci"}}) == "-B-C-D-A");
}

TEST_CASE("a patient of whom nobody knows anything is not steered away") {
  REQUIRE(is_unstable(Incident{}));
}
