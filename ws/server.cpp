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

#include "ws/after.hpp"
#include "ws/as_result.hpp"
#include "ws/clock.hpp"
#include "ws/doors/doors.hpp"
#include "ws/exchange.hpp"
#include "ws/guests.hpp"
#include "ws/reply.hpp"
#include "ws/session.hpp"

namespace ws {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;

constexpr std::size_t longest_header = 8 << 10;
constexpr std::size_t longest_body = 1 << 10;
constexpr std::size_t most_read_ahead = longest_header + longest_body;
constexpr std::size_t most_partings = 32;  // of those who were not let in
// When the system has no more sockets to give, some are about to be freed.
constexpr std::chrono::milliseconds before_accepting_again{100};

bool has_it_already(const HttpRequest& request, const Page& page) {
  const auto known = request[http::field::if_none_match];
  return page.status < 300 && !page.etag.empty() && known.find(page.etag) != known.npos;
}

std::string_view text_of(beast::string_view text) {
  return {text.data(), text.size()};
}

std::string_view target_of(const HttpRequest& request) {
  return text_of(request.target());
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
  if (beast::websocket::is_upgrade(request))
    co_return reason_against(request).value_or(Page{.status = 404, .body = "there is no WebSocket here\n"});
  const Visit visit{method_of(request), target_of(request), request.body(), takes_gzip(request),
                    text_of(request[http::field::authorization])};
  co_return co_await doors.answer(visit);
}

}  // namespace

struct Server::State {
  State(asio::any_io_executor executor, Room& into, Guests& of, const Doors& to, Options with)
      : acceptor{executor}, room{into}, guests{of}, doors{to}, options{std::move(with)} {}
  [[nodiscard]] bool is_proxy(const std::string& origin) const {
    return std::ranges::find(options.proxies, origin) != options.proxies.end();
  }
  // For a named proxy it is always its turn: of its clients each is counted by its requests.
  [[nodiscard]] Turn turn_of(const std::string& origin) {
    if (is_proxy(origin)) return [] { return Pace::Clock::duration{}; };
    return [this, origin] { return guests.asked(origin, monotonic_now()); };
  }
  // Behind a proxy that nobody has named all people are one stranger to the limits. Only this machine is
  // believed to be one: others could say so to annoy.
  void sees_proxy(const std::string& origin, const HttpRequest& request) {
    if (has_seen_proxy || is_proxy(origin) || (origin != "127.0.0.1" && origin != "::")) return;
    if (request["X-Forwarded-For"].empty()) return;
    has_seen_proxy = true;
    room.condition("proxy_not_named", "a proxy at " + origin +
                                          " stands before this server and is not named in `proxies`: limits "
                                          "take all people behind it for one");
  }

  tcp::acceptor acceptor;
  Room& room;
  Guests& guests;
  const Doors& doors;
  Options options;
  std::size_t open = 0;
  std::size_t partings = 0;
  bool has_seen_proxy = false;
};

namespace {

// One more of these, for as long as this lives.
class Counted {
 public:
  explicit Counted(std::size_t& count) : count_{count} { ++count_; }
  ~Counted() { --count_; }
  Counted(const Counted&) = delete;
  Counted& operator=(const Counted&) = delete;

 private:
  std::size_t& count_;
};

Page too_many_from(const std::string& origin) {
  return {.status = 429, .body = "too many connections from " + origin + ": try again in a moment\n"};
}

// Whom a proxy says that it speaks for.
std::optional<std::string> forwarded_in(const HttpRequest& request) {
  return forwarded_origin(text_of(request["X-Forwarded-For"]));
}

// Each co_await is taken for a use of all that was moved before it.
// NOLINTBEGIN(bugprone-use-after-move)
template <class State>
asio::awaitable<void> run_session_of(beast::tcp_stream stream, HttpRequest upgrade, Guests::Stranger stranger,
                                     std::string origin, std::shared_ptr<State> state) {
  if (state->is_proxy(origin)) {
    origin = forwarded_in(upgrade).value_or(origin);
    auto one_more = state->guests.let_in(origin, monotonic_now());
    if (!one_more) {
      auto refusal = too_many_from(origin);
      const auto turn = state->turn_of(origin);
      co_return co_await part_with(stream, std::move(refusal), turn, state->options.silence);
    }
    stranger = std::move(*one_more);
  }
  stream.expires_never();
  // Named: GCC 12 frees what is made within a co_await twice.
  auto turn = state->turn_of(origin);
  Arrived arrived{std::move(origin), std::move(stranger), state->options.message_bytes, std::move(turn)};
  co_await run_session(stream.release_socket(), std::move(upgrade), state->room, std::move(arrived));
}

template <class State>
asio::awaitable<void> serve(tcp::socket socket, Guests::Stranger stranger, std::string origin,
                            std::shared_ptr<State> state) {
  const Counted counted{state->open};
  const auto silence = state->options.silence;
  beast::tcp_stream stream{std::move(socket)};
  beast::flat_buffer buffer{most_read_ahead};
  const auto turn = state->turn_of(origin);
  for (;;) {
    RequestParser parser;
    parser.header_limit(longest_header);
    parser.body_limit(longest_body);
    std::optional<Page> refusal;
    if (!co_await read(stream, turn, buffer, parser, silence, refusal)) {
      if (refusal) co_await part_with(stream, std::move(*refusal), turn, silence);
      co_return;
    }
    auto request = parser.release();
    state->sees_proxy(origin, request);
    if (state->options.sessions && beast::websocket::is_upgrade(request) && !reason_against(request)) {
      co_await run_session_of(std::move(stream), std::move(request), std::move(stranger), std::move(origin),
                              state);
      co_return;
    }
    Page page{.status = 500, .body = "this went wrong here, not with you\n"};
    try {
      page = co_await answer(request, state->doors);
    } catch (const std::exception& bug) {  // one request's trouble is not the others'
      spdlog::error("http.failed what=\"{}\"", bug.what());
    }
    if (has_it_already(request, page)) page.status = 304;
    auto response = reply_to(request, page);
    const bool has_parts = page.parts.read && request.method() != http::verb::head && page.status == 200;
    if (!co_await send(stream, response, silence)) co_return;
    if (has_parts && !co_await send(stream, page.parts, silence)) co_return;
    if (!response.keep_alive()) break;
    const auto from = state->is_proxy(origin) ? forwarded_in(request).value_or(origin) : origin;
    // Many may come with one reading: each counts as one.
    if (const auto rest = state->guests.asked(from, monotonic_now()); rest > rest.zero()) {
      asio::steady_timer timer{stream.get_executor(), rest};
      co_await timer.async_wait(as_result);
    }
  }
  co_await part(stream, turn);
}

template <class State>
asio::awaitable<void> turn_away(tcp::socket socket, Page page, Turn turn, std::shared_ptr<State> state) {
  const Counted counted{state->partings};
  beast::tcp_stream stream{std::move(socket)};
  co_await part_with(stream, std::move(page), turn, longest_parting);
}
// NOLINTEND(bugprone-use-after-move)

template <class State>
void welcome(tcp::socket socket, const std::shared_ptr<State>& state) {
  boost::system::error_code gone;
  const auto origin = origin_of(socket.remote_endpoint(gone).address());
  if (gone) return;
  const auto executor = state->acceptor.get_executor();
  const auto refuse = [&](Page page) {
    if (state->partings < most_partings)
      asio::co_spawn(executor, turn_away(std::move(socket), std::move(page), state->turn_of(origin), state),
                     asio::detached);
  };
  if (state->open >= state->options.connections)
    return refuse({.status = 503, .body = "as many are connected as this server takes: try again\n"});
  Guests::Stranger stranger;
  if (!state->is_proxy(origin)) {  // each of a proxy's clients is counted when it upgrades
    auto one_more = state->guests.let_in(origin, monotonic_now());
    if (!one_more) return refuse(too_many_from(origin));
    stranger = std::move(*one_more);
  }
  socket.set_option(tcp::no_delay{true}, gone);
  asio::co_spawn(executor, serve(std::move(socket), std::move(stranger), origin, state), asio::detached);
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
    welcome(std::move(socket), state);
  }
}

}  // namespace

Server::Server(asio::any_io_executor executor, Room& room, Guests& guests, const Doors& doors,
               Options options)
    : state_{std::make_shared<State>(std::move(executor), room, guests, doors, std::move(options))} {}
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
