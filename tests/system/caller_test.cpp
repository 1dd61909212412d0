#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "tests/support/redis.hpp"
#include "tests/system/history.hpp"
#include "tests/system/said.hpp"

using namespace tests;

namespace {

namespace fs = std::filesystem;

std::string fix(Pin where, double accuracy) {
  return boost::json::serialize(
      boost::json::object{{"lat", where.lat}, {"lon", where.lon}, {"accuracy_m", accuracy}});
}

Message call_in_words() {
  return command("incident.receive", {{"place", {{"text", "by the river"}}},
                                      {"triage", {{"priority", "P1"}, {"needs", "ambulance"}}}});
}

// The page of the console's build, without the build.
void build_page(const fs::path& data) {
  fs::create_directories(data / "console");
  std::ofstream{data / "console" / "caller.html"} << "<p>We are looking for you</p>";
}

struct Link {
  std::string incident;
  Message asked;  // the command that made it
  std::string token;

  [[nodiscard]] std::string path(std::string_view rest) const {
    return "/caller/" + token + std::string{rest};
  }
};

// The operator presses the key and reads the token from the board.
Link link_for(Client& ayu, const std::string& incident) {
  const auto asked = command("incident.link", {{"incident", incident}});
  ayu.must(asked);
  const auto& seen = ayu.expect_change("incidents", incident,
                                       [](const Message& one) { return one.as_object().contains("link"); });
  return {incident, asked, text(by_id(seen, "/changed/incidents", incident), "/link/token")};
}

// Until it is no more than one a second, and the store takes it.
HttpAnswer insists(unsigned short port, const Link& link, const std::string& body) {
  HttpAnswer answer;
  REQUIRE(becomes_true([&] {
    answer = http_post(port, link.path("/fix"), body);
    return answer.status != 429 && answer.status != 503;
  }));
  return answer;
}

bool is_header(const HttpAnswer& answer, std::string_view line) {
  return answer.head.find("\r\n" + std::string{line} + "\r\n") != std::string::npos ||
         answer.head.ends_with("\r\n" + std::string{line});
}

}  // namespace

TEST_CASE("a caller is found by the link, sees the ambulance come, and then the link is over") {
  const Folder folder;
  build_page(folder.path());
  Serve serve{folder.path()};
  serve.start();
  Client ayu{{.port = serve.port(), .token = serve.token("operator")}};
  Client crew{{.port = serve.port(), .token = serve.token("crew", "AMB-01")}};
  ayu.subscribe("board");
  come_on_duty(crew, "AMB-01", mendoyo);
  crew.must(duty("AMB-01", "on"));
  const auto said = call_in_words();
  ayu.must(said);
  const auto link = link_for(ayu, id_of(said));
  CHECK(link.token.size() == 22);
  ayu.must(link.asked);
  CHECK(http_get(serve.port(), link.path("/state")).status == 200);  // said twice, and no second token made

  const auto page = http_get(serve.port(), link.path(""));
  CHECK(page.status == 200);
  CHECK(page.body == "<p>We are looking for you</p>");
  const auto posted = http_post(serve.port(), link.path("/fix"), fix(negara, 20));
  CHECK(posted.status == 200);
  CHECK(http_post(serve.port(), link.path("/fix"), fix(mendoyo, 5)).status == 429);
  for (const auto& answer : {page, posted, http_get(serve.port(), link.path("/state")),
                             http_get(serve.port(), "/caller/none/state")}) {
    CAPTURE(answer.head);
    CHECK(is_header(answer, "Cache-Control: no-store"));
    CHECK(is_header(answer, "X-Content-Type-Options: nosniff"));
    CHECK(is_header(answer, "Referrer-Policy: no-referrer"));
  }
  const auto& located = ayu.expect_change("incidents", link.incident, [](const Message& one) {
    return text(one, "/place/source") == "caller_link";
  });
  const auto incident = by_id(located, "/changed/incidents", link.incident);
  CHECK(text(incident, "/place/text") == "by the river");
  CHECK(text(incident, "/proposals/0/by") == "caller");
  CHECK(incident.at("place").at("uncertainty_m").as_double() == Approx(17.54));
  CHECK(text(located, "/events/1/by") == "siaga");
  CHECK(text(ayu.expect("recommendation"), "/options/0/unit") == "AMB-01");

  const auto sent = send(link.incident, "AMB-01");
  ayu.must(sent);
  crew.must(step(id_of(sent), "en_route"));
  REQUIRE(becomes_true([&] {
    const auto seen = boost::json::parse(http_get(serve.port(), link.path("/state")).body);
    return text(seen, "/status") == "on_its_way" && seen.at("unit").is_object() &&
           seen.at("unit").at("eta_s").is_number() && number(seen, "/unit/eta_s") > 60;
  }));
  ayu.must(call_off(link.incident));
  const auto over = http_post(serve.port(), link.path("/fix"), fix(mendoyo, 5));
  CHECK(over.status == 404);
  CHECK(over.body == R"({"status":"over"})");
  CHECK(http_get(serve.port(), link.path("/state")).body == over.body);
  CHECK(serve.terminate() == 0);
  CHECK(serve.log().find(link.token) == std::string::npos);
}

TEST_CASE("a link lives through the end of its server, and through a Redis that was away") {
  Redis redis;
  Serve serve{redis.folder() / "node", {"--redis-url", redis.url()}};
  serve.start();
  const auto token = serve.token("operator");
  const auto said = call_in_words();
  std::optional<Client> ayu{std::in_place, Client::Options{.port = serve.port(), .token = token}};
  ayu->subscribe("board");
  ayu->must(said);
  const auto link = link_for(*ayu, id_of(said));
  ayu.reset();
  serve.kill();
  serve.start();
  CHECK(insists(serve.port(), link, fix(negara, 20)).status == 200);

  redis.kill();
  REQUIRE(becomes_true([&] { return http_get(serve.port(), "/readyz").status == 503; }));
  const auto away = http_post(serve.port(), link.path("/fix"), fix(mendoyo, 5));
  CHECK(away.status == 503);
  CHECK(away.body.find("send it again") != std::string::npos);
  CHECK(http_get(serve.port(), link.path("/state")).status == 503);
  redis.start();
  REQUIRE(becomes_true([&] { return serve.is_ready(); }));
  CHECK(insists(serve.port(), link, fix(mendoyo, 5)).status == 200);
  CHECK(history_of(redis.address()).faults == std::vector<std::string>{});
}

TEST_CASE("a link that one node made is good at another, and ended there it is good nowhere") {
  Redis redis;
  Serve one{redis.folder() / "one", {"--redis-url", redis.url()}};
  Serve other{redis.folder() / "other", {"--redis-url", redis.url()}};
  one.start();
  other.start();
  const auto token = one.token("operator");
  Client ayu{{.port = one.port(), .token = token}};
  Client budi{{.port = other.port(), .token = token}};
  ayu.subscribe("board");
  budi.subscribe("board");
  const auto said = call_in_words();
  ayu.must(said);
  const auto link = link_for(ayu, id_of(said));
  REQUIRE(becomes_true([&] { return http_get(other.port(), link.path("/state")).status == 200; }));
  CHECK(insists(other.port(), link, fix(negara, 20)).status == 200);
  ayu.expect_change("incidents", link.incident,
                    [](const Message& incident) { return !incident.at("proposals").as_array().empty(); });

  budi.must(command("incident.unlink", {{"incident", link.incident}}));
  CHECK(http_get(other.port(), link.path("/state")).status == 404);
  REQUIRE(becomes_true([&] { return http_get(one.port(), link.path("/state")).status == 404; }));
  CHECK(history_of(redis.address()).faults == std::vector<std::string>{});
}

TEST_CASE("bad input at the caller's door is refused with a sentence and changes nothing") {
  const Folder folder;
  Serve serve{folder.path()};
  serve.start();
  Client ayu{{.port = serve.port(), .token = serve.token("operator")}};
  ayu.subscribe("board");
  const auto said = call_in_words();
  ayu.must(said);
  const auto link = link_for(ayu, id_of(said));
  CHECK(http_get(serve.port(), link.path("")).status == 404);  // nothing is built here
  CHECK(http_get(serve.port(), link.path("")).body.find("not built") != std::string::npos);
  for (const auto& body : {std::string{"{}"}, std::string{"\xff"}, fix({0, 0}, 10), fix({-91, 114}, 10),
                           std::string(1'024, ' '), std::string(1'024, '[')}) {
    CAPTURE(body.substr(0, 60));
    const auto answer = insists(serve.port(), link, body);
    CHECK(answer.status == 400);
    CHECK(answer.body.size() > 10);
  }
  CHECK(http_post(serve.port(), link.path("/fix"), std::string(1'025, '[')).status == 413);  // not even read
  const auto picture = ayu.subscribe("board").at("picture");
  CHECK(picture.at("incidents").at(0).at("proposals").as_array().empty());
  CHECK(http_post(serve.port(), "/", "{}").status == 405);
}
