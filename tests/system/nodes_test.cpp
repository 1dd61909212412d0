#include <catch2/catch.hpp>

#include "store/keys.hpp"
#include "tests/system/history.hpp"
#include "tests/system/two_nodes.hpp"
#include "ws/topics/tile.hpp"

using namespace tests;

namespace {

std::string tile_of(Pin where, int zoom) {
  return ws::Tile::around(geo::Position::from({.lat = where.lat, .lon = where.lon}).value(), zoom).topic();
}

auto has_unit(std::string_view unit, std::string_view topic) {
  return [=](const Message& frame) {
    if (text(frame, "/type") != "fixes" || text(frame, "/topic") != topic) return false;
    for (const auto& fix : frame.at("fixes").as_array())
      if (text(fix, "/unit") == unit) return true;
    return false;
  };
}

}  // namespace

TEST_CASE("two nodes on one Redis show the same board, and both take commands") {
  TwoNodes nodes;
  auto& ayu = *nodes.ayu;
  auto& budi = *nodes.budi;
  ayu.subscribe("board");
  budi.subscribe("board");

  const auto first = call("P1");
  const auto second = call("P2", mendoyo);
  ayu.must(first);
  budi.must(second);
  budi.must(note(id_of(first), "heard at the other node"));
  ayu.must(duty("AMB-01", "on"));
  budi.must(send(id_of(first), "AMB-01", "no position"));
  const auto sent = send(id_of(second), "AMB-02", "off duty, but near");
  const auto end = ayu.must(sent);

  for (auto* client : {&ayu, &budi}) {
    client->expect_change("assignments", id_of(sent), [](const Message&) { return true; });
    CHECK(static_cast<std::uint64_t>(number(client->position(), "/n")) == end);
  }
  const auto here = ayu.subscribe("board");
  const auto there = budi.subscribe("board");
  CHECK(here.at("picture") == there.at("picture"));
  CHECK(here.at("position") == there.at("position"));
  CHECK(history_of(nodes.redis.address()).faults == std::vector<std::string>{});
}

TEST_CASE("a crew at one node is offered what the other node sends") {
  TwoNodes nodes;
  Client crew{{.port = nodes.other.port(), .token = nodes.one.token("crew", "AMB-01"), .device = "tablet-1"}};
  come_on_duty(crew, "AMB-01", negara);
  nodes.ayu->subscribe("board");
  const auto said = call();
  nodes.ayu->must(said);
  const auto sent = send(id_of(said), "AMB-01", "no position");
  nodes.ayu->must(sent);
  const auto notified = [](const Message& job) { return text(job, "/state") == "notified"; };
  crew.expect_change("assignments", id_of(sent), notified);
  nodes.ayu->expect_change("assignments", id_of(sent), notified);
  crew.must(step(id_of(sent), "acknowledged"));
  nodes.ayu->expect_change("assignments", id_of(sent),
                           [](const Message& job) { return text(job, "/state") == "acknowledged"; });
}

TEST_CASE("a position that one node gets is on the map of the other") {
  TwoNodes nodes;
  Client crew{{.port = nodes.one.port(), .token = nodes.one.token("crew", "AMB-01")}};
  auto& budi = *nodes.budi;
  const auto near = tile_of(negara, 14);
  const auto away = tile_of(mendoyo, 14);
  budi.subscribe(near);
  budi.subscribe(away);
  const auto now = number(crew.welcome(), "/server_time");

  crew.say(position("AMB-01", negara, now));
  const auto& seen = budi.expect(has_unit("AMB-01", near), "the unit on the map");
  CHECK(number(seen, "/fixes/0/at") == now);  // its age can be told

  crew.say(position("AMB-01", mendoyo, now + 1000));
  budi.expect(has_unit("AMB-01", away), "the unit on the other tile");
  const auto gone = [&](const Message& frame) {
    if (text(frame, "/topic") != near) return false;
    const auto all = frame.at("whole").as_bool() && frame.at("fixes").as_array().empty();
    return all || frame.at("gone") == boost::json::array{"AMB-01"};
  };
  budi.expect(gone, "the unit to be gone from the first tile");
  // Farther out, where dots would cover each other, it is counted.
  const auto& counts = budi.subscribe(tile_of(mendoyo, 3));
  REQUIRE(counts.as_object().contains("counts"));
  CHECK(number(counts, "/counts/0/units") == 1);

  // A node that starts later knows it too, from when it is kept on.
  REQUIRE(becomes_true([&] {
    return nodes.redis.ask({"HEXISTS", store::Keys{"jembrana"}.last_fixes(), "AMB-01"}).number == 1;
  }));
  nodes.other.kill();
  nodes.other.start();
  Client late{{.port = nodes.other.port(), .token = nodes.token}};
  const auto board = late.subscribe("board");
  CHECK(by_id(board, "/picture/units", "AMB-01").as_object().contains("fix"));
}

TEST_CASE("of two devices of a unit at two nodes that contradict each other both nodes say so") {
  TwoNodes nodes;
  Client tablet{{.port = nodes.one.port(), .token = nodes.one.token("crew", "AMB-01")}};
  Client tracker{{.port = nodes.other.port(), .token = nodes.other.token("crew", "AMB-01")}};
  const std::array desks{&*nodes.ayu, &*nodes.budi};
  for (auto* desk : desks)
    for (const auto& where : {negara, mendoyo}) desk->subscribe(tile_of(where, 14));
  const auto now = number(tablet.welcome(), "/server_time");

  tablet.say(position("AMB-01", negara, now));
  for (auto* desk : desks)
    desk->expect(has_unit("AMB-01", tile_of(negara, 14)), "the unit where its tablet is");
  tracker.say(position("AMB-01", mendoyo, now + 1000));
  const auto is_disputed = [](const Message& frame) {
    return text(frame, "/type") == "fixes" && text(frame, "/fixes/0/doubt") == "disputed";
  };
  for (auto* desk : desks) desk->expect(is_disputed, "that it is said to be elsewhere, too");
}

TEST_CASE("who looks at several tiles sees the units move on all of them at once") {
  const Folder folder;
  Serve serve{folder.path()};
  serve.start();
  Client crew{{.port = serve.port(), .token = serve.token("crew", "AMB-01,AMB-02,AMB-03,AMB-04")}};
  Client wall{{.port = serve.port(), .token = serve.token("supervisor")}};
  std::vector<Pin> pins;
  for (int i = 0; i < 4; ++i) pins.push_back({negara.lat, negara.lon + 0.05 * i});
  for (const auto& pin : pins) wall.subscribe(tile_of(pin, 14));
  auto now = number(crew.welcome(), "/server_time") - 60'000;
  for (int second = 0; second < 3; ++second) {
    now += 1000;
    boost::json::array fixes;
    for (int i = 0; i < 4; ++i)
      fixes.push_back(position("AMB-0" + std::to_string(i + 1), pins[static_cast<std::size_t>(i)], now)
                          .at("fixes")
                          .at(0));
    crew.say(boost::json::object{{"type", "fixes"}, {"fixes", fixes}});
    for (int i = 0; i < 4; ++i) {
      const auto topic = tile_of(pins[static_cast<std::size_t>(i)], 14);
      const auto& frame = wall.expect(has_unit("AMB-0" + std::to_string(i + 1), topic), topic);
      CHECK(number(frame, "/fixes/0/at") == now);
      CHECK_FALSE(frame.at("whole").as_bool());
    }
  }
}

TEST_CASE("two nodes race for one unit a thousand times, and exactly one wins each time") {
  TwoNodes nodes;
  auto& ayu = *nodes.ayu;
  auto& budi = *nodes.budi;
  ayu.must(duty("AMB-01", "on"));
  Message here;
  Message there;
  int won_here = 0;
  for (int round = 0; round < 1000; ++round) {
    CAPTURE(round);
    if (round % 40 == 0) {  // an incident has room for 50 assignments
      here = call("P0");
      there = call("P0", mendoyo);
      ayu.must(here);
      budi.must(there);
    }
    const auto one = send(id_of(here), "AMB-01", "race");
    const auto other = send(id_of(there), "AMB-01", "race");
    ayu.say(one);
    budi.say(other);
    const auto answer = ayu.answer_to(id_of(one));
    const auto other_answer = budi.answer_to(id_of(other));

    const bool here_won = text(answer, "/type") == "ack";
    const auto& winner = here_won ? answer : other_answer;
    const auto& loser = here_won ? other_answer : answer;
    REQUIRE(text(winner, "/type") == "ack");
    REQUIRE(text(loser, "/code") == "unit_busy");
    won_here += here_won ? 1 : 0;
    // Whoever lost may end it: both know the same.
    (here_won ? budi : ayu).must(step(text(winner, "/id"), "stood_down", "race"));
    ayu.forget();
    budi.forget();
  }
  WARN("the first node won " << won_here << " of 1000");
  const auto history = history_of(nodes.redis.address());
  CHECK(history.faults == std::vector<std::string>{});
  std::size_t opened = 0;
  for (const auto& [n, events] : history.entries)
    for (const auto& event : events)
      opened += std::holds_alternative<dispatch::AssignmentOpened>(event.body) ? 1 : 0;
  CHECK(opened == 1000);
}

TEST_CASE("of two desks that change the same thing at once each is done, one after the other") {
  TwoNodes nodes;
  auto& ayu = *nodes.ayu;
  auto& budi = *nodes.budi;
  const auto said = call();
  ayu.must(said);
  for (int round = 0; round < 50; ++round) {
    const auto one = note(id_of(said), "from the first desk");
    const auto other = note(id_of(said), "from the second");
    ayu.say(one);
    budi.say(other);
    REQUIRE(text(ayu.answer_to(id_of(one)), "/type") == "ack");
    REQUIRE(text(budi.answer_to(id_of(other)), "/type") == "ack");
  }
  ayu.must(note(id_of(said), "done"));  // with this one her node has read all that came before it
  const auto board = ayu.subscribe("board");
  const auto& incident = board.at("picture").at("incidents").at(0);
  CHECK(incident.at("notes").as_array().size() + incident.at("earlier_notes").to_number<std::size_t>() ==
        101);
}

TEST_CASE("a command that was answered by one node is answered the same by the other") {
  TwoNodes nodes;
  const auto said = call();
  const auto n = nodes.ayu->must(said);
  CHECK(nodes.budi->must(said) == n);
  CHECK(history_of(nodes.redis.address()).commands.at(id_of(said)) == n);
}

TEST_CASE("a node that was killed is not missed by the other") {
  TwoNodes nodes;
  const auto said = call();
  nodes.ayu->must(said);
  nodes.one.kill();
  nodes.budi->must(note(id_of(said), "still here"));
  nodes.one.start();
  Client back{{.port = nodes.one.port(), .token = nodes.token}};
  CHECK(back.subscribe("board").at("picture").at("incidents").at(0).at("notes").as_array().size() == 1);
  nodes.budi->must(note(id_of(said), "and on"));
  back.expect_change("incidents", id_of(said),
                     [](const Message& one) { return one.at("notes").as_array().size() == 2; });
}
