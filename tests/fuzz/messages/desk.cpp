#include "tests/fuzz/messages/desk.hpp"

namespace tests::fuzz {

using wire::text;

Desk::Desk(unsigned short port, const std::string& token, World& world)
    : client_{{.port = port, .token = token}}, world_{world} {
  client_.subscribe("board");
}

void Desk::look() {
  client_.read_what_is_there();
  for (const auto& one : client_.heard()) {
    world_.hear(one);
    const auto type = text(one, "/type");
    if (type == "ack" || type == "refused") --unanswered_;  // refused: others spoke meanwhile
  }
  client_.forget();
}

void Desk::clear_up(std::size_t most) {
  look();
  if (unanswered_ > 0) return;
  const auto all = world_.clearing_up(most);
  for (const auto& one : all) client_.say(one);
  unanswered_ = all.size();
}

}  // namespace tests::fuzz
