#include "ws/questions/engine_talk.hpp"

#include <boost/json.hpp>
#include <catch2/catch.hpp>

using geo::Position;
using ws::EngineAddress;
using ws::EngineKind;

namespace {

Position at(double lat, double lon) {
  return *Position::from({lat, lon});
}
const std::vector starts{at(-8.3561, 114.6152), at(-8.4001, 114.7)};
const Position end = at(-8.36, 114.63);

std::string fault_of(std::string_view url) {
  const auto address = EngineAddress::from(url);
  REQUIRE(address.has_error());
  return address.error().what;
}

std::string fault_in(EngineKind kind, unsigned status, std::string_view body) {
  CAPTURE(body);
  const auto travels = ws::travels_in(kind, status, body, starts, end);
  REQUIRE(travels.has_error());
  return travels.error().what;
}

// Two starts, one end, as OSRM 5.27 answers; what it says of the points is not used.
std::string osrm(const std::string& durations, const std::string& distances) {
  return R"({"code":"Ok","durations":)" + durations + R"(,"distances":)" + distances +
         R"(,"destinations":[{"hint":"","distance":4.2,"name":"Jalan Raya","location":[114.63,-8.36]}],)"
         R"("sources":[{"hint":"","distance":1.5,"name":"","location":[114.6152,-8.3561]},)"
         R"({"hint":"","distance":18.168871,"name":"","location":[114.7,-8.4001]}]})";
}

// As Valhalla 3 answers.
std::string valhalla(const std::string& rows, const std::string& units = "kilometers") {
  return R"({"sources_to_targets":)" + rows +
         R"(,"targets":[{"lat":-8.36,"lon":114.63}],"sources":[{"lat":-8.3561,"lon":114.6152},)"
         R"({"lat":-8.4001,"lon":114.7}],"units":")" +
         units + R"(","algorithm":"costmatrix"})";
}

}  // namespace

TEST_CASE("the address of a road engine says which engine it is and where") {
  const auto plain = EngineAddress::from("osrm:http://127.0.0.1:5000");
  REQUIRE(plain.has_value());
  CHECK(plain->kind == EngineKind::osrm);
  CHECK(plain->host_and_port() == "127.0.0.1:5000");
  CHECK(plain->path.empty());

  const auto behind = EngineAddress::from("valhalla:http://roads.dinas.example/engines/v3/");
  REQUIRE(behind.has_value());
  CHECK(behind->kind == EngineKind::valhalla);
  CHECK(behind->host_and_port() == "roads.dinas.example:80");
  CHECK(behind->path == "/engines/v3");

  const auto six = EngineAddress::from("osrm:http://[::1]:5000");
  REQUIRE(six.has_value());
  CHECK(six->host == "::1");
  CHECK(six->host_and_port() == "[::1]:5000");
}

TEST_CASE("an address that is none of a road engine is refused with how one is written") {
  for (const auto* url :
       {"", "http://127.0.0.1:5000", "osrm", "osrm:127.0.0.1:5000", "osrm:http://", "osrm:http://:5000",
        "osrm:http://host:", "osrm:http://host:0", "osrm:http://host:65536", "osrm:http://host:5000x",
        "osrm:http://ho st", "osrm:http://host/a?b=c", "osrm:http://host/a#b", "osrm:http://[::1",
        "osrm:http://[nonsense]:5000", "osrm:http://[::1]5000", "osrm:http://host/\r\nX: y",
        "brouter:http://host"}) {
    CAPTURE(url);
    CHECK(fault_of(url) ==
          "a road engine is written osrm:http://host:port or valhalla:http://host:port, not " +
              std::string{url});
  }
  CHECK(fault_of("osrm:https://host").find("not https://: run it beside Siaga") != std::string::npos);
  CHECK(fault_of("osrm:http://me:secret@host").find("secret") == std::string::npos);
}

TEST_CASE("OSRM is asked for one column of a table with longitudes first") {
  const auto request = ws::request_for(*EngineAddress::from("osrm:http://h/base"), starts, end);
  CHECK_FALSE(request.is_post);
  CHECK(request.target ==
        "/base/table/v1/driving/114.615200,-8.356100;114.700000,-8.400100;114.630000,-8.360000"
        "?sources=0;1&destinations=2&annotations=duration,distance&generate_hints=false");
}

TEST_CASE("Valhalla is asked for a matrix of many sources and one target in kilometres") {
  const auto request = ws::request_for(*EngineAddress::from("valhalla:http://h"), starts, end);
  CHECK(request.is_post);
  CHECK(request.target == "/sources_to_targets");
  CHECK(boost::json::parse(request.body) == boost::json::parse(R"({
    "sources":[{"lat":-8.3561,"lon":114.6152},{"lat":-8.4001,"lon":114.7}],"targets":[{"lat":-8.36,"lon":114.63}],
    "costing":"auto","units":"kilometers","verbose":true})"));
}

TEST_CASE("a travel that cannot be true is left out and the others stay") {
  // 1.7 km and 8.9 km by the line.
  const auto too_short =
      ws::travels_in(EngineKind::osrm, 200, osrm("[[240],[0]]", "[[1900],[0]]"), starts, end);
  REQUIRE(too_short.has_value());
  CHECK((*too_short)[0]->metres == 1900);
  CHECK_FALSE((*too_short)[1].has_value());
  const auto too_fast =
      ws::travels_in(EngineKind::osrm, 200, osrm("[[10],[600]]", "[[1900],[11000]]"), starts, end);
  REQUIRE(too_fast.has_value());
  CHECK_FALSE((*too_fast)[0].has_value());
  CHECK((*too_fast)[1]->seconds == 600);
}

TEST_CASE("where an engine knows no way at all every start has nothing") {
  const auto kind_and_body = GENERATE(
      std::pair{EngineKind::osrm, R"({"code":"NoSegment","message":"Could not find a matching segment"})"},
      std::pair{EngineKind::osrm, R"({"code":"NoTable","message":"No table found"})"},
      std::pair{
          EngineKind::valhalla,
          R"({"error_code":442,"error":"No path could be found for input","status_code":400,"status":"Bad Request"})"},
      std::pair{EngineKind::valhalla, R"({"error_code":171,"error":"No suitable edges near location"})"});
  const auto travels = ws::travels_in(kind_and_body.first, 400, kind_and_body.second, starts, end);
  REQUIRE(travels.has_value());
  REQUIRE(travels->size() == 2);
  CHECK_FALSE((*travels)[0].has_value());
  CHECK_FALSE((*travels)[1].has_value());
}

TEST_CASE("an answer of OSRM with anything wrong in it is no answer") {
  for (const auto& [durations, distances] :
       std::vector<std::pair<std::string, std::string>>{{"[[1]]", "[[1900],[11000]]"},
                                                        {"[[1],[2],[3]]", "[[1900],[11000]]"},
                                                        {"[[240],[]]", "[[1900],[11000]]"},
                                                        {"[[240],[1,2]]", "[[1900],[11000]]"},
                                                        {"[[240],[-1]]", "[[1900],[11000]]"},
                                                        {"[[240],[1e999]]", "[[1900],[11000]]"},
                                                        {"[[240],[1e9]]", "[[1900],[11000]]"},
                                                        {"[[240],[\"9\"]]", "[[1900],[11000]]"},
                                                        {"[[240],[600]]", "[[1900]]"},
                                                        {"[[240],[600]]", "[[1900],[-11000]]"},
                                                        {"[[240],[600]]", "[[1900],[1e12]]"},
                                                        {"[[240],600]", "[[1900],[11000]]"},
                                                        {"null", "[[1900],[11000]]"},
                                                        {"[[240],[600]]", "{}"}})
    fault_in(EngineKind::osrm, 200, osrm(durations, distances));
  CHECK(fault_in(EngineKind::osrm, 200, R"({"code":"Ok","durations":[[240],[600]]})") ==
        "the answer is wrong: it has no distances");
  CHECK(fault_in(EngineKind::osrm, 200, R"({"code":"TooBig"})") == "the answer is wrong: its code is not Ok");
  CHECK(fault_in(EngineKind::osrm, 400, R"({"code":"TooBig"})") == "http 400, the question was refused");
}

TEST_CASE("an answer of Valhalla with anything wrong in it is no answer") {
  const std::string first = R"([{"distance":1.9,"time":240,"to_index":0,"from_index":0}])";
  const auto with = [&](const std::string& second) { return "[" + first + "," + second + "]"; };
  const std::string good = R"([{"distance":11,"time":600,"to_index":0,"from_index":1}])";
  REQUIRE(ws::travels_in(EngineKind::valhalla, 200, valhalla(with(good)), starts, end).has_value());
  for (const auto* second : {R"([{"distance":11,"time":600,"to_index":0,"from_index":0}])",
                             R"([{"distance":11,"time":600,"to_index":0}])",
                             R"([{"distance":11,"time":-600,"to_index":0,"from_index":1}])",
                             R"([{"distance":1e7,"time":600,"to_index":0,"from_index":1}])",
                             R"([{"time":600,"to_index":0,"from_index":1}])", R"([600])", R"([])", R"({})"})
    fault_in(EngineKind::valhalla, 200, valhalla(with(second)));
  fault_in(EngineKind::valhalla, 200, valhalla("[" + first + "]"));
  fault_in(EngineKind::valhalla, 200, valhalla(R"({"durations":[[240],[600]],"distances":[[1.9],[11]]})"));
  CHECK(fault_in(EngineKind::valhalla, 200, valhalla(with(good), "miles")) ==
        "the answer is wrong: its units are not kilometers");
  CHECK(fault_in(EngineKind::valhalla, 400, R"({"error_code":150,"error":"Exceeded max locations"})") ==
        "http 400, the question was refused");
}

TEST_CASE("what is no JSON or not of this status is no answer") {
  const std::string deep = std::string(1000, '[') + std::string(1000, ']');
  for (const auto kind : {EngineKind::osrm, EngineKind::valhalla}) {
    for (const auto& body :
         {std::string{}, std::string{"<html>"}, std::string{"[]"}, std::string{"\xff\xfe"}, deep})
      CHECK(fault_in(kind, 200, body) == "http 200, the answer is no JSON object");
    for (const unsigned status : {204U, 301U, 404U, 429U, 500U, 503U})
      CHECK(fault_in(kind, status, "{}") == "http " + std::to_string(status));
  }
}
