#include <catch2/catch.hpp>

#include "tests/support/wire.hpp"
#include "tests/system/said.hpp"

using namespace tests;

namespace {

constexpr std::size_t longest_message = 65536;

struct Row {
  std::string name;
  std::string said;  // {call}, {job}, {over} stand for ids that there are, {id} for a fresh one
  std::string code;
  std::string detail = {};  // what the refusal says besides, as "field=unit from=reserved"
};

std::string with(std::string text, const std::string& mark, const std::string& value) {
  for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark))
    text.replace(at, mark.size(), value);
  return text;
}

std::string times(std::size_t count, const std::string& part) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) all += part;
  return all;
}

// What the wire may bring, and how each is refused. After each the connection is as good as before.
const std::vector<Row>& table() {
  static const std::string fix = R"({"unit":"AMB-01","lat":-8.3,"lon":114.6,"at":1700000000000})";
  static const std::vector<Row> rows{
      {"nothing", "", "bad_json"},
      {"half a message", R"({"type":"incident.rec)", "bad_json"},
      {"two messages in one", R"({"type":"subscribe","topic":"board"}{"type":"hello"})", "bad_json"},
      {"a list", "[]", "bad_json"},
      {"a word", R"("hello")", "bad_json"},
      {"null", "null", "bad_json"},
      {"a hundred thousand brackets, half of them", times(30000, "["), "bad_json"},
      {"deep objects", times(5000, R"({"a":)"), "bad_json"},
      {"half a character", "{\"type\":\"incident.note\",\"text\":\"\\ud800\"}", "bad_json"},

      {"no type", "{}", "bad_field", "field=type"},
      {"a type that is a number", R"({"type":7})", "bad_field", "field=type"},
      {"an unknown type", R"({"type":"incident.explode","id":"{id}"})", "bad_type"},
      {"what only the server says", R"({"type":"ack","id":"{id}"})", "bad_type"},
      {"what only Siaga does by itself", R"({"type":"incident.archive","id":"{id}","incident":"{call}"})",
       "bad_type"},
      {"a type of many letters, cut in the middle of one",
       "{\"type\":\"" + times(59, "x") + "\u00e9\u00e9\"}", "bad_type"},

      {"no command id", R"({"type":"incident.receive"})", "bad_field", "field=id"},
      {"a command id that is empty", R"({"type":"incident.receive","id":""})", "bad_field", "field=id"},
      {"a command id too long", R"({"type":"incident.receive","id":")" + times(37, "x") + R"("})",
       "bad_field", "field=id"},
      {"a command id with a blank", R"({"type":"incident.receive","id":"a b"})", "bad_field", "field=id"},
      {"a command id with a colon, as keys have", R"({"type":"incident.receive","id":"a:b"})", "bad_field",
       "field=id"},
      {"a missing field", R"({"type":"assignment.dispatch","id":"{id}","incident":"{call}"})", "bad_field",
       "field=unit"},
      {"a field that is null",
       R"({"type":"assignment.dispatch","id":"{id}","incident":"{call}","unit":null})", "bad_field",
       "field=unit"},
      {"a field of the wrong type",
       R"({"type":"assignment.dispatch","id":"{id}","incident":"{call}","unit":1})", "bad_field",
       "field=unit"},
      {"a word that is none of those possible",
       R"({"type":"incident.triage","id":"{id}","incident":"{call}","triage":{"priority":"P9","needs":"either"}})",
       "bad_field", "field=triage.priority"},
      {"an unknown field", R"({"type":"incident.receive","id":"{id}","wings":2})", "bad_field",
       "field=wings"},
      {"an unknown field deep inside",
       R"({"type":"incident.receive","id":"{id}","place":{"text":"x","pin":{"lat":1,"lon":2,"alt":3}}})",
       "bad_field", "field=place.pin.alt"},
      {"an unknown field with a long name, cut in the middle of a letter",
       R"({"type":"incident.receive","id":"{id}",")" + times(59, "x") + "\u00e9\u00e9\":2}", "bad_field"},
      {"a text of more than 2,000 bytes",
       R"({"type":"incident.note","id":"{id}","incident":"{call}","text":")" + times(2001, "x") + R"("})",
       "bad_field", "field=text"},
      {"a time before 1970", R"({"type":"incident.receive","id":"{id}","at":-1})", "bad_field", "field=at"},
      {"a time with a fraction", R"({"type":"incident.receive","id":"{id}","at":1700000000000.5})",
       "bad_field", "field=at"},

      {"north of the pole",
       R"({"type":"incident.receive","id":"{id}","place":{"text":"x","pin":{"lat":90.001,"lon":0}}})",
       "bad_field", "field=place.pin"},
      {"farther east than there is",
       R"({"type":"incident.receive","id":"{id}","place":{"text":"x","pin":{"lat":0,"lon":180.001}}})",
       "bad_field", "field=place.pin"},
      {"a coordinate in words",
       R"({"type":"incident.receive","id":"{id}","place":{"text":"x","pin":{"lat":"8 S","lon":114}}})",
       "bad_field", "field=place.pin.lat"},
      {"a coordinate too large for any machine",
       R"({"type":"incident.receive","id":"{id}","place":{"text":"x","pin":{"lat":1e99999,"lon":0}}})",
       "bad_field", "field=place.pin"},
      {"half a coordinate",
       R"({"type":"incident.receive","id":"{id}","place":{"text":"x","pin":{"lat":-8.3}}})", "bad_field",
       "field=place.pin.lon"},
      {"an uncertainty below zero",
       R"({"type":"incident.receive","id":"{id}","place":{"text":"x","uncertainty_m":-1}})", "bad_field",
       "field=place.uncertainty_m"},

      {"a place in the Gulf of Guinea",
       R"({"type":"incident.locate","id":"{id}","incident":"{call}","place":{"text":"x","pin":{"lat":0,"lon":0}}})",
       "bad_field", "field=place.pin"},
      {"a proposal in the Gulf of Guinea",
       R"({"type":"incident.propose_place","id":"{id}","incident":"{call}","proposal":{"pin":{"lat":0,"lon":0},"uncertainty_m":5,"source":"aml"}})",
       "bad_field", "field=proposal.pin"},
      {"a proposal that does not say how good it is",
       R"({"type":"incident.propose_place","id":"{id}","incident":"{call}","proposal":{"pin":{"lat":-8,"lon":114},"source":"aml"}})",
       "bad_field", "field=proposal.uncertainty_m"},
      {"a link with a token of one's own",
       R"({"type":"incident.link","id":"{id}","incident":"{call}","token":"aaaaaaaaaaaaaaaaaaaaaa"})",
       "bad_field", "field=token"},
      {"ending a link that there is not", R"({"type":"incident.unlink","id":"{id}","incident":"{call}"})",
       "illegal_step"},
      {"a link for what is over", R"({"type":"incident.link","id":"{id}","incident":"{over}"})",
       "incident_over", "from=hoax"},
      {"what only the caller's door says", R"({"type":"caller.fix","id":"{id}"})", "bad_type"},

      {"a unit that there is not",
       R"({"type":"assignment.dispatch","id":"{id}","incident":"{call}","unit":"AMB-99"})", "unknown_unit"},
      {"an incident that there is not",
       R"({"type":"assignment.dispatch","id":"{id}","incident":"none","unit":"AMB-01"})", "unknown_incident"},
      {"an assignment that there is not",
       R"({"type":"assignment.step","id":"{id}","assignment":"none","to":"en_route"})", "unknown_assignment"},
      {"a duty of a unit that there is not",
       R"({"type":"unit.duty","id":"{id}","unit":"AMB-99","state":"on"})", "unknown_unit"},

      {"an illegal step", R"({"type":"assignment.step","id":"{id}","assignment":"{job}","to":"handed_over"})",
       "illegal_step", "from=reserved to=handed_over"},
      {"a step back", R"({"type":"assignment.step","id":"{id}","assignment":"{job}","to":"reserved"})",
       "illegal_step", "from=reserved to=reserved"},
      {"a change of what is over",
       R"({"type":"incident.locate","id":"{id}","incident":"{over}","place":{"text":"there"}})",
       "incident_over", "from=hoax"},
      {"reopening what is not over",
       R"({"type":"incident.reopen","id":"{id}","incident":"{call}","reason":"again"})", "illegal_step"},
      {"going home from a job", R"({"type":"unit.duty","id":"{id}","unit":"AMB-01","state":"off"})",
       "illegal_step", "from=on to=off"},
      {"timing a crew out by hand",
       R"({"type":"assignment.step","id":"{id}","assignment":"{job}","to":"timed_out"})", "not_allowed"},
      {"a unit that has a job",
       R"({"type":"assignment.dispatch","id":"{id}","incident":"{call}","unit":"AMB-01"})", "unit_busy",
       "assignment={job}"},
      {"a stale version",
       R"({"type":"incident.note","id":"{id}","incident":"{call}","text":"x","if_version":1})",
       "stale_version", "version=2"},
      {"a version from the future",
       R"({"type":"incident.note","id":"{id}","incident":"{call}","text":"x","if_version":99})",
       "stale_version", "version=2"},
      {"against a rule without a reason",
       R"({"type":"assignment.dispatch","id":"{id}","incident":"{call}","unit":"AMB-02"})", "needs_reason"},
      {"a reason of blanks",
       R"({"type":"assignment.dispatch","id":"{id}","incident":"{call}","unit":"AMB-02","reason":"  "})",
       "needs_reason"},
      {"an end without a reason",
       R"({"type":"incident.end","id":"{id}","incident":"{call}","kind":"hoax","reason":""})",
       "needs_reason"},
      {"merged into itself",
       R"({"type":"incident.end","id":"{id}","incident":"{call}","kind":"merged","reason":"x","into":"{call}"})",
       "bad_field", "field=into"},
      {"an id that was used for something else", R"({"type":"incident.receive","id":"{call}"})",
       "other_body"},

      {"an unknown topic", R"({"type":"subscribe","topic":"weather"})", "unknown_topic"},
      {"a topic of many letters, cut in the middle of one",
       R"({"type":"subscribe","topic":")" + times(59, "x") + "\u00e9\u00e9\"}", "unknown_topic"},
      {"a tile that is not on the map", R"({"type":"subscribe","topic":"map/3/8/1"})", "unknown_topic"},
      {"a tile deeper than the map", R"({"type":"subscribe","topic":"map/19/1/1"})", "unknown_topic"},
      {"half a tile", R"({"type":"subscribe","topic":"map/3/1"})", "unknown_topic"},
      {"a position in the log below zero",
       R"({"type":"subscribe","topic":"board","after":{"log":"x","n":-1}})", "bad_field", "field=after.n"},
      {"a recommendation for nobody", R"({"type":"recommend","incident":"none"})", "unknown_incident"},
      {"positions of a unit that is not one's own", R"({"type":"fixes","fixes":[)" + fix + "]}",
       "not_allowed"},
      {"more than 500 positions at once", R"({"type":"fixes","fixes":[)" + times(500, fix + ",") + fix + "]}",
       "bad_field", "field=fixes"},
      {"a second hello", R"({"type":"hello","token":"x"})", "not_allowed"},
  };
  return rows;
}

struct Office {
  Folder folder;
  Serve serve{folder.path()};
  std::string token;
  std::optional<Client> ayu;
  std::string call_id;
  std::string job_id;
  std::string over_id;

  explicit Office(Serve::Flags flags = {}) : serve{folder.path(), std::move(flags)} {
    serve.start();
    token = serve.token("operator");
    ayu.emplace(Client::Options{.port = serve.port(), .token = token});
  }
  void has_work() {
    const auto said = call("P2");
    const auto over = call("P2");
    ayu->must(said);
    ayu->must(over);
    ayu->must(call_off(id_of(over), "hoax"));
    ayu->must(duty("AMB-01", "on"));
    const auto sent = send(id_of(said), "AMB-01", "no position");
    ayu->must(sent);
    call_id = id_of(said);
    job_id = id_of(sent);
    over_id = id_of(over);
  }
  [[nodiscard]] std::string filled(const std::string& said) const {
    return with(with(with(with(said, "{id}", wire::new_id()), "{call}", call_id), "{job}", job_id), "{over}",
                over_id);
  }
  // Whoever behaves is served.
  void serves() { ayu->must(call("P3")); }
};

}  // namespace

TEST_CASE("bad input gets a clear refusal, and the connection goes on") {
  Office office;
  office.has_work();
  auto& ayu = *office.ayu;
  const auto before = ayu.subscribe("board").at("picture");
  for (const auto& row : table()) {
    CAPTURE(row.name);
    const auto said = office.filled(row.said);
    ayu.say_text(said);
    const auto& refused = ayu.expect("refused");
    INFO(boost::json::serialize(refused));
    CHECK(text(refused, "/code") == row.code);
    CHECK_FALSE(text(refused, "/message").empty());
    boost::system::error_code error;
    const auto parsed = boost::json::parse(said, error);
    const auto id = error || !parsed.is_object() ? "" : text(parsed, "/id");
    if (!id.empty() && row.detail != "field=id") CHECK(text(refused, "/id") == id);
    std::istringstream details{office.filled(row.detail)};
    for (std::string pair; details >> pair;) {
      const auto equals = pair.find('=');
      CHECK(text(refused, "/details/" + pair.substr(0, equals)) == pair.substr(equals + 1));
    }
  }
  CHECK(ayu.subscribe("board").at("picture") == before);  // nothing came of any of it
  office.serves();
  CHECK(office.serve.metric("refused_total") == static_cast<double>(table().size()));
}

TEST_CASE("before anybody has signed in nothing is answered but that") {
  Office office;
  office.has_work();
  Client stranger{{.port = office.serve.port()}};
  for (const auto& said :
       {call(), Message(boost::json::object{{"type", "subscribe"}, {"topic", "board"}}),
        Message(boost::json::object{{"type", "recommend"}, {"incident", office.call_id}})}) {
    stranger.say(said);
    const auto& refused = stranger.expect_refused("not_signed_in");
    CHECK(text(refused, "/id") == id_of(said));
  }
  stranger.say(boost::json::object{{"type", "hello"}, {"token", office.token}});
  stranger.expect("welcome");
}

TEST_CASE("a wrong token is refused, and the connection closed with 4001") {
  Office office;
  const auto* token = GENERATE("", "wrong", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
  Client stranger{{.port = office.serve.port()}};
  stranger.say(boost::json::object{{"type", "hello"}, {"token", token}});
  stranger.expect_refused("not_signed_in");
  CHECK(stranger.close_code() == 4001);
  office.serves();
}

TEST_CASE("a message of 64 KiB is read, one more byte closes the connection with 1009") {
  Office office;
  auto& ayu = *office.ayu;
  ayu.say_text(std::string(longest_message, 'x'));
  ayu.expect_refused("bad_json");
  office.serves();
  Client wordy{{.port = office.serve.port(), .token = office.token}};
  wordy.say_text(std::string(longest_message + 1, 'x'));
  CHECK(wordy.close_code() == 1009);
  office.serves();
}

TEST_CASE("how long a message may be is a setting") {
  Office office{{"--limits-message-bytes", "2000"}};
  Client wordy{{.port = office.serve.port(), .token = office.token}};
  wordy.say_text(std::string(2001, 'x'));
  CHECK(wordy.close_code() == 1009);
}

TEST_CASE("a binary frame closes the connection with 1003") {
  Office office;
  Client machine{{.port = office.serve.port(), .token = office.token}};
  machine.say_binary("\x01\x02");
  machine.expect_refused("bad_json");
  CHECK(machine.close_code() == 1003);
  office.serves();
}

TEST_CASE("text that is no UTF-8 closes the connection with 1007") {
  Office office;
  Client garbled{{.port = office.serve.port(), .token = office.token}};
  garbled.say_text("{\"type\":\"\xff\xfe\"}");
  CHECK(garbled.close_code() == 1007);
  office.serves();
}

TEST_CASE("only siaga.v1 on /ws is upgraded, all else is HTTP 400 with the reason") {
  Office office;
  struct Offer {
    std::string target;
    std::string subprotocol;
    unsigned status;
  };
  const auto offer =
      GENERATE(Offer{"/ws", "siaga.v1", 101}, Offer{"/ws", "chat, siaga.v1", 101}, Offer{"/ws", "", 400},
               Offer{"/ws", "siaga.v2", 400}, Offer{"/ws", "siaga", 400}, Offer{"/", "siaga.v1", 400},
               Offer{"/ws/more", "siaga.v1", 400});
  CAPTURE(offer.target, offer.subprotocol);
  CHECK(wire::upgrade_status(office.serve.port(), offer.target, offer.subprotocol) == offer.status);
  office.serves();
}

TEST_CASE("a session watches so many tiles at most") {
  Office office;
  auto& ayu = *office.ayu;
  const auto tile = [](int i) { return "map/12/3350/" + std::to_string(2140 + i); };
  for (int i = 0; i < 64; ++i) ayu.subscribe(tile(i));
  ayu.say(boost::json::object{{"type", "subscribe"}, {"topic", tile(64)}});
  ayu.expect_refused("too_much");
  ayu.say(boost::json::object{{"type", "unsubscribe"}, {"topic", tile(0)}});
  ayu.subscribe(tile(64));
}

TEST_CASE("an incident has room for so many notes") {
  Office office;
  const auto said = call();
  office.ayu->must(said);
  for (int i = 0; i < 200; ++i) office.ayu->must(note(id_of(said), "again"));
  office.ayu->must_not(note(id_of(said), "again"), "too_much");
}

TEST_CASE("what is no HTTP is refused, and harms nobody") {
  Office office;
  const auto status = [&](const std::string& target) { return http_get(office.serve.port(), target).status; };
  CHECK(status("/healthz") == 200);
  CHECK(status("/../etc/passwd") == 404);
  CHECK(status("/%2e%2e/config/siaga.toml") == 404);
  CHECK(status("/nothing") == 404);
  CHECK(status("/" + std::string(6000, 'x')) == 404);
  CHECK(status("/" + std::string(60000, 'x')) == 431);
  CHECK(status("/ HTTP/9.9\r\nBroken") == 400);
  office.serves();
}
