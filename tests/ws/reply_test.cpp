#include "ws/reply.hpp"

#include <boost/beast/core/error.hpp>
#include <boost/beast/http/error.hpp>
#include <catch2/catch.hpp>

namespace http = boost::beast::http;

TEST_CASE("of a request that broke off nobody is there to hear a refusal, of one that is wrong somebody is") {
  REQUIRE_FALSE(ws::refusal_of(http::make_error_code(http::error::end_of_stream)));
  REQUIRE_FALSE(ws::refusal_of(http::make_error_code(http::error::partial_message)));
  REQUIRE_FALSE(ws::refusal_of(boost::beast::error::timeout));
  REQUIRE(ws::refusal_of(http::make_error_code(http::error::bad_version))->status == 400);
  REQUIRE(ws::refusal_of(http::make_error_code(http::error::header_limit))->status == 431);
  REQUIRE(ws::refusal_of(http::make_error_code(http::error::body_limit))->status == 413);
}

TEST_CASE(
    "a page that changes is asked for anew, one that does not is kept, a secret one is kept by nobody") {
  const ws::HttpRequest request{http::verb::get, "/", 11};
  const auto kept = [&](const ws::Page& page) {
    return std::string{ws::reply_to(request, page)[http::field::cache_control]};
  };
  REQUIRE(kept({}) == "no-cache");
  REQUIRE(kept({.lasts = true}) == "public, max-age=31536000, immutable");
  REQUIRE(kept({.lasts = true, .is_secret = true}) == "no-store");
}

TEST_CASE("a page talks to this server alone, unless its map is drawn elsewhere") {
  const ws::HttpRequest request{http::verb::get, "/", 11};
  const auto policy = [&](const ws::Page& page) {
    return std::string{ws::reply_to(request, page)["Content-Security-Policy"]};
  };
  REQUIRE_THAT(policy({}), Catch::Contains("connect-src 'self';") && !Catch::Contains("https:"));
  REQUIRE_THAT(policy({.map_is_elsewhere = true}),
               Catch::Contains("connect-src 'self' https:;") && Catch::Contains("default-src 'self';"));
}

TEST_CASE("who is turned away for a while is told when to come back, and nobody waits on the connection") {
  const ws::Page is_full{.status = 503, .body = "full\n"};
  const auto full = ws::parting_reply(is_full);
  REQUIRE(full[http::field::retry_after] == "2");
  REQUIRE_FALSE(full.keep_alive());
  const ws::Page is_wrong{.status = 400, .body = "no\n"};
  REQUIRE(ws::parting_reply(is_wrong).count(http::field::retry_after) == 0);
}
