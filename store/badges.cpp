#include "store/badges.hpp"

#include <sodium.h>

#include <array>
#include <vector>

#include "dispatch/model/json.hpp"

namespace store {
namespace {

struct Badge {
  std::string role;
  std::string name;
  std::vector<dispatch::UnitId> units;
  std::optional<std::vector<std::string>> stations;
  std::optional<std::string> facility;
};
BOOST_DESCRIBE_STRUCT(Badge, (), (role, name, units, stations, facility))

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

std::string text_of_badge(const dispatch::Actor& actor) {
  return dispatch::json::text_of(
      Badge{std::string{name_of(actor.role)}, actor.name, actor.units, actor.stations, actor.facility});
}

dispatch::OrFault<dispatch::Actor> badge_from(std::string_view text) {
  boost::system::error_code error;
  const auto value = boost::json::parse(text, error);
  Badge badge;
  dispatch::json::Rest of_newer_versions;
  dispatch::json::FieldError why{{}, {}, &of_newer_versions};
  if (error || !dispatch::json::read(value, badge, why))
    return dispatch::Fault{"a kept token cannot be read"};
  const auto role = dispatch::role_from(badge.role);
  if (!role || !may_sign_in(*role)) return dispatch::Fault{"a kept token has no role that people may have"};
  return dispatch::Actor{*role, badge.name, badge.units, badge.stations.value_or(std::vector<std::string>{}),
                         badge.facility};
}

dispatch::OrFault<std::string> issue_token(Connection& redis, const Keys& keys,
                                           const dispatch::Actor& actor) {
  auto token = new_token();
  const auto reply = redis.ask({"HSET", keys.tokens(), hash_of_token(token), text_of_badge(actor)});
  if (!reply) return dispatch::Fault{"Redis did not answer"};
  if (reply->is_error()) return dispatch::Fault{reply->text};
  return {boost::system::in_place_value, std::move(token)};
}

bool revoke_token(Connection& redis, const Keys& keys, std::string_view token) {
  const auto reply = redis.ask({"HDEL", keys.tokens(), hash_of_token(token)});
  return reply && reply->number == 1;
}

}  // namespace store
