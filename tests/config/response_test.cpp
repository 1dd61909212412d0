#include "config/response/plan.hpp"

#include <algorithm>

#include "config/region.hpp"
#include "dispatch/model/model_json.hpp"
#include "tests/config/folder.hpp"
#include "tests/config/jembrana.hpp"

using config::load_region;
using tests::Folder;
using tests::jembrana;
using Words = std::vector<std::string>;

namespace {

constexpr const char* a_slot = R"(slots = [{ role = "transport", capabilities = ["transports"] }])";

// Jembrana with a plan, and with other units at its end.
struct District {
  Folder folder;

  explicit District(std::string_view plan, std::string_view units = "") {
    std::filesystem::copy(jembrana, folder.path());
    folder.write("response.toml", plan);
    if (!units.empty())
      folder.write("units.csv", "id,kind,callsign,station,capabilities\n" + std::string{units} + "\n");
  }
  [[nodiscard]] config::Region region() const {
    auto loaded = load_region(folder.path());
    INFO((loaded.has_error() ? loaded.error().what : ""));
    REQUIRE(loaded.has_value());
    return std::move(*loaded);
  }
  [[nodiscard]] std::string fault() const {
    const auto loaded = load_region(folder.path());
    REQUIRE(loaded.has_error());
    REQUIRE(loaded.error().what.starts_with(folder.path().string() + "/"));
    return loaded.error().what.substr(folder.path().string().size() + 1);
  }
};

std::string response(std::string_view more) {
  return "[[response]]\nname = \"all\"\n" + std::string{more} + "\n";
}

std::string example() {
  std::ifstream file{PROJECT_SOURCE_DIR "/docs/examples/response.toml"};
  return {std::istreambuf_iterator<char>{file}, {}};
}

}  // namespace

TEST_CASE("a region without a response plan has none, and its units can do what their kind means") {
  const auto region = load_region(jembrana).value();
  REQUIRE_FALSE(region.plan.has_value());
  REQUIRE_FALSE(region.units.front().equipment.has_value());
  REQUIRE(capabilities_of(region.units.front()) == Words{"basic", "transports"});
}

TEST_CASE("the example of a response plan says what it seems to say") {
  const District here{example(),
                      "AMB-01,ambulance,One,ST-NEGARA-1,\nAMB-02,ambulance,Two,ST-NEGARA-1,midwife advanced\n"
                      "BOAT,ambulance,Three,ST-NEGARA-1,\"boat, flying_doctor\""};
  const auto region = here.region();
  REQUIRE(capabilities_of(region.units[1]) == Words{"advanced", "basic", "midwife", "transports"});
  REQUIRE(region.units[1].usual_crew == Words{"midwife"});
  REQUIRE(region.units[2].usual_crew == Words{"doctor", "flying_doctor"});
  const auto& plan = region.plan.value();
  REQUIRE(plan.capabilities.size() == 3);
  REQUIRE(plan.capabilities[0].title == dispatch::Title{"perahu", "boat"});
  REQUIRE(plan.responses.size() == 3);

  using dispatch::Needs;
  using dispatch::Priority;
  const auto many = response_to(&plan, {Priority::P1, Needs::ambulance, {}, {}, 2});
  REQUIRE(many.rule == "many hurt");
  REQUIRE(many.slots.size() == 4);
  REQUIRE(many.tell == std::vector{dispatch::Contact{"police", {"Polisi", "Police"}, "110"}});
  const auto birth = response_to(&plan, {Priority::P3, Needs::ambulance, {}, "24-D-1"});
  REQUIRE(birth.rule == "birth");
  REQUIRE(birth.slots[0].capabilities == std::vector<Words>{{"transports"}, {"midwife", "doctor"}});
  REQUIRE(birth.slots[0].within_s == std::chrono::seconds{1800});
  REQUIRE(birth.slots[1].weight == dispatch::SlotWeight::should);
  REQUIRE(response_to(&plan, {Priority::P3, Needs::ambulance, {}, {}}).rule == std::nullopt);
}

TEST_CASE("a plan that stands in the log comes back as it was") {
  const District here{example(), "AMB-02,ambulance,Two,ST-NEGARA-1,midwife"};
  const auto plan = here.region().plan.value();
  dispatch::ResponsePlan back;
  dispatch::json::FieldError why;
  REQUIRE(dispatch::json::read(boost::json::parse(dispatch::json::text_of(plan)), back, why));
  REQUIRE(back == plan);
}

TEST_CASE("a response plan that cannot be is refused with its line and what is wrong") {
  const auto [plan, fault] = GENERATE(table<std::string, std::string>({
      {"[[response]\n", "line 1: "},
      {"[respond]\n", "line 1: there is no respond here"},
      {"[capability.boat]\nid = \"perahu\"\n",
       "line 1: capability.boat has no en: how it is called in English"},
      {"[capability.boat]\nen = \"boat\"\n",
       "line 1: capability.boat has no id: how it is called in Indonesian"},
      {"[capability.boat]\nid = \" \"\nen = \"boat\"\n", "line 2: capability.boat.id should be a text"},
      {"[capability.Boat]\nid = \"p\"\nen = \"b\"\n", "line 1: capability.Boat should be a table, its name"},
      {"[capability.nurse]\nid = \"p\"\nen = \"b\"\n", "line 1: capability.nurse is a word of Siaga's own"},
      {"[capability.a]\nid = \"a\"\nen = \"a\"\nincludes = [\"b\"]\n", "line 4: there is no capability b"},
      {"[capability.a]\nid = \"a\"\nen = \"a\"\nincludes = [\"b\"]\n"
       "[capability.b]\nid = \"b\"\nen = \"b\"\nincludes = [\"a\"]\n",
       "line 4: capabilities include each other in a loop: a, b, a"},
      {"[capability.a]\nid = \"a\"\nen = \"a\"\nincludes = [\"a\"]\n", "in a loop: a, a"},
      {"[capability.a]\nid = \"a\"\nen = \"a\"\ncrew = 1\n",
       "line 4: capability.a.crew should be true or false"},
      {"[contact.police]\nid = \"Polisi\"\n", "line 1: contact.police has no en"},
      {"[part.a]\nwith = [\"b\"]\n[part.b]\nwith = [\"a\"]\n",
       "line 2: parts take each other in a loop: a, b, a"},
      {response("slots = []"), "line 1: all has no slots"},
      {"[[response]]\nslots = []\n", "line 1: a response has no name"},
      {response("colour = 1"), "line 3: there is no colour here"},
      {response("priorities = [\"P7\"]"), "line 3: priorities: there is no P7"},
      {response("needs = [\"taxi\"]"), "line 3: needs: there is no taxi"},
      {response("alarm = 12"), "line 3: alarm should be a number between 1 and 9"},
      {response("with = [\"nobody\"]"), "line 3: there is no part nobody"},
      {response(std::string{a_slot} + "\ntell = [\"nobody\"]"), "line 4: there is no contact nobody"},
      {response("slots = [{ role = \"last\", capabilities = [\"basic\"] }]"),
       "line 3: a slot's role should be first or transport"},
      {response("slots = [{ role = \"first\" }]"), "line 3: a slot's capabilities should be such as"},
      {response("slots = [\n{ role = \"first\", capabilities = [\"wizard\"] }]"),
       "line 4: there is no capability wizard"},
      {response("slots = [{ role = \"first\", capabilities = [\"basic\"], weight = \"may\" }]"),
       "line 3: a slot's weight should be must or should"},
      {response("slots = [{ role = \"first\", capabilities = [\"basic\"], count = 21 }]"),
       "line 3: count should be a number between 1 and 20"},
      {response("slots = [{ role = \"first\", capabilities = [\"basic\"], count = 20 }, "
                "{ role = \"first\", capabilities = [\"basic\"] }]"),
       "a call has at most 20 slots"},
      {response(a_slot) + response(a_slot), "line 4: all is never used"},
      {response("slots = [\n{ role = \"first\", capabilities = [\"basic\"] },\n"
                "{ role = \"transport\", capabilities = [\"transports\", [\"midwife\", \"doctor\"]] }]"),
       "line 5: no unit of units.csv has midwife or doctor"},
      {response("slots = [{ role = \"transport\", capabilities = [\"home_care\"] }]"),
       "line 3: no unit of units.csv has all of this together"},
  }));
  CAPTURE(plan);
  REQUIRE_THAT(District{plan}.fault(), Catch::StartsWith("response.toml") && Catch::Contains(fault));
}

TEST_CASE(
    "a unit with a capability that nobody knows, or a motorcycle that carries, is refused with its line") {
  const auto [units, fault] = GENERATE(table<std::string, std::string>({
      {"AMB-01,ambulance,One,ST-NEGARA-1,wizard", "units.csv, line 2: there is no capability wizard"},
      {"AMB-01,ambulance,One,ST-NEGARA-1,\nMOT-01,motorcycle,Two,ST-NEGARA-1,nurse transports",
       "units.csv, line 3: a motorcycle carries nobody"},
  }));
  REQUIRE(District("", units).fault().starts_with(fault));
}
