#pragma once

#include <boost/json.hpp>
#include <string>

namespace tests {

enum class Side { client, server };

// What is wrong with a message of this side by ws/protocol/siaga.v1.schema.json; empty if nothing is.
std::string fault_of(const boost::json::value& message, Side from);

}  // namespace tests
