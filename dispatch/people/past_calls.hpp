#pragma once

#include <boost/asio/awaitable.hpp>
#include <optional>
#include <string>
#include <vector>

#include "dispatch/log/past_call.hpp"

namespace dispatch {

// What is kept of a number's calls. Declared here because ws asks; store answers.
class PastCalls {
 public:
  virtual ~PastCalls() = default;
  // `number` as `past_number` makes it. Newest first; nothing at all: that cannot be told now.
  virtual boost::asio::awaitable<std::optional<std::vector<PastCall>>> calls_from(std::string number) = 0;
};

}  // namespace dispatch
