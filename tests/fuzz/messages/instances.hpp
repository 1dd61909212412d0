#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "tests/fuzz/messages/random.hpp"
#include "tests/fuzz/messages/world.hpp"
#include "tests/support/wire.hpp"

namespace tests::fuzz {

// Client messages as ws/protocol/siaga.v1.schema.json describes them, and nothing else knows them: a message
// or a bound that is new there is made here from then on. What the schema says in a way that this does not
// read, throws.
class Instances {
 public:
  explicit Instances(const World& world);

  [[nodiscard]] const std::vector<std::string>& types() const { return types_; }
  // One that is right by the schema. A field is about something that there is, as often as not.
  [[nodiscard]] wire::Message of(const std::string& type, Random& random) const;

 private:
  using Schema = boost::json::object;
  wire::Message value(const Schema& schema, std::string_view field, Random& random) const;
  wire::Message object(const Schema& schema, Random& random) const;
  wire::Message array(const Schema& schema, std::string_view field, Random& random) const;

  const World& world_;
  std::map<std::string, std::string> definition_of_;  // by type
  std::vector<std::string> types_;
};

}  // namespace tests::fuzz
