#include "store/redis_tallies.hpp"

#include <algorithm>
#include <boost/asio/use_awaitable.hpp>
#include <charconv>
#include <span>

#include "store/scripts.hpp"

namespace store {
namespace {

namespace asio = boost::asio;
using dispatch::Tally;

constexpr const char* most_names = "20000";
constexpr std::size_t names_at_once = 200;  // names in one call of the script: a millisecond of Redis
constexpr const char* read_slice = "500";   // all at once would hold Redis up for milliseconds

// A number that cannot be read ends them: what is too short is no use to anybody.
std::vector<std::int64_t> numbers_in(const std::string& text) {
  std::vector<std::int64_t> numbers;
  const auto* at = text.data();
  const auto* end = at + text.size();
  while (at != end) {
    std::int64_t number = 0;
    const auto [next, error] = std::from_chars(at, end, number);
    if (error != std::errc{}) break;
    numbers.push_back(number);
    at = next != end && *next == ' ' ? next + 1 : next;
  }
  return numbers;
}

Arguments call_with(const std::string& key, std::span<const Tally> tallies) {
  Arguments call{"1", key, most_names};
  for (const auto& tally : tallies) {
    call.push_back(tally.name);
    call.push_back(std::to_string(tally.bound));
    call.push_back(std::to_string(tally.numbers.size()));
    for (const auto number : tally.numbers) call.push_back(std::to_string(number));
  }
  return call;
}

}  // namespace

asio::awaitable<std::size_t> RedisTallies::add(std::vector<Tally> more) {
  for (std::size_t begin = 0; begin < more.size(); begin += names_at_once) {
    const auto some = std::span{more}.subspan(begin, std::min(names_at_once, more.size() - begin));
    const auto answer = co_await pipeline_.ask_script(tally_script(), call_with(keys_.driving(), some));
    if (answer.state == Answer::State::unavailable) co_return begin;
  }
  co_return more.size();
}

asio::awaitable<std::optional<std::vector<Tally>>> RedisTallies::all() {
  std::vector<Tally> all;
  std::string cursor = "0";
  do {
    Arguments question{"HSCAN", keys_.driving(), cursor, "COUNT", read_slice};
    const auto answer = co_await pipeline_.ask(std::move(question));
    const auto& reply = answer.reply;
    if (answer.state != Answer::State::answered || reply.list.size() != 2) co_return std::nullopt;
    cursor = reply.list[0].text;
    const auto& fields = reply.list[1].list;
    for (std::size_t i = 0; i + 1 < fields.size(); i += 2)
      all.push_back({fields[i].text, numbers_in(fields[i + 1].text), 0});
  } while (cursor != "0");
  // A hash that grows while it is read may say a name twice.
  std::ranges::sort(all, {}, &Tally::name);
  const auto is_same = [](const Tally& a, const Tally& b) { return a.name == b.name; };
  all.erase(std::unique(all.begin(), all.end(), is_same), all.end());
  co_return all;
}

}  // namespace store
