#pragma once

#include <string>
#include <string_view>

#include "dispatch/model/model.hpp"
#include "store/keys.hpp"
#include "store/redis_connection.hpp"

namespace store {

// A token is 32 random bytes; Redis has only its hash, so who reads the store cannot sign in with what they
// find.
std::string new_token();
// Of a caller's link: 16 random bytes. It is no secret of the store's: whoever may read that sees the call.
std::string new_link_token();
std::string hash_of_token(std::string_view token);

std::string text_of_badge(const dispatch::Actor& actor);
dispatch::OrFault<dispatch::Actor> badge_from(std::string_view text);

// Makes a token for this actor and keeps its hash.
dispatch::OrFault<std::string> issue_token(Connection& redis, const Keys& keys, const dispatch::Actor& actor);
// False when there was none such.
bool revoke_token(Connection& redis, const Keys& keys, std::string_view token);

}  // namespace store
