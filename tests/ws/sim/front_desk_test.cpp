#include "ws/sim/front_desk.hpp"

#include <boost/json.hpp>
#include <catch2/catch.hpp>

#include "tests/support/town.hpp"
#include "ws/sim/line.hpp"

using namespace tests;
using namespace ws;

namespace {

constexpr TimePoint opening{1000h};

// A front desk whose commands are kept instead of sent.
struct Hospital {
  void hear(const std::string& coming, TimePoint now) {
    desk.heard(boost::json::parse(R"({"type":"facility","coming":[)" + coming + "]}").as_object(), now);
    desk.tick(now);
  }
  void arrives(const std::string& job, TimePoint now) {
    hear(R"({"assignment":")" + job + R"(","arrived_at":1})", now);
  }
  [[nodiscard]] std::vector<boost::json::object> of(std::string_view type) const {
    std::vector<boost::json::object> some;
    std::ranges::copy_if(said, std::back_inserter(some),
                         [&](const auto& one) { return text_in(one, "type") == type; });
    return some;
  }
  [[nodiscard]] std::int64_t beds() const {
    return of("facility.beds").back().at("beds").at(0).at("available").to_number<std::int64_t>();
  }

  std::vector<boost::json::object> said;
  int ids = 0;
  FrontDesk desk{{dispatch::FacilityId::from("RS-NEGARA").value(), 1,
                  [this] { return "id-" + std::to_string(++ids); },
                  [this](const std::string&, const std::string& text) {
                    said.push_back(boost::json::parse(text).as_object());
                  }}};
};

}  // namespace

TEST_CASE("a simulated hospital says once, after a while, that it knows who comes") {
  Hospital hospital;
  hospital.hear(R"({"assignment":"job-1"})", opening);
  REQUIRE(hospital.of("assignment.expect").empty());
  hospital.hear(R"({"assignment":"job-1"})", opening + 3min);
  hospital.hear(R"({"assignment":"job-1"})", opening + 9min);
  REQUIRE(hospital.of("assignment.expect").size() == 1);
  REQUIRE(hospital.of("assignment.expect")[0].at("assignment") == "job-1");
}

TEST_CASE(
    "a simulated hospital's beds fill with who arrives, then it asks that others be tried, until some are "
    "free") {
  Hospital hospital;
  hospital.hear("", opening);
  const auto free = hospital.beds();
  for (int i = 0; i < free; ++i) {
    REQUIRE(hospital.of("facility.status").empty());
    hospital.arrives("job-" + std::to_string(i), opening);
    hospital.arrives("job-" + std::to_string(i), opening);
  }
  REQUIRE(hospital.beds() == 0);
  REQUIRE(hospital.of("facility.status").at(0).at("state") == "Advisory");
  REQUIRE(hospital.of("facility.status").at(0).at("cause") == "full");
  hospital.desk.tick(opening + 2h);
  REQUIRE(hospital.beds() == free);
  REQUIRE(hospital.of("facility.status").size() == 2);
  REQUIRE(hospital.of("facility.status")[1].at("state") == "Normal");
}
