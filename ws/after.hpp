#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <memory>

#include "ws/pace.hpp"

namespace ws {

// One more reading, or what costs as much: how long to let it wait.
using Turn = std::function<Pace::Clock::duration()>;

// Calls then, unless the loop has ended.
inline void after(Pace::Clock::duration rest, const boost::asio::any_io_executor& executor,
                  std::function<void()> call) {
  const auto timer = std::make_shared<boost::asio::steady_timer>(executor, rest);
  timer->async_wait([timer, call = std::move(call)](boost::system::error_code) { call(); });
}

// `stream.async_read_some`, begun when `rest` is over. The stream outlives the reading.
template <class Stream, class Buffers, class Token>
auto read_after(Pace::Clock::duration rest, Stream& stream, const Buffers& buffers, Token&& token) {
  return boost::asio::async_initiate<Token, void(boost::system::error_code, std::size_t)>(
      [rest, &stream](auto handler, Buffers into) {
        if (rest <= rest.zero()) return stream.async_read_some(into, std::move(handler));
        const auto shared = std::make_shared<decltype(handler)>(std::move(handler));
        after(rest, stream.get_executor(),
              [&stream, into, shared] { stream.async_read_some(into, std::move(*shared)); });
      },
      token, buffers);
}

}  // namespace ws
