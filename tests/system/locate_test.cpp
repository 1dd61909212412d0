#include <catch2/catch.hpp>

#include "tests/system/answers.hpp"
#include "tests/system/said.hpp"

using namespace tests;

namespace {

Message question(std::string_view query, std::string_view words) {
  return {{"type", "locate"}, {"query", query}, {"text", words}};
}

}  // namespace

TEST_CASE("an operator asks where words are, and where a point is, and each answer says what it answers") {
  const Folder folder;
  Serve serve{folder.path()};
  serve.start();
  Client ayu{{.port = serve.port(), .token = serve.token("operator")}};
  ayu.say(question("q-1", "ds phsanten kec mendoyo"));
  ayu.say(question("q-2", "tolong cepat pak istri saya sesak"));
  ayu.say(question("q-3", "8,3571 LS 114,6205 BT"));
  ayu.say({{"type", "describe"}, {"query", "q-4"}, {"at", {{"lat", -8.318}, {"lon", 114.691}}}});

  const auto& village = ayu.expect(answer_to("q-1"), "the village").at("candidates").as_array();
  REQUIRE(village.at(0).at("label") == "Desa Pohsanten, Kec. Mendoyo");
  const auto& nothing = ayu.expect(answer_to("q-2"), "nothing");
  REQUIRE(nothing.at("candidates").as_array().empty());
  REQUIRE_FALSE(nothing.at("tried").as_array().empty());
  const auto& code = ayu.expect(answer_to("q-3"), "the coordinates").at("candidates").as_array();
  REQUIRE(code.at(0).at("lat").to_number<double>() == Approx(-8.3571));
  const auto& described = ayu.expect(answer_to("q-4"), "the description");
  REQUIRE(std::string{described.at("text").as_string()}.find("Pohsanten") != std::string::npos);
  REQUIRE_FALSE(described.as_object().contains("border_m"));  // the region's own files know no borders
}

TEST_CASE("who may not look for places is told so, under the question's own name") {
  const Folder folder;
  Serve serve{folder.path()};
  serve.start();
  Client crew{{.port = serve.port(), .token = serve.token("crew", "AMB-01"), .device = "tablet-1"}};
  crew.say(question("q-1", "pohsanten"));
  REQUIRE(crew.expect_refused("not_allowed").at("id") == "q-1");
  Client ayu{{.port = serve.port(), .token = serve.token("operator")}};
  ayu.say_text(R"({"type":"locate","query":"q-2"})");
  REQUIRE(ayu.expect_refused("bad_field").at("id") == "q-2");
}

TEST_CASE("while a caller still speaks the incident they may belong to is shown, and a person attaches it") {
  const Folder folder;
  Serve serve{folder.path()};
  serve.start();
  Client ayu{{.port = serve.port(), .token = serve.token("operator")}};
  const auto first = call("P1", negara);
  ayu.must(first);
  ayu.say({{"type", "check_call"},
           {"query", "q-1"},
           {"place", {{"text", ""}, {"pin", {{"lat", negara.lat + 0.001}, {"lon", negara.lon}}}}},
           {"caller", {{"phone", "0811000000"}}}});
  const auto& hints = ayu.expect(answer_to("q-1"), "the hints").at("hints").as_array();
  REQUIRE(hints.size() == 1);
  REQUIRE(std::string{hints[0].at("incident").as_string()} == id_of(first));
  REQUIRE(hints[0].at("likely").as_bool());
  REQUIRE(hints[0].at("score").to_number<double>() > 0.9);
  const auto again = call("P1", negara);
  ayu.must(again);
  ayu.must(command(
      "incident.end",
      {{"incident", id_of(again)}, {"kind", "merged"}, {"reason", "same crash"}, {"into", id_of(first)}}));
  ayu.must(command("incident.reopen", {{"incident", id_of(again)}, {"reason", "another crash after all"}}));
}

TEST_CASE("a server that is told to stop while places are looked for ends well") {
  const Folder folder;
  Serve serve{folder.path()};
  serve.start();
  Client ayu{{.port = serve.port(), .token = serve.token("operator")}};
  std::string words;
  while (words.size() < 1900) words += "blkg psr pngmbngan dkt jmbtn tukd ";
  for (int i = 0; i < 100; ++i) ayu.say(question("q-" + std::to_string(i), words));
  ayu.expect(answer_to("q-1"), "that it looks");
  REQUIRE(serve.terminate() == 0);
}
