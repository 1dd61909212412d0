#include "store/redis_badges.hpp"

#include <boost/asio/use_awaitable.hpp>

#include "store/badges.hpp"

namespace store {

namespace asio = boost::asio;

asio::awaitable<dispatch::OrRefusal<dispatch::Actor>> RedisBadges::who_has(std::string token) {
  using dispatch::Errc;
  using dispatch::Refusal;
  Arguments question{"HGET", keys_.tokens(), hash_of_token(token)};
  const auto answer = co_await pipeline_.run(std::move(question));
  if (answer.state != Answer::State::answered || answer.reply.is_error())
    co_return Refusal{Errc::store_unavailable, "the store is not reachable, so nobody can sign in now", {}};
  if (answer.reply.type != Reply::Type::text)
    co_return Refusal{Errc::not_signed_in, "this token is not known here: ask for a new one", {}};
  const auto badge = badge_from(answer.reply.text);
  if (badge.has_error()) co_return Refusal{Errc::not_signed_in, badge.error().what, {}};
  co_return *badge;
}

}  // namespace store
