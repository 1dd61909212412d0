#include "store/badges.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <map>
#include <utility>

#include "dispatch/model/json.hpp"

namespace store {
namespace {

struct BadgeText {
  std::string role;
  std::string name;
  std::vector<dispatch::UnitId> units;
  std::optional<std::vector<std::string>> stations;
  std::optional<std::string> facility;
  std::optional<dispatch::TimePoint> made;
};
BOOST_DESCRIBE_STRUCT(BadgeText, (), (role, name, units, stations, facility, made))

using dispatch::Fault;
using dispatch::OrFault;

constexpr std::size_t id_bytes = 5;  // a few thousand tokens hardly ever share one

OrFault<Reply> answered(std::optional<Reply> reply) {
  if (!reply) return Fault{"Redis did not answer"};
  if (reply->is_error()) return Fault{reply->text};
  return {boost::system::in_place_value, std::move(*reply)};
}

std::optional<dispatch::TimePoint> time_in(std::string_view text) {
  std::int64_t count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (error != std::errc{}) return std::nullopt;
  return dispatch::TimePoint{dispatch::milliseconds{count}};
}

// Whether it was there. Gone first, then counted: RedisBadges::taken_back looks when the count has changed.
OrFault<bool> take_back_hash(Connection& redis, const Keys& keys, const std::string& hash) {
  for (const auto& step : std::vector<Arguments>{{"MULTI"},
                                                 {"HDEL", keys.tokens(), hash},
                                                 {"HDEL", keys.tokens_seen(), hash},
                                                 {"INCR", keys.tokens_taken_back()}})
    if (const auto queued = answered(redis.ask(step)); queued.has_error()) return queued.error();
  const auto done = answered(redis.ask({"EXEC"}));
  if (done.has_error()) return done.error();
  return !done->list.empty() && done->list.front().number == 1;
}

template <std::size_t size>
std::string as_text(const std::array<unsigned char, size>& bytes) {
  constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  std::string text(sodium_base64_encoded_len(size, variant), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), variant);
  text.pop_back();  // the closing zero
  return text;
}

template <std::size_t size>
std::string random_text() {
  std::array<unsigned char, size> random{};
  randombytes_buf(random.data(), random.size());
  return as_text(random);
}

}  // namespace

std::string new_token() {
  return random_text<32>();
}

std::string new_link_token() {
  return random_text<16>();
}

std::string hash_of_token(std::string_view token) {
  std::array<unsigned char, 32> hash{};
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(token.data()),
                     token.size(), nullptr, 0);
  return as_text(hash);
}

std::string id_of_token(std::string_view hash) {
  std::array<unsigned char, 32> bytes{};
  std::size_t size = 0;
  sodium_base642bin(bytes.data(), bytes.size(), hash.data(), hash.size(), nullptr, &size, nullptr,
                    sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  std::array<char, 2 * id_bytes + 1> hex{};
  sodium_bin2hex(hex.data(), hex.size(), bytes.data(), id_bytes);
  return hex.data();
}

std::string text_of_badge(const Badge& badge) {
  const auto& actor = badge.actor;
  return dispatch::json::text_of(BadgeText{std::string{name_of(actor.role)}, actor.name, actor.units,
                                           actor.stations, actor.facility, badge.made});
}

dispatch::OrFault<Badge> badge_from(std::string_view text) {
  boost::system::error_code error;
  const auto value = boost::json::parse(text, error);
  BadgeText badge;
  dispatch::json::Rest of_newer_versions;
  dispatch::json::FieldError why{{}, {}, &of_newer_versions};
  if (error || !dispatch::json::read(value, badge, why)) return Fault{"a kept token cannot be read"};
  const auto role = dispatch::role_from(badge.role);
  if (!role || !may_sign_in(*role)) return Fault{"a kept token has no role that people may have"};
  return Badge{
      {*role, badge.name, badge.units, badge.stations.value_or(std::vector<std::string>{}), badge.facility},
      badge.made};
}

OrFault<std::string> issue_token(Connection& redis, const Keys& keys, const Badge& badge) {
  const auto text = text_of_badge(badge);
  if (const auto read = badge_from(text); read.has_error())
    return Fault{"nobody could sign in with such a token: " + read.error().what};
  auto token = new_token();
  const auto reply = answered(redis.ask({"HSET", keys.tokens(), hash_of_token(token), text}));
  if (reply.has_error()) return reply.error();
  return {boost::system::in_place_value, std::move(token)};
}

OrFault<std::vector<KeptToken>> tokens(Connection& redis, const Keys& keys) {
  const auto kept = answered(redis.ask({"HGETALL", keys.tokens()}));
  if (kept.has_error()) return kept.error();
  const auto times = answered(redis.ask({"HGETALL", keys.tokens_seen()}));
  if (times.has_error()) return times.error();
  std::map<std::string_view, std::string_view> seen;
  for (std::size_t i = 0; i + 1 < times->list.size(); i += 2)
    seen.emplace(times->list[i].text, times->list[i + 1].text);
  std::vector<KeptToken> all;
  for (std::size_t i = 0; i + 1 < kept->list.size(); i += 2) {
    const auto& hash = kept->list[i].text;
    const auto at = seen.find(hash);
    all.push_back({id_of_token(hash), badge_from(kept->list[i + 1].text),
                   at == seen.end() ? std::nullopt : time_in(at->second)});
  }
  std::ranges::sort(all, {}, [](const KeptToken& one) {
    const auto made = one.badge.has_error() ? std::nullopt : one.badge->made;
    return std::pair{made, one.id};
  });
  return {boost::system::in_place_value, std::move(all)};
}

OrFault<bool> take_back(Connection& redis, const Keys& keys, std::string_view id) {
  const auto kept = answered(redis.ask({"HKEYS", keys.tokens()}));
  if (kept.has_error()) return kept.error();
  std::vector<std::string> meant;
  for (const auto& hash : kept->list)
    if (id_of_token(hash.text) == id) meant.push_back(hash.text);
  if (meant.empty())
    return Fault{"there is no token of this id: siaga token --list shows those that there are"};
  if (meant.size() > 1)
    return Fault{"two tokens have this id: take back that one by one with redis-cli HDEL"};
  return take_back_hash(redis, keys, meant.front());
}

bool revoke_token(Connection& redis, const Keys& keys, std::string_view token) {
  const auto done = take_back_hash(redis, keys, hash_of_token(token));
  return done.has_value() && *done;
}

}  // namespace store
