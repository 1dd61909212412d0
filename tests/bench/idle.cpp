#include <filesystem>

#include "tests/bench/benches.hpp"
#include "tests/bench/stand.hpp"

// Memory of sessions that are signed in, follow the board, and say nothing.
namespace bench {
namespace {

// Bytes one session more costs; the first thousand are left out: they also warm the server up.
double bytes_a_session(pid_t server, std::size_t sessions, const std::function<void(std::size_t)>& add) {
  const auto warm = sessions / 5;
  add(warm);
  const auto before = resident_bytes(server);
  add(sessions - warm);
  return (resident_bytes(server) - before) / static_cast<double>(sessions - warm);
}

double ours(std::size_t sessions) {
  const Redis redis{load_core};
  Siaga siaga{redis, {}};
  siaga.wait_for(1);
  const auto token = made_token(redis, dispatch::Role::supervisor);
  Sockets sockets;
  return bytes_a_session(siaga.id(), sessions, [&](std::size_t count) {
    const auto first = sockets.size();
    sockets.connect(siaga.port(), count);
    sign_in(sockets, first, {token}, "board");
  });
}

double npm(std::size_t sessions) {
  if (!std::filesystem::exists(NODE_PEER)) return 0;
  const Program peer{server_core, {"node", "--expose-gc", NODE_PEER, "100"}};
  Sockets sockets;
  return bytes_a_session(peer.id(), sessions,
                         [&](std::size_t count) { sockets.connect(peer.port(), count); });
}

}  // namespace

void idle() {
  print_head("idle: memory of a signed-in, subscribed session");
  pin_self(load_core);
  const auto sessions = unless_quick<std::size_t>(5'000, 1'000);
  std::vector<double> mine;
  std::vector<double> peer;
  for (int round = 0; round < rounds(); ++round) {
    mine.push_back(ours(sessions) / 1024);
    peer.push_back(npm(sessions) / 1024);
  }
  print({"resident memory a session, of " + text_of(static_cast<double>(sessions), ""),
         text_of(median(mine), " KB"), "npm ws, not signed in " + text_of(median(peer), " KB"), median(mine),
         Line::Target::at_most, 16, " KB"});
}

}  // namespace bench
