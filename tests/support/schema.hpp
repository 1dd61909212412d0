#pragma once

#include <boost/json.hpp>
#include <map>
#include <string>

namespace tests {

enum class Side { client, server };

// Of ws/protocol/siaga.v1.schema.json, by name.
const boost::json::object& protocol_definitions();
// Every message of one side: its type, and the name of its definition.
std::map<std::string, std::string> messages_of(Side from);

// What is wrong with a message of this side by ws/protocol/siaga.v1.schema.json; empty if nothing is.
std::string fault_of(const boost::json::value& message, Side from);

}  // namespace tests
