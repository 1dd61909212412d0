#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>

#include "dispatch/model/model.hpp"
#include "ws/frame.hpp"
#include "ws/pace.hpp"
#include "ws/topics/tile.hpp"

namespace ws {

// Codes of ours for closing a connection (RFC 6455 leaves 4000 and up to applications).
enum class CloseCode : unsigned short {
  service_restart = 1012,
  not_text = 1003,
  not_signed_in = 4001,  // sign in again with another token
  silent = 4002,         // did not sign in for too long
  slow = 4008,           // did not read: come back from where you were
};

// One connected client, as the room sees it: what it is and what it listens to. How bytes get there is the
// session's.
class Peer {
 public:
  Peer() = default;
  virtual ~Peer() = default;
  Peer(const Peer&) = delete;
  Peer& operator=(const Peer&) = delete;

  virtual void send(Frame frame) = 0;  // queued until `flush`
  virtual void flush() = 0;
  virtual void drop_unsent() = 0;
  // What waits behind the frame that is being written.
  [[nodiscard]] virtual std::size_t queued_bytes() const = 0;
  // Says why and ends the connection; what was not sent yet is dropped if it cannot be taken.
  virtual void close(CloseCode code, std::string_view reason) = 0;
  virtual void cut() = 0;  // at once, without a word

  std::string origin;                    // where it comes from, as Guests call it
  std::optional<dispatch::Actor> actor;  // once signed in
  std::string token;                     // by its name (dispatch::Bearer), likewise
  std::optional<dispatch::DeviceId> device;
  bool on_board = false;
  bool on_mine = false;
  std::unordered_set<Tile> tiles;
  Pace positions{2'000, 1'000};     // what a tablet kept while it was offline, then far more than it makes
  std::unordered_set<Tile> behind;  // missed a change there: needs the whole tile
  int refused_before_sign_in = 0;
  std::size_t unflushed_bytes = 0;  // queued in this moment, so it cannot have been read yet
  std::chrono::steady_clock::time_point joined;
  std::optional<std::chrono::steady_clock::time_point> closing;
};

}  // namespace ws
