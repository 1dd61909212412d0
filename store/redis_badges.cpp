#include "store/redis_badges.hpp"

#include <algorithm>
#include <boost/asio/use_awaitable.hpp>

#include "store/badges.hpp"

namespace store {
namespace {

namespace asio = boost::asio;

// One question's worth, so that no other waits long behind it.
constexpr std::size_t most_looked_up = 500;

bool is_answered(const Answer& answer) {
  return answer.state == Answer::State::answered && !answer.reply.is_error();
}

}  // namespace

asio::awaitable<dispatch::OrRefusal<dispatch::Bearer>> RedisBadges::who_has(std::string token,
                                                                            dispatch::TimePoint now) {
  using dispatch::Errc;
  using dispatch::Refusal;
  auto hash = hash_of_token(token);
  Arguments question{"HGET", keys_.tokens(), hash};
  const auto answer = co_await pipeline_.ask(std::move(question));
  if (!is_answered(answer))
    co_return Refusal{Errc::store_unavailable, "the store is not reachable, so nobody can sign in now", {}};
  if (answer.reply.type != Reply::Type::text)
    co_return Refusal{Errc::not_signed_in, "this token is not known here: ask for a new one", {}};
  const auto badge = badge_from(answer.reply.text);
  if (badge.has_error()) co_return Refusal{Errc::not_signed_in, badge.error().what, {}};
  pipeline_.send({"HSET", keys_.tokens_seen(), hash, std::to_string(now.time_since_epoch().count())});
  co_return dispatch::Bearer{badge->actor, std::move(hash)};
}

// Who takes a token back counts it after it is gone. The answers come in the order of the questions: a
// session that signed in before it was gone is among `held` when the count is seen.
asio::awaitable<std::vector<std::string>> RedisBadges::taken_back(Held held) {
  std::vector<std::string> gone;
  Arguments question{"GET", keys_.tokens_taken_back()};
  const auto count = co_await pipeline_.run(std::move(question));
  if (!is_answered(count) || looked_at_ == count.reply.text) co_return gone;
  const auto all = held();
  for (std::size_t begin = 0; begin < all.size(); begin += most_looked_up) {
    const auto end = std::min(all.size(), begin + most_looked_up);
    Arguments which{"HMGET", keys_.tokens()};
    which.insert(which.end(), all.begin() + static_cast<std::ptrdiff_t>(begin),
                 all.begin() + static_cast<std::ptrdiff_t>(end));
    const auto kept = co_await pipeline_.run(std::move(which));
    if (!is_answered(kept) || kept.reply.list.size() != end - begin) co_return gone;
    for (std::size_t i = begin; i < end; ++i)
      if (kept.reply.list[i - begin].type == Reply::Type::nothing) gone.push_back(all[i]);
  }
  looked_at_ = count.reply.text;
  co_return gone;
}

}  // namespace store
