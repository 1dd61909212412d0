#include "ws/gate.hpp"

#include <array>
#include <boost/asio/io_context.hpp>
#include <boost/asio/write.hpp>
#include <catch2/catch.hpp>
#include <chrono>

using boost::asio::ip::tcp;
using ws::Frame;

namespace {

Frame frame_of(std::size_t bytes, char of) {
  return std::make_shared<const std::string>(bytes, of);
}

// A gate and, at the other end of its socket, a client that reads when it is told to.
struct Street {
  Street() {
    client.connect(acceptor.local_endpoint());
    gate.emplace(acceptor.accept());
    gate->next_layer().non_blocking(true);
  }
  void until(const std::function<bool()>& condition) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds{20};
    while (!condition()) {
      REQUIRE(std::chrono::steady_clock::now() < end);
      io.restart();
      io.run_one_for(std::chrono::milliseconds{20});
    }
  }
  // Until nothing more can leave: what a client that does not read can hold is full.
  void fills_up() {
    io.restart();
    while (io.run_one_for(std::chrono::milliseconds{50}) > 0) {
    }
  }
  std::string client_reads(std::size_t bytes) {
    std::string heard;
    std::array<char, 65536> some{};
    std::optional<std::size_t> read;
    while (heard.size() < bytes) {
      read.reset();
      client.async_read_some(boost::asio::buffer(some),
                             [&](boost::system::error_code error, std::size_t size) {
                               REQUIRE_FALSE(error);
                               read = size;
                             });
      until([&] { return read.has_value(); });
      heard.append(some.data(), *read);
    }
    return heard;
  }
  // As Beast writes a pong: head and payload, in one go.
  void beast_writes(const std::string& head, const std::string& payload) {
    const std::array buffers{boost::asio::buffer(head), boost::asio::buffer(payload)};
    gate->async_write_some(buffers, [this](boost::system::error_code error, std::size_t bytes) {
      REQUIRE_FALSE(error);
      beast_wrote += bytes;
    });
  }

  boost::asio::io_context io{1};
  tcp::acceptor acceptor{io, {boost::asio::ip::address_v4::loopback(), 0}};
  tcp::socket client{io};
  std::optional<ws::Gate> gate;
  std::size_t beast_wrote = 0;
};

constexpr std::size_t more_than_the_system_holds = 16U << 20U;

}  // namespace

TEST_CASE("what the room and Beast write leaves in the order it came, and nothing stands within another") {
  Street street;
  auto& gate = *street.gate;
  gate.send(frame_of(more_than_the_system_holds, 'a'));
  gate.flush();
  street.fills_up();  // half of it has left
  street.beast_writes("<", "pong>");
  gate.send(frame_of(3, 'b'));
  street.beast_writes("<", "close>");
  gate.flush();
  const auto heard = street.client_reads(more_than_the_system_holds + 6 + 3 + 7);
  REQUIRE(heard.substr(more_than_the_system_holds) == "<pong>bbb<close>");
  REQUIRE(heard.find_first_not_of('a') == more_than_the_system_holds);
  REQUIRE(street.beast_wrote == 13);
}

TEST_CASE("nothing leaves before it is flushed, and all that waits leaves together") {
  Street street;
  auto& gate = *street.gate;
  gate.send(frame_of(3, 'a'));
  gate.send(frame_of(3, 'b'));
  street.fills_up();
  REQUIRE(street.client.available() == 0);
  REQUIRE(gate.waiting_bytes() == 3);
  gate.flush();
  REQUIRE(street.client_reads(6) == "aaabbb");
  REQUIRE(gate.waiting_bytes() == 0);
}

TEST_CASE("a hundred frames that wait together come in their order") {
  Street street;
  std::string sent;
  for (int i = 0; i < 100; ++i) {
    const auto frame = frame_of(1 + static_cast<std::size_t>(i) * 37, static_cast<char>('a' + i % 26));
    sent += *frame;
    street.gate->send(frame);
  }
  street.gate->flush();
  REQUIRE(street.client_reads(sent.size()) == sent);
}

TEST_CASE(
    "of a client that cannot take them the frames are forgotten, but for the one that has begun to leave") {
  Street street;
  auto& gate = *street.gate;
  gate.send(frame_of(more_than_the_system_holds, 'a'));
  gate.flush();
  street.fills_up();
  for (int i = 0; i < 3; ++i) gate.send(frame_of(1000, 'b'));
  REQUIRE(gate.waiting_bytes() == 3000);
  gate.drop_unsent();
  REQUIRE(gate.waiting_bytes() == 0);
  gate.send(frame_of(4, 'c'));
  gate.flush();
  const auto heard = street.client_reads(more_than_the_system_holds + 4);
  REQUIRE(heard.substr(more_than_the_system_holds) == "cccc");
}

TEST_CASE("the end of the connection waits until all that was said has left") {
  Street street;
  auto& gate = *street.gate;
  bool drained = false;
  gate.send(frame_of(more_than_the_system_holds, 'a'));
  gate.when_drained([&] { drained = true; });
  street.fills_up();
  REQUIRE_FALSE(drained);
  REQUIRE(street.client_reads(more_than_the_system_holds).size() == more_than_the_system_holds);
  street.until([&] { return drained; });
}

TEST_CASE("when the client is gone nothing is kept for it") {
  Street street;
  auto& gate = *street.gate;
  gate.send(frame_of(more_than_the_system_holds, 'a'));
  gate.send(frame_of(1000, 'b'));
  bool drained = false;
  gate.when_drained([&] { drained = true; });
  street.fills_up();
  street.client.close();
  street.until([&] { return drained; });
  gate.send(frame_of(1000, 'c'));
  REQUIRE(gate.waiting_bytes() == 0);
}

TEST_CASE("what is read in very many small pieces is read at a pace, and all of it") {
  Street street;
  const std::string said(4'100, 'x');
  boost::asio::write(street.client, boost::asio::buffer(said));
  const auto begin = std::chrono::steady_clock::now();
  std::array<char, 1> byte{};
  std::size_t read = 0;
  std::function<void()> read_on = [&] {
    street.gate->async_read_some(boost::asio::buffer(byte),
                                 [&](boost::system::error_code error, std::size_t bytes) {
                                   REQUIRE_FALSE(error);
                                   read += bytes;
                                   if (read < said.size()) read_on();
                                 });
  };
  read_on();
  street.until([&] { return read == said.size(); });
  REQUIRE(std::chrono::steady_clock::now() - begin >= std::chrono::milliseconds{90});
}
