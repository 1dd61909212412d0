#pragma once

#include <string>
#include <string_view>

#include "dispatch/model/error.hpp"

namespace ws {

// `id`: of the command or question; empty where there is none.
std::string encode_refused(std::string_view id, const dispatch::Refusal& refusal);

[[nodiscard]] bool is_refused(std::string_view message);

}  // namespace ws
