#pragma once

#include <algorithm>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/websocket.hpp>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "ws/after.hpp"
#include "ws/clock.hpp"
#include "ws/frame.hpp"
#include "ws/pace.hpp"

namespace ws {

// The one way out of a socket. Two write to it: the room, with frames that are encoded once for everybody,
// and Beast, which answers pings and closes by itself. Both queue here, and all that waits leaves in one
// write.
//
// It is the layer under Beast's websocket stream. What Beast writes is copied, and counts as written when it
// has left: a client that sends pings and does not read is not read either, once a pong waits.
class Gate {
 public:
  using next_layer_type = boost::asio::ip::tcp::socket;
  using executor_type = next_layer_type::executor_type;

  explicit Gate(next_layer_type socket) : state_{std::make_shared<State>(std::move(socket))} {}

  next_layer_type& next_layer() { return state_->socket; }
  [[nodiscard]] const next_layer_type& next_layer() const { return state_->socket; }
  executor_type get_executor() { return state_->socket.get_executor(); }

  // Queues; nothing leaves before `flush`.
  void send(Frame frame) { state_->send(std::move(frame)); }
  void flush() { write(state_); }
  // Without the frame at the front, of which a part may have left.
  [[nodiscard]] std::size_t waiting_bytes() const {
    return state_->queue.empty() ? 0 : state_->queued_bytes - state_->queue.front().frame->size();
  }
  // Forgets every frame of which nothing has left yet: the client cannot take them.
  void drop_unsent() { state_->drop_unsent(); }
  void close() {
    boost::system::error_code ignored;
    state_->socket.close(ignored);
  }

  // Until it is called with nothing: how long to let each reading wait besides.
  void reads_wait(Turn turn) { state_->turn = std::move(turn); }

  // Who says more than anybody needs to is read later. What Beast swallows (pings, empty parts of a message)
  // is seen nowhere else.
  template <class Buffers, class Token>
  auto async_read_some(const Buffers& buffers, Token&& token) {
    auto rest = state_->reads.said(1, monotonic_now());
    if (state_->turn) rest = std::max(rest, state_->turn());
    return read_after(rest, state_->socket, buffers, std::forward<Token>(token));
  }
  template <class Buffers, class Token>
  auto async_write_some(const Buffers& buffers, Token&& token) {
    auto copy = std::make_shared<const std::string>(boost::beast::buffers_to_string(buffers));
    return boost::asio::async_initiate<Token, void(boost::system::error_code, std::size_t)>(
        [state = state_](auto handler, Frame frame) {
          auto alone = boost::asio::get_associated_executor(handler, state->socket.get_executor());
          const auto size = frame->size();
          const auto shared = std::make_shared<decltype(handler)>(std::move(handler));
          const auto rest = state->answers.said(1, monotonic_now());
          state->send(std::move(frame), [state, rest, shared, alone, size](boost::system::error_code error) {
            const auto tell = [shared, alone, size, error] {
              boost::asio::post(alone, boost::beast::bind_front_handler(std::move(*shared), error,
                                                                        error ? std::size_t{0} : size));
            };
            if (error || rest <= rest.zero()) return tell();
            after(rest, alone, tell);
          });
          write(state);
        },
        token, std::move(copy));
  }
  // Calls when everything queued has left, or nothing more can.
  void when_drained(std::function<void()> call);

 private:
  using Left = std::function<void(boost::system::error_code)>;
  struct Waiting {
    Frame frame;
    Left left;  // who wants to know
  };
  struct State {
    explicit State(next_layer_type open) : socket{std::move(open)} {}
    void send(Frame frame, Left left = {});
    void drop_unsent();
    // Nobody is told any more.
    void forget();

    next_layer_type socket;
    std::deque<Waiting> queue;
    // Read for as long as the write goes on: a slow client's, for long.
    std::vector<boost::asio::const_buffer> in_flight;
    std::size_t written_of_first = 0;
    std::size_t queued_bytes = 0;
    bool writing = false;
    bool broken = false;
    std::function<void()> drained;
    Pace reads{4'000, 1'000};
    Turn turn;
    Pace answers{100, 20};  // to pings
  };
  class Writing;
  static void write(const std::shared_ptr<State>& state);
  static void wrote(State& state, boost::system::error_code error, std::size_t bytes);

  std::shared_ptr<State> state_;
};

// Beast finds these by argument: how to end the connection below a websocket stream.
inline void teardown(boost::beast::role_type role, Gate& gate, boost::system::error_code& error) {
  boost::beast::websocket::teardown(role, gate.next_layer(), error);
}
template <class Handler>
void async_teardown(boost::beast::role_type role, Gate& gate, Handler&& handler) {
  auto shared = std::make_shared<std::decay_t<Handler>>(std::forward<Handler>(handler));
  gate.when_drained([role, &gate, shared] {
    boost::beast::websocket::async_teardown(role, gate.next_layer(), std::move(*shared));
  });
}

}  // namespace ws
