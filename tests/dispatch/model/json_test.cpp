#include "dispatch/model/json.hpp"

#include <catch2/catch.hpp>
#include <limits>
#include <random>

#include "tests/support/town.hpp"

using namespace dispatch;
namespace bj = boost::json;
using json::FieldError;
using json::text_of;

namespace {

template <class T>
FieldError fault_in(std::string_view text) {
  T thing{};
  FieldError why;
  REQUIRE_FALSE(json::read(bj::parse(text), thing, why));
  return why;
}

struct Everything {
  std::string text;
  std::optional<bool> truth;
  std::int64_t whole = 0;
  std::uint64_t count = 0;
  double number = 0;
  std::vector<UnitId> units;
};
BOOST_DESCRIBE_STRUCT(Everything, (), (text, truth, whole, count, number, units))

struct Call {
  Place place;
  std::optional<Caller> caller;
  std::optional<Triage> triage;
  std::optional<TimePoint> scheduled_at;
};
BOOST_DESCRIBE_STRUCT(Call, (), (place, caller, triage, scheduled_at))

constexpr auto place =
    R"({"text":"blue gate","pin":{"lat":-8.3,"lon":114.6},"uncertainty_m":50,"source":"caller"})";

}  // namespace

TEST_CASE("control characters, quotes and backslashes are escaped, and come back as they were") {
  std::string nasty = "a\"b\\c\n\t\r";
  for (char c = 0; c < 0x20; ++c) nasty += c;
  nasty += "\x7f désa 阿 🚑";
  const auto text = text_of(nasty);
  for (const char c : text) REQUIRE(static_cast<unsigned char>(c) >= 0x20);
  REQUIRE_THAT(text, Catch::Contains(R"(a\"b\\c\u000a\u0009\u000d)"));
  REQUIRE_THAT(text, Catch::Contains(R"(\u0000)") && Catch::Contains(R"(\u001f)"));
  std::string back;
  FieldError why;
  REQUIRE(json::read(bj::parse(text), back, why));
  REQUIRE(back == nasty);
}

TEST_CASE("numbers are written as short as they can be, and one that is none as null") {
  REQUIRE(text_of(0.1) == "0.1");
  REQUIRE(text_of(-8.357) == "-8.357");
  REQUIRE(text_of(114.0) == "114");
  REQUIRE(text_of(std::numeric_limits<double>::quiet_NaN()) == "null");
  REQUIRE(text_of(-std::numeric_limits<double>::infinity()) == "null");
  REQUIRE(text_of(std::numeric_limits<std::uint64_t>::max()) == "18446744073709551615");
  REQUIRE(text_of(std::numeric_limits<std::int64_t>::min()) == "-9223372036854775808");
  REQUIRE(text_of(true) == "true");
}

TEST_CASE("a position is read back as it was written, whatever its digits") {
  std::mt19937_64 random{1};
  std::uniform_real_distribution<double> lat{-90, 90};
  std::uniform_real_distribution<double> lon{-180, 180};
  for (int i = 0; i < 2000; ++i) {
    const auto text = text_of(tests::at(lat(random), lon(random)));
    geo::Position where;
    FieldError why;
    REQUIRE(json::read(bj::parse(text), where, why));
    REQUIRE(text_of(where) == text);
  }
}

TEST_CASE("what may be missing may also be null, and is then not written") {
  for (const auto* text :
       {R"({"text":"x"})", R"({"text":"x","pin":null,"uncertainty_m":null,"source":null})"}) {
    Place read{"before", tests::at(1, 1), geo::Metres{5}, "gps"};
    FieldError why;
    REQUIRE(json::read(bj::parse(text), read, why));
    REQUIRE_FALSE(read.pin.has_value());
    REQUIRE_FALSE(read.source.has_value());
    REQUIRE(text_of(read) == R"({"text":"x"})");
  }
}

TEST_CASE("a place is three facts: what was said, the pin and how far off it may be") {
  Place read;
  FieldError why;
  REQUIRE(json::read(bj::parse(place), read, why));
  REQUIRE(read.text == "blue gate");
  REQUIRE(read.pin == tests::at(-8.3, 114.6));
  REQUIRE(read.uncertainty_m == geo::Metres{50});
  REQUIRE(text_of(read) == place);
}

TEST_CASE("the field that is wrong is named with its whole path, and what it should have been") {
  const auto [text, path, wanted] = GENERATE(table<const char*, const char*, const char*>({
      {R"([])", "", "an object"},
      {R"({})", "place", "it, and it is missing"},
      {R"({"place":7})", "place", "an object"},
      {R"({"place":null})", "place", "an object"},
      {R"({"place":{}})", "place.text", "it, and it is missing"},
      {R"({"place":{"text":7}})", "place.text", "a text of at most 2000 bytes"},
      {R"({"place":{"text":"x","pin":"here"}})", "place.pin", "an object with lat and lon"},
      {R"({"place":{"text":"x","pin":{"lat":1}}})", "place.pin.lon", "it, and it is missing"},
      {R"({"place":{"text":"x","pin":{"lat":"1","lon":2}}})", "place.pin.lat", "a number"},
      {R"({"place":{"text":"x","pin":{"lat":91,"lon":2}}})", "place.pin",
       "a place on earth: lat -90 to 90, lon -180 to 180"},
      {R"({"place":{"text":"x","pin":{"lat":1,"lon":2,"alt":3}}})", "place.pin.alt", "no such field"},
      {R"({"place":{"text":"x","uncertainty_m":-1}})", "place.uncertainty_m", "metres, 0 or more"},
      {R"({"place":{"text":"x","uncertanty_m":1}})", "place.uncertanty_m", "no such field"},
      {R"({"place":{"text":"x"},"scheduled_at":"noon"})", "scheduled_at",
       "milliseconds since 1970-01-01 UTC, as a whole number"},
      {R"({"place":{"text":"x"},"scheduled_at":-1})", "scheduled_at",
       "milliseconds since 1970-01-01 UTC, as a whole number"},
      {R"({"place":{"text":"x"},"scheduled_at":1.5})", "scheduled_at",
       "milliseconds since 1970-01-01 UTC, as a whole number"},
      {R"({"place":{"text":"x"},"scheduled_at":253402300799001})", "scheduled_at",
       "milliseconds since 1970-01-01 UTC, as a whole number"},
      {R"({"place":{"text":"x"},"triage":{"priority":"P5","needs":"either"}})", "triage.priority",
       "one of P0 P1 P2 P3 P4"},
      {R"({"place":{"text":"x"},"triage":{"priority":1,"needs":"either"}})", "triage.priority",
       "one of P0 P1 P2 P3 P4"},
      {R"({"place":{"text":"x"},"caller":{"phone":["1"]}})", "caller.phone", "a text of at most 2000 bytes"},
      {R"({"place":{"text":"x"},"priority":"P1"})", "priority", "no such field"},
  }));
  Call call;
  FieldError why;
  REQUIRE_FALSE(json::read(bj::parse(text), call, why));
  REQUIRE(why.path == path);
  REQUIRE(why.wanted == wanted);
}

TEST_CASE("an item of a list that is wrong is named by its number") {
  REQUIRE(fault_in<Everything>(R"({"text":"","whole":0,"count":0,"number":0,"units":["A","B","no good"]})")
              .path == "units.2");
  REQUIRE(fault_in<std::vector<Note>>(R"([{"at":0,"by":"","text":""},{"at":0,"by":3,"text":""}])").path ==
          "1.by");
  REQUIRE(fault_in<std::vector<Note>>("7").wanted == "an array");
}

TEST_CASE("numbers must be what they stand for") {
  const auto [field, value, wanted] = GENERATE(table<const char*, const char*, const char*>({
      {"whole", "1.5", "a whole number"},
      {"whole", "\"1\"", "a whole number"},
      {"whole", "9223372036854775808", "a whole number"},
      {"count", "-1", "a whole number, 0 or more"},
      {"count", "1e30", "a whole number, 0 or more"},
      {"number", "\"1\"", "a number"},
      {"truth", "1", "true or false"},
      {"truth", "\"true\"", "true or false"},
  }));
  bj::object object = bj::parse(R"({"text":"","whole":0,"count":0,"number":0,"units":[]})").get_object();
  object[field] = bj::parse(value);
  Everything read;
  FieldError why;
  REQUIRE_FALSE(json::read(bj::value(object), read, why));
  REQUIRE(why.path == field);
  REQUIRE(why.wanted == wanted);
}

TEST_CASE("a text is at most 2000 bytes long") {
  std::string text;
  FieldError why;
  REQUIRE(json::read(bj::value(std::string(2000, 'x')), text, why));
  REQUIRE_FALSE(json::read(bj::value(std::string(2001, 'x')), text, why));
}

TEST_CASE("an id is 1 to 36 letters, digits, dashes or underscores") {
  for (const auto* good : {"A", "AMB-01", "a_b", "0", "123e4567-e89b-12d3-a456-426614174000"}) {
    REQUIRE(UnitId::from(good).has_value());
    REQUIRE(UnitId::from(good)->view() == good);
  }
  for (const auto* bad : {"", "AMB 01", "AMB/01", "é", "a:b", "123e4567-e89b-12d3-a456-4266141740000", "a\n"})
    REQUIRE_FALSE(UnitId::from(bad).has_value());
  REQUIRE(UnitId{}.empty());
  REQUIRE(tests::id("A") < tests::id("B"));
  REQUIRE(AssignmentId::same_as(tests::id<CommandId>("c-1")).view() == "c-1");
}

TEST_CASE(
    "what a newer version knows of a thing is kept, and stands where it was when the thing is written "
    "again") {
  const auto text =
      R"({"id":"AMB-01","v":3,"kind":"ambulance","callsign":"One","station":{"name":"S","lat":-8.3,"lon":114.6,)"
      R"("floor":2},"crew":["Putu"],"duty":{"state":"on","since":5,"shift":"night"},"wheels":[4,{"spare":1}]})";
  Unit unit;
  json::Rest outside;
  json::FieldError why{{}, {}, &outside};
  REQUIRE(json::read(boost::json::parse(text), unit, why));
  REQUIRE(outside.empty());
  REQUIRE(json::normal(json::text_of(unit)) == json::normal(text));
  unit.duty.state = DutyState::off;
  REQUIRE_THAT(json::text_of(unit),
               Catch::Contains(R"("state":"off")") && Catch::Contains(R"("shift":"night")"));
}

TEST_CASE("what is not known of one of a list goes with that one, wherever it stands later") {
  Incident incident;
  incident.id = tests::id<IncidentId>("call-1");
  incident.notes = {{TimePoint{}, "a", "first"}, {TimePoint{}, "b", "second"}};
  auto text = json::text_of(incident);
  const std::string second{R"("text":"second")"};
  text.replace(text.find(second), second.size(), second + R"(,"tone":"calm")");
  json::Rest outside;
  json::FieldError why{{}, {}, &outside};
  Incident read;
  REQUIRE(json::read(boost::json::parse(text), read, why));
  read.notes.erase(read.notes.begin());
  const auto again = boost::json::parse(json::text_of(read));
  REQUIRE(again.at_pointer("/notes/0/tone") == "calm");
  read.notes.front().text = "third";
  REQUIRE_THAT(json::text_of(read), !Catch::Contains("calm"));
}

TEST_CASE("a length that no place on earth is away is reckoned with as half round the earth") {
  geo::Metres length;
  FieldError why;
  REQUIRE(json::read(bj::parse("1e300"), length, why));
  REQUIRE(length == geo::half_round_the_earth);
  const Fix fix{tests::id("AMB-01"), tests::at(0, 0), {}, 1e300, {}, {}, {}};
  REQUIRE(circle_of(fix) == geo::half_round_the_earth);
}
