#include "ws/gate.hpp"

#include <boost/asio/buffer.hpp>
#include <span>

namespace ws {
namespace {

constexpr std::size_t most_at_once = 64;  // what the system takes in one call (asio's limit)

}  // namespace

void Gate::State::send(Frame frame) {
  if (broken) return;
  queued_bytes += frame->size();
  queue.push_back(std::move(frame));
}

void Gate::State::drop_unsent() {
  // What is being written must stay: its bytes are with the system, or half of it is gone.
  const std::size_t kept = writing ? in_flight.size() : (written_of_first > 0 ? 1 : 0);
  while (queue.size() > kept) {
    queued_bytes -= queue.back()->size();
    queue.pop_back();
  }
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
  for (const auto& frame : state->queue) {
    if (buffers.size() == most_at_once) break;
    buffers.push_back(boost::asio::buffer(*frame));
  }
  buffers.front() += state->written_of_first;
  state->writing = true;
  state->socket.async_write_some(std::span{buffers},
                                 [state](boost::system::error_code error, std::size_t bytes) {
                                   wrote(*state, error, bytes);
                                   write(state);
                                 });
}

void Gate::wrote(State& state, boost::system::error_code error, std::size_t bytes) {
  state.writing = false;
  if (error) {
    state.broken = true;
    state.queue.clear();
    state.queued_bytes = 0;
    return;
  }
  state.written_of_first += bytes;
  while (!state.queue.empty() && state.written_of_first >= state.queue.front()->size()) {
    state.written_of_first -= state.queue.front()->size();
    state.queued_bytes -= state.queue.front()->size();
    state.queue.pop_front();
  }
}

}  // namespace ws
