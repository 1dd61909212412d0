#include "ws/outgoing.hpp"

#include <spdlog/spdlog.h>

#include <boost/asio/post.hpp>

#include "ws/clock.hpp"

namespace ws {
namespace {

constexpr std::chrono::milliseconds gathering{2};

}  // namespace

Outgoing::Outgoing(boost::asio::any_io_executor executor, std::size_t most_queued_bytes)
    : timer_{std::move(executor)}, most_queued_bytes_{most_queued_bytes} {}

void Outgoing::send(Peer& peer, Frame frame) {
  if (peer.closing) return;
  const bool has_backlog =
      peer.queued_bytes() > 0;  // one frame may be larger than the bound, a backlog may not
  if (has_backlog && peer.queued_bytes() + frame->size() > most_queued_bytes_) {
    spdlog::warn("session.closed reason=slow queued_bytes={}", peer.queued_bytes());
    peer.close(CloseCode::slow, "too much unread: come back from where you were");
    return;
  }
  peer.send(std::move(frame));
  if (peer.has_unflushed) return;
  peer.has_unflushed = true;
  unflushed_.push_back(&peer);
  schedule();
}

void Outgoing::forget(Peer& peer) {
  std::erase(unflushed_, &peer);
}

void Outgoing::schedule() {
  if (scheduled_) return;
  scheduled_ = true;
  const auto next = last_flush_ + gathering;
  if (next <= monotonic_now()) {
    boost::asio::post(timer_.get_executor(), [this] { flush(); });
    return;
  }
  timer_.expires_at(next);
  timer_.async_wait([this](boost::system::error_code error) {
    if (!error) flush();
  });
}

void Outgoing::flush() {
  scheduled_ = false;
  last_flush_ = monotonic_now();
  for (auto* peer : std::exchange(unflushed_, {})) {
    peer->has_unflushed = false;
    peer->flush();
  }
}

}  // namespace ws
