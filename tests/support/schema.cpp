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

// Every message of one side by its type: to try all alternatives would bury the fault under those of the
// others.
class Protocol {
 public:
  explicit Protocol(Side from) {
    std::ifstream file{SIAGA_REPOSITORY "/ws/protocol/siaga.v1.schema.json"};
    const std::string text{std::istreambuf_iterator<char>{file}, {}};
    definitions_ = json::parse(text).at("definitions").as_object();
    add(from == Side::client ? "#/definitions/ClientMessage" : "#/definitions/ServerMessage");
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
  // A message, or a choice of messages.
  void add(const std::string& reference) {
    const auto name = reference.substr(reference.rfind('/') + 1);
    const auto& definition = definitions_.at(name).as_object();
    if (const auto* choice = definition.if_contains("oneOf")) {
      for (const auto& one : choice->as_array()) add(std::string{one.at("$ref").as_string()});
      return;
    }
    const auto type = definition.at("properties").at("type").at("const").as_string();
    const json::value root = json::object{{"$schema", "http://json-schema.org/draft-07/schema#"},
                                          {"$ref", reference},
                                          {"definitions", definitions_}};
    valijson::SchemaParser{}.populateSchema(Adapter{root}, by_type_[std::string{type}]);
  }

  json::object definitions_;
  std::map<std::string, valijson::Schema> by_type_;
  valijson::Validator validator_;
};

}  // namespace

std::string fault_of(const json::value& message, Side from) {
  thread_local Protocol of_client{Side::client};
  thread_local Protocol of_server{Side::server};
  return (from == Side::client ? of_client : of_server).fault_of(message);
}

}  // namespace tests
