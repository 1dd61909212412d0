#include <catch2/catch.hpp>

#include "tests/dispatch/choose/slot_town.hpp"
#include "tests/support/schema.hpp"
#include "tests/support/town.hpp"
#include "ws/wire/advice.hpp"
#include "ws/wire/commands.hpp"
#include "ws/wire/refusal.hpp"
#include "ws/wire/service.hpp"
#include "ws/wire/sign_in.hpp"

using namespace dispatch;
using std::chrono::milliseconds;

TEST_CASE("what the server says is as the schema says") {
  const TimePoint now{milliseconds{1'700'000'000'000}};
  const auto require_good = [](const std::string& text) {
    CAPTURE(text);
    REQUIRE(tests::fault_of(boost::json::parse(text), tests::Side::server) == "");
  };
  require_good(ws::encode_welcome({Role::crew, "AMB-01", {tests::id("AMB-01")}},
                                  {"jembrana", "Kabupaten \"Jembrana\"", "JBR", 480, -8.3, 114.6, 10}, now, 1,
                                  {true, now, {}}, {{"disk_full_soon", now, "make room"}}, "1.2.3"));
  require_good(ws::encode_conditions({}));
  require_good(ws::encode_ack("c-1", {"log-1", 7}));
  require_good(ws::encode_refused("c-1", {Errc::bad_field, "no\n", {{"field", "at"}}}));
  require_good(ws::encode_refused("", {Errc::bad_json, "no", {}}));
  require_good(ws::encode_notice("store_away", now, "away"));
  require_good(ws::encode_pong(now));
  tests::Town town;
  using namespace std::chrono_literals;
  town.with_ambulance("AMB-01", 3min).with(UnitKind::home_care, "HC-01", 3min);
  require_good(ws::encode_recommendation(town.proposal(town.calls(Priority::P1))));
}

TEST_CASE("what a region says of its words, and what a call lacks, is as the schema says") {
  using namespace std::chrono_literals;
  const TimePoint now{milliseconds{1'700'000'000'000}};
  const auto fault = [](const std::string& text) {
    CAPTURE(text);
    return tests::fault_of(boost::json::parse(text), tests::Side::server);
  };
  ws::RegionInfo region{"jembrana", "Jembrana", "JBR", 480, -8.3, 114.6, 10};
  region.capabilities.push_back({"boat", Title{"perahu", "boat"}, false, {"transports"}});
  REQUIRE(fault(ws::encode_welcome({Role::crew, "AMB-01", {}}, region, now, 1, {true, now, {}}, {},
                                   "1.2.3")) == "");

  tests::SlotTown town{{tests::slot(SlotRole::transport, {{"transports"}, {"midwife"}})}};
  town.with_able(UnitKind::ambulance, "AMB-02", 3min, {}, {"midwife"}).with_ambulance("AMB-01", 3min);
  town.sends(town.calls(Priority::P1), "AMB-02");
  const auto made = town.proposal(town.calls(Priority::P1));
  REQUIRE(made.shortfalls.size() == 1);
  REQUIRE(fault(ws::encode_recommendation(made)) == "");
}

TEST_CASE("a refusal names every code as the schema does") {
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<Errc>>([](auto one) {
    CAPTURE(one.name);
    const auto text = ws::encode_refused("c", {one.value, "no", {}});
    REQUIRE(tests::fault_of(boost::json::parse(text), tests::Side::server) == "");
  });
}
