#include "ws/topics/map_topics.hpp"

#include "tests/ws/hall.hpp"

using namespace dispatch;
using namespace tests;
using ws::Tile;
using Strings = std::vector<std::string>;

namespace {

constexpr int zoom = 12;
const geo::Position here = at(-8.357, 114.615);
const geo::Position near_here = at(-8.36, 114.61);
const geo::Position there = at(-8.357, 114.90);
const std::string tile_here = Tile::around(here, zoom).topic();
const std::string tile_there = Tile::around(there, zoom).topic();

Strings units_in(const boost::json::object& message) {
  return texts_at(message.at("fixes"), "unit");
}
Strings gone_in(const boost::json::object& message) {
  Strings gone;
  for (const auto& one : message.at("gone").as_array()) gone.emplace_back(one.as_string());
  return gone;
}

// One ambulance on the tile `here`, which everybody who looks has been told of.
struct Map : Hall {
  Map() {
    with_ambulance("AMB-01", 1min);
    moves("AMB-01", here);
    ticks();
  }
};

}  // namespace

TEST_CASE("who looks at a tile gets all that is there, each with its age, and says since when") {
  Map hall;
  const auto made = hall.signs_in("made");
  hall.subscribes(made, tile_here);
  const auto whole = made->takes("fixes");
  REQUIRE(whole.at("whole").as_bool());
  REQUIRE(whole.at("topic").as_string() == tile_here);
  REQUIRE(whole.at("at").as_int64() == hall.now.time_since_epoch().count());
  REQUIRE(units_in(whole) == Strings{"AMB-01"});
  REQUIRE(whole.at("fixes").at(0).at("at").as_int64() == hall.now.time_since_epoch().count());
  hall.subscribes(made, tile_there);
  REQUIRE(units_in(made->takes("fixes")).empty());
}

TEST_CASE(
    "a unit that moves is told with the next tick, only its latest position, and only where one looks") {
  Map hall;
  const auto made = hall.listens("made", {tile_here});
  const auto elsewhere = hall.listens("made", {tile_there});
  hall.moves("AMB-01", near_here);
  hall.moves("AMB-01", here);
  hall.moves("AMB-01", near_here);
  REQUIRE(made->has_nothing());
  hall.ticks();
  const auto moved = made->takes("fixes");
  REQUIRE_FALSE(moved.at("whole").as_bool());
  REQUIRE(units_in(moved) == Strings{"AMB-01"});
  REQUIRE(moved.at("fixes").at(0).at("lat").as_double() == near_here.lat());
  REQUIRE(gone_in(moved).empty());
  hall.ticks();
  REQUIRE(made->has_nothing());
  REQUIRE(elsewhere->has_nothing());
}

TEST_CASE("a unit that drives from one tile to another is gone from the first and appears on the second") {
  Map hall;
  const auto first = hall.listens("made", {tile_here});
  const auto second = hall.listens("made", {tile_there});
  hall.moves("AMB-01", there);
  hall.ticks();
  const auto left = first->takes("fixes");
  REQUIRE(gone_in(left) == Strings{"AMB-01"});
  REQUIRE(units_in(left).empty());
  const auto came = second->takes("fixes");
  REQUIRE(gone_in(came).empty());
  REQUIRE(units_in(came) == Strings{"AMB-01"});
}

TEST_CASE("a unit that was known before anybody moved is gone from its tile when it leaves it, too") {
  Hall hall;
  hall.with_ambulance("AMB-01", 1min);
  hall.moves("AMB-01", here);
  hall.ticks();
  View stored;  // as after a start: the store has the positions
  for (const auto& [name, unit] : hall.desk.view().units()) stored.load(unit);
  hall.desk.load({hall.desk.position(), std::move(stored)});
  hall.run();
  const auto made = hall.listens("made", {tile_here});
  hall.ticks();
  made->forgets();
  hall.moves("AMB-01", there);
  hall.ticks();
  REQUIRE(gone_in(made->takes("fixes")) == Strings{"AMB-01"});
}

TEST_CASE("who comes to a tile while a unit drives across it within one tick sees it leave again") {
  Map hall;
  hall.moves("AMB-01", there);
  const auto made = hall.signs_in("made");
  hall.subscribes(made, tile_there);
  REQUIRE(units_in(made->takes("fixes")) == Strings{"AMB-01"});
  hall.moves("AMB-01", here);
  hall.ticks();
  bool is_gone = false;
  while (!made->has_nothing()) {
    const auto message = made->takes("fixes");
    is_gone = is_gone || gone_in(message) == Strings{"AMB-01"} ||
              (message.at("whole").as_bool() && units_in(message).empty());
  }
  REQUIRE(is_gone);
}

TEST_CASE("when all was loaded anew whoever looks at a tile gets the whole of it") {
  Map hall;
  const auto made = hall.listens("made", {tile_here});
  const auto other = hall.listens("made", {tile_there});
  View stored;  // another node heard later where the unit is
  for (const auto& [name, unit] : hall.desk.view().units()) stored.load(unit);
  hall.now += 10s;
  stored.moved({id("AMB-01"), there, hall.now, {}, {}, {}, {}});
  hall.desk.load({hall.desk.position(), std::move(stored)});
  hall.ticks();
  const auto whole = made->takes("fixes");
  REQUIRE(whole.at("whole").as_bool());
  REQUIRE(units_in(whole).empty());
  REQUIRE(units_in(other->takes("fixes")) == Strings{"AMB-01"});
}

TEST_CASE("who has not read the last picture is sent none until it has, and then the whole tile") {
  Map hall;
  const auto slow = hall.listens("made", {tile_here, tile_there});
  const auto quick = hall.listens("made", {tile_here});
  slow->reads = false;
  slow->unread = 1;
  hall.moves("AMB-01", near_here);
  hall.ticks();
  hall.moves("AMB-01", there);
  hall.ticks();
  REQUIRE(slow->has_nothing());
  REQUIRE(quick->texts.size() == 2);
  slow->reads = true;
  slow->unread = 0;
  hall.ticks();
  std::map<std::string, Strings> seen;
  while (!slow->has_nothing()) {
    const auto message = slow->takes("fixes");
    REQUIRE(message.at("whole").as_bool());
    seen[std::string{message.at("topic").as_string()}] = units_in(message);
  }
  REQUIRE(seen == std::map<std::string, Strings>{{tile_here, {}}, {tile_there, {"AMB-01"}}});
  hall.ticks();
  REQUIRE(slow->has_nothing());
  hall.moves("AMB-01", here);
  hall.ticks();
  REQUIRE_FALSE(slow->takes("fixes").at("whole").as_bool());
}

TEST_CASE("far out, counts stand for the units, and nobody is shown alone") {
  Map hall;
  hall.with_ambulance("AMB-02", 1min);
  hall.with_ambulance("AMB-03", 1min);
  hall.moves("AMB-02", near_here);
  hall.moves("AMB-03", at(-8.4, 116.9));
  hall.ticks();
  const auto made = hall.signs_in("made");
  hall.subscribes(made, "map/6/52/33");
  const auto counted = [&] {
    const auto message = made->takes("fixes");
    REQUIRE(message.at("whole").as_bool());
    REQUIRE(units_in(message).empty());
    std::vector<std::int64_t> counts;
    for (const auto& one : message.at("counts").as_array()) {
      counts.push_back(one.at("units").as_int64());
      const auto where = at(one.at("lat").as_double(), one.at("lon").as_double());
      REQUIRE(Tile::around(where, 6) == Tile{6, 52, 33});
    }
    std::ranges::sort(counts);
    return counts;
  };
  REQUIRE(counted() == std::vector<std::int64_t>{1, 2});
  hall.moves("AMB-02", at(-8.4, 116.9));
  hall.moves("AMB-01", at(-8.4, 116.9));
  hall.ticks();
  REQUIRE(counted() == std::vector<std::int64_t>{3});
  hall.subscribes(made, "map/7/104/66");
  REQUIRE_FALSE(made->takes("fixes").contains("counts"));
}

TEST_CASE("who leaves a tile, or the room, hears no more of it, one who asks twice hears it once") {
  Map hall;
  const auto made = hall.listens("made", {tile_here, tile_here});
  const auto gone = hall.listens("made", {tile_here});
  hall.leaves(gone);
  hall.moves("AMB-01", near_here);
  hall.ticks();
  made->takes("fixes");
  REQUIRE(made->has_nothing());
  REQUIRE(gone->has_nothing());
  hall.says(made, R"({"type":"unsubscribe","topic":")" + tile_here + "\"}");
  hall.says(made, R"({"type":"unsubscribe","topic":")" + tile_there + "\"}");
  hall.moves("AMB-01", here);
  hall.ticks();
  REQUIRE(made->has_nothing());
}
