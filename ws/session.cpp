#include "ws/session.hpp"

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket.hpp>

#include <spdlog/spdlog.h>

#include "ws/as_result.hpp"
#include "ws/gate.hpp"

namespace ws {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace websocket = beast::websocket;

constexpr std::string_view protocol = "siaga.v1";
constexpr std::size_t idle_buffer_bytes = 4096;

// A client's place in the room, for as long as its session runs and however that ends.
class Seat {
 public:
  Seat(Room& room, Peer& peer) : room_{room}, peer_{peer} { room_.join(peer_); }
  ~Seat() { room_.leave(peer_); }
  Seat(const Seat&) = delete;
  Seat& operator=(const Seat&) = delete;

 private:
  Room& room_;
  Peer& peer_;
};

class Session final : public Peer, public std::enable_shared_from_this<Session> {
 public:
  Session(asio::ip::tcp::socket socket, Room& room, std::size_t message_bytes)
      : stream_{Gate{std::move(socket)}}, room_{room} {
    stream_.read_message_max(message_bytes);
    stream_.set_option(websocket::stream_base::timeout{.handshake_timeout = std::chrono::seconds{10},
                                                       .idle_timeout = std::chrono::seconds{40},
                                                       .keep_alive_pings = true});
    stream_.set_option(websocket::stream_base::decorator([](websocket::response_type& response) {
      response.set(beast::http::field::server, "siaga");
      response.set(beast::http::field::sec_websocket_protocol, std::string{protocol});
    }));
  }

  void send(Frame frame) override { stream_.next_layer().send(std::move(frame)); }
  void flush() override { stream_.next_layer().flush(); }
  void drop_unsent() override { stream_.next_layer().drop_unsent(); }
  std::size_t queued_bytes() const override { return stream_.next_layer().waiting_bytes(); }
  void cut() override { stream_.next_layer().close(); }
  void close(CloseCode code, std::string_view reason) override {
    if (closing) return;
    closing = monotonic_now();
    if (code == CloseCode::slow) drop_unsent();
    send(close_frame(static_cast<unsigned short>(code), reason));
    flush();
  }

  asio::awaitable<void> run(HttpRequest upgrade) {
    const auto [error] = co_await stream_.async_accept(upgrade, as_result);
    if (error) co_return;
    const Seat seat{room_, *this};
    co_await read_all();
    cut();
  }

 private:
  asio::awaitable<void> read_all() {
    beast::flat_buffer buffer;
    for (;;) {
      const auto [error, size] = co_await stream_.async_read(buffer, as_result);
      if (error) co_return;
      if (closing) {  // what comes after we said goodbye is not read; but a client's own close is waited for
        buffer.consume(size);
        continue;
      }
      if (!stream_.got_text()) {
        room_.refuse(*this, {}, {dispatch::Errc::bad_json, "messages are text, not binary", {}});
        close(CloseCode::not_text, "text only");
        buffer.consume(size);
        continue;
      }
      auto text = beast::buffers_to_string(buffer.data());
      buffer.consume(size);
      if (buffer.capacity() > idle_buffer_bytes) buffer.shrink_to_fit();
      try {
        co_await room_.received(shared_from_this(), std::move(text));
      } catch (const std::exception& bug) {  // one client's trouble is not the others'
        spdlog::error("session.failed what=\"{}\"", bug.what());
        co_return;
      }
    }
  }

  websocket::stream<Gate> stream_;
  Room& room_;
};

}  // namespace

std::string reason_against(const HttpRequest& upgrade) {
  if (upgrade.target() != "/ws") return "the WebSocket is at /ws\n";
  beast::http::token_list offered{upgrade[beast::http::field::sec_websocket_protocol]};
  if (!offered.exists(std::string{protocol}))
    return "this server speaks the WebSocket subprotocol siaga.v1\n";
  return {};
}

asio::awaitable<void> run_session(asio::ip::tcp::socket socket, HttpRequest upgrade, Room& room,
                                  std::size_t message_bytes) {
  const auto session = std::make_shared<Session>(std::move(socket), room, message_bytes);
  co_await session->run(std::move(upgrade));
}

}  // namespace ws
