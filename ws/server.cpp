#include "ws/server.hpp"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/websocket/rfc6455.hpp>

#include <spdlog/spdlog.h>

#include "ws/as_result.hpp"
#include "ws/doors/doors.hpp"
#include "ws/session.hpp"

namespace ws {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;

constexpr std::size_t longest_header = 8 << 10;
constexpr std::size_t longest_body = 64 << 10;
// When the system has no more sockets to give, some are about to be freed.
constexpr std::chrono::milliseconds before_accepting_again{100};

using HttpResponse = http::response<http::string_body>;

HttpResponse response_to(const HttpRequest& request, Page page) {
  HttpResponse response{static_cast<http::status>(page.status), request.version()};
  response.set(http::field::server, "siaga");
  response.set(http::field::content_type, std::string{page.type});
  response.set(http::field::cache_control, page.is_secret ? "no-store"
                                           : page.lasts   ? "public, max-age=31536000, immutable"
                                                          : "no-cache");
  response.set(http::field::vary, "Accept-Encoding");
  if (page.gzipped) response.set(http::field::content_encoding, "gzip");
  if (!page.etag.empty()) response.set(http::field::etag, page.etag);
  if (!page.location.empty()) response.set(http::field::location, page.location);
  response.set("X-Content-Type-Options", "nosniff");
  response.set("Referrer-Policy", "no-referrer");
  response.keep_alive(request.keep_alive());
  const bool has_no_body = page.status == 204 || page.status == 304;  // nor a length: RFC 9110, 8.6
  if (has_no_body) return response;
  const auto size = page.body.size();
  if (request.method() != http::verb::head) response.body() = std::move(page.body);
  response.content_length(size);
  return response;
}

bool has_it_already(const HttpRequest& request, const Page& page) {
  const auto known = request[http::field::if_none_match];
  return page.status < 300 && !page.etag.empty() && known.find(page.etag) != known.npos;
}

std::string_view target_of(const HttpRequest& request) {
  return {request.target().data(), request.target().size()};
}

Method method_of(const HttpRequest& request) {
  switch (request.method()) {
    case http::verb::get:
    case http::verb::head: return Method::get;
    case http::verb::post: return Method::post;
    default: return Method::other;
  }
}

bool takes_gzip(const HttpRequest& request) {
  const http::token_list encodings{request[http::field::accept_encoding]};
  return std::ranges::any_of(encodings, [](const auto& one) { return one == "gzip"; });
}

// `request` and `doors` outlive the call.
asio::awaitable<Page> answer(const HttpRequest& request, const Doors& doors) {
  if (beast::websocket::is_upgrade(request)) co_return Page{.status = 400, .body = reason_against(request)};
  const Visit visit{method_of(request), target_of(request), request.body(), takes_gzip(request)};
  co_return co_await doors.answer(visit);
}

}  // namespace

struct Server::State {
  State(asio::any_io_executor executor, Room& into, const Doors& to, Options with)
      : acceptor{executor}, room{into}, doors{to}, options{std::move(with)} {}

  tcp::acceptor acceptor;
  Room& room;
  const Doors& doors;
  Options options;
  std::size_t open = 0;
};

namespace {

// One connection more, for as long as it lives.
template <class State>
class Open {
 public:
  explicit Open(std::shared_ptr<State> state) : state_{std::move(state)} { ++state_->open; }
  ~Open() { --state_->open; }
  Open(const Open&) = delete;
  Open& operator=(const Open&) = delete;

 private:
  std::shared_ptr<State> state_;
};

template <class State>
asio::awaitable<void> serve(tcp::socket socket, std::shared_ptr<State> state) {
  const Open<State> counted{state};
  beast::tcp_stream stream{std::move(socket)};  // NOLINT(bugprone-use-after-move): only once, in a coroutine
  beast::flat_buffer buffer;
  for (;;) {
    http::request_parser<http::string_body> parser;
    parser.header_limit(longest_header);
    parser.body_limit(longest_body);
    stream.expires_after(state->options.silence);
    const auto [broken, read] = co_await http::async_read(stream, buffer, parser, as_result);
    if (broken) co_return;
    auto request = parser.release();
    if (beast::websocket::is_upgrade(request) && reason_against(request).empty()) {
      stream.expires_never();
      co_await run_session(stream.release_socket(), std::move(request), state->room,
                           state->options.message_bytes);
      co_return;
    }
    Page page{.status = 500, .body = "this went wrong here, not with you\n"};
    try {
      page = co_await answer(request, state->doors);
    } catch (const std::exception& bug) {  // one request's trouble is not the others'
      spdlog::error("http.failed what=\"{}\"", bug.what());
    }
    if (has_it_already(request, page)) page.status = 304;
    auto response = response_to(request, std::move(page));
    stream.expires_after(state->options.silence);
    const auto [unsent, written] = co_await http::async_write(stream, response, as_result);
    if (unsent || !response.keep_alive()) break;
  }
  boost::system::error_code ignored;
  stream.socket().shutdown(tcp::socket::shutdown_send, ignored);
}

template <class State>
asio::awaitable<void> accept_all(std::shared_ptr<State> state) {
  asio::steady_timer timer{state->acceptor.get_executor()};
  while (state->acceptor.is_open()) {
    auto [error, socket] = co_await state->acceptor.async_accept(as_result);
    if (error == asio::error::operation_aborted) co_return;
    if (error) {
      timer.expires_after(before_accepting_again);
      co_await timer.async_wait(as_result);
      continue;
    }
    if (state->open >= state->options.connections) continue;  // closes it
    boost::system::error_code ignored;
    socket.set_option(tcp::no_delay{true}, ignored);
    asio::co_spawn(state->acceptor.get_executor(), serve(std::move(socket), state), asio::detached);
  }
}

}  // namespace

Server::Server(asio::any_io_executor executor, Room& room, const Doors& doors, Options options)
    : state_{std::make_shared<State>(std::move(executor), room, doors, std::move(options))} {}
Server::~Server() = default;

dispatch::OrFault<unsigned short> Server::start() {
  auto& acceptor = state_->acceptor;
  const auto& options = state_->options;
  const auto where = options.address + ":" + std::to_string(options.port);
  boost::system::error_code error;
  const auto address = asio::ip::make_address(options.address, error);
  if (error) return dispatch::Fault{"cannot listen on " + where + ": not an IP address"};
  const tcp::endpoint endpoint{address, options.port};
  acceptor.open(endpoint.protocol(), error);
  if (!error) acceptor.set_option(asio::socket_base::reuse_address{true}, error);
  if (!error) acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
  if (error) return dispatch::Fault{"cannot listen on " + where + ": " + error.message()};
  asio::co_spawn(acceptor.get_executor(), accept_all(state_), asio::detached);
  return acceptor.local_endpoint().port();
}

void Server::stop() {
  boost::system::error_code ignored;
  state_->acceptor.close(ignored);
}

}  // namespace ws
