#include "tests/fuzz/messages/instances.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <stdexcept>

#include "tests/fuzz/messages/texts.hpp"
#include "tests/support/schema.hpp"

namespace tests::fuzz {
namespace {

namespace json = boost::json;
using wire::Message;
using Schema = json::object;

constexpr std::array understood{"$ref",        "additionalProperties",
                                "anyOf",       "const",
                                "description", "enum",
                                "items",       "maxItems",
                                "maxLength",   "maximum",
                                "minItems",    "minLength",
                                "minimum",     "oneOf",
                                "pattern",     "properties",
                                "required",    "type"};

void check_understood(const Schema& schema) {
  for (const auto& [keyword, value] : schema)
    if (std::ranges::find(understood, keyword) == understood.end())
      throw std::runtime_error{"the schema says what no instance is made of: " + std::string{keyword}};
}

double bound(const Schema& schema, std::string_view keyword, double otherwise) {
  const auto* found = schema.if_contains(keyword);
  return found == nullptr ? otherwise : found->to_number<double>();
}
std::size_t count(const Schema& schema, std::string_view keyword, std::size_t otherwise) {
  const auto* found = schema.if_contains(keyword);
  return found == nullptr ? otherwise : found->to_number<std::size_t>();
}

Message text_of(const Schema& schema, Random& random) {
  const auto least = count(schema, "minLength", 0);
  const auto most = count(schema, "maxLength", 3000);
  const auto* pattern = schema.if_contains("pattern");
  if (pattern == nullptr) {
    auto text = odd_text(most - least, random);
    if (text.size() < least || text.starts_with('\0'))
      text.insert(0, least, 'x');  // valijson counts up to a NUL
    return json::string{text};
  }
  for (int tries = 0; tries < 1000; ++tries) {  // ASCII, so a byte a character
    const auto text = text_like(pattern->as_string(), random);
    if (text.size() >= least && text.size() <= most) return json::string{text};
  }
  throw std::runtime_error{"no text is as long as the schema says and like " +
                           std::string{pattern->as_string()}};
}

Message whole_number(const Schema& schema, Random& random) {
  static constexpr std::array numbers{0.0,
                                      1.0,
                                      -1.0,
                                      2.0,
                                      127.0,
                                      2147483647.0,
                                      2147483648.0,
                                      -2147483649.0,
                                      1e12,
                                      253402300799000.0,
                                      253402300799001.0,
                                      9007199254740993.0};
  const auto low = bound(schema, "minimum", -1e18);
  const auto high = bound(schema, "maximum", 1e18);
  if (random.one_in(16) && high >= 1e18) return std::numeric_limits<std::int64_t>::max();
  return static_cast<std::int64_t>(
      std::clamp(random.one_in(3) ? random.between(-1e6, 1e6) : random.one_of(numbers), low, high));
}

Message number_of(const Schema& schema, Random& random) {
  static constexpr std::array numbers{0.0,   -0.0, 1.0,    -1.0, 0.5,   5e-324,
                                      1e-7,  30.0, 2000.0, 1e15, 1e300, std::numeric_limits<double>::max(),
                                      -1e300};
  const auto low = bound(schema, "minimum", std::numeric_limits<double>::lowest());
  const auto high = bound(schema, "maximum", std::numeric_limits<double>::max());
  if (random.one_in(10)) return low;
  if (random.one_in(10)) return high;
  if (random.one_in(2)) return random.between(std::max(low, -1e4), std::min(high, 1e4));
  return std::clamp(random.one_of(numbers), low, high);
}

}  // namespace

Instances::Instances(const World& world) : world_{world}, definition_of_{messages_of(Side::client)} {
  for (const auto& [type, definition] : definition_of_) types_.push_back(type);
}

Message Instances::of(const std::string& type, Random& random) const {
  auto message = object(protocol_definitions().at(definition_of_.at(type)).as_object(), random);
  world_.lead_on(message, random);
  return message;
}

Message Instances::value(const Schema& schema, std::string_view field, Random& random) const {
  check_understood(schema);
  if (const auto* reference = schema.if_contains("$ref")) {
    const std::string name{reference->as_string()};
    return value(protocol_definitions().at(name.substr(name.rfind('/') + 1)).as_object(), field, random);
  }
  for (const auto* choice : {"oneOf", "anyOf"})
    if (const auto* all = schema.if_contains(choice))
      return value(random.one_of(all->as_array()).as_object(), field, random);
  if (const auto* one = schema.if_contains("const")) return *one;
  if (const auto* all = schema.if_contains("enum")) return random.one_of(all->as_array());
  const auto type = schema.at("type").as_string();
  if (type == "object") return object(schema, random);
  if (type == "array") return array(schema, field, random);
  if (type == "boolean") return random.one_in(2);
  if (!random.one_in(10))
    if (auto known = world_.something_for(field, random); !known.is_null()) return known;
  if (type == "string") return text_of(schema, random);
  if (type == "integer") return whole_number(schema, random);
  if (type == "number") return number_of(schema, random);
  throw std::runtime_error{"the schema has a type that no instance is made of: " + std::string{type}};
}

Message Instances::object(const Schema& schema, Random& random) const {
  Schema made;
  const auto* properties = schema.if_contains("properties");
  const auto* required = schema.if_contains("required");
  const auto is_required = [&](const json::value& name) {
    return required != nullptr && std::ranges::find(required->as_array(), name) != required->as_array().end();
  };
  if (properties != nullptr)
    for (const auto& [name, one] : properties->as_object())
      if (is_required(json::string{name}) || random.one_in(2))
        made[name] = value(one.as_object(), name, random);
  const auto* more = schema.if_contains("additionalProperties");
  const bool takes_more = more == nullptr || more->is_object() || more->as_bool();
  if (takes_more && random.one_in(4))
    made[odd_text(40, random) + "+"] = more != nullptr && more->is_object()
                                           ? value(more->as_object(), {}, random)
                                           : Message(odd_text(40, random));
  return made;
}

Message Instances::array(const Schema& schema, std::string_view field, Random& random) const {
  const auto least = count(schema, "minItems", 0);
  const auto most = count(schema, "maxItems", 40);
  const bool is_long = random.one_in(15);
  const auto length =
      std::clamp<std::size_t>(is_long ? random.below(most + 1) : random.below(4), least, most);
  json::array made;
  for (std::size_t i = 0; i < length; ++i)
    made.push_back(value(schema.at("items").as_object(), field, random));
  return made;
}

}  // namespace tests::fuzz
