#include "store/badges.hpp"

#include <catch2/catch.hpp>

#include "tests/store/node.hpp"

using namespace tests;
using dispatch::Errc;
using dispatch::Role;
using Strings = std::vector<std::string>;

namespace {

constexpr dispatch::TimePoint noon{std::chrono::hours{12}};

dispatch::OrRefusal<dispatch::Bearer> bearer_of(Loop& loop, store::RedisStore& node,
                                                const std::string& token) {
  std::optional<dispatch::OrRefusal<dispatch::Bearer>> said;
  boost::asio::co_spawn(loop.executor(), node.badges.who_has(token, noon),
                        [&](std::exception_ptr, dispatch::OrRefusal<dispatch::Bearer> bearer) {
                          said.emplace(std::move(bearer));
                        });
  loop.until([&] { return said.has_value(); });
  return std::move(*said);
}

dispatch::OrRefusal<dispatch::Actor> who_has(Loop& loop, store::RedisStore& node, const std::string& token) {
  const auto bearer = bearer_of(loop, node, token);
  if (bearer.has_error()) return bearer.error();
  return bearer->actor;
}

// What the node hears of these tokens; nothing when it did not look.
std::optional<Strings> taken_back(Loop& loop, store::RedisStore& node, Strings held) {
  std::optional<Strings> said;
  bool has_looked = false;
  dispatch::Badges::Held all = [&] {
    has_looked = true;
    return held;
  };
  boost::asio::co_spawn(loop.executor(), node.badges.taken_back(all),
                        [&](std::exception_ptr, Strings gone) { said.emplace(std::move(gone)); });
  loop.until([&] { return said.has_value(); });
  return has_looked ? said : std::nullopt;
}

}  // namespace

TEST_CASE("who comes with a token is who it was made for") {
  const Redis redis;
  Loop loop;
  store::RedisStore node{loop.executor(), options_for(redis.address(), "a")};
  auto tool = connect(redis.address());
  const auto ayu = store::issue_token(tool, keys, {operator_ayu()});
  const auto crew = store::issue_token(tool, keys, {{Role::crew, "AMB-01", {id("AMB-01"), id("AMB-02")}}});
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
  const auto token = store::issue_token(tool, keys, {operator_ayu()}).value();
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
  const auto token = store::issue_token(tool, keys, {operator_ayu()}).value();

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
  options.on_state = [&](const store::StoreHealth& health) { up = health.up; };
  store::RedisStore node{loop.executor(), std::move(options)};
  auto tool = connect(redis.address());
  const auto token = store::issue_token(tool, keys, {operator_ayu()}).value();
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
  CHECK(store::badge_from(store::text_of_badge({operator_ayu()})).has_value());
  const auto* text = GENERATE("", "[]", R"({"role":"system","name":"x","units":[]})",
                              R"({"role":"king","name":"x","units":[]})", R"({"role":"crew","name":"x"})");
  CHECK(store::badge_from(text).has_error());
}

TEST_CASE("a node hears which of its tokens were taken back, once, and looks only when one was") {
  const Redis redis;
  Loop loop;
  store::RedisStore node{loop.executor(), options_for(redis.address(), "a")};
  auto tool = connect(redis.address());
  const auto one = store::issue_token(tool, keys, {operator_ayu()}).value();
  const auto other = store::issue_token(tool, keys, {operator_ayu()}).value();
  const Strings held{bearer_of(loop, node, one)->token, bearer_of(loop, node, other)->token};
  CHECK(held.front() != one);

  CHECK(taken_back(loop, node, held) == Strings{});  // it knows nothing yet, so it looks
  CHECK_FALSE(taken_back(loop, node, held).has_value());
  CHECK(store::take_back(tool, keys, store::id_of_token(held.front())).has_value());
  CHECK(taken_back(loop, node, held) == Strings{held.front()});
  CHECK_FALSE(taken_back(loop, node, held).has_value());

  // Of more than are asked for at once, each is looked up.
  Strings many(1200, held.back());
  many.back() = held.front();
  CHECK(store::revoke_token(tool, keys, other));
  CHECK(taken_back(loop, node, many)->size() == 1200);
}

TEST_CASE("a node that cannot ask whose token was taken back asks again") {
  Redis redis;
  Loop loop;
  store::RedisStore node{loop.executor(), options_for(redis.address(), "a")};
  auto tool = connect(redis.address());
  const auto token = store::issue_token(tool, keys, {operator_ayu()}).value();
  const Strings held{bearer_of(loop, node, token)->token};
  CHECK(taken_back(loop, node, held) == Strings{});
  CHECK(store::revoke_token(tool, keys, token));
  redis.freeze();
  CHECK_FALSE(taken_back(loop, node, held).has_value());
  redis.thaw();
  loop.until([&] { return taken_back(loop, node, held) == held; });
}

TEST_CASE("the list of tokens says who has them, since when, and when each was used, and no token") {
  const Redis redis;
  Loop loop;
  store::RedisStore node{loop.executor(), options_for(redis.address(), "a")};
  auto tool = connect(redis.address());
  const auto first = store::issue_token(tool, keys, {operator_ayu(), noon}).value();
  REQUIRE(store::issue_token(tool, keys, {{Role::crew, "AMB-01", {id("AMB-01")}}, noon + 1h}).has_value());
  REQUIRE(who_has(loop, node, first).has_value());
  tool = connect(redis.address());
  std::vector<store::KeptToken> all;
  loop.until([&] {
    all = store::tokens(tool, keys).value();
    return all.front().seen.has_value();  // it is noted behind the answer
  });
  REQUIRE(all.size() == 2);
  CHECK(all[0].id == store::id_of_token(store::hash_of_token(first)));
  CHECK(all[0].id.size() == 10);
  CHECK(all[0].badge->actor.name == "Ayu");
  CHECK(all[0].badge->made == noon);
  CHECK(all[0].seen == noon);
  CHECK(all[1].badge->actor.units == std::vector{id("AMB-01")});
  CHECK_FALSE(all[1].seen.has_value());
}

TEST_CASE("an id that no token has takes none back") {
  const Redis redis;
  auto tool = connect(redis.address());
  const auto token = store::issue_token(tool, keys, {operator_ayu()}).value();
  CHECK(store::take_back(tool, keys, "0000000000").has_error());
  CHECK(store::take_back(tool, keys, "").has_error());
  CHECK(store::take_back(tool, keys, token).has_error());
  CHECK(store::tokens(tool, keys)->size() == 1);
}

TEST_CASE("a token that nobody could sign in with is not made") {
  const Redis redis;
  auto tool = connect(redis.address());
  CHECK(store::issue_token(tool, keys, {{Role::operator_, "\xe9", {}}}).has_error());
  CHECK(store::issue_token(tool, keys, {{Role::system, "siaga", {}}}).has_error());
  CHECK(store::tokens(tool, keys)->empty());
}
