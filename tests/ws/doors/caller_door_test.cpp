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
  explicit Door(bool is_built = true) : console{is_built} {
    with_ambulance("AMB-01", 5min);
    const auto asked =
        command(ReceiveIncident{Place{"by the river", {}, {}, {}}, {}, triage(Priority::P1), {}});
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
      {std::string{here} + std::string(2048, ' '), "2048 bytes"},
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
