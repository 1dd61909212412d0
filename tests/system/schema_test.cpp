#include "tests/support/schema.hpp"

#include <catch2/catch.hpp>

using namespace tests;

// The other tests lean on this: every message they see is checked.
TEST_CASE("the schema takes what siaga.v1 says, and nothing else") {
  struct Row {
    Side from;
    const char* message;
    bool good;
  };
  using enum Side;
  const auto row = GENERATE(
      Row{client, R"({"type":"hello","token":"x"})", true},
      Row{client, R"({"type":"hello","token":"x","wings":2})", false},
      Row{client, R"({"type":"hello"})", false},
      Row{client, R"({"type":"ack","id":"x","position":{"log":"y","n":1}})", false},
      Row{server, R"({"type":"ack","id":"x","position":{"log":"y","n":1}})", true},
      Row{server, R"({"type":"ack","id":"x","position":{"log":"y","n":-1}})", false},
      Row{server, R"({"type":"ack","id":"x y","position":{"log":"y","n":1}})", false},
      Row{server, R"({"type":"ack","id":"x","position":{"log":"y","n":1.5}})", false},
      Row{server, R"({"type":"refused","code":"because","message":"no"})", false},
      Row{client, R"({"type":"fixes","fixes":[]})", true},
      Row{server, R"({"type":"fixes","fixes":[]})", false},
      Row{client, R"({"type":"incident.receive","id":"x","place":{"text":"here","pin":{"lat":91,"lon":0}}})",
          false},
      Row{client, R"({"type":"incident.receive","id":"x","place":{"text":"here","pin":{"lat":90,"lon":0}}})",
          true},
      Row{client, R"({"type":"subscribe","topic":"weather"})", false},
      Row{client, R"({"type":"weather"})", false}, Row{client, R"([])", false}, Row{client, R"({})", false});
  CAPTURE(row.message);
  CHECK(fault_of(boost::json::parse(row.message), row.from).empty() == row.good);
}
