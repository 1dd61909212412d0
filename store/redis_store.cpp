#include "store/redis_store.hpp"

#include <boost/asio/use_awaitable.hpp>
#include <charconv>
#include <string_view>

#include "store/needs.hpp"
#include "store/scripts.hpp"

namespace store {
RedisStore::RedisStore(boost::asio::any_io_executor executor, Options options)
    : pipeline{std::move(executor),
               {.address = std::move(options.address),
                .scripts = {std::string{commit_script()}, std::string{lastfix_script()},
                            std::string{tally_script()}},
                .trial = needs_of(Keys{options.region}, options.node),
                .has_room = std::move(options.has_room),
                .replicas = options.replicas,
                .trust = options.trust,
                .between_watches = options.between_watches,
                .on_state = std::move(options.on_state)}},
      journal{pipeline, Keys{options.region}, std::move(options.node), std::move(options.to_store_time)},
      badges{pipeline, Keys{options.region}},
      past_calls{pipeline, Keys{options.region}},
      tallies{pipeline, Keys{options.region}} {}

boost::asio::awaitable<std::optional<std::uint64_t>> RedisStore::memory_bytes() {
  Arguments question{"INFO", "memory"};
  const auto answer = co_await pipeline.run(std::move(question));
  constexpr std::string_view label = "used_memory:";
  const auto at = answer.reply.text.find(label);
  if (at == std::string::npos) co_return std::nullopt;
  std::uint64_t bytes = 0;
  const auto* begin = answer.reply.text.data() + at + label.size();
  std::from_chars(begin, answer.reply.text.data() + answer.reply.text.size(), bytes);
  co_return bytes;
}

}  // namespace store
