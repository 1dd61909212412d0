#include "ws/session.hpp"

#include <algorithm>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/string.hpp>
#include <boost/beast/websocket.hpp>

#include <spdlog/spdlog.h>

#include "ws/as_result.hpp"
#include "ws/clock.hpp"
#include "ws/gate.hpp"
#include "ws/pace.hpp"

namespace ws {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace websocket = beast::websocket;

constexpr std::string_view protocol = "siaga.v1";
constexpr std::size_t idle_buffer_bytes = 4096;
constexpr std::size_t longest_of_strangers = 4096;  // a token and a device

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
  Session(asio::ip::tcp::socket socket, Room& room, Arrived arrived)
      : stream_{Gate{std::move(socket)}},
        room_{room},
        stranger_{std::move(arrived.stranger)},
        message_bytes_{arrived.message_bytes} {
    origin = std::move(arrived.origin);
    stream_.next_layer().reads_wait(std::move(arrived.turn));
    stream_.read_message_max(longest_of_strangers);
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
      const auto bytes = text.size();
      try {
        co_await room_.received(shared_from_this(), std::move(text));
      } catch (const std::exception& bug) {  // one client's trouble is not the others'
        spdlog::error("session.failed what=\"{}\"", bug.what());
        co_return;
      }
      if (actor) is_no_stranger();
      co_await rest_after(bytes);
    }
  }

  void is_no_stranger() {
    stream_.read_message_max(message_bytes_);
    stream_.next_layer().reads_wait({});
    stranger_ = {};
  }

  // Who says too much is read later.
  asio::awaitable<void> rest_after(std::size_t bytes) {
    const auto now = monotonic_now();
    const auto rest = std::max(messages_.said(1, now), bytes_.said(bytes, now));
    if (rest <= rest.zero()) co_return;
    asio::steady_timer timer{stream_.get_executor(), rest};
    co_await timer.async_wait(as_result);
  }

  websocket::stream<Gate> stream_;
  Room& room_;
  Guests::Stranger stranger_;
  std::size_t message_bytes_;
  Pace messages_{1000, 500};
  Pace bytes_{2U << 20U, 512U << 10U};
};

std::string_view host_of(std::string_view authority) {
  const auto end = authority.starts_with('[') ? authority.find(']') : authority.find(':');
  return authority.substr(0, end);
}

// Browsers say of which site the page is that connects; others say nothing. Ports do not count: a proxy may
// leave them out.
bool is_of_this_site(const HttpRequest& upgrade) {
  const auto text_of = [&](std::string_view field) {
    const auto value = upgrade[boost::beast::string_view{field.data(), field.size()}];
    return std::string_view{value.data(), value.size()};
  };
  auto origin = text_of("Origin");
  if (origin.empty()) return true;
  const auto scheme = origin.find("://");
  if (scheme == origin.npos) return false;  // "null": a page without a site
  origin.remove_prefix(scheme + 3);
  const auto is_origin = [&](std::string_view host) {
    return beast::iequals(host_of(host), host_of(origin));
  };
  return is_origin(text_of("Host")) || is_origin(text_of("X-Forwarded-Host"));
}

}  // namespace

std::optional<Page> reason_against(const HttpRequest& upgrade) {
  if (upgrade.target() != "/ws") return Page{.status = 400, .body = "the WebSocket is at /ws\n"};
  beast::http::token_list offered{upgrade[beast::http::field::sec_websocket_protocol]};
  if (!offered.exists(std::string{protocol}))
    return Page{.status = 400, .body = "this server speaks the WebSocket subprotocol siaga.v1\n"};
  if (!is_of_this_site(upgrade))
    return Page{.status = 403,
                .body = "a page of another site may not connect; a proxy in front must pass Host\n"};
  return std::nullopt;
}

asio::awaitable<void> run_session(asio::ip::tcp::socket socket, HttpRequest upgrade, Room& room,
                                  Arrived arrived) {
  const auto session = std::make_shared<Session>(std::move(socket), room, std::move(arrived));
  co_await session->run(std::move(upgrade));
}

}  // namespace ws
