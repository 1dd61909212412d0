#include "store/redis_past_calls.hpp"

#include <boost/asio/use_awaitable.hpp>

#include "dispatch/model/json.hpp"
#include "dispatch/model/limits.hpp"

namespace store {

namespace asio = boost::asio;
namespace json = dispatch::json;

asio::awaitable<std::optional<std::vector<dispatch::PastCall>>> RedisPastCalls::calls_from(
    std::string number) {
  Arguments question{"LRANGE", keys_.calls(number), "0", std::to_string(dispatch::most_past_calls - 1)};
  const auto answer = co_await pipeline_.ask(std::move(question));
  if (answer.state != Answer::State::answered || answer.reply.type != Reply::Type::list)
    co_return std::nullopt;
  std::vector<dispatch::PastCall> calls;
  for (const auto& kept : answer.reply.list) {
    boost::system::error_code error;
    const auto value = boost::json::parse(kept.text, error);
    dispatch::PastCall call;
    json::FieldError why;
    if (!error && json::read(value, call, why)) calls.push_back(std::move(call));
  }
  co_return calls;
}

}  // namespace store
