#include "store/redis_address.hpp"

#include <catch2/catch.hpp>

using std::string;
using store::Address;

namespace {

struct Row {
  string url, host;
  int port;
  string unix_socket, user, password;
  int database;
  string text;
};

}  // namespace

TEST_CASE("the address of a Redis is read from its URL") {
  const auto row =
      GENERATE(Row{"redis://db.local", "db.local", 6379, "", "", "", 0, "redis://db.local:6379"},
               Row{"REDIS://db.local/", "db.local", 6379, "", "", "", 0, "redis://db.local:6379"},
               Row{"redis://10.0.0.7:7000", "10.0.0.7", 7000, "", "", "", 0, "redis://10.0.0.7:7000"},
               Row{"redis://[::1]:7000/0", "::1", 7000, "", "", "", 0, "redis://[::1]:7000"},
               Row{"redis://db/3", "db", 6379, "", "", "", 3, "redis://db:6379"},
               Row{"redis://:geheim@db:7000/2", "db", 7000, "", "", "geheim", 2, "redis://db:7000"},
               Row{"redis://siaga:geheim@db", "db", 6379, "", "siaga", "geheim", 0, "redis://db:6379"},
               Row{"redis://siaga:@db", "db", 6379, "", "siaga", "", 0, "redis://db:6379"},
               Row{"redis://:@db", "db", 6379, "", "", "", 0, "redis://db:6379"},
               Row{"unix:/run/redis.sock", "", 6379, "/run/redis.sock", "", "", 0, "unix:/run/redis.sock"},
               Row{"unix:redis.sock", "", 6379, "redis.sock", "", "", 0, "unix:redis.sock"},
               Row{"unix:///run/a@b,c.sock", "", 6379, "/run/a@b,c.sock", "", "", 0, "unix:/run/a@b,c.sock"},
               Row{"unix://:p%40ss@/run/redis.sock", "", 6379, "/run/redis.sock", "", "p@ss", 0,
                   "unix:/run/redis.sock"},
               Row{"unix://siaga:geheim@/run/r.sock", "", 6379, "/run/r.sock", "siaga", "geheim", 0,
                   "unix:/run/r.sock"});
  CAPTURE(row.url);
  const auto address = Address::from(row.url);
  REQUIRE(address.has_value());
  CHECK(address->host == row.host);
  CHECK(address->port == row.port);
  CHECK(address->unix_socket == row.unix_socket);
  CHECK(address->user == row.user);
  CHECK(address->password == row.password);
  CHECK(address->database == row.database);
  CHECK(address->text() == row.text);
}

TEST_CASE("a password is what it is, encoded as URLs want it or written as it is") {
  const auto [written, password] = GENERATE(table<string, string>({
      {"p%40ss", "p@ss"},
      {"%3A%2F%3f%23%25", ":/?#%"},
      {"k%C3%A4se", "k\xc3\xa4se"},
      {"a%20b", "a b"},
      {"a+b", "a+b"},
      {"with@sign", "with@sign"},
      {"with:colon", "with:colon"},
      {"q/2f+Zw==", "q/2f+Zw=="},
      {"number#1", "number#1"},
      {"k\xc3\xa4se", "k\xc3\xa4se"},
      {"two words", "two words"},
      {"[a]\\^{|}`\"<>", "[a]\\^{|}`\"<>"},
      {"a%00b", string{"a\0b", 3}},
  }));
  CAPTURE(written);
  const auto address = Address::from("redis://siaga:" + written + "@db:7000/1");
  REQUIRE(address.has_value());
  CHECK(address->user == "siaga");
  CHECK(address->password == password);
  CHECK(address->text() == "redis://db:7000");
  CHECK(address->database == 1);
}

TEST_CASE("what is not the address of a Redis is refused with how one is written, and is not shown") {
  const string url = GENERATE(
      "", "geheim", "db.local:geheim", "http://:geheim@db", "redis://", "redis://:6379", "redis:///2",
      "redis://db:0", "redis://db:65536", "redis://db:geheim", "redis://db:70x", "redis://db/geheim",
      "redis://db/-1", "redis://db/+1", "redis://db/99999999999", "redis://db/1/2", "redis://db:6379:6379x",
      "redis://db?password=geheim", "redis://db:6379?password=geheim@x", "redis://db#geheim",
      "unix:", "unix://", "unix:/run/redis.sock?password=geheim", "unix://:geheim@", "redis:db", "redis:/db",
      "redis://:100%@db", "redis://:geheim%zz@db", "redis://:geheim%4@db", "redis://[::1",
      "redis://[geheim]:1", "redis://d b", "redis://geheim%2f", "redis://d\xc3\xa4", "redis://:ge?heim@db",
      "redis://db:6379\n");
  CAPTURE(url);
  const auto address = Address::from(url);
  REQUIRE(address.has_error());
  CHECK(address.error().what.find("Redis") != string::npos);
  CHECK(address.error().what.find("geheim") == string::npos);
}

TEST_CASE("what Siaga cannot use is refused by its name, with what to do") {
  const auto [url, says] = GENERATE(table<string, string>({
      {"rediss://:geheim@db", "stunnel"},
      {"REDISS://db", "stunnel"},
      {"valkeys://db", "stunnel"},
      {"redis+tls://db", "stunnel"},
      {"redis-sentinel://:geheim@db:26379/primary", "Sentinel"},
      {"sentinel://db:26379", "Sentinel"},
      {"redis+sentinel://:geheim@a:26379,b:26379/primary/0", "Sentinel"},
      {"rediss-sentinel://db", "Sentinel"},
      {"redis-cluster://db", "Redis Cluster"},
      {"redis://:geheim@a,b", "several hosts"},
      {"redis://a:6379,b:6379/0", "several hosts"},
      {"redis://a;b", "several hosts"},
      {"redis://geheim@db", "names a user and no password"},
      {"unix:/" + string(110, 'x'), "107 bytes"},
  }));
  CAPTURE(url);
  const auto address = Address::from(url);
  REQUIRE(address.has_error());
  CHECK(address.error().what.find(says) != string::npos);
  CHECK(address.error().what.find("geheim") == string::npos);
}

TEST_CASE(
    "a password from elsewhere is that of the address, for a socket and a user too, and is given once") {
  CHECK(Address::from("redis://db", "p@ss%40")->password == "p@ss%40");
  CHECK(Address::from("redis://siaga@db", "geheim")->user == "siaga");
  CHECK(Address::from("redis://siaga@db", "geheim")->password == "geheim");
  CHECK(Address::from("unix:/run/redis.sock", "geheim")->password == "geheim");
  CHECK(Address::from("redis://:@db", "geheim")->password == "geheim");
  const auto twice = Address::from("redis://:another@db", "geheim");
  REQUIRE(twice.has_error());
  CHECK(twice.error().what ==
        "the password of the Redis is in its address and in redis.password_file: give it once");
}
