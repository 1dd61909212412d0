#include <catch2/catch.hpp>

#include "tests/system/two_nodes.hpp"

using namespace tests;

namespace {

constexpr Pin negara_station{-8.330, 114.580};

void follow_cover(Client& desk) {
  desk.subscribe("board");
  desk.say(boost::json::object{{"type", "subscribe"}, {"topic", "cover"}});
}

bool is_cover(const Message& message) {
  return text(message, "/type") == "cover";
}

// Whom it advises to move where; empty: nobody.
std::string advised(const Message& cover) {
  const auto& advice = cover.at("advice").as_array();
  return advice.empty() ? "" : text(advice.front(), "/unit") + " " + text(advice.front(), "/to");
}

}  // namespace

TEST_CASE(
    "the desks of two nodes hear how villages are covered, and the same advice on where a unit had better "
    "wait") {
  TwoNodes nodes;
  Client crew{{.port = nodes.one.port(), .token = nodes.one.token("crew", "AMB-01")}};
  come_on_duty(crew, "AMB-01", negara_station);
  std::string told;
  for (auto* desk : {&*nodes.ayu, &*nodes.budi}) {
    follow_cover(*desk);
    const auto& cover = desk->expect(
        [](const Message& one) { return is_cover(one) && !advised(one).empty(); }, "advice on where to wait");
    REQUIRE(text(cover, "/weighed_by") == "alike");
    REQUIRE(cover.at("villages").as_array().size() == 51);
    REQUIRE(text(cover, "/villages/0/first/unit") == "AMB-01");
    REQUIRE(text(cover, "/prices/0/unit") == "AMB-01");
    if (told.empty()) told = advised(cover);
    REQUIRE(advised(cover) == told);
  }

  // One key at one desk; the crew hears it, and the desk at the other node what the crew says.
  const auto post = told.substr(told.find(' ') + 1);
  const auto move = command("unit.move_up", {{"unit", "AMB-01"}, {"post", post}});
  nodes.budi->must(move);
  crew.expect_change("units", "AMB-01",
                     [&](const Message& unit) { return text(unit, "/move_up/post/id") == post; });
  nodes.ayu->expect([](const Message& one) { return is_cover(one) && advised(one).empty(); },
                    "cover without the advice that was followed");
  crew.must(command("unit.answer_move", {{"unit", "AMB-01"}, {"post", post}, {"answer", "seen"}}));
  nodes.ayu->expect_change("units", "AMB-01",
                           [](const Message& unit) { return text(unit, "/move_up/state") == "seen"; });
  const auto urgent = call("P1");
  nodes.ayu->must(urgent);
  nodes.ayu->must(send(id_of(urgent), "AMB-01"));
  crew.expect_change("units", "AMB-01", [](const Message& unit) {
    return text(unit, "/move_up/state").empty() && !text(unit, "/assignment").empty();
  });
  nodes.budi->expect(
      [](const Message& one) { return is_cover(one) && text(one, "/villages/0/first/unit").empty(); },
      "cover without anybody");
}

TEST_CASE(
    "a server that starts anew reads out of the log from where people called, and weighs villages by that") {
  const Folder folder;
  Serve serve{folder.path()};
  serve.start();
  const auto token = serve.token("operator");
  {
    Client ayu{{.port = serve.port(), .token = token}};
    for (int i = 0; i < 60; ++i) ayu.must(call("P3", i % 3 == 0 ? mendoyo : negara));
  }
  serve.terminate();
  serve.start();
  Client ayu{{.port = serve.port(), .token = token}};
  follow_cover(ayu);
  const auto& cover =
      ayu.expect([](const Message& one) { return is_cover(one) && text(one, "/weighed_by") == "calls"; },
                 "villages weighed by calls");
  const auto& villages = cover.at("villages").as_array();
  const auto weight = [](const Message& one) { return one.at("weight").as_double(); };
  REQUIRE(weight(villages[0]) == Approx(41.0 / 111));
  REQUIRE(weight(villages[1]) == Approx(21.0 / 111));
  REQUIRE(weight(villages[2]) == Approx(1.0 / 111));
  REQUIRE_FALSE(cover.at("busy_measured").as_bool());
}
