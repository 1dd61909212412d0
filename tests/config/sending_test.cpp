#include "config/sending.hpp"

#include <catch2/catch.hpp>

using namespace config;
using namespace std::chrono_literals;
using dispatch::Priority;
using dispatch::SendingMode;
using dispatch::SendingRule;

namespace {

std::vector<SendingRule> read(std::string_view text) {
  const auto rules = read_sending(text, Priority::P1);
  if (rules.has_error()) FAIL(rules.error().what);
  return *rules;
}

Values with_flags(std::vector<std::string> flags) {
  flags.insert(flags.end(), {"--config", SIAGA_REPOSITORY "/config/siaga.toml"});
  const auto values = config::load(flags, {}, [](const std::string&) { return std::nullopt; });
  if (values.has_error()) FAIL(values.error().what);
  return *values;
}

}  // namespace

TEST_CASE("how a call gets its unit is read as it is said") {
  using enum SendingMode;
  REQUIRE(read("suggest") == std::vector<SendingRule>{{Priority::P1, suggest, {}, {}, {}}});
  REQUIRE(read(" at once ") == std::vector<SendingRule>{{Priority::P1, at_once, {}, {}, {}}});
  REQUIRE(read("21:00-06:00 after 20 s; 12:00-13:30 at once; suggest") ==
          std::vector<SendingRule>{{Priority::P1, after, 21h, 6h, 20s},
                                   {Priority::P1, at_once, 12h, 13h + 30min, {}},
                                   {Priority::P1, suggest, {}, {}, {}}});
  REQUIRE(read("00:00-24:00 after 5 s").front().until == 24h);
}

TEST_CASE("what cannot be followed is refused, and says what it should be") {
  const auto [text, wanted] = GENERATE(table<std::string, std::string>({
      {"", "suggest, after 20 s or at once"},
      {"now", "suggest, after 20 s or at once"},
      {"after 20", "suggest, after 20 s or at once"},
      {"after 2 s", "a wait of 5 to 3600 seconds"},
      {"after 99999999999999999999 s", "a wait of 5 to 3600 seconds"},
      {"21-06 at once", "hours such as 21:00-06:00"},
      {"21:00-25:00 at once", "hours such as 21:00-06:00"},
      {"21:60-22:00 at once", "hours such as 21:00-06:00"},
      {"21:00-21:00 at once", "hours such as 21:00-06:00"},
      {"suggest; 21:00-06:00 at once", "nothing after a rule without hours"},
      {"21:00-06:00 at once;", "suggest, after 20 s or at once"},
  }));
  const auto rules = read_sending(text, Priority::P1);
  INFO(text);
  REQUIRE(rules.has_error());
  REQUIRE(rules.error().what.starts_with(wanted));
  REQUIRE(wanted_of_sending(text) == rules.error().what);
}

TEST_CASE("a setting that cannot be followed stops the start, with its name and where it was written") {
  const auto values = load(
      std::vector<std::string>{"--config", SIAGA_REPOSITORY "/config/siaga.toml", "--sending-P1", "soon"}, {},
      [](const std::string&) { return std::nullopt; });
  REQUIRE(values.has_error());
  REQUIRE(values.error().what.starts_with("--sending-P1: sending.P1 should be suggest, after 20 s"));
}

TEST_CASE("by default a person sends everything, and one priority that is not is a rule of the policy") {
  REQUIRE_FALSE(sending_of(with_flags({})).has_value());
  const auto rules = sending_of(with_flags({"--sending-P0", "at once"}));
  REQUIRE(rules.has_value());
  REQUIRE(rules->front() == SendingRule{Priority::P0, SendingMode::at_once, {}, {}, {}});
  REQUIRE(rules->size() == 5);
}
