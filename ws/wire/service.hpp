#pragma once

#include <string>
#include <string_view>

#include "dispatch/model/model_json.hpp"

namespace ws {

struct Ping {
  static constexpr std::string_view type = "ping";
};
BOOST_DESCRIBE_STRUCT(Ping, (), ())

std::string encode_pong(dispatch::TimePoint now);
std::string encode_notice(std::string_view code, dispatch::TimePoint since, std::string_view message);

}  // namespace ws
