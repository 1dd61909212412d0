#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dispatch/model/error.hpp"
#include "dispatch/model/id.hpp"

// What stands in a flag's value, read.
namespace config {

struct Endpoint {
  std::string address;
  unsigned short port = 0;
};
// A value as a fault may show it: not where it may be an address with a password in it, meant for another
// key.
std::string without_secret(std::string_view value);

// "127.0.0.1:8080" or "[::1]:8080".
dispatch::OrFault<Endpoint> endpoint_of(const std::string& text);
// "ws://127.0.0.1:8080/ws".
dispatch::OrFault<Endpoint> endpoint_in_url(const std::string& url);
// "AMB-01,AMB-02"; none in an empty text.
dispatch::OrFault<std::vector<dispatch::UnitId>> units_in(const std::string& list);

}  // namespace config
