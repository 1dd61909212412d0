#pragma once

#include <string>
#include <string_view>

#include "dispatch/log/journal.hpp"
#include "dispatch/rules/command.hpp"

namespace ws {

struct CommandMessage {
  dispatch::Command command;
  std::string digest;  // of the text, so that the same id with another body is noticed
};

std::string encode_ack(std::string_view id, const dispatch::LogPosition& position);

}  // namespace ws
