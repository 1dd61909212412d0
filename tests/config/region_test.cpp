#include "config/region.hpp"

#include <algorithm>
#include <regex>
#include <set>
#include <sstream>

#include "dispatch/choose/dispatch_plan.hpp"
#include "dispatch/model/model_json.hpp"
#include "tests/config/folder.hpp"
#include "tests/config/jembrana.hpp"

using config::load_region;
using tests::Folder;
using tests::jembrana;

namespace {

std::string text_of(const std::filesystem::path& file) {
  std::ifstream stream{file, std::ios::binary};
  return {std::istreambuf_iterator<char>{stream}, {}};
}

// A copy of the region with one thing changed.
struct Copy {
  Folder folder;

  Copy(const std::string& file, std::string_view find, std::string_view put) {
    std::filesystem::copy(jembrana, folder.path());
    auto text = text_of(jembrana / file);
    const auto found = text.find(find);
    REQUIRE(found != std::string::npos);
    folder.write(file, text.replace(found, find.size(), put));
  }
  [[nodiscard]] std::string fault() const {
    const auto region = load_region(folder.path());
    REQUIRE(region.has_error());
    REQUIRE(region.error().what.starts_with(folder.path().string() + "/"));
    return region.error().what.substr(folder.path().string().size() + 1);
  }
};

config::Values settings(std::vector<std::string> flags) {
  flags.insert(flags.end(), {"--config", PROJECT_SOURCE_DIR "/config/siaga.toml"});
  return config::load(flags, {}, [](const std::string&) { return std::nullopt; }).value();
}

}  // namespace

TEST_CASE("the region of Jembrana loads, with its fleet, its stations and its villages") {
  const auto region = load_region(jembrana);
  if (region.has_error()) FAIL(region.error().what);
  REQUIRE(region->name == "jembrana");
  REQUIRE(region->title == "Kabupaten Jembrana");
  REQUIRE(region->prefix == "JBR");
  REQUIRE(region->utc_offset_minutes == 480);
  REQUIRE(region->units.size() == 20);
  REQUIRE(region->places.size() == 56);
  REQUIRE(region->facilities.size() == 14);

  const auto& first = region->units.front();
  REQUIRE(first.id.view() == "AMB-01");
  REQUIRE(first.kind == dispatch::UnitKind::ambulance);
  REQUIRE(first.callsign == "Ambulans Negara I");
  REQUIRE(first.station.name == "Pos Puskesmas I Negara");
  REQUIRE(first.station.where.lat() == -8.33);
  REQUIRE(first.station.where.lon() == 114.58);
  const auto of_kind = [&](dispatch::UnitKind kind) {
    return std::ranges::count(region->units, kind, &dispatch::Unit::kind);
  };
  REQUIRE(of_kind(dispatch::UnitKind::ambulance) == 12);
  REQUIRE(of_kind(dispatch::UnitKind::home_care) == 7);
  REQUIRE(of_kind(dispatch::UnitKind::motorcycle) == 1);
}

TEST_CASE("everything of Jembrana lies in the west of Bali") {
  const auto region = load_region(jembrana).value();
  const auto require_near = [&](geo::Position where) {
    REQUIRE(geo::distance(region.map_centre, where) < geo::Metres{45'000});
  };
  for (const auto& place : region.places) require_near(place.where);
  for (const auto& facility : region.facilities) require_near(facility.where);
  for (const auto& unit : region.units) require_near(unit.station.where);
}

TEST_CASE("the rules get their numbers from the settings and from the region") {
  const auto region = load_region(jembrana).value();
  const auto policy =
      policy_of(settings({"--dispatch-acknowledge-s", "45", "--dispatch-archive-s", "7"}), region);
  REQUIRE(policy.acknowledge_within == std::chrono::seconds{45});
  REQUIRE(policy.archive_after == std::chrono::seconds{7});
  REQUIRE(policy.assign_within == std::chrono::seconds{60});
  REQUIRE(policy.position_is_old == std::chrono::seconds{300});
  REQUIRE(policy.quiet_after_start == std::chrono::seconds{30});
  REQUIRE(policy.accept_device_location == geo::Metres{100});
  REQUIRE(policy.caller_link == std::chrono::seconds{1800});
  REQUIRE(policy.calls_kept == std::chrono::days{365});
  REQUIRE_FALSE(policy.nobodys_numbers.has_value());
  const auto other = policy_of(settings({"--dispatch-accept-device-location-m", "0",
                                         "--dispatch-caller-link-s", "60", "--dispatch-calls-kept-days", "0",
                                         "--dispatch-nobodys-numbers", "(0365) 41119, 0365 4546119; 119"}),
                               region);
  REQUIRE(other.nobodys_numbers == std::vector<std::string>{"36541119", "3654546119"});
  REQUIRE(other.accept_device_location == geo::Metres{0});
  REQUIRE(other.caller_link == std::chrono::seconds{60});
  REQUIRE(other.calls_kept == std::chrono::seconds{0});
  REQUIRE(policy.road_factor == 1.4);
  REQUIRE(policy.ambulance_speed == geo::kmh(40));
  REQUIRE(policy.motorcycle_speed == geo::kmh(45));
  REQUIRE(policy.home_care_speed == geo::kmh(30));
  REQUIRE(policy.turnout_at_base == std::chrono::seconds{60});
  REQUIRE(policy.turnout_moving == std::chrono::seconds{10});
  REQUIRE(policy.number_prefix == "JBR");
  REQUIRE(policy.utc_offset == std::chrono::hours{8});
}

TEST_CASE("a broken list is refused whole, with file, line and what is wrong") {
  const auto [file, find, put, fault] = GENERATE(table<const char*, const char*, const char*, const char*>({
      {"units.csv", "HC-01,home_care", "HC-01,homecare",
       "units.csv, line 14: kind should be ambulance, home_care or motorcycle, not homecare"},
      {"units.csv", "HC-01,", "HC 01,", "units.csv, line 14: id should be 1 to 36 letters, digits, - or _"},
      {"units.csv", "AMB-02,", "AMB-01,", "units.csv, line 3: the unit AMB-01 is there twice"},
      {"units.csv", "ST-NEGARA-2", "ST-NOWHERE", "units.csv, line 3: there is no station ST-NOWHERE"},
      {"units.csv", "id,kind", "id,type", "units.csv, line 1: the column kind is missing"},
      {"stations.csv", "-8.330", "-98.330", "stations.csv, line 2: lat and lon are not a place on earth"},
      {"stations.csv", "-8.330", "nan", "stations.csv, line 2: lat and lon are not a place on earth"},
      {"stations.csv", "-8.330,114.580", "0,0",
       "stations.csv, line 2: lat and lon are 0, 0: the place is not known"},
      {"stations.csv", "-8.330,114.580", "114.580,-8.330",
       "stations.csv, line 2: lat and lon are not a place on earth: are they swapped?"},
      {"stations.csv", "114.580", "east", "stations.csv, line 2: lon is not a number: east"},
      {"stations.csv", "ST-NEGARA-2,", "ST-NEGARA-1,",
       "stations.csv, line 3: the station ST-NEGARA-1 is there twice"},
      {"places.csv", ",-8.352", "", "places.csv, line 2: 5 cells, but 6 columns (separated by ,)"},
      {"facilities.csv", "114.580", "", "facilities.csv, line 2: lon is not a number: "},
      {"region.toml", "zoom = 10", "zoom = \"ten\"", "region.toml: map.zoom is missing or of the wrong type"},
      {"region.toml", "prefix = ", "prefiks = ", "region.toml: prefix is missing or of the wrong type"},
      {"region.toml", "lat = -8.314", "lat = 98",
       "region.toml: map.lat and map.lon are not a place on earth"},
      {"region.toml", "\"jembrana\"", "\"jembrana/x\"",
       "region.toml: name should be letters, digits, - or _"},
  }));
  CAPTURE(file, find, put);
  REQUIRE(Copy{file, find, put}.fault() == fault);
}

namespace {

// As a spreadsheet of another country saves it: semicolons, commas for decimals, codes as numbers.
std::string saved_by_a_spreadsheet(const std::string& text) {
  const std::regex decimals{"(\\d)\\.(\\d{3})(?=,)"};
  const std::regex last_decimals{"(\\d)\\.(\\d{3})$"};
  const std::regex code{"(^|,)(\\d\\d)\\.(\\d\\d)\\.(\\d\\d)(?:\\.(\\d{4}))?(?=,)"};
  std::string saved = "\xEF\xBB\xBFsep=;\r\n";
  std::istringstream lines{text};
  for (std::string line; std::getline(lines, line);) {
    std::ranges::replace(line, ';', '/');  // in notes: they are not compared
    line = std::regex_replace(line, code, "$1$2$3$4$5");
    line = std::regex_replace(line, code, "$1$2$3$4$5");  // two that share a comma
    line = std::regex_replace(line, decimals, "$1~$2");
    line = std::regex_replace(line, last_decimals, "$1~$2");
    bool quoted = false;
    for (auto& c : line) {
      if (c == '"') quoted = !quoted;
      if (c == ',' && !quoted) c = ';';
      if (c == '~') c = ',';
    }
    saved += line + "\r\n";
  }
  return saved;
}

}  // namespace

TEST_CASE("a region whose lists a spreadsheet of another country has saved is the same region") {
  const Folder folder;
  std::filesystem::copy(jembrana, folder.path());
  for (const auto* file : {"places.csv", "facilities.csv", "stations.csv", "units.csv"})
    folder.write(file, saved_by_a_spreadsheet(text_of(jembrana / file)));
  REQUIRE(text_of(folder.path() / "places.csv")
              .find("\n5101011006;kelurahan;Baler Bale Agung;510101;-8,292;114,629\r\n") !=
          std::string::npos);
  const auto saved = load_region(folder.path());
  if (saved.has_error()) FAIL(saved.error().what);
  const auto region = load_region(jembrana).value();
  const auto are_same = [](const config::NamedPlace& a, const config::NamedPlace& b) {
    return a.name == b.name && a.kind == b.kind && a.where == b.where && a.code == b.code &&
           a.within == b.within && a.is_approximate == b.is_approximate;
  };
  REQUIRE(std::ranges::equal(saved->places, region.places, are_same));
  REQUIRE(std::ranges::equal(saved->facilities, region.facilities, are_same));
  REQUIRE(
      std::ranges::equal(saved->units, region.units, [](const dispatch::Unit& a, const dispatch::Unit& b) {
        return dispatch::json::text_of(a) == dispatch::json::text_of(b);
      }));
}

TEST_CASE("a region file that is not TOML is refused with its line") {
  REQUIRE_THAT((Copy{"region.toml", "title = ", "title : "}.fault()),
               Catch::StartsWith("region.toml, line 4: "));
}

TEST_CASE("a region without one of its files is refused by the file's name") {
  for (const auto* file : {"region.toml", "places.csv", "facilities.csv", "stations.csv", "units.csv"}) {
    const Copy copy{"units.csv", "AMB-01", "AMB-01"};
    std::filesystem::remove(copy.folder.path() / file);
    REQUIRE_THAT(load_region(copy.folder.path()).error().what, Catch::Contains(file));
  }
}

TEST_CASE("speeds and times that no unit could have are refused: nobody would ever arrive") {
  const auto [find, put] = GENERATE(table<const char*, const char*>({
      {"ambulance = 40", "ambulance = 0"},
      {"motorcycle = 45", "motorcycle = -45"},
      {"home_care = 30", "home_care = nan"},
      {"road_factor = 1.4", "road_factor = 0"},
      {"at_base = 60", "at_base = -60"},
      {"moving = 10", "moving = -1"},
  }));
  CAPTURE(put);
  const Copy copy{"region.toml", find, put};
  REQUIRE(load_region(copy.folder.path()).has_error());
}

TEST_CASE("where the settings say nothing of the plan, it is weighed as siaga replay weighs it") {
  const auto region = load_region(jembrana).value();
  REQUIRE(policy_of(settings({}), region).plan == dispatch::plan_settings({}));
  const auto plan = policy_of(settings({"--plan-weights-P1", "6.5", "--plan-sends-on", "0", "--plan-margin-s",
                                        "45", "--plan-target-s-P3", "900"}),
                              region)
                        .plan.value();
  REQUIRE(plan.weights == std::vector<double>{12, 6.5, 2.5, 2, 8});
  REQUIRE_FALSE(plan.sends_on);
  REQUIRE(plan.margin == dispatch::seconds{45});
  REQUIRE(plan.targets.at(3) == dispatch::seconds{900});
}
