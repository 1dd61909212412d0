#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "dispatch/log/journal.hpp"

namespace ws {

struct Subscribe {
  static constexpr std::string_view type = "subscribe";
  std::string topic;
  std::optional<dispatch::LogPosition> after;
};
BOOST_DESCRIBE_STRUCT(Subscribe, (), (topic, after))

struct Unsubscribe {
  static constexpr std::string_view type = "unsubscribe";
  std::string topic;
};
BOOST_DESCRIBE_STRUCT(Unsubscribe, (), (topic))

}  // namespace ws
