#include <catch2/catch.hpp>

#include "tests/ws/hall.hpp"

using namespace tests;
using namespace dispatch;
namespace bj = boost::json;

namespace {

constexpr auto question =
    R"({"type":"check_call","query":"q-1","caller":{"phone":"0812-3456-789","name":"Sudana"}})";

// Calls, is called off and leaves the boards.
IncidentId called_before(Hall& hall, EndingKind ending, const std::string& words) {
  auto urgent = triage(Priority::P1);
  const auto call = hall.command(
      ReceiveIncident{Place{words, Town::centre(), {}, {}}, Caller{"+62 8123456789", {}}, urgent, {}});
  REQUIRE(hall.says(operator_ayu(), call).done());
  const auto incident = IncidentId::same_as(call.id);
  REQUIRE(hall.says(operator_ayu(), EndIncident{incident, ending, "over", {}}).done());
  return incident;
}

void leaves_the_boards(Hall& hall, const IncidentId& incident) {
  REQUIRE(hall.says(siaga(), ArchiveIncident{incident}).done());
}

ws::Finder::Knowledge with_register() {
  Patient sudana;
  sudana.nik = "5101044107860001";
  sudana.name = "I Ketut Sudana";
  sudana.phone = "08123456789";
  sudana.address = "Br. Tengah";
  sudana.at = at(-8.357, 114.615);
  ws::Finder::Knowledge known{geo::Gazetteer::of({}, {}), {}};
  known.patients.emplace(std::vector{sudana});
  return known;
}

}  // namespace

TEST_CASE(
    "the calls that a number made before and that left the board stand beside the hints, newest first") {
  Hall hall;
  const auto ayu = hall.listens("ayu", {});
  leaves_the_boards(hall, called_before(hall, EndingKind::hoax, "pertama"));
  leaves_the_boards(hall, called_before(hall, EndingKind::referred, "kedua"));
  const auto still_there = called_before(hall, EndingKind::cancelled, "ketiga");
  const auto told = hall.asks(ayu, question, "call_hints");
  REQUIRE(texts_at(told.at("past"), "text") == std::vector<std::string>{"kedua", "pertama"});
  REQUIRE(texts_at(told.at("past"), "ended") == std::vector<std::string>{"referred", "hoax"});
  REQUIRE(texts_at(told.at("hints"), "incident") ==
          std::vector<std::string>{std::string{still_there.view()}});
}

TEST_CASE("at most five past calls are told") {
  Hall hall;
  const auto ayu = hall.listens("ayu", {});
  for (int i = 0; i < 7; ++i)
    leaves_the_boards(hall, called_before(hall, EndingKind::cancelled, std::to_string(i)));
  const auto told = hall.asks(ayu, question, "call_hints");
  REQUIRE(texts_at(told.at("past"), "text") == std::vector<std::string>{"6", "5", "4", "3", "2"});
}

TEST_CASE("without a number, and while the store is away, the hints come without past calls") {
  Hall hall;
  const auto ayu = hall.listens("ayu", {});
  leaves_the_boards(hall, called_before(hall, EndingKind::hoax, "pertama"));
  REQUIRE_FALSE(hall.asks(ayu, R"({"type":"check_call","query":"q-1","complaint":"sesak"})", "call_hints")
                    .contains("past"));
  hall.journal->away = true;
  REQUIRE_FALSE(hall.asks(ayu, question, "call_hints").contains("past"));
  hall.journal->away = false;
  REQUIRE(hall.asks(ayu, question, "call_hints").contains("past"));
  hall.desk.store_is(false);
  ayu->takes("notice");
  REQUIRE_FALSE(hall.asks(ayu, question, "call_hints").contains("past"));
}

TEST_CASE("an operator is shown the registered patient, with no more of the NIK than its end") {
  Hall hall{with_register()};
  const auto ayu = hall.listens("ayu", {});
  const auto told = hall.asks(ayu, question, "call_hints");
  const auto& patients = told.at("patients").as_array();
  REQUIRE(patients.size() == 1);
  REQUIRE(patients[0].at("name").as_string() == "I Ketut Sudana");
  REQUIRE(patients[0].at("nik_last4").as_string() == "0001");
  REQUIRE(patients[0].at("why") == bj::array{"number", "name"});
  REQUIRE(patients[0].at("at").at("lat").as_double() == -8.357);
  REQUIRE(bj::serialize(told).find("410786") == std::string::npos);
  const auto by_nik = hall.asks(
      ayu, R"({"type":"check_call","query":"q-2","caller":{"name":"5101044107860001"}})", "call_hints");
  REQUIRE(texts_at(by_nik.at("patients"), "name") == std::vector<std::string>{"I Ketut Sudana"});
  REQUIRE(bj::serialize(by_nik).find("510104") == std::string::npos);
}

TEST_CASE("a supervisor is told of no patients, and a crew is told nothing") {
  Hall hall{with_register()};
  const auto made = hall.listens("made", {});
  const auto told = hall.asks(made, question, "call_hints");
  REQUIRE_FALSE(told.contains("patients"));
  REQUIRE(told.contains("past"));
  const auto crew = hall.listens("AMB-01", {});
  REQUIRE(hall.asks(crew, question, "refused").at("code").as_string() == "not_allowed");
}

TEST_CASE("where no register is kept nothing is said of patients") {
  Hall hall;
  const auto ayu = hall.listens("ayu", {});
  REQUIRE_FALSE(hall.asks(ayu, question, "call_hints").contains("patients"));
}

TEST_CASE("a register that has changed is what is searched, and one that cannot be read changes nothing") {
  auto known = with_register();
  auto next = std::make_shared<std::optional<geo::OrFault<Register>>>();
  known.patients_anew = [next] { return std::exchange(*next, std::nullopt); };
  Hall hall{std::move(known)};
  const auto ayu = hall.listens("ayu", {});
  const auto found = [&] { return hall.asks(ayu, question, "call_hints").at("patients").as_array().size(); };
  REQUIRE(found() == 1);
  next->emplace(geo::Fault{"pasien.csv, line 1: there is no column for the name"});
  const auto begun = hall.asks(ayu, question, "conditions");
  REQUIRE(texts_at(begun.at("conditions"), "code") == std::vector<std::string>{"patients_faulty"});
  REQUIRE(hall.awaits(ayu, "call_hints").at("patients").as_array().size() == 1);
  next->emplace(boost::system::in_place_value);
  REQUIRE(hall.asks(ayu, question, "conditions").at("conditions").as_array().empty());
  REQUIRE(hall.awaits(ayu, "call_hints").at("patients").as_array().empty());
}

TEST_CASE("a register with faulty lines is searched, and what is wrong with it is on every screen") {
  auto known = with_register();
  known.patients_fault = "pasien.csv, line 3, column nik: should be 16 digits, and 1 more";
  Hall hall{std::move(known)};
  const auto ayu = hall.comes();
  hall.says(ayu, R"({"type":"hello","token":"ayu"})");
  const auto welcome = ayu->takes("welcome");
  REQUIRE(texts_at(welcome.at("conditions"), "code") == std::vector<std::string>{"patients_faulty"});
  REQUIRE(hall.asks(ayu, question, "call_hints").at("patients").as_array().size() == 1);
}

TEST_CASE("a point is described with the catchment it lies in and the units at home there") {
  const auto corner = [](double lat, double lon) { return at(-8.40 + lat, 114.60 + lon); };
  const std::vector<geo::Area> villages{
      {"51.01.01.2003",
       "Banyubiru",
       "51.01.01",
       "Negara",
       corner(0.02, 0.02),
       {{{corner(0, 0), corner(0, 0.04), corner(0.04, 0.04), corner(0.04, 0), corner(0, 0)}, {}}}}};
  ws::Finder::Knowledge known{geo::Gazetteer::of({}, villages), {}};
  known.home_areas = HomeAreas{{{"N1", "Puskesmas Negara", "51.01.01", {id("AMB-01"), id("HC-01")}}}, {}};
  Hall hall{std::move(known)};
  const auto ayu = hall.listens("ayu", {});
  const auto inside =
      hall.asks(ayu, R"({"type":"describe","query":"q-1","at":{"lat":-8.38,"lon":114.62}})", "described");
  REQUIRE(inside.at("catchment") == bj::object{{"id", "N1"}, {"name", "Puskesmas Negara"}});
  REQUIRE(inside.at("home_units") == bj::array{"AMB-01", "HC-01"});
  const auto outside =
      hall.asks(ayu, R"({"type":"describe","query":"q-2","at":{"lat":-8.3,"lon":114.62}})", "described");
  REQUIRE_FALSE(outside.contains("catchment"));
  REQUIRE_FALSE(outside.contains("home_units"));
}
