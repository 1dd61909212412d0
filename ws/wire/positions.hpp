#pragma once

#include <string_view>
#include <vector>

#include "dispatch/model/model_json.hpp"

namespace ws {

// Where units are, said by their devices.
struct Fixes {
  static constexpr std::string_view type = "fixes";
  static constexpr std::size_t most = 500;
  std::vector<dispatch::Fix> fixes;
};
BOOST_DESCRIBE_STRUCT(Fixes, (), (fixes))

}  // namespace ws
