#include "ws/wire/refusal.hpp"

#include "dispatch/model/json.hpp"

namespace ws {

namespace json = dispatch::json;

std::string encode_refused(std::string_view id, const dispatch::Refusal& refusal) {
  std::string out;
  {
    json::Object refused{out};
    refused.field("type", "refused");
    if (!id.empty()) refused.field("id", id);
    refused.field("code", refusal.code).field("message", refusal.message);
    if (!refusal.details.empty()) {
      json::Object details{refused.begin("details")};
      for (const auto& [name, value] : refusal.details) details.field(name, value);
    }
  }
  return out;
}

bool is_refused(std::string_view message) {
  return message.starts_with(R"({"type":"refused")");
}

}  // namespace ws
