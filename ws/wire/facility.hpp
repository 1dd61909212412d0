#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "dispatch/show/coming.hpp"

namespace ws {

// `facility`: what a facility is told of itself and of who comes.
std::string encode_facility(std::string_view topic, const dispatch::Facility& facility,
                            std::span<const dispatch::Coming> coming);

}  // namespace ws
