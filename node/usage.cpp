#include "node/usage.hpp"

#include "store/log.hpp"

namespace node {

dispatch::OrFault<dispatch::UsageFigures> usage_of(const store::Address& redis, std::string_view region,
                                                   dispatch::DemandPoints people, dispatch::TimePoint now) {
  constexpr std::chrono::days looked_back{28};
  constexpr std::uint64_t most_entries = 200'000;
  auto connection = store::Connection::open(redis, std::chrono::seconds{5});
  if (connection.has_error()) return connection.error();
  dispatch::Usage usage{std::move(people), now - looked_back};
  const auto read =
      store::read_last_of_log(*connection, store::Keys{region}, most_entries, [&](const auto& entry) {
        for (const auto& event : entry.events) usage.happened(event);
      });
  if (read.has_error()) return read.error();
  return usage.until(now);
}

}  // namespace node
