#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "config/keys.hpp"
#include "config/tables/text.hpp"
#include "node/replay_report.hpp"
#include "node/subcommands.hpp"
#include "tests/config/folder.hpp"
#include "tests/config/replay/region_folder.hpp"

using dispatch::Priority;

namespace {

auto replay_with(std::vector<std::string> flags) {
  flags.insert(flags.end(), {"--config", PROJECT_SOURCE_DIR "/config/siaga.toml"});
  const auto settings =
      config::load(flags, config::replay_keys(), [](const std::string&) { return std::nullopt; });
  return node::replay(settings.value());
}

// A road of one minute with a base and a hospital on it.
void write_model(const tests::Folder& folder) {
  folder.write("nodes.csv", "id,lon,lat,offroad\na,114.60,-8.30,1\nb,114.61,-8.30,1\n");
  folder.write("arcs.csv", "from,to,seconds_lights,seconds_normal\na,b,60,90\nb,a,60,90\n");
  folder.write("demand.csv", "id,lon,lat,weight\nMelaya,114.60,-8.30,1\n");
  folder.write("stations.csv", "id,lon,lat\nS1,114.61,-8.30\n");
  folder.write("hospitals.csv", "id,lon,lat\nH1,114.61,-8.30\n");
  folder.write("ambulances.csv", "id,station\nAMB-01,S1\n");
}

dispatch::RunFigures run(double mean_s, double late) {
  dispatch::RunFigures made;
  made.by_priority[Priority::P1] = {100, mean_s, mean_s, mean_s, late};
  made.changed = 0.25;
  return made;
}

}  // namespace

TEST_CASE("a replay needs a policy that there is") {
  const tests::Folder folder;
  write_model(folder);
  REQUIRE_THAT(replay_with({"--model", folder.path().string(), "--policy", "luck"}).error().what,
               Catch::Contains("--policy: there is no policy luck; there is closest, siaga and FILE.toml"));
  REQUIRE_THAT(replay_with({"--model", folder.path().string(), "--against", "luck"}).error().what,
               Catch::Contains("--against: there is no policy luck"));
}

TEST_CASE("a replay of a model writes the same figures each time") {
  const tests::Folder folder;
  write_model(folder);
  folder.write("model.toml", "calls_a_day = 20\n");
  const auto figures = [&](const std::string& name) {
    const auto file = folder.path() / name;
    REQUIRE(replay_with(
                {"--model", folder.path().string(), "--days", "2", "--seeds", "2", "--json", file.string()})
                .value() == 0);
    return config::read_text(file).value();
  };
  const auto text = figures("one.json");
  REQUIRE_THAT(text, Catch::StartsWith(R"({"policies":{"closest":{"P1":{"calls":)"));
  REQUIRE_THAT(text, Catch::Contains(R"("moves_per_day":0,"changed":0}}})"));
  REQUIRE(text == figures("other.json"));
}

TEST_CASE(
    "calls that were recorded in a region are replayed, the same each time where all of them is known") {
  const tests::Folder folder;
  tests::write_region(folder);
  const auto calls =
      folder.write("calls.csv",
                   "received_s,priority,place,transport,scene_s,handover_s,recorded_onscene_s\n"
                   "0,P1,Candikusuma,yes,600,900,500\n400,P3,51.01.01.2001,no,300,,\n");
  const auto shifts =
      folder.write("shifts.csv", "id,station,from,to\nAMB-01,ST-1,00:00,12:00\nAMB-02,ST-2,,\n");
  const auto figures = [&](std::vector<std::string> more) {
    const auto json = (folder.path() / "figures.json").string();
    more.insert(more.end(), {"--region", folder.path().string(), "--calls", calls.string(), "--json", json});
    REQUIRE(replay_with(more).value() == 0);
    return config::read_text(json).value();
  };
  const auto text = figures({});
  // 40 s until it is sent, 90 until it rolls; both stand where somebody calls from.
  REQUIRE_THAT(text, Catch::Contains(R"("P1":{"calls":1,"mean_s":130,)") &&
                         Catch::Contains(R"("P3":{"calls":1,"mean_s":130,)"));
  REQUIRE(figures({"--first-seed", "9"}) == text);
  REQUIRE(figures({"--units", shifts.string()}) == text);
  // At noon AMB-01 goes home, and AMB-02 comes from the other end.
  REQUIRE_THAT(figures({"--units", shifts.string(), "--begins", "2026-01-05 12:00"}),
               !Catch::Contains(R"("P3":{"calls":1,"mean_s":130,)"));
  REQUIRE_THAT(figures({"--fleet", "50"}), !Catch::Contains(R"("P3":{"calls":1,"mean_s":130,)"));
}

TEST_CASE("a region's days are drawn where no calls are named") {
  const tests::Folder folder;
  tests::write_region(folder);
  const auto json = folder.path() / "figures.json";
  REQUIRE(replay_with({"--region", folder.path().string(), "--days", "3", "--policy", "siaga", "--json",
                       json.string()})
              .value() == 0);
  REQUIRE_THAT(config::read_text(json).value(), Catch::Contains(R"("siaga":{)"));
}

TEST_CASE("flags that do not go together are refused") {
  const tests::Folder folder;
  write_model(folder);
  const auto model = folder.path().string();
  REQUIRE_THAT(replay_with({"--model", model, "--units", "units.csv"}).error().what,
               Catch::Contains("--units is for a region"));
  REQUIRE_THAT(replay_with({"--model", model, "--deployment", "Even 2"}).error().what,
               Catch::Contains("has no deployments.csv"));
  REQUIRE_THAT(replay_with({"--deployment", "Even 2"}).error().what,
               Catch::Contains("--deployment is for a model of times"));
  REQUIRE_THAT(replay_with({"--model", model, "--fleet", "50"}).error().what,
               Catch::Contains("--fleet: nobody is left of 1 units"));
}

TEST_CASE("what really happened is shown where it is recorded, and else nothing is") {
  REQUIRE(node::table_of_record({}).empty());
  REQUIRE_THAT(node::table_of_record({{Priority::P1, {10, 300, 240, 600, 0.5}}}),
               Catch::Contains("as it was") && Catch::Contains("P1       10") && Catch::Contains("5.00"));
}

TEST_CASE("figures of several runs are their means, and calls are added up") {
  const std::vector<node::Replayed> all{{"closest", {run(400, 0.25), run(500, 0.75)}}};
  REQUIRE(node::json_of(all) ==
          R"({"policies":{"closest":{"P1":{"calls":200,"mean_s":450,"p50_s":450,"p90_s":450,"late":0.5},)"
          R"("moves_per_day":0,"changed":0.25}}})"
          "\n");
  REQUIRE_THAT(node::table_of(all.front()), Catch::Contains("7.50") && Catch::Contains("50.00"));
}

TEST_CASE("of a single run no interval is claimed") {
  REQUIRE_THAT(node::table_of({"closest", {run(400, 0.25)}}), !Catch::Contains("±"));
  REQUIRE_THAT(node::table_of({"closest", {run(400, 0.25), run(500, 0.75)}}), Catch::Contains("±"));
}

TEST_CASE("a policy out of a file is called by the file's name") {
  const tests::Folder folder;
  write_model(folder);
  const auto file = folder.path() / "careful.toml";
  folder.write("careful.toml", "[plan]\nmost_changes = 0\n");
  const auto json = folder.path() / "figures.json";
  REQUIRE(replay_with({"--model", folder.path().string(), "--days", "1", "--policy", file.string(),
                       "--against", "siaga", "--json", json.string()})
              .value() == 0);
  const auto text = config::read_text(json).value();
  REQUIRE_THAT(text, Catch::Contains(R"("careful":{)") && Catch::Contains(R"("siaga":{)"));
  folder.write("careful.toml", "[plan]\nmost = 0\n");
  REQUIRE_THAT(replay_with({"--model", folder.path().string(), "--policy", file.string()}).error().what,
               Catch::Contains("careful.toml, line 2: a policy has no most"));
}

TEST_CASE("one policy is compared with another run by run, so that what both share does not blur it") {
  const node::Replayed before{"closest", {run(400, 0.4), run(600, 0.6)}};
  const node::Replayed after{"other", {run(390, 0.36), run(590, 0.56)}};
  const auto text = node::comparison_of(after, before);
  REQUIRE_THAT(text, Catch::Contains("other against closest"));
  REQUIRE_THAT(text, Catch::Contains("-2.00 ±0.00"));
  REQUIRE_THAT(text, Catch::Contains("-8.00 ±0.00"));
}
