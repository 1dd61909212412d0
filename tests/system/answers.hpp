#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "tests/support/wire.hpp"

namespace tests {

// What is heard in answer to a question.
inline wire::Client::Wanted answer_to(std::string query) {
  return [query = std::move(query)](const wire::Message& message) {
    return wire::text(message, "/query") == query;
  };
}

inline bool has_reason(const wire::Message& option, std::string_view code) {
  for (const auto& reason : option.at("reasons").as_array())
    if (wire::text(reason, "/code") == code) return true;
  return false;
}

}  // namespace tests
