#include "config/replay/region_model.hpp"

#include <algorithm>
#include <span>

#include "geo/roads/file.hpp"
#include "tests/config/replay/region_folder.hpp"
#include "tests/geo/roads/drawing.hpp"

using namespace config;
using namespace std::chrono_literals;
using dispatch::Priority;
using dispatch::Shift;
using tests::Folder;

namespace {

class SmallRegion {
 public:
  SmallRegion() { tests::write_region(folder); }
  auto load(const RegionReplay& wanted = {}) const { return load_region_model(folder.path(), wanted); }
  auto with_calls(const std::string& text) const {
    RegionReplay wanted;
    wanted.calls = folder.write("calls.csv", text);
    return load(wanted);
  }
  auto with_units(const std::string& text, const std::string& begins = {}) const {
    RegionReplay wanted;
    wanted.units = folder.write("shifts.csv", text);
    wanted.begins = begins;
    wanted.length = std::chrono::days{2};
    return load(wanted);
  }
  Folder folder;
};

}  // namespace

TEST_CASE("a region is replayed with its stations, its ambulances and its hospitals, and rolls as it says") {
  const auto made = SmallRegion{}.load().value();
  const auto& model = made.model;
  REQUIRE(model.weights == std::vector<double>{1, 1});
  REQUIRE(model.stations.size() == 3);
  REQUIRE(model.hospitals.size() == 1);
  REQUIRE(model.units.size() == 2);
  REQUIRE(model.units[1].id.view() == "AMB-02");
  REQUIRE(model.units[1].base == model.stations[1]);
  REQUIRE(model.units[1].shifts.empty());
  REQUIRE(model.habits.turnout_standing == 90s);
  REQUIRE(model.habits.turnout_moving == 20s);
  REQUIRE(model.habits.urgencies.at(Priority::P2).target == 720s);
  REQUIRE(model.straight->factor == 1.4);
  REQUIRE(made.notes.size() == 2);
  REQUIRE_THAT(made.notes[0],
               Catch::Contains("no roads.graph: ways are straight lines times 1.4, driven at 42 km/h"));
  REQUIRE_THAT(made.notes[1], Catch::Contains("1 units are no ambulances"));
}

TEST_CASE("a region that has roads is replayed on them") {
  const SmallRegion region;
  const auto drawing = test::Drawing{{"a b c"}, 800}.way("abc");
  REQUIRE(geo::roads::File::write(region.folder.path() / "roads.graph", drawing.build().tables).has_value());
  const auto made = region.load().value();
  REQUIRE_FALSE(made.model.straight.has_value());
  REQUIRE(made.model.roads.nodes.size() > 15);
  REQUIRE(made.notes.size() == 1);
}

TEST_CASE("a region's habits are its model.toml, and a file that is named goes before it") {
  const SmallRegion region;
  region.folder.write("model.toml", "calls_a_day = 33\n");
  REQUIRE(region.load()->model.habits.calls_a_day == 33);
  REQUIRE(region.load()->model.habits.turnout_standing == 90s);
  RegionReplay wanted;
  wanted.habits = region.folder.write("other.toml", "turnout_standing_s = 5\n");
  REQUIRE(region.load(wanted)->model.habits.turnout_standing == 5s);
  REQUIRE(region.load(wanted)->model.habits.calls_a_day == 10);
}

TEST_CASE("what is recorded of a region's calls is taken, and what is not is to be drawn") {
  const auto made = SmallRegion{}
                        .with_calls(
                            "received_s,priority,place,lat,lon,needs,transport,scene_s,transport_s,hospital,"
                            "handover_s,back_s,unit,recorded_onscene_s\n"
                            "0,P1,,-8.31,114.61,ambulance,yes,600,300,RS-1,900,1200,AMB-02,480\n"
                            "5,P4,,-8.31,114.61,home_care,no,,,,,,,\n"
                            "9.5,P3,Candikusuma,,,,,,,,,,,\n"
                            "10,P3,51.01.01.2001,,,,no,60,,,,,,\n"
                            "11,P2,melaya,,,,,,,,120,,,\n")
                        .value();
  REQUIRE(made.calls.size() == 4);
  const auto& first = made.calls[0];
  REQUIRE(first.call.transport);
  REQUIRE(first.call.scene == 600s);
  REQUIRE(first.call.to_hospital == 300s);
  REQUIRE(first.call.handover == 900s);
  REQUIRE(first.call.back == 1200s);
  REQUIRE(made.model.places[first.call.hospital.value()].lon() == 114.65);
  REQUIRE(first.unit->view() == "AMB-02");
  REQUIRE(first.arrived == 480s);
  REQUIRE_FALSE(first.draws());
  const auto& second = made.calls[1];
  REQUIRE(second.call.received == 9500ms);
  REQUIRE(made.model.places[second.call.place].lon() == 114.70);
  REQUIRE(second.draws_scene);
  REQUIRE(second.draws_transport);
  REQUIRE(second.draws_handover);
  REQUIRE_FALSE(made.calls[2].draws_transport);
  REQUIRE(made.calls[3].call.transport);
  REQUIRE(made.model.places[made.calls[3].call.place].lon() == 114.60);
  REQUIRE(made.model.weights == std::vector<double>{4, 2});
  REQUIRE_THAT(made.notes.back(), Catch::Contains("1 calls for home care are left out"));
}

TEST_CASE("calls that cannot be replayed are refused with file and line") {
  const auto [row, fault] = GENERATE(table<const char*, const char*>({
      {"-1,P1,Candikusuma,,,,", "line 2: received_s should be 0 to 31622400, not -1"},
      {"soon,P1,Candikusuma,,,,", "line 2: received_s is not a number"},
      {"0,P7,Candikusuma,,,,", "line 2: priority should be one of the model's, not P7"},
      {"0,P1,,,,,", "line 2: neither place nor lat and lon say where it is"},
      {"0,P1,Mars,,,,", "line 2: places.csv has no one place Mars"},
      {"0,P1,,-8.3,,,", "line 2: "},
      {"0,P1,,48.2,16.4,,", "km outside the region: is this a call of another one?"},
      {"0,P1,,0,0,,", "line 2: lat and lon are 0, 0"},
      {"0,P1,Candikusuma,,,Y,", "line 2: transport should be yes or no, not Y"},
      {"0,P1,Candikusuma,,,no,RS-1",
       "line 2: transport is no, but transport_s, hospital or handover_s is there"},
      {"0,P1,Candikusuma,,,yes,RS-9", "line 2: facilities.csv has no one facility RS-9"},
      {"9,P1,Candikusuma,,,,\n8,P1,Candikusuma,,,,", "line 3: received_s goes back in time"},
  }));
  const auto made = SmallRegion{}.with_calls(
      std::string{"received_s,priority,place,lat,lon,transport,hospital\n"} + row + "\n");
  REQUIRE(made.has_error());
  REQUIRE_THAT(made.error().what, Catch::Contains("calls.csv") && Catch::Contains(fault));
}

TEST_CASE("a time or a unit that cannot be is refused with file and line") {
  const auto [column, value, fault] = GENERATE(table<const char*, const char*, const char*>({
      {"scene_s", "a while", "line 2: scene_s is not a number"},
      {"handover_s", "700000", "line 2: handover_s should be 0 to 604800, not 700000"},
      {"back_s", "-5", "line 2: back_s should be 0 to 604800, not -5"},
      {"unit", "AMB-09", "line 2: there is no ambulance AMB-09 in the list of units"},
      {"needs", "police", "line 2: needs should be ambulance or home_care or either, not police"},
  }));
  const auto made = SmallRegion{}.with_calls("received_s,priority,place," + std::string{column} +
                                             "\n0,P1,Candikusuma," + value + "\n");
  REQUIRE(made.has_error());
  REQUIRE_THAT(made.error().what, Catch::Contains(fault));
}

TEST_CASE("a list of shifts says when each unit is on duty, a row a shift, from the day the record begins") {
  const auto text =
      "id,station,from,to,days\nAMB-01,ST-1,07:00,19:00,mon\nAMB-01,ST-1,20:00,22:00,tue\nAMB-02,ST-3,,,\n"
      "AMB-03,ST-2,07:00,19:00,2026-03-01\n";
  const auto made = SmallRegion{}.with_units(text, "2026-01-05 06:30").value();  // a Monday
  REQUIRE(made.model.units.size() == 2);
  const std::vector<Shift> on{
      {7h, 19h}, {44h, 46h}, {7 * 24h + 7h, 7 * 24h + 19h}, {8 * 24h + 20h, 8 * 24h + 22h}};
  const auto& shifts = made.model.units[0].shifts;
  REQUIRE(std::ranges::equal(std::span{shifts}.first(on.size()), on));
  REQUIRE(made.model.units[1].shifts.empty());
  REQUIRE(made.model.units[1].base == made.model.stations[2]);
  REQUIRE_THAT(made.notes.back(), Catch::Contains("1 units are never on duty in that time"));
}

TEST_CASE("calls are counted from the time of day at which the record begins") {
  const SmallRegion region;
  RegionReplay wanted;
  wanted.calls = region.folder.write("calls.csv", "received_s,priority,place\n60,P1,Candikusuma\n");
  wanted.begins = "2026-01-05T06:30:30";
  REQUIRE(region.load(wanted)->calls.front().call.received == 6h + 31min + 30s);
  wanted.begins = "yesterday";
  REQUIRE_THAT(region.load(wanted).error().what, Catch::Contains("--begins should be such as"));
}

TEST_CASE("a list of units that cannot be is refused with file and line") {
  const auto [rows, fault] = GENERATE(table<const char*, const char*>({
      {"AMB 01,ST-1,,,\n", "line 2: id should be 1 to 36 letters"},
      {"AMB-01,ST-9,,,\n", "line 2: there is no station ST-9"},
      {"AMB-01,ST-1,25:00,19:00,\n", "line 2: from should be a time such as 07:00, not 25:00"},
      {"AMB-01,ST-1,07:00,19:00,\nAMB-01,ST-2,20:00,21:00,\n",
       "line 3: the unit AMB-01 is at another station"},
      {"AMB-01,ST-1,,,\nAMB-01,ST-1,,,\n", "line 3: the unit AMB-01 is there twice"},
      {"AMB-01,ST-1,07:00,19:00,2027-01-01\n", "no ambulance is on duty in that time"},
  }));
  const auto made = SmallRegion{}.with_units(std::string{"id,station,from,to,days\n"} + rows);
  REQUIRE(made.has_error());
  REQUIRE_THAT(made.error().what, Catch::Contains(fault));
}

TEST_CASE("a region without villages or without a hospital cannot be replayed, and that is said") {
  const auto [file, text, fault] = GENERATE(table<const char*, const char*, const char*>({
      {"places.csv", "code,kind,name,parent,lat,lon\n", "places.csv: there is no village in it"},
      {"facilities.csv", "id,kind,name,kecamatan,lat,lon\n", "facilities.csv: there is no hospital in it"},
      {"stations.csv", "id,name,facility,lat,lon\n", "there is no station ST-1"},
  }));
  const SmallRegion region;
  region.folder.write(file, text);
  REQUIRE_THAT(region.load().error().what, Catch::Contains(fault));
}
