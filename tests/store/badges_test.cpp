#include "store/badges.hpp"

#include <catch2/catch.hpp>

#include "tests/store/node.hpp"

using namespace tests;
using dispatch::Errc;
using dispatch::Role;

namespace {

dispatch::OrRefusal<dispatch::Actor> who_has(Loop& loop, store::RedisStore& node, const std::string& token) {
  std::optional<dispatch::OrRefusal<dispatch::Actor>> said;
  boost::asio::co_spawn(loop.executor(), node.badges.who_has(token),
                        [&](std::exception_ptr, dispatch::OrRefusal<dispatch::Actor> actor) {
                          said.emplace(std::move(actor));
                        });
  loop.until([&] { return said.has_value(); });
  return std::move(*said);
}

}  // namespace

TEST_CASE("who comes with a token is who it was made for") {
  const Redis redis;
  Loop loop;
  store::RedisStore node{loop.executor(), options_for(redis.address(), "a")};
  auto tool = connect(redis.address());
  const auto ayu = store::issue_token(tool, keys, operator_ayu());
  const auto crew = store::issue_token(tool, keys, {Role::crew, "AMB-01", {id("AMB-01"), id("AMB-02")}});
  REQUIRE(ayu.has_value());
  REQUIRE(crew.has_value());
  CHECK(*ayu != *crew);

  const auto first = who_has(loop, node, *ayu);
  REQUIRE(first.has_value());
  CHECK(first->role == Role::operator_);
  CHECK(first->name == "Ayu");
  const auto second = who_has(loop, node, *crew);
  REQUIRE(second.has_value());
  CHECK(second->role == Role::crew);
  CHECK(second->units == std::vector{id("AMB-01"), id("AMB-02")});
}

TEST_CASE("a token is good on every node, and on none once it is taken back") {
  const Redis redis;
  Loop loop;
  store::RedisStore one{loop.executor(), options_for(redis.address(), "a")};
  store::RedisStore other{loop.executor(), options_for(redis.address(), "b")};
  auto tool = connect(redis.address());
  const auto token = store::issue_token(tool, keys, operator_ayu()).value();
  CHECK(who_has(loop, one, token).has_value());
  CHECK(who_has(loop, other, token).has_value());

  CHECK(store::revoke_token(tool, keys, token));
  CHECK_FALSE(store::revoke_token(tool, keys, token));
  CHECK(who_has(loop, one, token).error().code == Errc::not_signed_in);
  CHECK(who_has(loop, other, token).error().code == Errc::not_signed_in);
}

TEST_CASE("nobody signs in with what lies in Redis") {
  Redis redis;
  Loop loop;
  store::RedisStore node{loop.executor(), options_for(redis.address(), "a")};
  auto tool = connect(redis.address());
  const auto token = store::issue_token(tool, keys, operator_ayu()).value();

  const auto kept = redis.ask({"HGETALL", keys.tokens()});
  REQUIRE(kept.list.size() == 2);
  for (const auto& one : kept.list) {
    CHECK(one.text.find(token) == std::string::npos);
    CHECK(who_has(loop, node, one.text).has_error());
  }
  CHECK(kept.list[0].text == store::hash_of_token(token));
}

TEST_CASE("no token is good that nobody made") {
  const Redis redis;
  Loop loop;
  store::RedisStore node{loop.executor(), options_for(redis.address(), "a")};
  const auto* guess = GENERATE("", "operator", "*", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
  CHECK(who_has(loop, node, guess).error().code == Errc::not_signed_in);
}

TEST_CASE("while Redis is away nobody is taken for a stranger") {
  Redis redis;
  Loop loop;
  bool up = false;
  auto options = options_for(redis.address(), "a");
  options.on_state = [&](bool now) { up = now; };
  store::RedisStore node{loop.executor(), std::move(options)};
  auto tool = connect(redis.address());
  const auto token = store::issue_token(tool, keys, operator_ayu()).value();
  REQUIRE(who_has(loop, node, token).has_value());
  redis.kill();
  CHECK(who_has(loop, node, token).error().code == Errc::store_unavailable);
  redis.start();
  loop.until([&] { return up; });
  CHECK(who_has(loop, node, token).has_value());
}

TEST_CASE("tokens are long, and no two are alike") {
  std::set<std::string> tokens;
  for (int i = 0; i < 1000; ++i) {
    tokens.insert(store::new_token());
    REQUIRE(tokens.rbegin()->size() == 43);  // 32 bytes
  }
  CHECK(tokens.size() == 1000);
}

TEST_CASE("a kept token that says something else than a role of people is not believed") {
  CHECK(store::badge_from(store::text_of_badge(operator_ayu())).has_value());
  const auto* text = GENERATE("", "[]", R"({"role":"system","name":"x","units":[]})",
                              R"({"role":"king","name":"x","units":[]})", R"({"role":"crew","name":"x"})");
  CHECK(store::badge_from(text).has_error());
}
