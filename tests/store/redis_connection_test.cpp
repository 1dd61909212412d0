#include "store/redis_connection.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <catch2/catch.hpp>

#include "tests/support/redis.hpp"

using namespace std::chrono_literals;
using namespace tests;
using store::Address;
using store::Connection;
using store::Reply;

namespace {

// Accepts connections (the system does, as long as few wait) and never says a word.
class SilentServer {
 public:
  SilentServer() : socket_{::socket(AF_INET, SOCK_STREAM, 0)} {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    REQUIRE(bind(socket_, reinterpret_cast<const sockaddr*>(&address), size) == 0);
    REQUIRE(listen(socket_, 8) == 0);
    REQUIRE(getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size) == 0);
    port_ = ntohs(address.sin_port);
  }
  ~SilentServer() { close(socket_); }
  SilentServer(const SilentServer&) = delete;
  SilentServer& operator=(const SilentServer&) = delete;

  [[nodiscard]] int port() const { return port_; }

 private:
  int socket_;
  int port_ = 0;
};

}  // namespace

TEST_CASE("the address of a Redis is read from its URL") {
  struct Row {
    std::string url, host;
    int port;
    std::string unix_socket, password;
    int database;
    std::string text;
  };
  const auto row =
      GENERATE(Row{"redis://db.local", "db.local", 6379, "", "", 0, "redis://db.local:6379"},
               Row{"redis://10.0.0.7:7000", "10.0.0.7", 7000, "", "", 0, "redis://10.0.0.7:7000"},
               Row{"redis://db/3", "db", 6379, "", "", 3, "redis://db:6379"},
               Row{"redis://:geheim@db:7000/2", "db", 7000, "", "geheim", 2, "redis://db:7000"},
               Row{"redis://:with@sign:and:colon@db", "db", 6379, "", "colon", 0, "redis://db:6379"},
               Row{"unix:/run/redis.sock", "", 6379, "/run/redis.sock", "", 0, "unix:/run/redis.sock"},
               Row{"unix:redis.sock", "", 6379, "redis.sock", "", 0, "unix:redis.sock"});
  CAPTURE(row.url);
  const auto address = Address::from(row.url);
  REQUIRE(address.has_value());
  CHECK(address->host == row.host);
  CHECK(address->port == row.port);
  CHECK(address->unix_socket == row.unix_socket);
  CHECK(address->database == row.database);
  CHECK(address->text() == row.text);
}

TEST_CASE("what is not the address of a Redis is refused with a sentence that shows it") {
  const auto* url =
      GENERATE("", "db.local:6379", "http://db.local", "redis://", "redis://:6379", "redis:///2",
               "redis://db:0", "redis://db:65536", "redis://db:many", "redis://db:70x", "redis://db/two",
               "redis://db:6379:6379x", "unix:", "redis:db");
  CAPTURE(url);
  const auto address = Address::from(url);
  REQUIRE(address.has_error());
  CHECK(address.error().what.find(url) != std::string::npos);
  CHECK(address.error().what.find("redis://host:port/db") != std::string::npos);
}

TEST_CASE("every kind of reply of a Redis is told apart") {
  Redis redis;
  auto connection = connect(redis.address());
  CHECK(connection.ask({"SET", "a", "1"})->text == "OK");
  CHECK(connection.ask({"GET", "a"})->type == Reply::Type::text);
  CHECK(connection.ask({"INCR", "a"})->number == 2);
  CHECK(connection.ask({"GET", "b"})->type == Reply::Type::nothing);
  CHECK(connection.ask({"MGET", "a", "b"})->list.size() == 2);
  CHECK(connection.ask({"INCR"})->is_error());
  const std::string bytes{"zero \0 and newline \r\n", 21};
  CHECK(connection.ask({"ECHO", bytes})->text == bytes);
}

TEST_CASE("answers come in the order in which commands were queued") {
  Redis redis;
  auto connection = connect(redis.address());
  for (int i = 0; i < 1000; ++i) connection.queue({"ECHO", std::to_string(i)});
  for (int i = 0; i < 1000; ++i) REQUIRE(connection.next()->text == std::to_string(i));
}

TEST_CASE("a Redis with a password lets in who knows it, to the database asked for") {
  Redis redis;
  redis.ask({"CONFIG", "SET", "requirepass", "geheim"});
  auto address = redis.address();
  CHECK(Connection::open(address, 1s).has_error());
  address.password = "guessed";
  CHECK(Connection::open(address, 1s).has_error());
  address.password = "geheim";
  address.database = 3;
  auto connection = Connection::open(address, 1s);
  REQUIRE(connection.has_value());
  CHECK(connection->ask({"CLIENT", "INFO"})->text.find(" db=3 ") != std::string::npos);
}

TEST_CASE("nobody there: the connection says so") {
  Folder folder;
  Address address;
  address.unix_socket = folder.path() / "redis.sock";
  const auto opened = Connection::open(address, 1s);
  REQUIRE(opened.has_error());
  CHECK_FALSE(opened.error().what.empty());
}

TEST_CASE("a server that accepts and then says nothing does not hold us for ever") {
  const SilentServer server;
  Address address;
  address.host = "127.0.0.1";
  address.port = server.port();
  const auto opened = Connection::open(address, 50ms);
  REQUIRE(opened.has_error());
}

TEST_CASE("a Redis that falls silent ends the connection, and what was asked has no answer") {
  Redis redis;
  auto connection = Connection::open(redis.address(), 50ms);
  REQUIRE(connection.has_value());
  redis.freeze();
  CHECK_FALSE(connection->ask({"PING"}).has_value());
  redis.thaw();
  CHECK_FALSE(connection->ask({"PING"}).has_value());  // nobody can tell any more which answer is whose
}
