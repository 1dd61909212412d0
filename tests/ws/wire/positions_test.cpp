#include "ws/wire/positions.hpp"

#include "tests/ws/hall.hpp"

using namespace dispatch;
using namespace tests;

namespace {

// A region with its crews, who say what devices say, and an operator who asks whom to send.
struct Region : Hall {
  Guest ayu;

  explicit Region(const std::vector<std::string>& units) {
    Setup setup;
    setup.policy.region = {at(-8.3, 114.67), geo::Metres{40'000}};
    REQUIRE(says(siaga(), ReadSetup{setup}).done());
    for (const auto& name : units) {
      Unit unit;
      unit.id = id(name);
      unit.station = {"Station", at(-8.35, 114.63)};
      REQUIRE(says(siaga(), RegisterUnit{unit}).done());
      REQUIRE(says(siaga(), ChangeDuty{unit.id, DutyState::on, {}, {}, {}}).done());
    }
    ayu = signs_in("ayu");
  }
  // As a device writes it; `at` is now, and so much off.
  [[nodiscard]] std::string fix(const std::string& unit, double lat, double lon, const std::string& more = "",
                                milliseconds off = 0ms) const {
    boost::json::object one{{"unit", unit}, {"lat", lat}, {"lon", lon}};
    one["at"] = (now + off).time_since_epoch().count();
    auto text = boost::json::serialize(one);
    if (!more.empty()) text.replace(text.size() - 1, 1, "," + more + "}");
    return text;
  }
  void reports(const Guest& crew, const std::string& fixes) {
    says(crew, R"({"type":"fixes","fixes":[)" + fixes + "]}");
  }
  IncidentId calls_from(geo::Position where) {
    const auto what =
        command(ReceiveIncident{Place{"tes", where, geo::Metres{20}, "hand"}, {}, triage(Priority::P1), {}});
    REQUIRE(says(operator_ayu(), what).done());
    return IncidentId::same_as(what.id);
  }
  boost::json::object recommended(const IncidentId& call) {
    ayu->forgets();
    says(ayu, R"({"type":"recommend","incident":")" + std::string{call.view()} + "\"}");
    return ayu->takes("recommendation");
  }
};

const geo::Position scene = at(-8.3571, 114.6205);

std::vector<std::string> units_in(const boost::json::object& recommendation) {
  return texts_at(recommendation.at("options"), "unit");
}
std::vector<std::string> reasons_of(const boost::json::value& option) {
  return texts_at(option.at("reasons"), "code");
}
bool has_reason(const std::vector<std::string>& all, std::string_view one) {
  return std::ranges::find(all, one) != all.end();
}

}  // namespace

TEST_CASE(
    "a unit of which only the mobile network knows where it is goes after an exact one, and the doubt is "
    "said") {
  Region region{{"AMB-01", "AMB-02"}};
  region.reports(region.signs_in("AMB-01"), region.fix("AMB-01", -8.3271, 114.6205, R"("accuracy_m":8)"));
  region.reports(region.signs_in("AMB-02"),
                 region.fix("AMB-02", -8.3571, 114.6206, R"("accuracy_m":8000,"source":"network")"));
  const auto made = region.recommended(region.calls_from(scene));
  REQUIRE(units_in(made) == std::vector<std::string>{"AMB-01", "AMB-02"});
  const auto& wide = made.at("options").at(1);
  REQUIRE(has_reason(reasons_of(wide), "position_wide"));
  REQUIRE(wide.at("high_s").as_int64() - wide.at("low_s").as_int64() > 900);
}

TEST_CASE("a tracker without a fix says 0, 0: the unit keeps the place that was known") {
  Region region{{"AMB-01", "AMB-02"}};
  const auto crew = region.signs_in("AMB-01+AMB-02");
  region.reports(crew, region.fix("AMB-01", -8.33, 114.62, R"("accuracy_m":8)"));
  region.reports(crew, region.fix("AMB-02", -8.33, 114.64, R"("accuracy_m":8)"));
  region.now += 1s;
  const auto lat = GENERATE(0.0, 0.0007, 0.02, 0.0);
  const auto lon = GENERATE(0.0, -0.0004, 0.03);
  region.reports(crew, region.fix("AMB-01", lat, lon, R"("accuracy_m":0)"));
  const auto made = region.recommended(region.calls_from(scene));
  REQUIRE(units_in(made) == std::vector<std::string>{"AMB-01", "AMB-02"});
  REQUIRE(made.at("options").at(0).at("eta_s").as_int64() < 900);
}

TEST_CASE("a speed and heading of -1 are not known, and nobody's good position is lost for them") {
  Region region{{"AMB-05", "AMB-06"}};
  const auto crew = region.signs_in("AMB-05+AMB-06");
  region.reports(
      crew, region.fix("AMB-05", -8.3572, 114.6206, R"("accuracy_m":5,"speed_mps":0,"heading_deg":0)") + "," +
                region.fix("AMB-06", -8.3573, 114.6207, R"("accuracy_m":5,"speed_mps":-1,"heading_deg":-1)"));
  REQUIRE(crew->has_nothing());
  REQUIRE(region.desk.view().fix(id("AMB-05"))->speed_mps == 0);
  REQUIRE_FALSE(region.desk.view().fix(id("AMB-06"))->speed_mps.has_value());
  REQUIRE_FALSE(region.desk.view().fix(id("AMB-06"))->heading_deg.has_value());
}

TEST_CASE(
    "a receiver that is 1024 weeks behind and reports each second is suggested, and its clock said to be "
    "wrong") {
  Region region{{"AMB-03"}};
  const auto crew = region.signs_in("AMB-03");
  for (int n = 0; n < 3; ++n, region.now += 1s)
    region.reports(
        crew, region.fix("AMB-03", -8.3571, 114.62 + 0.0001 * n, R"("accuracy_m":8)", -619'315'200'000ms));
  REQUIRE(units_in(region.recommended(region.calls_from(scene))) == std::vector<std::string>{"AMB-03"});
  const auto& fix = *region.desk.view().fix(id("AMB-03"));
  REQUIRE(fix.where == at(-8.3571, 114.6202));
  REQUIRE(fix.clock_is_wrong == true);
}

TEST_CASE(
    "two devices that report for one unit from two places: its arrival does not swing, and the doubt is "
    "said") {
  Region region{{"AMB-03"}};
  const auto phone = region.signs_in("AMB-03");
  const auto tablet = region.signs_in("AMB-03");
  const auto call = region.calls_from(scene);
  std::vector<std::int64_t> etas;
  for (int n = 0; n < 20; ++n, region.now += 1s) {
    if (n % 2 == 0)
      region.reports(phone, region.fix("AMB-03", -8.3, 114.9, R"("accuracy_m":6)"));
    else
      region.reports(tablet, region.fix("AMB-03", -8.3571, 114.6204, R"("accuracy_m":6)"));
    const auto made = region.recommended(call);
    if (n == 0) continue;
    REQUIRE(has_reason(reasons_of(made.at("options").at(0)), "position_disputed"));
    etas.push_back(made.at("options").at(0).at("eta_s").as_int64());
  }
  REQUIRE(std::ranges::count(etas, etas.back()) >= 18);
}
