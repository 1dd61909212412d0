#pragma once

#include <string_view>
#include <vector>

#include "dispatch/model/error.hpp"
#include "dispatch/model/model_json.hpp"

namespace ws {

// Where units are, said by their devices. One that cannot be read does not cost the others.
struct Fixes {
  static constexpr std::string_view type = "fixes";
  static constexpr std::size_t most = 500;
  std::vector<dispatch::Fix> fixes;
  std::vector<dispatch::Refusal> unreadable = {};
};

}  // namespace ws
