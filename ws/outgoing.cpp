#include "ws/outgoing.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <boost/asio/post.hpp>

#include "ws/clock.hpp"

namespace ws {
namespace {

constexpr std::chrono::steady_clock::duration longest_gathering = std::chrono::milliseconds{2};
constexpr std::size_t most_queued_of_strangers = 4096;  // refusals, which they do not read

}  // namespace

Outgoing::Outgoing(const boost::asio::any_io_executor& executor, std::size_t most_queued_bytes)
    : timer_{executor}, most_queued_bytes_{most_queued_bytes} {}

void Outgoing::send(Peer& peer, Frame frame) {
  if (peer.closing) return;
  const bool has_backlog =
      peer.queued_bytes() > 0;  // one frame may be larger than the bound, a backlog may not
  const auto most = peer.actor ? most_queued_bytes_ : std::min(most_queued_bytes_, most_queued_of_strangers);
  if (has_backlog && peer.queued_bytes() + frame->size() > most) {
    spdlog::warn("session.closed reason=slow queued_bytes={}", peer.queued_bytes());
    peer.close(CloseCode::slow, "too much unread: come back from where you were");
    return;
  }
  if (peer.unflushed_bytes == 0) unflushed_.push_back(&peer);
  peer.unflushed_bytes += frame->size();
  peer.send(std::move(frame));
  schedule();
}

void Outgoing::forget(Peer& peer) {
  std::erase(unflushed_, &peer);
}

void Outgoing::schedule() {
  if (scheduled_) return;
  scheduled_ = true;
  if (next_flush_ <= monotonic_now()) {
    boost::asio::post(timer_.get_executor(), [this] { flush(); });
    return;
  }
  timer_.expires_at(next_flush_);
  timer_.async_wait([this](boost::system::error_code error) {
    if (!error) flush();
  });
}

void Outgoing::flush() {
  scheduled_ = false;
  const auto began = monotonic_now();
  for (auto* peer : std::exchange(unflushed_, {})) {
    peer->unflushed_bytes = 0;
    peer->flush();
  }
  const auto ended = monotonic_now();
  next_flush_ = ended + std::min(ended - began, longest_gathering);
}

}  // namespace ws
