#include "config/posts.hpp"

#include <algorithm>

#include "dispatch/choose/cover_keeper.hpp"
#include "tests/config/folder.hpp"
#include "tests/config/jembrana.hpp"

using config::load_region;
using tests::Folder;
using tests::jembrana;

namespace {

struct WithLists {
  Folder folder;
  WithLists(const std::string& file, std::string_view text) {
    std::filesystem::copy(jembrana, folder.path());
    folder.write(file, text);
  }
  [[nodiscard]] std::string fault() const {
    const auto region = load_region(folder.path());
    REQUIRE(region.has_error());
    return region.error().what.substr(folder.path().string().size() + 1);
  }
};

config::Values settings_with(std::vector<std::string> flags) {
  flags.insert(flags.end(), {"--config", PROJECT_SOURCE_DIR "/config/siaga.toml"});
  return config::load(flags, {}, [](const std::string&) { return std::nullopt; }).value();
}

}  // namespace

TEST_CASE("units may wait at the stations of units, and at what posts.csv names besides") {
  const auto alone = load_region(jembrana).value();
  const WithLists lists{"posts.csv", "id,name,lat,lon\nP-PASAR,Pasar Negara,-8.357,114.62\n"};
  const auto region = load_region(lists.folder.path()).value();
  REQUIRE(region.posts.size() == alone.posts.size() + 1);
  REQUIRE(region.posts.back().id == "P-PASAR");
  REQUIRE(region.posts.front().name == region.units.front().station.name);
}

TEST_CASE("a post that nobody could be sent to is refused with its line") {
  const auto [text, what] = GENERATE(table<const char*, const char*>({
      {"id,name,lat,lon\nP-1,Pasar,-8.3,114.6\nP-1,Pasar,-8.3,114.6\n",
       "posts.csv, line 3: P-1 is there twice"},
      {"id,name,lat,lon\nST-NEGARA-1,Pasar,-8.3,114.6\n", "posts.csv, line 2: ST-NEGARA-1 is there twice"},
      {"id,name,lat,lon\nP-1,,-8.3,114.6\n", "posts.csv, line 2: the post P-1 has no name"},
      {"id,name,lat,lon\n,Pasar,-8.3,114.6\n", "posts.csv, line 2: id should be"},
      {"id,name,lat,lon\nP-1,Pasar,0,0\n", "posts.csv, line 2"},
      {"id,name\nP-1,Pasar\n", "posts.csv"},
  }));
  REQUIRE_THAT((WithLists{"posts.csv", text}.fault()), Catch::StartsWith(what));
}

TEST_CASE("villages weigh by population.csv, and what is wrong with it is said with its line") {
  const WithLists lists{"population.csv", "village,people\n51.01.01.1006,4200\n5101011008,3100\n"};
  const auto region = load_region(lists.folder.path()).value();
  const auto points = config::demand_of(region);
  REQUIRE(points->front().people == 4200);
  REQUIRE(std::ranges::none_of(
      *points, [](const auto& one) { return one.name == "Mendoyo" && one.code == "51.01.02"; }));
  const auto [text, what] = GENERATE(table<const char*, const char*>({
      {"village,people\n51.01.01,4200\n", "population.csv, line 2: there is no village 51.01.01"},
      {"village,people\n51.01.01.1006,1\n51.01.01.1006,2\n",
       "population.csv, line 3: the village 51.01.01.1006 is there twice"},
      {"village,people\n51.01.01.1006,many\n",
       "population.csv, line 2: people should be a whole number, not many"},
  }));
  REQUIRE_THAT((WithLists{"population.csv", text}.fault()), Catch::StartsWith(what));
}

TEST_CASE("where the settings say nothing of cover, it is reckoned with as siaga replay reckons") {
  const auto region = load_region(jembrana).value();
  REQUIRE(policy_of(settings_with({}), region).cover == dispatch::cover_settings({}));
  const auto rules = dispatch::cover_rules(dispatch::cover_settings({}));
  const dispatch::CoverRules replay;
  REQUIRE(rules.grades == replay.grades);
  REQUIRE(rules.of_busy == replay.of_busy);
  REQUIRE(rules.least_gain == replay.least_gain);
  REQUIRE(rules.minute_costs == replay.minute_costs);
  REQUIRE(rules.between_moves == replay.between_moves);
  REQUIRE(rules.most_moves == replay.most_moves);
  const auto cover =
      policy_of(settings_with({"--cover-grades-min", "8, 15", "--cover-busy", "0.4"}), region).cover;
  REQUIRE(cover->grades ==
          std::vector<std::chrono::minutes>{std::chrono::minutes{8}, std::chrono::minutes{15}});
  REQUIRE(cover->busy == 0.4);
}

TEST_CASE("grades that are no whole minutes are refused where they stand") {
  for (const auto* wrong : {"8;15", "8,", "0,5", "4.5", "2000"}) {
    const std::vector<std::string> flags{"--cover-grades-min", wrong, "--config",
                                         PROJECT_SOURCE_DIR "/config/siaga.toml"};
    const auto read = config::load(flags, {}, [](const std::string&) { return std::nullopt; });
    REQUIRE(read.has_error());
    REQUIRE_THAT(read.error().what, Catch::Contains("cover.grades_min should be whole minutes"));
  }
}
