#include "ws/topics/board_times.hpp"

#include "ws/wire/board.hpp"

namespace ws {

void BoardTimes::greet(Peer& peer) {
  if (const auto arrivals = arrivals_.all(); !arrivals.empty())
    outgoing_.send(peer, text_frame(encode_arrivals(arrivals)));
  // Before anything was measured there is nothing to say.
  if (told_estimates_.arrivals > 0) outgoing_.send(peer, text_frame(encode_estimates(told_estimates_)));
}

void BoardTimes::tick() {
  const auto changed = arrivals_.update(desk_.view(), desk_.policy(), desk_.travel(), desk_.now());
  if (!changed.empty()) tell_all(encode_arrivals(changed));

  const auto& estimates = desk_.learning().estimates();
  if (estimates == told_estimates_) return;
  told_estimates_ = estimates;
  tell_all(encode_estimates(estimates));
}

void BoardTimes::tell_all(std::string_view text) {
  const auto frame = text_frame(text);
  for (auto* peer : log_.on_board()) outgoing_.send(*peer, frame);
}

}  // namespace ws
