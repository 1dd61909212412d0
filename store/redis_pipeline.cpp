#include "store/redis_pipeline.hpp"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace store {
namespace {

namespace asio = boost::asio;

constexpr std::chrono::milliseconds between_attempts{100};
constexpr std::chrono::milliseconds between_pings{500};
// One pipeline's worth; what is more goes with the next.
constexpr std::size_t most_at_once = 512;

bool is_writing_refused(const Reply& reply) {
  return reply.is_error() && (reply.text.starts_with("READONLY") || reply.text.starts_with("LOADING") ||
                              reply.text.starts_with("MISCONF") || reply.text.starts_with("NOREPLICAS"));
}

}  // namespace

Pipeline::Pipeline(asio::any_io_executor executor, Options options)
    : executor_{std::move(executor)}, options_{std::move(options)}, thread_{&Pipeline::work, this} {}

Pipeline::~Pipeline() {
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

asio::awaitable<Answer> Pipeline::run(Arguments arguments) {
  return enqueued({std::move(arguments), false, {}});
}

asio::awaitable<Answer> Pipeline::run_script(Arguments arguments) {
  return enqueued({std::move(arguments), true, {}});
}

void Pipeline::send(Arguments arguments) {
  enqueue({std::move(arguments), false, [](const Answer&) {}});
}

asio::awaitable<Answer> Pipeline::enqueued(Request request) {
  return asio::async_initiate<const asio::use_awaitable_t<>, void(Answer)>(
      [this](auto handler, Request waiting) {
        auto shared = std::make_shared<decltype(handler)>(std::move(handler));
        waiting.done = [shared](Answer answer) { std::move (*shared)(std::move(answer)); };
        enqueue(std::move(waiting));
      },
      asio::use_awaitable, std::move(request));
}

void Pipeline::enqueue(Request request) {
  {
    const std::lock_guard lock{mutex_};
    queue_.push_back(std::move(request));
  }
  wake_.notify_one();
}

void Pipeline::work() {
  for (;;) {
    if (!connection_) connect();
    std::vector<Request> taken;
    bool last = false;
    {
      std::unique_lock lock{mutex_};
      wake_.wait_for(lock, connection_ ? between_pings : between_attempts,
                     [&] { return stopping_ || (!queue_.empty() && connection_); });
      last = stopping_;
      const auto count = connection_ && !last ? std::min(queue_.size(), most_at_once) : queue_.size();
      std::move(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(count),
                std::back_inserter(taken));
      queue_.erase(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(count));
    }
    Finished finished;
    if (connection_ && taken.empty() && !last) {
      const auto pong = connection_->ask({"PING"});
      if (!pong || pong->is_error()) connection_.reset();
    } else {
      exchange(taken, finished);
    }
    if (!connection_) set_state(false);
    tell(std::move(finished));
    if (last) return;
  }
}

bool Pipeline::connect() {
  auto opened = Connection::open(options_.address, options_.limit);
  if (opened.has_error()) return false;
  connection_.emplace(std::move(*opened));
  if (!load_script()) return false;
  set_state(true);
  return true;
}

bool Pipeline::load_script() {
  if (options_.script.empty()) return true;
  const auto sha = connection_->ask({"SCRIPT", "LOAD", options_.script});
  if (!sha || sha->is_error()) {
    connection_.reset();
    return false;
  }
  sha_ = sha->text;
  return true;
}

void Pipeline::exchange(std::vector<Request>& requests, Finished& finished) {
  std::size_t answered = 0;
  const bool connected = connection_.has_value();
  if (connected) {
    for (const auto& request : requests) {
      if (!request.is_script) {
        connection_->queue(request.arguments);
        continue;
      }
      Arguments evalsha{"EVALSHA", sha_};
      evalsha.insert(evalsha.end(), request.arguments.begin(), request.arguments.end());
      connection_->queue(evalsha);
    }
    std::vector<Request>
        again;  // Redis had forgotten the script (SCRIPT FLUSH, a fresh Redis behind a proxy)
    for (; answered < requests.size(); ++answered) {
      auto reply = connection_->next();
      if (!reply) break;
      auto& request = requests[answered];
      if (request.is_script && reply->is_error() && reply->text.starts_with("NOSCRIPT")) {
        again.push_back(std::move(request));
        continue;
      }
      const auto state = is_writing_refused(*reply) ? Answer::State::unavailable : Answer::State::answered;
      finished.emplace_back(std::move(request.done), Answer{state, std::move(*reply)});
    }
    if (answered < requests.size()) connection_.reset();
    if (connection_ && !again.empty() && load_script()) {
      exchange(again, finished);
      again.clear();
    }
    for (auto& request : again) finished.emplace_back(std::move(request.done), Answer{});
    if (!connection_ || !replicated())
      for (auto& [done, answer] : finished)
        if (answer.state == Answer::State::answered && options_.replicas > 0)
          answer.state = Answer::State::unknown;
  }
  const auto state = connected ? Answer::State::unknown : Answer::State::unavailable;
  for (; answered < requests.size(); ++answered)
    finished.emplace_back(std::move(requests[answered].done), Answer{state, {}});
}

bool Pipeline::replicated() {
  if (options_.replicas == 0) return true;
  const auto count = connection_->ask(
      {"WAIT", std::to_string(options_.replicas), std::to_string(options_.limit.count() / 2)});
  if (!count) connection_.reset();
  return count && count->type == Reply::Type::number && count->number >= options_.replicas;
}

void Pipeline::tell(Finished finished) {
  if (finished.empty()) return;
  asio::post(executor_, [finished = std::move(finished)]() mutable {
    for (auto& [done, answer] : finished) done(std::move(answer));
  });
}

void Pipeline::set_state(bool up) {
  if (up_ == up) return;
  up_ = up;
  if (options_.on_state) asio::post(executor_, [call = options_.on_state, up] { call(up); });
}

}  // namespace store
