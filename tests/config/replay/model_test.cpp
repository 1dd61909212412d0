#include "config/replay/model.hpp"

#include <map>
#include <string>

#include "config/replay/habits.hpp"
#include "geo/tiles/gzip.hpp"
#include "tests/config/folder.hpp"

using namespace config;
using dispatch::Priority;
using tests::Folder;

namespace {

using Files = std::map<std::string, std::string>;

const Files small_town{
    {"nodes.csv", "id,lon,lat,offroad\na,114.60,-8.30,1\nb,114.61,-8.30,0\nc,114.62,-8.30,1\n"},
    {"arcs.csv", "from,to,seconds_lights,seconds_normal\na,b,60.5,90\nb,c,0,90.25\n"},
    {"demand.csv", "id,lon,lat,weight\nMelaya,114.60,-8.31,2\nNegara,114.62,-8.31,1.5\n"},
    {"stations.csv", "id,lon,lat,name,capacity\nS1,114.60,-8.30,Pusat,2\nS2,114.62,-8.30,Timur,2\n"},
    {"hospitals.csv", "id,lon,lat,name\nH1,114.61,-8.30,RSU\n"},
    {"ambulances.csv", "id,station\nAMB-01,S2\n"},
};

auto model_of(const Files& changed) {
  const Folder folder;
  auto files = small_town;
  for (const auto& [name, text] : changed) files.insert_or_assign(name, text);
  for (const auto& [name, text] : files) folder.write(name, text);
  return load_model(folder.path());
}

auto habits_of(const std::string& text) {
  const Folder folder;
  return load_habits(folder.write("model.toml", text));
}

}  // namespace

TEST_CASE("a model is read: its roads, where people call from, its bases and hospitals") {
  const auto model = model_of({});
  REQUIRE(model.has_value());
  REQUIRE(model->roads.nodes.size() == 3);
  REQUIRE_FALSE(model->roads.nodes[1].is_access);
  REQUIRE(model->roads.arcs[0].times == dispatch::RoadTimes{60'500, 90'000});
  REQUIRE(model->roads.arcs[1].times[0] == 1);  // nothing takes no time at all
  REQUIRE(model->weights == std::vector<double>{2, 1.5});
  REQUIRE(model->demand.at("Negara") == 1);
  REQUIRE(model->places.size() == 5);
  REQUIRE(model->units.size() == 1);
  REQUIRE(model->units[0].base == model->stations[1]);
  REQUIRE(model->places[model->hospitals[0]].lon() == Approx(114.61));
  REQUIRE(model->habits.calls_a_day == 192);
  REQUIRE(model->habits.urgencies.at(Priority::P3).target.count() == 720);
}

TEST_CASE("a list of a model may be packed") {
  const Folder folder;
  for (const auto& [name, text] : small_town)
    folder.write(name == "arcs.csv" ? "arcs.csv.gz" : name, name == "arcs.csv" ? geo::gzipped(text) : text);
  REQUIRE(load_model(folder.path()).has_value());
  folder.write("arcs.csv.gz", geo::gzipped(small_town.at("arcs.csv")).substr(0, 40));
  REQUIRE_THAT(load_model(folder.path()).error().what, Catch::Contains("arcs.csv.gz: this is packed (gzip)"));
}

TEST_CASE("a model that cannot be is refused with file and line") {
  const auto [file, text, fault] = GENERATE(table<const char*, const char*, const char*>({
      {"nodes.csv", "id,lon,lat,offroad\na,214,-8.3,1\n", "nodes.csv, line 2: lat and lon are not a place"},
      {"nodes.csv", "id,lon,lat,offroad\na,114,-8.3,1\na,114,-8.3,1\n",
       "nodes.csv, line 3: there are two of id a"},
      {"nodes.csv", "id,lon,lat,offroad\na,114,-8.3,yes\n",
       "nodes.csv, line 2: offroad should be 0 or 1, not yes"},
      {"nodes.csv", "id,lon,lat,offroad\na,114,-8.3,0\nb,114,-8.3,0\nc,114,-8.3,0\n",
       "no node has offroad 1"},
      {"nodes.csv", "id,lon,lat\na,114,-8.3\n", "nodes.csv, line 1: the column offroad is missing"},
      {"arcs.csv", "from,to,seconds_lights,seconds_normal\na,x,1,1\n",
       "arcs.csv, line 2: there is no node x"},
      {"arcs.csv", "from,to,seconds_lights,seconds_normal\na,b,-1,1\n",
       "arcs.csv, line 2: seconds_lights should be 0 to 86400, not -1"},
      {"arcs.csv", "from,to,seconds_lights,seconds_normal\na,b,1,slow\n",
       "arcs.csv, line 2: seconds_normal is not a number"},
      {"demand.csv", "id,lon,lat,weight\nx,114,-8.3,0\n", "demand.csv: all weights are 0"},
      {"demand.csv", "id,lon,lat,weight\nx,0,0,1\n", "demand.csv, line 2: lat and lon are 0, 0"},
      {"demand.csv", "id,lon,lat,weight\n", "demand.csv: there is nothing in it"},
      {"hospitals.csv", "id,lon,lat\n,114,-8.3\n", "hospitals.csv, line 2: id is empty"},
      {"ambulances.csv", "id,station\nAMB-01,S9\n", "ambulances.csv, line 2: there is no station S9"},
      {"ambulances.csv", "id,station\nAMB 01,S1\n", "ambulances.csv, line 2: id should be 1 to 36 letters"},
      {"model.toml", "calls_a_day = \"many\"\n",
       "model.toml, line 1: calls_a_day should be a number between"},
  }));
  const auto model = model_of({{file, text}});
  REQUIRE(model.has_error());
  REQUIRE_THAT(model.error().what, Catch::Contains(fault));
}

TEST_CASE("a model that is not there is refused") {
  REQUIRE_THAT(load_model("/nowhere").error().what, Catch::Contains("there is no folder /nowhere"));
}

TEST_CASE("what a model says of its days takes the place of what is usual") {
  const auto habits = habits_of(
      "calls_a_day = 10\nuntil_sent_s = 30.0\nhandover_scale_s = 600\noff_road_calm_kmh = 20\n"
      "[priority.P0]\nshare = 0.1\ntarget_s = 300\nlights = true\n"
      "[priority.P2]\nshare = 0.9\ntarget_s = 900\nlights = false\n");
  REQUIRE(habits.has_value());
  REQUIRE(habits->calls_a_day == 10);
  REQUIRE(habits->until_sent.count() == 30);
  REQUIRE(habits->handover_scale.count() == 600);
  REQUIRE(habits->off_road.calm == geo::kmh(20));
  REQUIRE(habits->transport_share == 0.75);
  REQUIRE(habits->urgencies.size() == 2);
  REQUIRE(habits->urgencies.at(Priority::P2).pace == dispatch::Pace::calm);
}

TEST_CASE("days that cannot be are refused with their line") {
  const auto [text, fault] = GENERATE(table<const char*, const char*>({
      {"calls_a_week = 9\n", "line 1: a model has no calls_a_week"},
      {"\ntransport_share = 1.5\n", "line 2: transport_share should be a number between 0 and 1"},
      {"scene_mean_s = \n", "line 1: "},
      {"[priority.P9]\nshare = 1\n", "line 1: priority should be P0 to P4, not P9"},
      {"[priority.P1]\nshare = 1\nlights = true\n", "line 1: a priority should say its target_s"},
      {"[priority.P1]\nshare = 1\ntarget_s = 480\nlights = 1\n", "line 4: lights should be true or false"},
      {"[priority.P1]\nshare = 0.5\ntarget_s = 480\nlights = true\n", "should add up to 1"},
      {"[priority.P1]\nshare = 1\ntarget_s = 480\nlights = true\nsiren = 1\n",
       "line 5: a priority has no siren"},
  }));
  const auto habits = habits_of(text);
  REQUIRE(habits.has_error());
  REQUIRE_THAT(habits.error().what, Catch::Contains(fault));
}

TEST_CASE("calls that were recorded in a model are read, with who went") {
  const Folder folder;
  const auto model = model_of({}).value();
  const auto header = std::string{"seconds,demand,priority,scene_s,transport,handover_s,unit\n"};
  const auto calls = load_recorded_calls(
      folder.write("calls.csv", header + "64.7,Negara,1,15.3,1,2932.2,AMB-01\n70,Melaya,P3,9,0,0,\n"), model);
  REQUIRE(calls.has_value());
  REQUIRE(calls->size() == 2);
  REQUIRE(calls->front().call.received.count() == 64'700);
  REQUIRE(calls->front().call.place == 1);
  REQUIRE(calls->front().call.priority == Priority::P1);
  REQUIRE(calls->front().call.handover.count() == 2'932'200);
  REQUIRE(calls->front().unit->view() == "AMB-01");
  REQUIRE_FALSE(calls->back().unit.has_value());
  REQUIRE_FALSE(calls->back().call.transport);

  const auto [row, fault] = GENERATE(table<const char*, const char*>({
      {"1,Mars,1,1,0,1,\n", "line 2: there is no demand point Mars"},
      {"1,Negara,2,1,0,1,\n", "line 2: priority should be one of the model's, not 2"},
      {"1,Negara,1,-1,0,1,\n", "line 2: scene_s should be 0 to 604800, not -1"},
      {"1,Negara,1,1,yes,1,\n", "line 2: transport should be 0 or 1, not yes"},
      {"9,Negara,1,1,0,1,\n8,Negara,1,1,0,1,\n", "line 3: seconds goes back in time"},
  }));
  const auto wrong = load_recorded_calls(folder.write("calls.csv", header + row), model);
  REQUIRE(wrong.has_error());
  REQUIRE_THAT(wrong.error().what, Catch::Contains(fault));
}
