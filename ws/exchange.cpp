#include "ws/exchange.hpp"

#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http.hpp>
#include <utility>

#include "ws/after.hpp"
#include "ws/as_result.hpp"

namespace ws {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;

// Of what comes after the last answer: read and thrown away, so that the answer is not lost with it.
constexpr std::size_t most_discarded = 64 << 10;

// What a stranger says: it is read when it is its turn.
class Heard {
 public:
  using executor_type = beast::tcp_stream::executor_type;
  Heard(beast::tcp_stream& stream, const Turn& turn) : stream_{stream}, turn_{turn} {}
  executor_type get_executor() { return stream_.get_executor(); }
  template <class Buffers, class Token>
  auto async_read_some(const Buffers& buffers, Token&& token) {
    return read_after(turn_(), stream_, buffers, std::forward<Token>(token));
  }

 private:
  beast::tcp_stream& stream_;
  const Turn& turn_;
};

}  // namespace

asio::awaitable<bool> read(beast::tcp_stream& stream, const Turn& turn, beast::flat_buffer& buffer,
                           RequestParser& parser, std::chrono::seconds silence,
                           std::optional<Page>& refusal) {
  Heard heard{stream, turn};
  stream.expires_after(silence);
  const auto [no_head, head] = co_await http::async_read_header(heard, buffer, parser, as_result);
  refusal = no_head ? refusal_of(no_head) : refusal_of(parser.get());
  if (no_head || refusal) co_return false;
  const auto [no_body, body] = co_await http::async_read(heard, buffer, parser, as_result);
  if (no_body) refusal = refusal_of(no_body);
  co_return !no_body;
}

asio::awaitable<bool> send(beast::tcp_stream& stream, HttpResponse& response, std::chrono::seconds patience) {
  http::response_serializer<HttpResponse::body_type> serializer{response};
  while (!serializer.is_done()) {
    stream.expires_after(patience);
    const auto [unsent, bytes] = co_await http::async_write_some(stream, serializer, as_result);
    if (unsent) co_return false;
  }
  co_return true;
}

asio::awaitable<bool> send(beast::tcp_stream& stream, const Parts& parts, std::chrono::seconds patience) {
  constexpr std::size_t most_at_once = 4 << 10;
  for (std::size_t sent = 0; sent < parts.size;) {
    const auto part = parts.read(sent, most_at_once);
    if (part.empty()) co_return false;
    stream.expires_after(patience);
    const auto [unsent, bytes] = co_await asio::async_write(stream, asio::buffer(part), as_result);
    if (unsent) co_return false;
    sent += bytes;
  }
  co_return true;
}

asio::awaitable<void> part(beast::tcp_stream& stream, const Turn& turn) {
  boost::system::error_code ignored;
  stream.socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
  Heard heard{stream, turn};
  std::array<char, 512> unread{};
  stream.expires_after(longest_parting);
  for (std::size_t read = 0; read < most_discarded;) {
    const auto [ended, bytes] = co_await heard.async_read_some(asio::buffer(unread), as_result);
    if (ended) co_return;
    read += bytes;
  }
}

asio::awaitable<void> part_with(beast::tcp_stream& stream, Page page, const Turn& turn,
                                std::chrono::seconds patience) {
  auto response = parting_reply(page);
  if (co_await send(stream, response, patience)) co_await part(stream, turn);
}

}  // namespace ws
