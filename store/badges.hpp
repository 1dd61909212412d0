#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dispatch/model/model.hpp"
#include "dispatch/model/time.hpp"
#include "store/keys.hpp"
#include "store/redis_connection.hpp"

namespace store {

// A token is 32 random bytes; Redis has only its hash, so who reads the store cannot sign in with what they
// find.
std::string new_token();
// Of a caller's link: 16 random bytes. It is no secret of the store's: whoever may read that sees the call.
std::string new_link_token();
std::string hash_of_token(std::string_view token);
// Ten hexadecimal digits by which people name a token.
std::string id_of_token(std::string_view hash);

struct Badge {
  dispatch::Actor actor;
  std::optional<dispatch::TimePoint> made = {};  // not known of those from before that was kept
};
std::string text_of_badge(const Badge& badge);
dispatch::OrFault<Badge> badge_from(std::string_view text);

// Makes a token for this badge and keeps its hash.
dispatch::OrFault<std::string> issue_token(Connection& redis, const Keys& keys, const Badge& badge);

struct KeptToken {
  std::string id;
  dispatch::OrFault<Badge> badge;
  std::optional<dispatch::TimePoint> seen;  // when somebody signed in with it last
};
// The oldest first.
dispatch::OrFault<std::vector<KeptToken>> tokens(Connection& redis, const Keys& keys);

// From then on nobody signs in with it, and all nodes end the sessions that did. Fault: there is none such,
// or more than one.
dispatch::OrFault<bool> take_back(Connection& redis, const Keys& keys, std::string_view id);
// False when there was none such.
bool revoke_token(Connection& redis, const Keys& keys, std::string_view token);

}  // namespace store
