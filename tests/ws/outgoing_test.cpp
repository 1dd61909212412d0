#include "ws/outgoing.hpp"

#include <boost/asio/io_context.hpp>
#include <catch2/catch.hpp>

#include "ws/clock.hpp"

namespace {

// A client, and how much of what it was sent it has not read.
struct Client final : ws::Peer {
  void send(ws::Frame frame) override {
    unread += frame->size();
    ++frames;
  }
  void flush() override { ++writes; }
  void drop_unsent() override { unread = 0; }
  [[nodiscard]] std::size_t queued_bytes() const override { return unread; }
  void close(ws::CloseCode code, std::string_view) override {
    closing = ws::monotonic_now();
    closed = code;
  }
  void cut() override {}

  std::size_t unread = 0;
  int frames = 0;
  int writes = 0;
  std::optional<ws::CloseCode> closed;
};

struct Mailbox {
  explicit Mailbox(std::size_t most = 1000) : outgoing{io.get_executor(), most} {}
  void send(Client& client, std::size_t bytes) {
    outgoing.send(client, std::make_shared<const std::string>(bytes, 'x'));
  }
  void run() {
    io.restart();
    io.run();
  }

  boost::asio::io_context io{1};
  ws::Outgoing outgoing;
};

}  // namespace

TEST_CASE("a client may leave as much unread as the bound, and with one byte more is closed as slow") {
  Mailbox post;
  Client client;
  post.send(client, 400);
  post.send(client, 600);
  REQUIRE_FALSE(client.closed.has_value());
  post.send(client, 1);
  REQUIRE(client.closed == ws::CloseCode::slow);
  REQUIRE(static_cast<unsigned>(*client.closed) == 4008);
  REQUIRE(client.frames == 2);
}

TEST_CASE("of who has not signed in no more than 4 KiB wait, however much others may leave unread") {
  Mailbox post{1U << 20U};
  Client stranger;
  Client crew;
  crew.actor = dispatch::Actor{dispatch::Role::crew, "AMB-01", {}};
  for (int i = 0; i < 4; ++i) {
    post.send(stranger, 1000);
    post.send(crew, 1000);
  }
  REQUIRE_FALSE(stranger.closed.has_value());
  post.send(stranger, 100);
  post.send(crew, 100);
  REQUIRE(stranger.closed == ws::CloseCode::slow);
  REQUIRE_FALSE(crew.closed.has_value());
}

TEST_CASE("a message longer than the bound reaches a client that has read all before it") {
  Mailbox post;
  Client client;
  post.send(client, 5000);
  REQUIRE(client.frames == 1);
  REQUIRE_FALSE(client.closed.has_value());
  post.send(client, 1);
  REQUIRE(client.closed == ws::CloseCode::slow);
}

TEST_CASE("nothing more is sent to a client that is being closed, and another is not slow because one is") {
  Mailbox post;
  Client slow;
  Client quick;
  for (int i = 0; i < 5; ++i) {
    post.send(slow, 400);
    post.send(quick, 400);
    quick.unread = 0;
  }
  REQUIRE(slow.closed == ws::CloseCode::slow);
  REQUIRE(slow.frames == 2);
  REQUIRE(quick.frames == 5);
  REQUIRE_FALSE(quick.closed.has_value());
}

TEST_CASE("what is sent in one moment leaves in one write for each client") {
  Mailbox post;
  Client one;
  Client other;
  for (int i = 0; i < 3; ++i) post.send(one, 10);
  post.send(other, 10);
  REQUIRE(one.writes == 0);
  REQUIRE(one.unflushed_bytes == 30);
  post.run();
  REQUIRE(one.writes == 1);
  REQUIRE(other.writes == 1);
  REQUIRE(one.unflushed_bytes == 0);
  post.send(one, 10);
  post.run();
  REQUIRE(one.writes == 2);
  REQUIRE(other.writes == 1);
}

TEST_CASE("a client that has left is not written to") {
  Mailbox post;
  Client stays;
  {
    Client leaves;
    post.send(leaves, 10);
    post.send(stays, 10);
    post.outgoing.forget(leaves);
  }
  post.run();
  REQUIRE(stays.writes == 1);
}
