#include "store/redis_connection.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <catch2/catch.hpp>
#include <fstream>
#include <string>
#include <thread>

#include "tests/support/redis.hpp"

using namespace std::chrono_literals;
using namespace tests;
using store::Address;
using store::Connection;
using store::Reply;

namespace {

// Accepts connections. Silent, unless it has something to say to everybody, whatever they ask.
class StrangeServer {
 public:
  explicit StrangeServer(std::string answer = "")
      : socket_{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)} {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    REQUIRE(bind(socket_, reinterpret_cast<const sockaddr*>(&address), size) == 0);
    REQUIRE(listen(socket_, 8) == 0);
    REQUIRE(getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size) == 0);
    address_.host = "127.0.0.1";
    address_.port = ntohs(address.sin_port);
    if (!answer.empty()) thread_ = std::thread{&StrangeServer::say, this, std::move(answer)};
  }
  ~StrangeServer() {
    shutdown(socket_, SHUT_RDWR);
    if (thread_.joinable()) thread_.join();
    close(socket_);
  }
  StrangeServer(const StrangeServer&) = delete;
  StrangeServer& operator=(const StrangeServer&) = delete;

  [[nodiscard]] const Address& address() const { return address_; }

 private:
  void say(const std::string& answer) const {
    for (int client = accept(socket_, nullptr, nullptr); client >= 0;
         client = accept(socket_, nullptr, nullptr)) {
      std::array<char, 4096> asked{};
      while (recv(client, asked.data(), asked.size(), 0) > 0)
        if (send(client, answer.data(), answer.size(), MSG_NOSIGNAL) < 0) break;
      close(client);
    }
  }

  int socket_;
  Address address_;
  std::thread thread_;
};

std::string why_not(const Address& address, std::chrono::milliseconds limit = patience) {
  const auto opened = Connection::open(address, limit);
  REQUIRE(opened.has_error());
  return opened.error().what;
}

}  // namespace

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
  CHECK(why_not(address) == "it asks for a password and none was given");
  address.password = "guessed";
  CHECK(why_not(address) == "the password is wrong");
  address.password = "geheim";
  address.database = 3;
  auto connection = Connection::open(address, 1s);
  REQUIRE(connection.has_value());
  CHECK(connection->ask({"CLIENT", "INFO"})->text.find(" db=3 ") != std::string::npos);
  address.database = 16;
  CHECK(why_not(address) == "it has no database 16");
}

TEST_CASE("a user of the access list is let in by name, with any password") {
  Redis redis;
  const std::string password = GENERATE("p@ss:w/o#r?d%", "k\xc3\xa4se und s\xc3\xbc\xc3\x9f", "\r\n$5", " ");
  auto admin = connect(redis.address());
  ask(admin, {"ACL", "SETUSER", "siaga", "on", ">" + password, "~siaga:*", "+@all"});
  ask(admin, {"ACL", "SETUSER", "default", "off"});
  auto address = redis.address();
  CHECK(why_not(address) == "it asks for a password and none was given");
  address.user = "siaga";
  address.password = password;
  REQUIRE(Connection::open(address, patience).has_value());
  address.password = "guessed";
  CHECK(why_not(address) == "the user or the password is wrong");
}

TEST_CASE("a user who may not look at the server is told what it lacks") {
  Redis redis;
  redis.ask({"ACL", "SETUSER", "siaga", "on", ">geheim", "~siaga:*", "+@all", "-info"});
  auto address = redis.address();
  address.user = "siaga";
  address.password = "geheim";
  CHECK_THAT(why_not(address), Catch::StartsWith("the user may not do what Siaga needs: NOPERM"));
}

TEST_CASE("a password for a Redis that asks for none is said, as it is nobody's") {
  Redis redis;
  auto address = redis.address();
  address.password = "geheim";
  CHECK(why_not(address) == "a password was given, but it asks for none");
}

TEST_CASE("nobody there: the connection says so") {
  Folder folder;
  Address address;
  address.unix_socket = folder.path() / "redis.sock";
  CHECK(why_not(address) == "there is no such socket");
  address.unix_socket.clear();
  address.host = "127.0.0.1";
  address.port = free_port();
  CHECK(why_not(address) == "nobody listens there (connection refused)");
  address.host = "no-such-host.invalid";
  CHECK_FALSE(why_not(address).empty());  // who has no name server says another thing
}

TEST_CASE("a server that accepts and then says nothing does not hold us for ever") {
  const StrangeServer silent;
  CHECK(why_not(silent.address(), 50ms) == "no answer within 50 ms");
}

TEST_CASE("what is no Redis is called so, whatever it says, and never shows the password it was sent") {
  const std::string says =
      GENERATE("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n", "SSH-2.0-OpenSSH_9.2p1\r\n",
               "<!DOCTYPE HTML><title>AUTH geheim</title>\r\n", "220 mail.example ESMTP\r\n",
               "+OK POP3 geheim\r\n", "ERROR\r\n", ":1\r\n", "*0\r\n", "$-1\r\n", "\x15\x03\x01\x02\x02\x50");
  CAPTURE(says);
  const StrangeServer strange{says};
  auto address = strange.address();
  address.password = GENERATE("", "geheim");
  CHECK(why_not(address) == "what answers there is no Redis");
}

TEST_CASE("a Redis that repeats the password in its answer is not passed on") {
  const StrangeServer strange{"-ERR unknown command `AUTH`, with args beginning with: `geheim`, \r\n"};
  auto address = strange.address();
  address.password = "geheim";
  CHECK(why_not(address) == "it takes no user and no password");
}

TEST_CASE(
    "a Redis that has enough clients, or takes nobody from outside, says so also when a password is sent") {
  struct Row {
    std::string says, why;
  };
  const auto row =
      GENERATE(Row{"-DENIED Redis is running in protected mode because\r\n",
                   "it is in protected mode: it takes nobody from another machine before it has a password"},
               Row{"-ERR max number of clients reached\r\n", "it refuses: ERR max number of clients reached"},
               Row{"-LOADING Redis is loading the dataset in memory\r\n", "it is still loading its data"});
  const StrangeServer strange{row.says};
  auto address = strange.address();
  address.password = GENERATE("", "geheim");
  CHECK(why_not(address) == row.why);
}

TEST_CASE("a Sentinel is called so, also when it is asked with a password") {
  const Folder folder;
  const auto socket = (folder.path() / "s").string();
  std::ofstream{folder.path() / "conf"} << "port 0\nunixsocket " << socket << "\n";
  const Process sentinel{
      {"redis-server", folder.path() / "conf", "--sentinel"}, folder.path() / "out", folder.path() / "err"};
  Address address;
  address.unix_socket = socket;
  address.password = GENERATE("", "geheim");
  address.database = GENERATE(0, 1);
  std::string why;
  REQUIRE(becomes_true([&] {
    why = why_not(address);
    return why.find("socket") == std::string::npos && why.find("listens") == std::string::npos;
  }));
  CHECK(why == "it is a Sentinel, not a Redis: give the address of the primary itself");
}

TEST_CASE("a Redis that still loads its data says so") {
  Redis redis{{"--rdbcompression", "no"}};  // so large that it answers in between
  for (int i = 0; i < 20; ++i) redis.ask({"SET", "key" + std::to_string(i), std::string(2000, 'x')});
  redis.ask({"BGREWRITEAOF"});
  REQUIRE(becomes_true([&] {  // all keys are in the base, which is loaded slowly
    const auto info = redis.ask({"INFO", "persistence"}).text;
    return store::info_field(info, "aof_base_size") == store::info_field(info, "aof_current_size");
  }));
  redis.kill();
  const Process slow{{"redis-server", "--port", "0", "--unixsocket", redis.address().unix_socket, "--dir",
                      redis.folder(), "--appendonly", "yes", "--key-load-delay", "500000",
                      "--loading-process-events-interval-bytes", "1024"},
                     redis.folder() / "slow.out",
                     redis.folder() / "slow.err"};
  std::string why;
  REQUIRE(becomes_true([&] {
    const auto opened = Connection::open(redis.address(), patience);
    why = opened.has_error() ? opened.error().what : "open";
    return why.find("socket") == std::string::npos && why.find("listens") == std::string::npos;
  }));
  CHECK(why == "it is still loading its data");
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
