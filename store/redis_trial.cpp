#include "store/redis_trial.hpp"

#include <utility>

namespace store {

std::optional<Reply> answer_to_all(Connection& redis, const std::vector<Arguments>& calls) {
  for (const auto& call : calls) redis.queue(call);
  Reply answer;
  for (std::size_t i = 0; i < calls.size(); ++i) {
    auto one = redis.next();
    if (!one) return std::nullopt;
    if (!answer.is_error()) answer = std::move(*one);
  }
  return answer;
}

std::optional<Reply> answer_of_channel(Connection& redis, const Trial& trial) {
  const auto said = redis.ask({"PUBLISH", trial.channel, trial.says_nothing});
  if (!said || said->is_error()) return said;
  const auto heard = redis.ask({"SUBSCRIBE", trial.channel});
  if (!heard || heard->is_error()) return heard;
  auto left = redis.ask({"UNSUBSCRIBE", trial.channel});
  while (left && left->list.size() == 3 && left->list[0].text == "message") left = redis.next();
  if (left && left->is_error()) return std::nullopt;  // who has subscribed can be asked nothing else
  return left;
}

}  // namespace store
