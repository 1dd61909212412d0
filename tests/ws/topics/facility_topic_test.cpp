#include "ws/topics/facility_topic.hpp"

#include <catch2/catch.hpp>

#include "tests/ws/hall.hpp"

using namespace dispatch;
using namespace tests;
using enum AssignmentState;

namespace {

// A hall with two hospitals and an ambulance at its patient.
struct Ward : Hall {
  Ward() {
    for (const auto* name : {"RS-1", "RS-2"})
      REQUIRE(
          says(siaga(), RegisterFacility{{id<FacilityId>(name), 0, name, "hospital", at(-8.36, 114.62), {}}})
              .done());
    with_ambulance("AMB-01", 3min);
    call = calls(Priority::P1);
    job = sends(call, "AMB-01");
    for (const auto state : {en_route, on_scene}) REQUIRE(presses("AMB-01", state).done());
  }
  using Hall::says;
  void binds(std::string_view facility) {
    REQUIRE(says(operator_ayu(), BindAssignment{job, id<FacilityId>(facility), {}, {}}).done());
    ticks();
  }
  IncidentId call;
  AssignmentId job;
};

boost::json::object last_of(const Hall::Guest& guest) {
  REQUIRE_FALSE(guest->texts.empty());
  auto last = json_of(guest->texts.back()).as_object();
  guest->forgets();
  REQUIRE(last.at("type") == "facility");
  return last;
}

std::size_t coming(const Hall::Guest& guest) {
  return last_of(guest).at("coming").as_array().size();
}

}  // namespace

TEST_CASE("a hospital's page tells who comes there, and stops when they go elsewhere") {
  Ward ward;
  const auto igd = ward.signs_in("RS-1");
  const auto other = ward.signs_in("RS-2");
  ward.subscribes(igd, "facility/RS-1");
  ward.subscribes(other, "facility/RS-2");
  REQUIRE(coming(igd) == 0);
  REQUIRE(coming(other) == 0);
  ward.binds("RS-1");
  auto page = last_of(igd);
  REQUIRE(page.at("coming").at(0).at("unit") == "AMB-01");
  REQUIRE(page.at("facility").at("id") == "RS-1");
  REQUIRE(other->has_nothing());

  ward.says(igd, R"({"type":"assignment.expect","id":"x-1","assignment":")" + std::string{ward.job.view()} +
                     R"(","facility":"RS-1"})");
  ward.ticks();
  REQUIRE(last_of(igd).at("coming").at(0).as_object().contains("expected_at"));
  ward.binds("RS-2");
  REQUIRE(coming(igd) == 0);
  REQUIRE(coming(other) == 1);
  REQUIRE(ward.says(operator_ayu(), UnbindAssignment{ward.job, id<FacilityId>("RS-2")}).done());
  ward.ticks();
  REQUIRE(coming(other) == 0);
}

TEST_CASE("who left the scene is told with the interval in which it arrives") {
  Ward ward;
  const auto igd = ward.signs_in("RS-1");
  ward.subscribes(igd, "facility/RS-1");
  ward.binds("RS-1");
  REQUIRE(ward.presses("AMB-01", left_scene).done());
  ward.moves("AMB-01", at(-8.3, 114.6));
  ward.now += 6s;
  ward.ticks();
  ward.ticks();
  const auto page = last_of(igd);
  const auto& one = page.at("coming").at(0).as_object();
  REQUIRE(one.at("state") == "left_scene");
  REQUIRE(one.contains("low"));
  REQUIRE(one.at("high").to_number<std::int64_t>() > one.at("low").to_number<std::int64_t>());
}

TEST_CASE("nobody follows a hospital at which they do not work, nor one that is not there") {
  Ward ward;
  const auto refused = [&](const char* token, const char* topic) {
    const auto guest = ward.signs_in(token);
    ward.subscribes(guest, topic);
    return code_of(guest->takes("refused"));
  };
  REQUIRE(refused("RS-1", "facility/RS-2") == "not_allowed");
  REQUIRE(refused("ayu", "facility/RS-1") == "not_allowed");
  REQUIRE(refused("AMB-01", "facility/RS-1") == "not_allowed");
  REQUIRE(refused("RS-1", "board") == "not_allowed");
  REQUIRE(refused("RS-9", "facility/RS-9") == "unknown_facility");
  REQUIRE(refused("RS-1", "facility/") == "unknown_topic");
}

TEST_CASE("a page that says nothing new is not sent, and who left hears no more") {
  Ward ward;
  const auto igd = ward.signs_in("RS-1");
  ward.subscribes(igd, "facility/RS-1");
  igd->forgets();
  ward.calls(Priority::P2);
  ward.ticks();
  REQUIRE(igd->has_nothing());
  ward.says(igd, R"({"type":"unsubscribe","topic":"facility/RS-1"})");
  ward.binds("RS-1");
  REQUIRE(igd->has_nothing());
}
