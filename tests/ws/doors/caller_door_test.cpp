#include "ws/doors/caller_door.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include "tests/config/folder.hpp"
#include "tests/ws/hall.hpp"

using namespace dispatch;
using namespace tests;
using enum AssignmentState;
using ws::CallerDoor;
using ws::Method;
using ws::Page;

namespace {

boost::asio::awaitable<void> ask(CallerDoor& door, ws::Visit visit, std::optional<Page>& answer) {
  answer = co_await door.answer(visit);
}

constexpr const char* here = R"({"lat":-8.357,"lon":114.615,"accuracy_m":20})";

struct Console : Folder {
  explicit Console(bool is_built) {
    if (is_built) write("caller.html", "<p>We are looking for you</p>");
  }
};

// A call with a link, an operator who watches the board, and the door that the caller comes to.
struct Door : Hall {
  explicit Door(bool is_built = true, const std::string& words = "by the river",
                ws::Finder::Knowledge knowledge = {geo::Gazetteer::of({}, {}), {}})
      : Hall{std::move(knowledge)}, console{is_built} {
    with_ambulance("AMB-01", 5min);
    const auto asked = command(ReceiveIncident{Place{words, {}, {}, {}}, {}, triage(Priority::P1), {}});
    REQUIRE(says(operator_ayu(), asked).done());
    call = IncidentId::same_as(asked.id);
    ayu = listens("ayu", {"board"});
    links("link-1");
  }
  void links(const std::string& with_command) {
    says(ayu, R"({"type":"incident.link","id":")" + with_command + R"(","incident":")" +
                  std::string{call.view()} + "\"}");
    token = std::string{incident().link->token.view()};
  }
  Page asks(Method method, const std::string& target, const std::string& body = {}) {
    std::optional<Page> answer;
    boost::asio::co_spawn(*io, ask(door, {method, target, body}, answer), boost::asio::detached);
    run();
    while (finder.knows_places() && !answer) {  // what its thread makes of the words
      io->restart();
      io->run_one_for(20ms);
    }
    run();
    REQUIRE(answer.has_value());
    return *answer;
  }
  Page looks() { return asks(Method::get, "/caller/" + token + "/state"); }
  Page says_where(const std::string& body = here) {
    return asks(Method::post, "/caller/" + token + "/fix", body);
  }
  [[nodiscard]] const Incident& incident() const { return *desk.view().incident(call); }

  Console console;
  ws::Site site{console.path()};
  CallerDoor door{desk, room, site, "Kabupaten Jembrana", [this] { return command(NoteIncident{}).id; }};
  Guest ayu;
  IncidentId call;
  std::string token;
};

std::string status_in(const Page& page) {
  return std::string{json_of(page.body).at("status").as_string()};
}

void require_that_it_is_over(const Page& page) {
  REQUIRE(page.status == 404);
  REQUIRE(page.type == "application/json");
  REQUIRE(page.body == R"({"status":"over"})");
}

}  // namespace

TEST_CASE("the page is the same for every token, and asks nothing of the incident") {
  Door door;
  for (const auto& token : {door.token, std::string(22, 'x')}) {
    const auto page = door.asks(Method::get, "/caller/" + token + "?lang=id");
    REQUIRE(page.status == 200);
    REQUIRE(page.type == "text/html; charset=utf-8");
    REQUIRE(page.body == "<p>We are looking for you</p>");
  }
  for (const auto* path :
       {"/caller/", "/caller/short", "/caller/../metrics", "/caller/aaaaaaaaaaaaaaaaaaaaaa/more",
        "/caller/aaaaaaaaaaaaaaaaaaaaaaa", "/caller/aaaaaaaaaaaaaaaaaaaa%2"})
    REQUIRE(door.asks(Method::get, path).status == 404);
  REQUIRE(door.asks(Method::post, "/caller/" + door.token).status == 405);
}

TEST_CASE("a page that is not built is said to be so") {
  Door door{false};
  const auto page = door.asks(Method::get, "/caller/" + door.token);
  REQUIRE(page.status == 404);
  REQUIRE_THAT(page.body, Catch::Contains("not built"));
}

TEST_CASE("a token that is not good is answered alike, whatever was wrong with it") {
  Door door;
  const std::string unknown(22, 'x');
  const auto first = door.token;
  const auto both = [&](const std::string& token) {
    require_that_it_is_over(door.asks(Method::get, "/caller/" + token + "/state"));
    require_that_it_is_over(door.asks(Method::post, "/caller/" + token + "/fix", here));
    require_that_it_is_over(door.asks(Method::post, "/caller/" + token + "/fix", "{"));
  };
  both(unknown);
  both("short");
  both("");
  door.links("link-2");
  both(first);
  REQUIRE(door.looks().status == 200);

  SECTION("ended by hand") {
    REQUIRE(door.says(operator_ayu(), UnlinkIncident{door.call}).done());
    both(door.token);
  }
  SECTION("expired") {
    door.now += 30min;
    both(door.token);
  }
  SECTION("the incident is over") {
    REQUIRE(door.says(operator_ayu(), EndIncident{door.call, EndingKind::referred, "advice", {}}).done());
    both(door.token);
  }
  REQUIRE(door.incident().proposals.empty());
}

TEST_CASE("what a caller says reaches the desk as a proposal at once, and the pin by rule") {
  Door door;
  door.ayu->forgets();
  const auto page = door.says_where();
  REQUIRE(page.status == 200);
  REQUIRE(page.type == "application/json");
  REQUIRE(status_in(page) == "waiting");
  REQUIRE(json_of(page.body).at("heard").at("age_s") == 0);
  REQUIRE(json_of(page.body).at("region_title") == "Kabupaten Jembrana");

  const auto told = door.ayu->takes("events");
  REQUIRE(texts_at(told.at("events"), "type") ==
          std::vector<std::string>{"incident.place_proposed", "incident.located"});
  REQUIRE(texts_at(told.at("events"), "by") == std::vector<std::string>{"caller", "siaga"});
  const auto& place = told.at("changed").at("incidents").at(0).at("place");
  REQUIRE(place.at("text") == "by the river");
  REQUIRE(place.at("source") == "caller_link");
  REQUIRE(place.at("uncertainty_m").as_double() == Approx(17.54));
  door.ayu->takes("recommendation");
}

TEST_CASE("a caller who speaks more often than once a second is not heard the second time") {
  Door door;
  REQUIRE(door.says_where().status == 200);
  const auto before = door.desk.position().n;
  door.now += 999ms;
  const auto far = R"({"lat":-8.3,"lon":114.6,"accuracy_m":5})";
  REQUIRE(door.says_where(far).status == 429);
  REQUIRE(door.says_where("{").status == 429);
  REQUIRE(door.desk.position().n == before);
  door.now += 1ms;
  REQUIRE(door.says_where(far).status == 200);
  REQUIRE(door.desk.position().n == before + 1);

  door.now -= 5min;  // the clock was set right
  REQUIRE(door.looks().status == 200);
  REQUIRE(door.says_where().status == 200);
}

TEST_CASE("the second phone of another call does not wait for the first") {
  Door door;
  REQUIRE(door.says_where().status == 200);
  const auto asked = door.command(ReceiveIncident{{}, {}, triage(Priority::P2), {}});
  REQUIRE(door.says(operator_ayu(), asked).done());
  door.call = IncidentId::same_as(asked.id);
  door.links("link-2");
  REQUIRE(door.says_where().status == 200);
}

TEST_CASE("a fix that adds nothing is answered well and changes nothing") {
  Door door;
  REQUIRE(door.says_where().status == 200);
  const auto before = door.desk.position().n;
  for (int i = 1; i <= 14; ++i) {
    door.now += 1s;
    const auto page = door.says_where();
    REQUIRE(page.status == 200);
    REQUIRE(json_of(page.body).at("heard").at("age_s") == i);
  }
  REQUIRE(door.desk.position().n == before);
  door.now += 1s;
  REQUIRE(json_of(door.says_where().body).at("heard").at("age_s") == 0);
  REQUIRE(door.desk.position().n == before + 1);
}

TEST_CASE("what is no position is refused with a sentence, and the next one is heard") {
  Door door;
  const auto [body, says] = GENERATE(table<std::string, const char*>({
      {"", "not JSON"},
      {"lat=-8.3&lon=114.6", "not JSON"},
      {R"({"lat":0,"lon":0,"accuracy_m":10})", "0, 0"},
      {R"({"lat":-98,"lon":114.6,"accuracy_m":10})", "on earth"},
      {R"({"lat":-8.3,"lon":114.6})", "accuracy_m"},
      {std::string(2048, '['), "not JSON"},
  }));
  const auto page = door.says_where(body);
  REQUIRE(page.status == 400);
  REQUIRE_THAT(page.body, Catch::Contains(says));
  REQUIRE(door.incident().proposals.empty());
  door.now += 1s;
  REQUIRE(door.says_where().status == 200);
}

TEST_CASE("each thing at the door has its own method") {
  Door door;
  const auto path = "/caller/" + door.token;
  REQUIRE(door.asks(Method::get, path + "/fix").status == 405);
  REQUIRE(door.asks(Method::post, path + "/state", here).status == 405);
  for (const auto* rest : {"", "/state", "/fix"})
    REQUIRE(door.asks(Method::other, path + rest, here).status == 405);
  REQUIRE(door.incident().proposals.empty());
}

TEST_CASE("while the store is away the caller hears that, and not that it is over") {
  Door door;
  door.desk.store_is(false);
  REQUIRE(door.looks().status == 503);
  const auto page = door.says_where();
  REQUIRE(page.status == 503);
  REQUIRE_THAT(page.body, Catch::Contains("send it again"));
  door.desk.store_is(true);
  REQUIRE(door.says_where().status == 200);

  door.now += 20s;
  door.journal->away = true;  // and nobody has noticed yet
  REQUIRE(door.says_where().status == 503);
  door.journal->away = false;
  door.now += 1s;
  REQUIRE(door.says_where().status == 200);
}

TEST_CASE("while the server stops or its state is being loaded the caller is asked to come again") {
  Door door;
  door.desk.stop();
  REQUIRE(door.says_where().status == 503);

  Hall closed{{}, false};
  const ws::Site site{""};
  CallerDoor caller{closed.desk, closed.room, site, "", [] { return id<CommandId>("none"); }};
  std::optional<Page> answer;
  const auto target = "/caller/" + std::string(22, 'x') + "/state";
  boost::asio::co_spawn(*closed.io, ask(caller, {Method::get, target}, answer), boost::asio::detached);
  closed.run();
  REQUIRE(answer->status == 503);
}

TEST_CASE("a link that another desk ends while the phone speaks takes nothing more") {
  Door door;
  door.journal->just_before = [&] {
    door.journal->just_before = nullptr;
    Town elsewhere;  // decides as another node would
    const auto decided = decide(door.desk.view(), elsewhere.policy, operator_ayu(),
                                {id<CommandId>("unlink"), {}, {}, UnlinkIncident{door.call}}, door.now);
    door.journal->append(decided.value());
  };
  require_that_it_is_over(door.says_where());
  REQUIRE(door.incident().proposals.empty());
}

TEST_CASE("the caller sees the unit come, with its age and when it should be there") {
  Door door;
  REQUIRE(door.says_where().status == 200);
  door.sends(door.call, "AMB-01");
  REQUIRE(status_in(door.looks()) == "help_arranged");
  REQUIRE(json_of(door.looks().body).at("unit").is_null());
  REQUIRE(door.presses("AMB-01", en_route).done());
  door.now += 7s;
  door.ticks();
  const auto seen = json_of(door.looks().body);
  REQUIRE(seen.at("status") == "on_its_way");
  REQUIRE(seen.at("unit").at("eta_s") == 300);
  REQUIRE(seen.at("unit").at("age_s").to_number<int>() >= 7);
  REQUIRE(door.presses("AMB-01", on_scene).done());
  REQUIRE(status_in(door.looks()) == "arrived");
  REQUIRE(door.presses("AMB-01", cleared).done());
  require_that_it_is_over(door.looks());
}

namespace {

// Melaya is 25 km west of where people call from.
ws::Finder::Knowledge melaya_and_negara() {
  std::vector<geo::Place> places;
  for (const auto& [name, where] :
       {std::pair{"Melaya", at(-8.357, 114.388)}, {"Negara", at(-8.357, 114.615)}}) {
    geo::Place place;
    place.name = name;
    place.kind = geo::PlaceKind::kecamatan;
    place.at = where;
    place.extent = geo::Metres{3000};
    places.push_back(place);
  }
  return {geo::Gazetteer::of(places, {}),
          {.centre = at(-8.357, 114.5), .radius = geo::Metres{40'000}, .near = {}}};
}

struct Doubt : Door {
  explicit Doubt(const std::string& words) : Door{true, words, melaya_and_negara()} {
    Setup setup;
    setup.policy.region = {at(-8.3, 114.67), geo::Metres{40'000}};
    REQUIRE(says(siaga(), ReadSetup{setup}).done());
  }
  // What the page is asked then.
  std::string told(const std::string& fix) {
    now += 2s;
    const auto page = says_where(fix);
    REQUIRE(page.status == 200);
    const auto said = json_of(page.body).as_object();
    return said.contains("asks") ? std::string{said.at("asks").as_string()} : "";
  }
  // The desk's form, as it sends words beside a pin that nobody touched.
  void locates(const std::string& words, const std::string& pin) {
    const auto before = incident().v;
    says(ayu, R"({"type":"incident.locate","id":"words-1","incident":")" + std::string{call.view()} +
                  R"(","place":{"text":")" + words + R"(","pin":)" + pin +
                  R"(,"uncertainty_m":17.5,"source":"operator"}})");
    while (incident().v == before) {
      io->restart();
      io->run_one_for(20ms);
    }
    run();
  }
};

}  // namespace

TEST_CASE("a relative's phone in the capital is proposed and is no pin, and the page asks") {
  Doubt door{"kakek jatuh di rumahnya di Melaya, penelepon di Jakarta"};
  REQUIRE(door.told(R"({"lat":-6.2,"lon":106.816,"accuracy_m":15})") == "with_patient");
  REQUIRE_FALSE(door.incident().place.pin.has_value());
  REQUIRE(door.incident().proposals.at(0).outside_m > geo::Metres{800'000});
  REQUIRE(json_of(door.looks().body).at("asks") == "with_patient");
  REQUIRE(door.told(R"({"lat":-6.2,"lon":106.816,"accuracy_m":15,"with_patient":false})").empty());
  REQUIRE(door.incident().proposals.at(0).with_patient == false);
  REQUIRE_FALSE(door.incident().place.pin.has_value());
}

TEST_CASE(
    "a phone in another town of the region than the one that was said is no pin until its owner says so") {
  Doubt door{"kakek jatuh di rumahnya di Melaya"};
  REQUIRE(door.told(here) == "with_patient");
  REQUIRE_FALSE(door.incident().place.pin.has_value());
  REQUIRE(door.incident().proposals.at(0).from_said_m > geo::Metres{20'000});
  REQUIRE(door.told(R"({"lat":-8.357,"lon":114.615,"accuracy_m":20,"with_patient":true})").empty());
  REQUIRE(door.incident().place.pin.has_value());
  REQUIRE(door.incident().place.source == "caller_link");
}

TEST_CASE("words that come after the phone and name another town take its pin back, and the page asks") {
  Doubt door{""};
  REQUIRE(door.told(here).empty());
  REQUIRE(door.incident().place.source == "caller_link");
  door.locates("jatuh di rumahnya di Melaya", R"({"lat":-8.357,"lon":114.615})");
  REQUIRE(door.incident().place.text == "jatuh di rumahnya di Melaya");
  REQUIRE_FALSE(door.incident().place.pin.has_value());
  REQUIRE_FALSE(door.incident().place.confirmed_by.has_value());
  REQUIRE(door.incident().proposals.at(0).from_said_m > geo::Metres{20'000});
  REQUIRE(json_of(door.looks().body).at("asks") == "with_patient");
  REQUIRE(door.told(here) == "with_patient");
  REQUIRE_FALSE(door.incident().place.pin.has_value());
  REQUIRE(door.told(R"({"lat":-8.357,"lon":114.615,"accuracy_m":20,"with_patient":true})").empty());
  REQUIRE(door.incident().place.pin.has_value());
}

TEST_CASE("words that come after the phone and name where it is leave its pin as it is") {
  Doubt door{""};
  REQUIRE(door.told(here).empty());
  door.locates("jatuh di Negara", R"({"lat":-8.357,"lon":114.615})");
  REQUIRE(door.incident().place.text == "jatuh di Negara");
  REQUIRE(door.incident().place.source == "caller_link");
  REQUIRE_FALSE(door.incident().place.confirmed_by.has_value());
  REQUIRE(json_of(door.looks().body).as_object().contains("asks") == false);
}

TEST_CASE("a phone where the words say is the pin, and nobody is asked") {
  const auto* words = GENERATE("jatuh di Negara", "di rumah, dekat sungai", "");
  Doubt door{words};
  REQUIRE(door.told(here).empty());
  REQUIRE(door.incident().place.pin.has_value());
}

TEST_CASE("a phone that lies still and takes turns between receiver and network keeps its better place") {
  Door door;
  REQUIRE(door.says_where(R"({"lat":-8.3571,"lon":114.6205,"accuracy_m":15})").status == 200);
  door.now += 1300ms;
  REQUIRE(door.says_where(R"({"lat":-8.35656,"lon":114.6205,"accuracy_m":100})").status == 200);
  REQUIRE(door.incident().place.uncertainty_m->count() == Approx(13.155));
  door.now += 1300ms;
  REQUIRE(door.says_where(R"({"lat":-8.3526,"lon":114.6205,"accuracy_m":96})").status == 200);
  REQUIRE(door.incident().place.uncertainty_m->count() == Approx(13.155));
  REQUIRE(door.incident().place.pin == at(-8.3571, 114.6205));
}
