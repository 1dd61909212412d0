#include "ws/questions/road_engine.hpp"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <catch2/catch.hpp>

#include "tests/ws/questions/fake_engine.hpp"

using namespace std::chrono_literals;
using geo::Position;
using tests::FakeEngine;
using tests::http;
using ws::EngineTravels;
using ws::RoadEngine;
using Answer = FakeEngine::Answer;
using enum FakeEngine::Answer::Manner;

namespace {

constexpr auto long_enough = 24h;  // for what ends without it; if not, the test does not end in its time
constexpr auto soon = 40ms;        // for what ends by it

const Position hospital = *Position::from({-8.36, 114.63});

std::vector<Position> so_many_starts(int count) {
  std::vector<Position> all;
  for (int i = 0; i < count; ++i) all.push_back(*Position::from({-8.36, 114.63 + 0.0001 * i}));
  return all;
}

// A table with a row for each source: so many seconds, and metres enough to be true.
std::string table(const std::vector<int>& seconds) {
  std::string durations;
  std::string distances;
  for (const auto one : seconds) {
    durations += (durations.empty() ? "[" : ",[") + std::to_string(one) + ".5]";
    distances += distances.empty() ? "[1200.4]" : ",[1200.4]";
  }
  return R"({"code":"Ok","durations":[)" + durations + R"(],"distances":[)" + distances +
         R"(],"sources":[],"destinations":[]})";
}
Answer fine(const FakeEngine::Asked&) {
  return {http(200, table({120}))};
}
Answer broken(const FakeEngine::Asked&) {
  return {http(500, "{}")};
}
Answer silent(const FakeEngine::Asked&) {
  return {{}, not_yet};
}

boost::asio::awaitable<void> put(RoadEngine& engine, std::vector<Position> from,
                                 std::optional<std::optional<EngineTravels>>& answer) {
  answer = co_await engine.to_one(std::move(from), hospital);
}

// An engine, and who asks it.
struct Roads {
  explicit Roads(FakeEngine::Script script, const std::string& kind = "osrm") : fake{io, std::move(script)} {
    options.address = *ws::EngineAddress::from(kind + ":http://127.0.0.1:" + fake.port());
    options.deadline = long_enough;
  }
  RoadEngine& engine() {
    if (!made) made.emplace(io.get_executor(), options);
    return *made;
  }
  using Pending = std::unique_ptr<std::optional<std::optional<EngineTravels>>>;
  Pending puts(int count = 1) {
    auto answer = std::make_unique<std::optional<std::optional<EngineTravels>>>();
    boost::asio::co_spawn(io, put(engine(), so_many_starts(count), *answer), boost::asio::detached);
    return answer;
  }
  std::optional<EngineTravels> waits(const Pending& pending) {
    until([&] { return pending->has_value(); });
    return **pending;
  }
  std::optional<EngineTravels> asks(int count = 1) { return waits(puts(count)); }
  // The seconds of the only start; nothing when there was no answer.
  std::optional<double> seconds() {
    const auto travels = asks();
    return travels ? std::optional{travels->at(0).value().seconds} : std::nullopt;
  }
  template <class Condition>
  void until(Condition holds) {
    while (!holds()) io.run_one();
  }

  boost::asio::io_context io{1};
  FakeEngine fake;
  RoadEngine::Options options;
  std::optional<RoadEngine> made;
};

}  // namespace

TEST_CASE("OSRM gives seconds and metres from each start and nothing where it knows no way") {
  Roads roads{[](const auto&) {
    return Answer{
        http(200, R"({"code":"Ok","durations":[[93.4],[null],[251]],"distances":[[812.6],[null],[2290.1]],
      "destinations":[{"hint":"","distance":4.2,"name":"","location":[114.63,-8.36]}],
      "sources":[{"hint":"","distance":0,"name":"Jalan Udayana","location":[114.63,-8.36]},
                 {"hint":"","distance":0,"name":"","location":[114.6301,-8.36]},
                 {"hint":"","distance":0,"name":"","location":[114.6302,-8.36]}]})")};
  }};
  const auto travels = roads.asks(3);
  REQUIRE(travels.has_value());
  REQUIRE(travels->size() == 3);
  CHECK((*travels)[0]->seconds == 93.4);
  CHECK((*travels)[0]->metres == 812.6);
  CHECK_FALSE((*travels)[1].has_value());
  CHECK((*travels)[2]->seconds == 251);
  REQUIRE(roads.fake.asked().size() == 1);
  CHECK(roads.fake.asked().front().method == "GET");
  CHECK(roads.fake.asked().front().target.starts_with("/table/v1/driving/114.630000,-8.360000;114.630100,"));
}

TEST_CASE("Valhalla gives seconds and metres from each start and nothing where it knows no way") {
  Roads roads{[](const auto&) {
                return Answer{http(200, R"({"sources_to_targets":[
      [{"distance":0.813,"time":93,"to_index":0,"from_index":0}],
      [{"distance":null,"time":null,"to_index":0,"from_index":1}]],
      "targets":[[{"lon":114.63,"lat":-8.36}]],"sources":[[{"lon":114.63,"lat":-8.36}]],"units":"kilometers"})")};
              },
              "valhalla"};
  const auto travels = roads.asks(2);
  REQUIRE(travels.has_value());
  REQUIRE(travels->size() == 2);
  CHECK((*travels)[0]->seconds == 93);
  CHECK((*travels)[0]->metres == Approx(813));
  CHECK_FALSE((*travels)[1].has_value());
  CHECK(roads.fake.asked().front().method == "POST");
  CHECK(roads.fake.asked().front().target == "/sources_to_targets");
  CHECK(roads.fake.asked().front().body.find(R"("costing":"auto")") != std::string::npos);
}

TEST_CASE("one connection serves one question after the other") {
  Roads roads{fine};
  for (int i = 0; i < 3; ++i) CHECK(roads.seconds() == 120.5);
  CHECK(roads.fake.connections() == 1);
  CHECK(roads.fake.asked().size() == 3);
}

TEST_CASE("a connection that the engine has closed is made anew") {
  const auto fields = GENERATE("", "Connection: close\r\n");
  Roads roads{[&](const auto&) { return Answer{http(200, table({120}), fields), at_once, true}; }};
  for (int i = 0; i < 3; ++i) CHECK(roads.seconds() == 120.5);
  CHECK(roads.fake.connections() == 3);
  CHECK_FALSE(roads.engine().is_away());
}

TEST_CASE("a question to nobody or to one who never answers ends all the same") {
  Roads roads{silent};
  roads.options.deadline = soon;
  SECTION("it says nothing") {}
  SECTION("it sends its head byte by byte and for ever") {
    roads.fake.set([](const auto&) {
      return Answer{"HTTP/1.1 200 OK\r\nX-Long: " + std::string(7000, 'x'), byte_by_byte};
    });
  }
  SECTION("it sends lines before the status for ever") {
    roads.fake.set([](const auto&) { return Answer{"HTTP/1.1 100 Continue\r\n\r\n", over_and_over}; });
  }
  SECTION("nobody accepts") {
    boost::asio::ip::tcp::acceptor deaf{roads.io, {boost::asio::ip::address_v4::loopback(), 0}};
    roads.options.address.port = std::to_string(deaf.local_endpoint().port());
    CHECK_FALSE(roads.asks().has_value());
  }
  SECTION("nobody listens") {
    boost::asio::ip::tcp::acceptor gone{roads.io, {boost::asio::ip::address_v4::loopback(), 0}};
    roads.options.address.port = std::to_string(gone.local_endpoint().port());
    gone.close();
  }
  SECTION("there is no such host") {
    roads.options.address.host = "nowhere.invalid";
  }
  CHECK_FALSE(roads.asks().has_value());
}

TEST_CASE("an answer that is not whole or not an answer is nothing") {
  const auto whole = http(200, table({120}));
  const auto answer = GENERATE_COPY(
      Answer{whole.substr(0, whole.size() - 9), at_once, true}, Answer{whole.substr(0, 30), at_once, true},
      Answer{{}, at_once, true}, Answer{"SSH-2.0-OpenSSH_9.2\r\n"}, Answer{http(200, "<html>moved</html>")},
      Answer{http(200, table({120, 130}))}, Answer{http(500, table({120}))}, Answer{http(204, "")},
      Answer{http(302, table({120}), "Location: http://127.0.0.1/\r\n")},
      Answer{http(200, R"({"code":"Ok","durations":[[-1]],"distances":[[1]]})")});
  Roads roads{[&](const auto&) { return answer; }};
  CHECK_FALSE(roads.asks().has_value());
  roads.fake.set(fine);
  CHECK(roads.seconds() == 120.5);
}

TEST_CASE("an answer that is too long is not read to its end") {
  const auto start = GENERATE(
      as<std::string>{}, "HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\n",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n40000\r\n", "HTTP/1.1 200 OK\r\nX-Long: ");
  Roads roads{[&](const auto&) { return Answer{start + std::string(1U << 18U, 'x'), over_and_over}; }};
  CHECK_FALSE(roads.asks().has_value());
}

TEST_CASE("an answer that came too late is not taken for that of the next question") {
  Roads roads{silent};
  roads.options.deadline = soon;
  roads.options.failures = 1'000'000;
  CHECK_FALSE(roads.asks().has_value());
  roads.fake.set(fine);
  roads.fake.send(http(200, table({7})));
  std::optional<double> seconds;
  while (!seconds) seconds = roads.seconds();
  CHECK(seconds == 120.5);
}

TEST_CASE("what comes unasked on a connection is not taken for the next answer") {
  Roads roads{fine};
  CHECK(roads.seconds() == 120.5);
  roads.fake.send(http(200, table({7})));
  CHECK(roads.seconds() == 120.5);
  CHECK(roads.fake.connections() == 2);
}

TEST_CASE("more starts than a table takes are asked for in parts and answered in their order") {
  Roads roads{[](const FakeEngine::Asked& asked) {
    const auto points = std::ranges::count(asked.target.substr(0, asked.target.find('?')), ';');
    std::vector<int> seconds;
    const int first = asked.target.find("driving/114.630000,") != std::string::npos ? 100 : 1000;
    for (int i = 0; i < points; ++i) seconds.push_back(first + i);
    return Answer{http(200, table(seconds))};
  }};
  const auto travels = roads.asks(120);
  REQUIRE(travels.has_value());
  REQUIRE(travels->size() == 120);
  CHECK((*travels)[0]->seconds == 100.5);
  CHECK((*travels)[98]->seconds == 198.5);
  CHECK((*travels)[99]->seconds == 1000.5);
  CHECK((*travels)[119]->seconds == 1020.5);
  CHECK(roads.fake.asked().size() == 2);
  CHECK(roads.fake.connections() == 1);
}

TEST_CASE("no starts are answered without asking") {
  Roads roads{fine};
  const auto travels = roads.asks(0);
  REQUIRE(travels.has_value());
  CHECK(travels->empty());
  CHECK(roads.fake.connections() == 0);
}

TEST_CASE("an engine that fails again and again is left alone") {
  Roads roads{broken};
  roads.options.rest = 24h;
  for (int i = 0; i < 2; ++i) CHECK_FALSE(roads.asks().has_value());
  CHECK_FALSE(roads.engine().is_away());
  CHECK_FALSE(roads.asks().has_value());
  CHECK(roads.engine().is_away());
  roads.fake.set(fine);
  for (int i = 0; i < 5; ++i) CHECK_FALSE(roads.asks().has_value());
  CHECK(roads.fake.asked().size() == 3);
}

TEST_CASE("failures that are not in a row leave no engine alone") {
  Roads roads{broken};
  for (int i = 0; i < 4; ++i) {
    roads.fake.set(broken);
    for (int k = 0; k < 2; ++k) CHECK_FALSE(roads.asks().has_value());
    roads.fake.set(fine);
    CHECK(roads.seconds() == 120.5);
  }
  CHECK_FALSE(roads.engine().is_away());
}

TEST_CASE("an engine that was left alone is tried again without anybody waiting for it") {
  Roads roads{broken};
  roads.options.rest = 0ms;
  for (int i = 0; i < 3; ++i) CHECK_FALSE(roads.asks().has_value());
  REQUIRE(roads.engine().is_away());
  roads.fake.set(fine);
  CHECK_FALSE(roads.asks().has_value());  // this one sends it off, and does not wait
  roads.until([&] { return !roads.engine().is_away(); });
  CHECK(roads.seconds() == 120.5);
  CHECK(roads.fake.asked().size() == 5);
}

TEST_CASE("an engine that knows no way to a place is not thought dead for it") {
  Roads roads{[](const auto&) { return Answer{http(400, R"({"code":"NoSegment","message":"none"})")}; }};
  for (int i = 0; i < 5; ++i) {
    const auto travels = roads.asks(2);
    REQUIRE(travels.has_value());
    REQUIRE(travels->size() == 2);
    CHECK_FALSE((*travels)[0].has_value());
  }
  CHECK_FALSE(roads.engine().is_away());
}

TEST_CASE("questions at the same time do not wait for each other and have a bound") {
  Roads roads{silent};
  roads.options.at_once = 2;
  const auto first = roads.puts();
  const auto second = roads.puts();
  roads.until([&] { return roads.fake.asked().size() == 2; });
  CHECK_FALSE(roads.asks().has_value());  // the third, at once
  CHECK(roads.fake.asked().size() == 2);
  roads.fake.send(http(200, table({33})));
  CHECK(roads.waits(first)->at(0)->seconds == 33.5);
  CHECK(roads.waits(second)->at(0)->seconds == 33.5);
  roads.fake.set(fine);
  CHECK(roads.seconds() == 120.5);
  CHECK_FALSE(roads.engine().is_away());
}

TEST_CASE("a question outlives the engine it was put to") {
  Roads roads{silent};
  roads.options.deadline = soon;
  const auto pending = roads.puts();
  roads.until([&] { return roads.fake.asked().size() == 1; });
  roads.made.reset();
  CHECK_FALSE(roads.waits(pending).has_value());
}

TEST_CASE("the program may end while a question is under way") {
  Roads roads{silent};
  const auto pending = roads.puts();
  roads.until([&] { return roads.fake.asked().size() == 1; });
  CHECK_FALSE(pending->has_value());
}
