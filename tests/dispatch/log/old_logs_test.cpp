#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "dispatch/log/history.hpp"
#include "tests/dispatch/rules/crowd.hpp"

// tests/logs/ has a log of each format that there was: <format>.ndjson, an entry a line, and <format>.json,
// what it came to. They are never changed. When the format changes, the log of the new one is written by
//   dispatch_tests "a log of today is written"
// which only runs when it is named.
namespace {

using namespace dispatch;
using namespace tests;
namespace bj = boost::json;

const std::filesystem::path logs{std::string{SIAGA_REPOSITORY} + "/tests/logs"};

bj::value states_of(const View& view) {
  const auto all = [](const auto& entities) {
    bj::object states;
    for (const auto& [name, one] : entities) states[name.view()] = bj::parse(json::text_of(one));
    return states;
  };
  return bj::object{{"incidents", all(view.incidents())},
                    {"assignments", all(view.assignments())},
                    {"units", all(view.units())},
                    {"closures", all(view.closures())}};
}

// All that the one says, the other says too; what is newer it may say besides.
void require_within(const bj::value& expected, const bj::value& is, const std::string& where) {
  CAPTURE(where);
  if (const auto* object = expected.if_object()) {
    REQUIRE(is.is_object());
    for (const auto& [name, value] : *object) {
      CAPTURE(std::string{name});
      REQUIRE(is.get_object().contains(name));
      require_within(value, is.at(name), where + "." + std::string{name});
    }
  } else if (const auto* array = expected.if_array()) {
    REQUIRE(is.get_array().size() == array->size());
    for (std::size_t i = 0; i < array->size(); ++i)
      require_within(array->at(i), is.at(i), where + "." + std::to_string(i));
  } else {
    REQUIRE(is == expected);
  }
}

bj::value read_json(const std::filesystem::path& file) {
  std::ifstream in{file};
  return bj::parse(std::string{std::istreambuf_iterator<char>{in}, {}});
}

History replayed(const std::filesystem::path& log) {
  History history;
  std::ifstream in{log};
  for (std::string line; std::getline(in, line);) {
    const auto entry = bj::parse(line);
    const auto n = entry.at("n").to_number<std::uint64_t>();
    CAPTURE(n);
    auto events = read_entry(bj::serialize(entry.at("events")), entry.at("number").as_string(),
                             entry.at("format").to_number<int>());
    REQUIRE(events.has_value());
    for (const auto& event : *events) REQUIRE_FALSE(what_is_unknown(event).has_value());
    history.add({n, std::move(*events)});
  }
  return history;
}

}  // namespace

TEST_CASE("a log of every earlier format is read and comes to the same") {
  std::size_t formats = 0;
  for (const auto& file : std::filesystem::directory_iterator{logs}) {
    if (file.path().extension() != ".ndjson") continue;
    CAPTURE(file.path().string());
    ++formats;
    const auto history = replayed(file.path());
    REQUIRE(history.faults() == std::vector<std::string>{});
    REQUIRE(history.entries() > 300);
    require_within(read_json(std::filesystem::path{file.path()}.replace_extension(".json")),
                   states_of(history.view()), "");
  }
  REQUIRE(formats == log_format);
}

TEST_CASE("a log of today is written", "[.]") {
  Crowd crowd{1};
  auto& town = crowd.town;
  const auto name = std::to_string(log_format);
  std::ofstream log{logs / (name + ".ndjson")};
  std::uint64_t n = 0;
  const auto write = [&](const std::vector<Event>& events) {
    log << R"({"n":)" << ++n << R"(,"number":"","format":)" << log_format << R"(,"events":)"
        << json::text_of(events) << "}\n";
  };
  for (const auto& event : town.log()) write({event});
  while (n < 500) {
    crowd.time_goes_by();
    const auto asked = crowd.something();
    const auto told = town.says(crowd.somebody(asked.body), asked);
    if (told.done()) write(told.events);
  }
  std::ofstream{logs / (name + ".json")} << states_of(town.view()) << "\n";
}
