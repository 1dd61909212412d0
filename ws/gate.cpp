#include "ws/gate.hpp"

#include <boost/asio/buffer.hpp>
#include <span>

namespace ws {
namespace {

constexpr std::size_t most_at_once = 64;  // what the system takes in one call (asio's limit)

}  // namespace

// What the socket calls when it has written. The state keeps whoever waits, and they keep the state: where
// the loop ends with a write in it, this lets go of them.
class Gate::Writing {
 public:
  explicit Writing(std::shared_ptr<State> state) : state_{std::move(state)} {}
  ~Writing() {
    if (state_) state_->forget();
  }
  Writing(Writing&&) = default;
  Writing& operator=(Writing&&) = delete;

  void operator()(boost::system::error_code error, std::size_t bytes) {
    const auto state = std::exchange(state_, nullptr);
    wrote(*state, error, bytes);
    write(state);
  }

 private:
  std::shared_ptr<State> state_;
};

void Gate::State::send(Frame frame, Left left) {
  if (broken) {
    if (left) left(boost::asio::error::broken_pipe);
    return;
  }
  queued_bytes += frame->size();
  queue.push_back({std::move(frame), std::move(left)});
}

void Gate::State::drop_unsent() {
  // What is being written must stay: its bytes are with the system, or half of it is gone.
  const std::size_t kept = writing ? in_flight.size() : (written_of_first > 0 ? 1 : 0);
  while (queue.size() > kept) {
    queued_bytes -= queue.back().frame->size();
    if (const auto left = std::move(queue.back().left)) left({});
    queue.pop_back();
  }
}

void Gate::State::forget() {
  drained = {};
  const auto let_go = std::exchange(queue, {});
  queued_bytes = 0;
}

void Gate::when_drained(std::function<void()> call) {
  state_->drained = std::move(call);
  flush();
}

void Gate::write(const std::shared_ptr<State>& state) {
  if (state->writing) return;
  if (state->queue.empty() || state->broken) {
    if (auto call = std::exchange(state->drained, {})) call();
    return;
  }
  auto& buffers = state->in_flight;
  buffers.clear();
  for (const auto& waiting : state->queue) {
    if (buffers.size() == most_at_once) break;
    buffers.push_back(boost::asio::buffer(*waiting.frame));
  }
  buffers.front() += state->written_of_first;
  state->writing = true;
  state->socket.async_write_some(std::span{buffers}, Writing{state});
}

void Gate::wrote(State& state, boost::system::error_code error, std::size_t bytes) {
  state.writing = false;
  if (error) {
    state.broken = true;
    state.queued_bytes = 0;
    for (const auto& waiting : std::exchange(state.queue, {}))
      if (waiting.left) waiting.left(error);
    return;
  }
  state.written_of_first += bytes;
  while (!state.queue.empty() && state.written_of_first >= state.queue.front().frame->size()) {
    const auto waiting = std::move(state.queue.front());
    state.queue.pop_front();
    state.written_of_first -= waiting.frame->size();
    state.queued_bytes -= waiting.frame->size();
    if (waiting.left) waiting.left({});
  }
}

}  // namespace ws
