#include "tests/support/schema.hpp"

#include <fstream>
#include <iterator>
#include <map>
#include <valijson/adapters/boost_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

namespace tests {
namespace {

namespace json = boost::json;
using Adapter = valijson::adapters::BoostJsonAdapter;

// A message, or a choice of messages.
void add_messages(const std::string& name, std::map<std::string, std::string>& by_type) {
  const auto& definition = protocol_definitions().at(name).as_object();
  if (const auto* choice = definition.if_contains("oneOf")) {
    for (const auto& one : choice->as_array()) {
      const std::string reference{one.at("$ref").as_string()};
      add_messages(reference.substr(reference.rfind('/') + 1), by_type);
    }
    return;
  }
  by_type.emplace(definition.at("properties").at("type").at("const").as_string(), name);
}

// Every message of one side by its type: to try all alternatives would bury the fault under those of the
// others.
class Protocol {
 public:
  explicit Protocol(Side from) {
    for (const auto& [type, name] : messages_of(from)) {
      const json::value root = json::object{{"$schema", "http://json-schema.org/draft-07/schema#"},
                                            {"$ref", "#/definitions/" + name},
                                            {"definitions", protocol_definitions()}};
      valijson::SchemaParser{}.populateSchema(Adapter{root}, by_type_[type]);
    }
  }

  std::string fault_of(const json::value& message) {
    const auto* type = message.is_object() ? message.get_object().if_contains("type") : nullptr;
    if (type == nullptr || !type->is_string()) return "a message without a type";
    const auto schema = by_type_.find(std::string{type->get_string()});
    if (schema == by_type_.end()) return "no message has this type";
    valijson::ValidationResults results;
    if (validator_.validate(schema->second, Adapter{message}, &results)) return {};
    std::string faults;
    for (const auto& error : results) {
      for (const auto& part : error.context) faults += part;
      faults += " " + error.description + "\n";
    }
    return faults;
  }

 private:
  std::map<std::string, valijson::Schema> by_type_;
  valijson::Validator validator_;
};

}  // namespace

const json::object& protocol_definitions() {
  static const auto definitions = [] {
    std::ifstream file{SIAGA_REPOSITORY "/ws/protocol/siaga.v1.schema.json"};
    const std::string text{std::istreambuf_iterator<char>{file}, {}};
    return json::parse(text).at("definitions").as_object();
  }();
  return definitions;
}

std::map<std::string, std::string> messages_of(Side from) {
  std::map<std::string, std::string> by_type;
  add_messages(from == Side::client ? "ClientMessage" : "ServerMessage", by_type);
  return by_type;
}

std::string fault_of(const json::value& message, Side from) {
  thread_local Protocol of_client{Side::client};
  thread_local Protocol of_server{Side::server};
  return (from == Side::client ? of_client : of_server).fault_of(message);
}

}  // namespace tests
