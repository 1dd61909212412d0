#include <boost/json.hpp>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "dispatch/log/event.hpp"
#include "dispatch/model/json.hpp"
#include "tests/support/schema.hpp"
#include "ws/wire/decode.hpp"

// tests/wire holds one message of every kind, taken from a running server: client.<type>.json,
// server.<type>.json, and server.events.<event>.json. The console's tests read the same files.
namespace {

namespace bj = boost::json;
namespace fs = std::filesystem;
using tests::Side;

struct Example {
  std::string name;  // "client.hello"
  std::string text;
  bj::value message;
};

std::string text_of(const fs::path& file) {
  std::ifstream stream{file};
  return {std::istreambuf_iterator<char>{stream}, {}};
}

std::vector<Example> examples(std::string_view side) {
  std::vector<Example> all;
  for (const auto& file : fs::directory_iterator{SIAGA_REPOSITORY "/tests/wire"}) {
    auto name = file.path().stem().string();
    if (!name.starts_with(side)) continue;
    auto text = text_of(file.path());
    auto message = bj::parse(text);
    all.push_back({std::move(name), std::move(text), std::move(message)});
  }
  return all;
}

// The same values, whatever the order of the fields and however numbers are written.
bool same(const bj::value& a, const bj::value& b) {
  if (a.is_number() && b.is_number()) return a.to_number<double>() == b.to_number<double>();
  if (a.is_array() && b.is_array()) return std::ranges::equal(a.get_array(), b.get_array(), same);
  if (!a.is_object() || !b.is_object()) return a == b;
  const auto& x = a.get_object();
  const auto& y = b.get_object();
  return x.size() == y.size() && std::ranges::all_of(x, [&](const auto& field) {
           const auto* other = y.if_contains(field.key());
           return other != nullptr && same(field.value(), *other);
         });
}

// A decoded message as a client would have written it.
std::string encoded(const ws::Request& request) {
  namespace json = dispatch::json;
  std::string out;
  const auto write = [&]<class T>(const T& message) {
    json::Object object{out};
    if constexpr (std::is_same_v<T, ws::CommandMessage>) {
      std::visit(
          [&](const auto& body) {
            if constexpr (requires { body.type; }) {
              object.field("type", body.type).field("id", message.command.id).field("at", message.command.at);
              object.field("if_version", message.command.if_version).fields(body);
            }
          },
          message.command.body);
    } else if constexpr (std::is_same_v<T, ws::Fixes>) {
      object.field("type", message.type).field("fixes", message.fixes);
    } else {
      object.field("type", message.type).fields(message);
    }
  };
  std::visit(write, request);
  return out;
}

// Types of the messages that a definition of the schema is a choice of.
void collect_types(const bj::object& definitions, const std::string& name, std::set<std::string>& into) {
  const auto& definition = definitions.at(name).as_object();
  const auto* choice = definition.if_contains("oneOf");
  if (choice == nullptr) {
    into.emplace(definition.at("properties").at("type").at("const").as_string());
    return;
  }
  for (const auto& one : choice->as_array()) {
    const std::string reference{one.at("$ref").as_string()};
    collect_types(definitions, reference.substr(reference.rfind('/') + 1), into);
  }
}

bj::object schema_definitions() {
  return bj::parse(text_of(SIAGA_REPOSITORY "/ws/protocol/siaga.v1.schema.json"))
      .at("definitions")
      .as_object();
}

}  // namespace

TEST_CASE("every kind of message and event on the wire has an example") {
  const auto definitions = schema_definitions();
  std::set<std::string> wanted;
  const auto want = [&](const std::string& side, const std::string& definition) {
    std::set<std::string> types;
    collect_types(definitions, definition, types);
    for (const auto& type : types)
      if (side + type != "server.events") wanted.insert(side + type);
  };
  want("client.", "ClientMessage");
  want("server.", "ServerMessage");
  for (const auto& event : definitions.at("Event").at("properties").at("type").at("enum").as_array())
    wanted.insert("server.events." + std::string{event.as_string()});
  std::set<std::string> there;
  for (const auto& example : examples("")) there.insert(example.name);
  REQUIRE(there == wanted);
}

TEST_CASE("the examples are what the schema says") {
  for (const auto& example : examples("")) {
    CAPTURE(example.name);
    REQUIRE(fault_of(example.message, example.name.starts_with("client.") ? Side::client : Side::server) ==
            "");
  }
}

TEST_CASE("what a client says is decoded and written again without loss") {
  for (const auto& example : examples("client.")) {
    CAPTURE(example.name);
    const auto request = ws::decode(example.text);
    REQUIRE(request.has_value());
    const auto again = encoded(*request);
    CAPTURE(again);
    REQUIRE(same(bj::parse(again), example.message));
  }
}

TEST_CASE("the events a server tells are read and written again without loss") {
  for (const auto& example : examples("server.events."))
    for (const auto& told : example.message.at("events").as_array()) {
      CAPTURE(example.name, told);
      dispatch::Event event;
      dispatch::json::FieldError why;
      REQUIRE(dispatch::read(told, event, why));
      std::string again;
      dispatch::write(again, event);
      CAPTURE(again);
      REQUIRE(same(bj::parse(again), told));
    }
}
