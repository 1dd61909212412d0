#include <boost/algorithm/string.hpp>
#include <boost/json.hpp>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "tests/support/redis.hpp"
#include "tests/system/ran.hpp"
#include "tests/system/said.hpp"

using namespace tests;
namespace fs = std::filesystem;

namespace {

std::vector<boost::json::value> lines_of(const fs::path& file) {
  std::vector<boost::json::value> lines;
  std::ifstream in{file};
  for (std::string line; std::getline(in, line);) lines.push_back(boost::json::parse(line));
  return lines;
}

// A crew comes on duty, is sent, arrives, takes the patient to a hospital and is free again.
std::string serves(Client& ayu, Client& crew) {
  come_on_duty(crew, "AMB-01", negara);
  const auto said = call("P1", mendoyo);
  ayu.must(said);
  const auto sent = send(id_of(said), "AMB-01", "the nearest");
  ayu.must(sent);
  for (const auto* state :
       {"acknowledged", "en_route", "on_scene", "left_scene", "at_destination", "cleared"})
    crew.must(step(id_of(sent), state));
  const auto hoax = call("P3");
  ayu.must(hoax);
  ayu.must(call_off(id_of(hoax), "hoax"));
  return id_of(said);
}

// A day that was exported.
struct Exported {
  Folder folder;
  Folder outside;
  Serve serve{folder.path(), {"--clock-speed", "100"}};
  fs::path into = outside.path() / "day";
  std::string incident;
  Ran ran;

  Exported() {
    serve.start();
    Client ayu{{.port = serve.port(), .token = serve.token("operator")}};
    Client crew{{.port = serve.port(), .token = serve.token("crew", "AMB-01"), .device = "tablet-1"}};
    incident = serves(ayu, crew);
    const auto tracks = folder.path() / "tracks";
    REQUIRE(becomes_true([&] { return fs::exists(tracks) && !fs::is_empty(tracks); }));
    ran = run(serve, "export", {into.string()});
  }
  [[nodiscard]] Ran replayed(Serve::Flags more = {}) const {
    more.insert(more.end(), {"--log", into.string()});
    return run(serve, "replay", more);
  }
  [[nodiscard]] Message recorded(const std::string& key) {
    store::Address address;
    address.unix_socket = folder.path() / "redis.sock";
    auto redis = connect(address);
    return boost::json::parse(ask(redis, {"HGET", key, "json"}).text);
  }
};

}  // namespace

TEST_CASE("a day that is exported comes to what the server has, entry by entry, and says who was where") {
  Exported day;
  CAPTURE(day.ran.out, day.ran.err);
  REQUIRE(day.ran.status == 0);
  CHECK_THAT(day.ran.out, Catch::Contains("1 calls that somebody reached, 1 others"));

  const auto log = lines_of(day.into / "log.ndjson");
  const auto& state = log.back().at("state");
  const auto& units = state.at("unit").as_array();
  const auto* unit =
      std::ranges::find_if(units, [](const auto& one) { return text(one, "/id") == "AMB-01"; });
  REQUIRE(unit != units.end());
  CHECK(*unit == day.recorded("siaga:{jembrana}:unit:AMB-01"));
  const auto& incidents = state.at("incident").as_array();
  const auto* served =
      std::ranges::find_if(incidents, [&](const auto& one) { return text(one, "/id") == day.incident; });
  REQUIRE(served != incidents.end());
  CHECK(served->at("assignments") ==
        day.recorded("siaga:{jembrana}:incident:" + day.incident).at("assignments"));

  const auto tracks = lines_of(day.into / "tracks.ndjson");
  REQUIRE_FALSE(tracks.empty());
  CHECK(text(tracks.front(), "/unit") == "AMB-01");
  CHECK(tracks.front().at("lat").to_number<double>() == Approx(negara.lat));

  const auto replayed = day.replayed();
  CAPTURE(replayed.out, replayed.err);
  REQUIRE(replayed.status == 0);
  CHECK_THAT(replayed.out, Catch::Contains("entries come to the state that was recorded"));
}

TEST_CASE("what if there had been one unit more is asked by a row more in the list of an exported day") {
  const Exported day;
  REQUIRE(day.ran.status == 0);
  const auto with = day.outside.path() / "with.csv";
  fs::copy_file(day.into / "units.csv", with);
  std::ofstream{with, std::ios::app} << "AMB-99,ST-MENDOYO-1,ambulance,,,\n";
  const auto replayed = day.replayed({"--units", with.string(), "--check"});
  CAPTURE(replayed.out, replayed.err);
  REQUIRE(replayed.status == 0);
  CHECK_THAT(replayed.out, Catch::Contains("call 1: AMB-99 is sent, AMB-01 is recorded"));
}

TEST_CASE(
    "an exported log of which a line was changed, is missing or was cut off is refused with that line") {
  const Exported day;
  REQUIRE(day.ran.status == 0);
  const auto log = day.into / "log.ndjson";
  const auto whole = text_of(log);
  std::vector<std::string> lines;
  boost::split(lines, whole, boost::is_any_of("\n"), boost::token_compress_on);
  lines.pop_back();
  const auto refusal = [&](const std::vector<std::string>& said) {
    std::ofstream{log} << boost::join(said, "\n") << "\n";
    const auto ran = day.replayed();
    CHECK(ran.status != 0);
    return ran.err;
  };
  auto missing = lines;
  missing.erase(missing.begin() + 3);
  CHECK_THAT(refusal(missing), Catch::Contains("log.ndjson:4: an entry is missing before this one"));
  auto cut = lines;
  cut.pop_back();
  CHECK_THAT(refusal(cut), Catch::Contains("the state at the end is missing"));
  auto changed = lines;
  boost::replace_first(changed.back(), "\"hoax\"", "\"cancelled\"");
  REQUIRE(changed.back() != lines.back());
  CHECK_THAT(refusal(changed), Catch::Contains("the entries do not come to the state that was recorded"));
  CHECK_THAT(refusal({"{}"}), Catch::Contains("log.ndjson:1: this is no log that siaga export wrote"));
}

TEST_CASE("an export into a folder that has something in it, or of a time without entries, changes nothing") {
  const Exported day;
  const auto again = run(day.serve, "export", {day.into.string()});
  CHECK(again.status != 0);
  CHECK_THAT(again.err, Catch::Contains("is there already, and not empty"));
  const auto before =
      run(day.serve, "export", {(day.outside.path() / "before").string(), "--to", "2001-01-01 00:00"});
  CHECK_THAT(before.err, Catch::Contains("nothing was recorded in that time"));
  const auto wrong =
      run(day.serve, "export", {(day.outside.path() / "wrong").string(), "--from", "yesterday"});
  CHECK_THAT(wrong.err, Catch::Contains("--from should be such as \"2026-01-05 07:00\", not yesterday"));
}
