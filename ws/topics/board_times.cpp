#include "ws/topics/board_times.hpp"

#include "ws/wire/board.hpp"

namespace ws {

void BoardTimes::greet(Peer& peer) {
  if (!arrivals_.empty()) outgoing_.send(peer, text_frame(encode_arrivals(arrivals_)));
  // Before anything was measured there is nothing to say.
  if (told_estimates_.arrivals > 0) outgoing_.send(peer, text_frame(encode_estimates(told_estimates_)));
}

void BoardTimes::arrivals(const std::vector<dispatch::Arrival>& changed, std::vector<dispatch::Arrival> all) {
  arrivals_ = std::move(all);
  tell_all(encode_arrivals(changed));
}

void BoardTimes::estimates(const dispatch::Estimates& now) {
  if (now == told_estimates_) return;
  told_estimates_ = now;
  tell_all(encode_estimates(now));
}

void BoardTimes::tell_all(std::string_view text) {
  const auto frame = text_frame(text);
  for (auto* peer : log_.on_board()) outgoing_.send(*peer, frame);
}

}  // namespace ws
