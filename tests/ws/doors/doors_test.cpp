#include "ws/doors/doors.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include "tests/config/folder.hpp"
#include "tests/ws/hall.hpp"
#include "ws/doors/caller_door.hpp"
#include "ws/doors/map_door.hpp"
#include "ws/doors/site.hpp"
#include "ws/doors/status.hpp"

using namespace dispatch;
using namespace tests;
using ws::Method;
using ws::Page;

namespace {

boost::asio::awaitable<void> knock(const ws::Doors& doors, ws::Visit visit, std::optional<Page>& answer) {
  answer = co_await doors.answer(visit);
}

struct BuiltConsole : Folder {
  BuiltConsole() {
    write("index.html", "the console");
    write("caller.html", "the caller's page");
  }
};

// All the doors of a server in service.
struct House : Hall {
  Page answers(std::string_view target, Method method = Method::get) {
    std::optional<Page> answer;
    boost::asio::co_spawn(*io, knock(doors, {method, target}, answer), boost::asio::detached);
    run();
    return answer.value();
  }

  BuiltConsole console;
  ws::Site site{console.path()};
  ws::Status status{desk, room};
  ws::CallerDoor caller{desk, room, site, "Kabupaten Jembrana",
                        [this] { return command(NoteIncident{}).id; }};
  ws::MapDoor map{{.style = "the style", .places = "the places"}};
  ws::Doors doors{{site, status, caller, map}};
};

}  // namespace

TEST_CASE("each path is answered at its own door") {
  House house;
  const auto [target, code, says] = GENERATE(table<const char*, unsigned, const char*>({
      {"/", 200, "the console"},
      {"/index.html", 200, "the console"},
      {"/index.html?id=123456&lat=-8.35&lon=114.62", 404, "nothing here takes"},
      {"/?", 200, "the console"},
      {"/?id=123456&lat=-8.35&lon=114.62&timestamp=1795356659", 404, "nothing here takes"},
      {"/?deviceid=1&position=x", 404, "nothing here takes"},
      {"/ws", 426, "a proxy in front must pass Upgrade and Connection"},
      {"/ws?token=abc", 426, "a proxy in front must pass Upgrade and Connection"},
      {"/caller.html", 200, "the caller's page"},
      {"/caller/aaaaaaaaaaaaaaaaaaaaaa", 200, "the caller's page"},
      {"/caller/aaaaaaaaaaaaaaaaaaaaaa/state", 404, R"({"status":"over"})"},
      {"/caller", 404, "nothing here"},
      {"/callers/aaaaaaaaaaaaaaaaaaaaaa", 404, "nothing here"},
      {"/map/style.json", 200, "the style"},
      {"/map/region.json?v=1", 200, "the places"},
      {"/map", 404, "nothing here"},
      {"/caller/map/style.json", 404, "nothing here"},
      {"/tiles/6/52/33.pbf", 404, "this region has no map tiles"},
      {"/healthz", 200, "ok"},
      {"/healthz?from=monitor", 200, "ok"},
      {"/healthz/", 404, "nothing here"},
      {"/readyz", 200, "ready"},
      {"/metrics", 200, "siaga_sessions{role=\"none\"} 0"},
      {"", 404, "nothing here"},
  }));
  CAPTURE(target);
  const auto page = house.answers(target);
  REQUIRE(page.status == code);
  REQUIRE_THAT(page.body, Catch::Contains(says));
}

TEST_CASE("what a caller's link shows is for one person, whether it is good or not, and nothing else is") {
  House house;
  for (const auto* target : {"/caller/aaaaaaaaaaaaaaaaaaaaaa", "/caller/aaaaaaaaaaaaaaaaaaaaaa/state",
                             "/caller/aaaaaaaaaaaaaaaaaaaaaa/fix", "/caller/none"})
    for (const auto method : {Method::get, Method::post}) REQUIRE(house.answers(target, method).is_secret);
  for (const auto* target : {"/", "/caller.html", "/map/style.json", "/tiles/6/52/33.pbf", "/readyz"})
    REQUIRE_FALSE(house.answers(target).is_secret);
}

TEST_CASE("nothing can be sent to a door but the caller's") {
  House house;
  for (const auto* target :
       {"/", "/nothing", "/map/style.json", "/tiles/6/52/33.pbf", "/healthz", "/readyz", "/metrics"})
    for (const auto method : {Method::post, Method::other})
      REQUIRE(house.answers(target, method).status == 405);
  REQUIRE(house.answers("/caller/aaaaaaaaaaaaaaaaaaaaaa/fix", Method::post).status == 404);
}

TEST_CASE("a server whose store is away says that it is not ready, and that it lives") {
  House house;
  house.desk.store_is(false);
  REQUIRE(house.answers("/readyz").status == 503);
  REQUIRE(house.answers("/healthz").status == 200);
  REQUIRE_THAT(house.answers("/metrics").body, Catch::Contains("siaga_store_up 0"));
}
