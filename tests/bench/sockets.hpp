#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/bench/support.hpp"

namespace bench {

// Many WebSocket clients in one thread, with as little between the system and the count as possible: plain
// epoll, frames are found by their headers and shown as they lie in the buffer.
class Sockets {
 public:
  using Heard = std::function<void(std::size_t socket, std::string_view text)>;

  Sockets();
  ~Sockets();
  Sockets(const Sockets&) = delete;
  Sockets& operator=(const Sockets&) = delete;

  // Connects so many more, upgraded to siaga.v1. `receive_buffer`: bytes the system keeps for them; 0: as
  // usual.
  void connect(unsigned short port, std::size_t count, int receive_buffer = 0);
  [[nodiscard]] std::size_t size() const { return all_.size(); }
  [[nodiscard]] std::size_t closed() const { return closed_; }

  void send(std::size_t socket, std::string_view text);
  // Waits at most so long for something to come, reads what is there; how many messages.
  std::size_t read(milliseconds limit, const Heard& heard);
  // Reads until so many messages have come, over all sockets; throws when they do not in time.
  void read_messages(std::size_t count, milliseconds limit, const Heard& heard = {});
  // Asks again and again instead of sleeping: else a sender pays for waking us at every message it sends, and
  // what is measured is that.
  void never_sleep() { sleeps_ = false; }
  // From now on nothing of this one is read.
  void stall(std::size_t socket);

 private:
  struct Socket {
    int descriptor = -1;
    std::string rest;  // of a frame that has not come whole
  };
  void upgrade(std::size_t first);
  void write(const Socket& socket, std::string_view bytes);
  std::size_t take(std::size_t index, std::string_view bytes, const Heard& heard);
  std::size_t read_one(std::size_t index, const Heard& heard);

  int epoll_ = -1;
  bool sleeps_ = true;
  std::vector<Socket> all_;
  std::vector<char> buffer_;
  std::size_t closed_ = 0;
};

// The frame of a client: masked, as it must be, though with zeros.
std::string masked_frame(unsigned char opcode, std::string_view payload);

}  // namespace bench
