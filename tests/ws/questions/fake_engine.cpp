#include "tests/ws/questions/fake_engine.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

namespace tests {

namespace asio = boost::asio;
using asio::ip::tcp;
using Socket = std::shared_ptr<tcp::socket>;

struct FakeEngine::State {
  tcp::acceptor acceptor;
  Script script;
  std::vector<Asked> asked;
  std::vector<Socket> sockets;
};

namespace {

constexpr auto as_result = asio::as_tuple(asio::use_awaitable);

asio::awaitable<bool> send_in_bytes(Socket socket, std::string bytes) {
  asio::steady_timer timer{socket->get_executor()};
  for (const char one : bytes) {
    const auto [error, sent] = co_await asio::async_write(*socket, asio::buffer(&one, 1), as_result);
    if (error) co_return false;
    timer.expires_after(std::chrono::milliseconds{2});
    co_await timer.async_wait(as_result);
  }
  co_return true;
}

asio::awaitable<bool> send(Socket socket, FakeEngine::Answer answer) {
  using enum FakeEngine::Answer::Manner;
  if (answer.manner == not_yet) co_return true;
  if (answer.manner == byte_by_byte) co_return co_await send_in_bytes(socket, answer.bytes);
  do {
    const auto [error, sent] = co_await asio::async_write(*socket, asio::buffer(answer.bytes), as_result);
    if (error) co_return false;
  } while (answer.manner == over_and_over);
  co_return true;
}

template <class State>
asio::awaitable<void> serve(Socket socket, std::shared_ptr<State> state) {
  namespace http = boost::beast::http;
  boost::beast::flat_buffer buffer;
  for (;;) {
    http::request<http::string_body> request;
    const auto [broken, read] = co_await http::async_read(*socket, buffer, request, as_result);
    if (broken) co_return;
    state->asked.push_back(
        {std::string{request.method_string()}, std::string{request.target()}, request.body()});
    const auto answer = state->script(state->asked.back());
    if (!co_await send(socket, answer)) co_return;
    boost::system::error_code ignored;
    if (answer.then_closes) socket->close(ignored);
  }
}

template <class State>
asio::awaitable<void> accept_all(std::shared_ptr<State> state) {
  for (;;) {
    auto [error, accepted] = co_await state->acceptor.async_accept(as_result);
    if (error) co_return;
    auto socket = std::make_shared<tcp::socket>(std::move(accepted));
    state->sockets.push_back(socket);
    asio::co_spawn(state->acceptor.get_executor(), serve(socket, state), asio::detached);
  }
}

}  // namespace

FakeEngine::FakeEngine(asio::io_context& io, Script script)
    : state_{std::make_shared<State>(
          State{{io, {asio::ip::address_v4::loopback(), 0}}, std::move(script), {}, {}})} {
  asio::co_spawn(io, accept_all(state_), asio::detached);
}
FakeEngine::~FakeEngine() {
  state_->acceptor.close();
  close_all();
}

std::string FakeEngine::port() const {
  return std::to_string(state_->acceptor.local_endpoint().port());
}
const std::vector<FakeEngine::Asked>& FakeEngine::asked() const {
  return state_->asked;
}
std::size_t FakeEngine::connections() const {
  return state_->sockets.size();
}
void FakeEngine::set(Script script) {
  state_->script = std::move(script);
}

void FakeEngine::send(const std::string& bytes) {
  boost::system::error_code gone;
  for (const auto& socket : state_->sockets)
    if (socket->is_open()) asio::write(*socket, asio::buffer(bytes), gone);
}
void FakeEngine::close_all() {
  boost::system::error_code ignored;
  for (const auto& socket : state_->sockets) socket->close(ignored);
}

std::string http(unsigned status, const std::string& body, const std::string& fields) {
  return "HTTP/1.1 " + std::to_string(status) + " As It Is\r\nContent-Type: application/json\r\n" + fields +
         "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

}  // namespace tests
