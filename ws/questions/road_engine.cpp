#include "ws/questions/road_engine.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/connect.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <tuple>
#include <utility>

#include "ws/as_result.hpp"
#include "ws/clock.hpp"

namespace ws {

namespace asio = boost::asio;

struct RoadEngine::State {
  asio::any_io_executor executor;
  Options options;
  std::optional<asio::ip::tcp::socket> kept;  // open, nothing asked on it
  std::size_t under_way = 0;
  int failures = 0;  // in a row
  bool is_away = false;
  std::chrono::steady_clock::time_point left_alone_until;
};

namespace {

namespace http = boost::beast::http;
using asio::ip::tcp;
using geo::Fault;
using geo::OrFault;

constexpr std::uint32_t longest_header = 8 << 10;
constexpr std::uint64_t longest_body = 128 << 10;  // of 99 starts: some 20 KiB

// Shared by who waits for the answer and who asks for it, so that the waiting can end before the asking:
// looking up a host cannot be broken off.
struct Question {
  Question(const asio::any_io_executor& executor, std::vector<geo::Position> from, geo::Position to)
      : timer{executor}, resolver{executor}, socket{executor}, starts{std::move(from)}, end{to} {}

  void give_up() {
    is_given_up = true;
    resolver.cancel();
    boost::system::error_code ignored;
    socket.close(ignored);
  }

  asio::steady_timer timer;
  tcp::resolver resolver;
  tcp::socket socket;
  bool socket_is_used = false;  // it was kept from a question before
  bool is_given_up = false;
  std::vector<geo::Position> starts;
  geo::Position end;
  std::optional<OrFault<EngineTravels>> answer;
};

// One question more under way, for as long as it is.
template <class State>
class UnderWay {
 public:
  explicit UnderWay(std::shared_ptr<State> state) : state_{std::move(state)} { ++state_->under_way; }
  ~UnderWay() { --state_->under_way; }
  UnderWay(const UnderWay&) = delete;
  UnderWay& operator=(const UnderWay&) = delete;

 private:
  std::shared_ptr<State> state_;
};

template <class State>
void failed(State& state, const std::string& reason) {
  ++state.failures;
  spdlog::debug("roads.engine_failed reason=\"{}\" in_a_row={}", reason, state.failures);
  if (state.failures < state.options.failures) return;
  state.left_alone_until = monotonic_now() + state.options.rest;
  if (std::exchange(state.is_away, true)) return;
  spdlog::warn("roads.engine_away reason=\"{}\" engine={}", reason, state.options.address.host_and_port());
}

template <class State>
void answered(State& state) {
  state.failures = 0;
  if (std::exchange(state.is_away, false))
    spdlog::info("roads.engine_back engine={}", state.options.address.host_and_port());
}

// A kept connection on which nothing has come unasked: what comes would be taken for the next answer.
template <class State>
bool take_kept(State& state, Question& question) {
  if (!state.kept) return false;
  question.socket = std::move(*state.kept);
  state.kept.reset();
  boost::system::error_code error;
  if (question.socket.available(error) == 0 && !error) return true;
  question.socket.close(error);
  return false;
}

// Why there is no connection, or nothing. `question` outlives the call, here and below.
asio::awaitable<std::optional<Fault>> connect(const EngineAddress& to, Question& question) {
  const auto [unknown, found] = co_await question.resolver.async_resolve(to.host, to.port, as_result);
  if (unknown) co_return Fault{"the host is not found: " + unknown.message()};
  if (question.is_given_up) co_return Fault{"given up"};
  const auto [refused, where] = co_await asio::async_connect(question.socket, found, as_result);
  if (refused) co_return Fault{"no connection: " + refused.message()};
  boost::system::error_code ignored;
  question.socket.set_option(tcp::no_delay{true}, ignored);
  co_return std::nullopt;
}

http::request<http::string_body> http_request(const EngineAddress& to, EngineRequest from) {
  http::request<http::string_body> request{from.is_post ? http::verb::post : http::verb::get, from.target,
                                           11};
  request.set(http::field::host, to.host_and_port());
  request.set(http::field::user_agent, "siaga");
  request.set(http::field::accept, "application/json");
  if (from.is_post) request.set(http::field::content_type, "application/json");
  request.body() = std::move(from.body);
  request.prepare_payload();
  return request;
}

struct Reply {
  boost::system::error_code error;
  bool is_silent = true;   // not a byte came
  bool can_go_on = false;  // the connection is good for another question
  unsigned status = 0;
  std::string body;
};

asio::awaitable<Reply> exchange(http::request<http::string_body> request, Question& question) {
  Reply reply;
  const auto [unsent, written] = co_await http::async_write(question.socket, request, as_result);
  reply.error = unsent;
  if (unsent) co_return reply;
  http::response_parser<http::string_body> parser;
  parser.header_limit(longest_header);
  parser.body_limit(longest_body);
  boost::beast::flat_buffer buffer;
  const auto [broken, read] = co_await http::async_read(question.socket, buffer, parser, as_result);
  reply.error = broken;
  reply.is_silent = !parser.got_some();
  if (broken) co_return reply;
  reply.can_go_on = parser.keep_alive() && buffer.size() == 0;
  reply.status = parser.get().result_int();
  reply.body = std::move(parser.get().body());
  co_return reply;
}

// Asks for some of the starts. An engine may close a kept connection at any time: then once more, on a new
// one.
asio::awaitable<OrFault<EngineTravels>> ask_for(const EngineAddress& to,
                                                std::span<const geo::Position> starts, Question& question) {
  const auto request = http_request(to, request_for(to, starts, question.end));
  for (;;) {
    const bool was_used = std::exchange(question.socket_is_used, true);
    if (!was_used)
      if (const auto fault = co_await connect(to, question)) co_return *fault;
    const auto reply = co_await exchange(request, question);
    const bool is_lost = reply.error || !reply.can_go_on;
    if (is_lost) {
      boost::system::error_code ignored;
      question.socket.close(ignored);
      question.socket_is_used = false;
    }
    if (reply.error && was_used && reply.is_silent && !question.is_given_up) continue;
    if (reply.error) co_return Fault{"no answer: " + reply.error.message()};
    co_return travels_in(to.kind, reply.status, reply.body, starts, question.end);
  }
}

asio::awaitable<OrFault<EngineTravels>> ask_for_all(const EngineAddress& to, Question& question) {
  EngineTravels all;
  for (std::span<const geo::Position> left{question.starts}; !left.empty();) {
    const auto some = left.first(std::min(left.size(), most_starts));
    left = left.subspan(some.size());
    const auto travels = co_await ask_for(to, some, question);
    if (travels.has_error()) co_return travels.error();
    all.insert(all.end(), travels->begin(), travels->end());
  }
  co_return all;
}

template <class State>
asio::awaitable<void> pursue(std::shared_ptr<State> state, std::shared_ptr<Question> question) {
  const UnderWay<State> counted{state};
  question->socket_is_used = take_kept(*state, *question);
  try {
    question->answer = co_await ask_for_all(state->options.address, *question);
  } catch (const std::exception& bug) {  // out of memory, say
    question->answer = Fault{bug.what()};
  }
  if (question->is_given_up) co_return;
  if (question->answer->has_value() && question->socket_is_used) state->kept = std::move(question->socket);
  question->timer.cancel();
}

template <class State>
asio::awaitable<std::optional<EngineTravels>> ask(std::shared_ptr<State> state,
                                                  std::vector<geo::Position> starts, geo::Position end) {
  if (state->under_way >= state->options.at_once) co_return std::nullopt;
  const auto question = std::make_shared<Question>(state->executor, std::move(starts), end);
  question->timer.expires_after(state->options.deadline);
  asio::co_spawn(state->executor, pursue(state, question), asio::detached);
  boost::system::error_code interrupted;
  if (!question->answer) std::tie(interrupted) = co_await question->timer.async_wait(as_result);
  if (!question->answer) {
    question->give_up();
    if (!interrupted) failed(*state, fmt::format("no answer in {} ms", state->options.deadline.count()));
    co_return std::nullopt;
  }
  if (question->answer->has_error()) {
    failed(*state, question->answer->error().what);
    co_return std::nullopt;
  }
  answered(*state);
  co_return std::move(**question->answer);
}

// Whether it is back; nobody waits.
template <class State>
asio::awaitable<void> try_again(std::shared_ptr<State> state, std::vector<geo::Position> starts,
                                geo::Position end) {
  state->left_alone_until = monotonic_now() + state->options.deadline + state->options.rest;
  co_await ask(state, std::move(starts), end);  // NOLINT(bugprone-use-after-move): only once, in a coroutine
}

template <class State>
asio::awaitable<std::optional<EngineTravels>> answer(std::shared_ptr<State> state,
                                                     std::vector<geo::Position> starts, geo::Position end) {
  if (starts.empty()) co_return EngineTravels{};
  if (!state->is_away) co_return co_await ask(state, std::move(starts), end);
  if (monotonic_now() >= state->left_alone_until)
    asio::co_spawn(state->executor, try_again(state, std::move(starts), end), asio::detached);
  co_return std::nullopt;
}

}  // namespace

RoadEngine::RoadEngine(asio::any_io_executor executor, Options options)
    : state_{std::make_shared<State>(State{std::move(executor), std::move(options), {}, 0, 0, false, {}})} {}
RoadEngine::~RoadEngine() = default;

asio::awaitable<std::optional<EngineTravels>> RoadEngine::to_one(std::vector<geo::Position> starts,
                                                                 geo::Position end) {
  return answer(state_, std::move(starts), end);
}

bool RoadEngine::is_away() const {
  return state_->is_away;
}

}  // namespace ws
