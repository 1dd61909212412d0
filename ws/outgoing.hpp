#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <cstddef>
#include <vector>

#include "ws/peer.hpp"

namespace ws {

// Lets frames gather for as long as the last round of writing took, so that under load those that come
// together leave in one write a session. One that comes alone leaves at once.
class Outgoing {
 public:
  Outgoing(const boost::asio::any_io_executor& executor, std::size_t most_queued_bytes);

  // A session that has more unread than the bound is closed with the code that says: come back from where you
  // were.
  void send(Peer& peer, Frame frame);
  void forget(Peer& peer);
  [[nodiscard]] std::size_t most_queued_bytes() const { return most_queued_bytes_; }

 private:
  void schedule();
  void flush();

  boost::asio::steady_timer timer_;
  std::size_t most_queued_bytes_;
  std::vector<Peer*> unflushed_;
  bool scheduled_ = false;
  std::chrono::steady_clock::time_point next_flush_;
};

}  // namespace ws
