#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "geo/roads/file.hpp"
#include "tests/geo/roads/drawing.hpp"
#include "tests/support/redis.hpp"
#include "tests/system/answers.hpp"
#include "tests/system/said.hpp"

using namespace tests;
namespace fs = std::filesystem;

namespace {

// The repository's region with a river: a and e face each other, the bridge is far in the east.
struct Riverside : Folder {
  Riverside() { fs::copy(fs::path{SIAGA_REPOSITORY} / "config" / "regions" / "jembrana", region()); }
  [[nodiscard]] fs::path region() const { return path() / "jembrana"; }
  [[nodiscard]] fs::path graph() const { return region() / "roads.graph"; }
  [[nodiscard]] Serve::Flags flags() const { return {"--region", region().string()}; }
  [[nodiscard]] Pin at(char letter) const { return {drawing.at(letter).lat(), drawing.at(letter).lon()}; }
  void build() const { REQUIRE(geo::roads::File::write(graph(), drawing.build().tables).has_value()); }

  test::Drawing drawing = test::Drawing{{"a b c d", "       ", "e f g h"}, 2000}
                              .way("ab", {{"highway", "primary"}})
                              .way("bc", {{"highway", "primary"}})
                              .way("cd", {{"highway", "primary"}})
                              .way("dh", {{"highway", "primary"}})
                              .way("efgh", {{"highway", "primary"}});
};

}  // namespace

TEST_CASE("with roads the units are ranked by them and everybody is told when help will be there") {
  const Riverside place;
  place.build();
  Serve serve{place.path() / "data", place.flags()};
  serve.start();
  Client ayu{{.port = serve.port(), .token = serve.token("operator")}};
  Client across{{.port = serve.port(), .token = serve.token("crew", "AMB-01"), .device = "tablet-1"}};
  Client by_road{{.port = serve.port(), .token = serve.token("crew", "AMB-03"), .device = "tablet-3"}};
  REQUIRE(text(ayu.welcome(), "/region/roads") == "ready");
  ayu.subscribe("board");
  come_on_duty(across, "AMB-01", place.at('e'));
  come_on_duty(by_road, "AMB-03", place.at('c'));
  across.must(duty("AMB-01", "on"));  // answered after the position before it has been taken
  by_road.must(duty("AMB-03", "on"));

  const auto said = call("P1", place.at('a'));
  const auto incident = id_of(said);
  ayu.must(said);
  const auto& proposal = ayu.expect("recommendation");
  REQUIRE(text(proposal, "/options/0/unit") == "AMB-03");
  REQUIRE(has_reason(proposal.at("options").at(0), "by_road"));
  REQUIRE(text(proposal, "/options/1/unit") == "AMB-01");

  const auto sent = send(incident, "AMB-03");
  const auto job = id_of(sent);
  ayu.must(sent);
  const auto& arrivals = ayu.expect("arrivals");
  REQUIRE(text(arrivals, "/arrivals/0/assignment") == job);
  REQUIRE(arrivals.at("arrivals").at(0).at("by_road") == true);
  REQUIRE(number(arrivals, "/arrivals/0/metres") == Approx(4000).margin(10));

  by_road.say(question("ask_route", "q-1", "assignment", job));
  const auto& route = by_road.expect(answer_to("q-1"), "the way");
  REQUIRE(text(route, "/type") == "route");
  REQUIRE(text(route, "/roads/0/name") == "bc");
  REQUIRE(text(route, "/roads/1/name") == "ab");
  across.say(question("ask_route", "q-2", "assignment", job));
  REQUIRE(across.expect_refused("not_allowed").at("id") == "q-2");
  ayu.say(question("ask_hospitals", "q-3", "incident", incident));
  const auto& hospitals = ayu.expect(answer_to("q-3"), "the hospitals").at("hospitals").as_array();
  REQUIRE(hospitals.size() == 12);
  REQUIRE(hospitals.at(0).at("proposed") == true);
  across.say(question("ask_hospitals", "q-4", "incident", incident));
  REQUIRE(across.expect_refused("not_allowed").at("id") == "q-4");

  // Who comes later is told what the others know.
  Client made{{.port = serve.port(), .token = serve.token("supervisor")}};
  made.subscribe("board");
  REQUIRE(text(made.expect("arrivals"), "/arrivals/0/assignment") == job);
}

TEST_CASE("a road that an operator closes is driven around on every node until its time is over") {
  const Riverside place;
  place.build();
  const Redis redis;
  auto flags = place.flags();
  flags.insert(flags.end(), {"--redis-url", redis.url(), "--clock-speed", "5"});
  Serve one{place.path() / "one", flags};
  Serve other{place.path() / "other", flags};
  one.start();
  other.start();
  Client ayu{{.port = one.port(), .token = one.token("operator")}};
  Client budi{{.port = other.port(), .token = one.token("operator")}};
  Client near{{.port = other.port(), .token = one.token("crew", "AMB-01"), .device = "tablet-1"}};
  Client far{{.port = other.port(), .token = one.token("crew", "AMB-03"), .device = "tablet-3"}};
  ayu.subscribe("board");
  budi.subscribe("board");
  come_on_duty(near, "AMB-01", place.at('c'));
  come_on_duty(far, "AMB-03", place.at('g'));
  near.must(duty("AMB-01", "on"));
  far.must(duty("AMB-03", "on"));

  // c - d is closed between the two units and whoever calls at d.
  const auto half_way = along(place.drawing.at('c'), place.drawing.at('d'), 0.5);
  const boost::json::array points{boost::json::object{{"lat", half_way.lat()}, {"lon", half_way.lon()}}};
  ayu.say(boost::json::object{{"type", "ask_closure"}, {"query", "q-1"}, {"points", points}});
  const auto& closed = ayu.expect(answer_to("q-1"), "what would be closed");
  REQUIRE(number(closed, "/metres") == Approx(20).margin(1));
  REQUIRE(text(closed, "/roads/0") == "cd");

  const auto said = call("P1", place.at('d'));
  budi.must(said);
  const auto first_is = [&](std::string_view unit) {
    return [=](const Message& message) {
      return text(message, "/type") == "recommendation" && text(message, "/options/0/unit") == unit;
    };
  };
  budi.expect(first_is("AMB-01"), "the nearest by road");
  const auto closing = command(
      "road.close", {{"points", points},
                     {"reason", "flood"},
                     {"until", static_cast<std::int64_t>(number(ayu.welcome(), "/server_time")) + 90'000}});
  ayu.must(closing);
  const auto told = [&](const Message& message) {
    return text(message, "/changed/closures/0/id") == id_of(closing);
  };
  budi.expect(told, "the closure at the other node");
  const auto& proposal = budi.expect(first_is("AMB-03"), "another unit first, unasked");
  REQUIRE(has_reason(proposal.at("options").at(0), "by_road"));
  REQUIRE(has_reason(proposal.at("options").at(1), "no_road"));

  const auto sent = send(id_of(said), "AMB-01");
  budi.must(sent);
  near.say(question("ask_route", "q-2", "assignment", id_of(sent)));
  REQUIRE(near.expect_refused("no_route").at("message") == "every road there is closed: flood");

  // Its time is over, and nobody had to open it.
  const auto gone = [&](const Message& message) {
    return text(message, "/changed/gone/0") == id_of(closing);
  };
  ayu.expect(gone, "the road open again");
  budi.expect(gone, "the same at the other node");
  near.say(question("ask_route", "q-3", "assignment", id_of(sent)));
  REQUIRE(text(near.expect(answer_to("q-3"), "the way"), "/roads/0/name") == "cd");
  const auto late = command("road.open", {{"closure", id_of(closing)}});
  ayu.say(late);
  ayu.expect_refused("unknown_closure");
}

TEST_CASE("a file of roads that cannot be used is named and the server runs on by straight lines") {
  const Riverside place;
  place.build();
  fs::resize_file(place.graph(), fs::file_size(place.graph()) / 2);
  Serve serve{place.path() / "data", place.flags()};
  serve.start();
  REQUIRE_THAT(serve.log(), Catch::Contains("roads.broken"));
  REQUIRE_THAT(serve.log(), Catch::Contains("roads.graph is cut short"));
  Client ayu{{.port = serve.port(), .token = serve.token("operator")}};
  Client crew{{.port = serve.port(), .token = serve.token("crew", "AMB-01"), .device = "tablet-1"}};
  REQUIRE(text(ayu.welcome(), "/region/roads") == "broken");
  REQUIRE(text(crew.welcome(), "/region/roads") == "broken");
  ayu.subscribe("board");
  come_on_duty(crew, "AMB-01", place.at('e'));
  crew.must(duty("AMB-01", "on"));
  const auto said = call("P1", place.at('a'));
  ayu.must(said);
  const auto& proposal = ayu.expect("recommendation");
  REQUIRE(has_reason(proposal.at("options").at(0), "straight_line"));
  const auto sent = send(id_of(said), "AMB-01");
  ayu.must(sent);
  crew.say(question("ask_route", "q-1", "assignment", id_of(sent)));
  REQUIRE(crew.expect_refused("no_route").at("id") == "q-1");
}

TEST_CASE("an address of a road engine that is none is refused at the start") {
  const Folder folder;
  Serve serve{folder.path() / "data", {"--roads-engine-url", "https://router.example"}};
  REQUIRE_THROWS(serve.start(Serve::Until::listening));
}
