#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/websocket.hpp>
#include <iostream>
#include <stdexcept>

#include "tests/bench/benches.hpp"
#include "tests/bench/dispatching.hpp"
#include "tests/bench/pair.hpp"
#include "tests/bench/stand.hpp"

// From the operator's `assignment.dispatch` to the frame on the crew's socket, through a real `siaga serve`;
// against what cannot be done without: one bare commit and one bare WebSocket echo.
namespace bench {
namespace {

constexpr milliseconds alone{5};
constexpr milliseconds busily{0};

Times echoes(Sockets& sockets, std::size_t count, milliseconds quiet) {
  const std::string text(600, 'x');
  Times times;
  for (std::size_t i = 0; i < count; ++i) {
    pause(quiet);
    const auto begin = Clock::now();
    sockets.send(0, text);
    sockets.read_messages(1, Pair::patience);
    times.add(Clock::now() - begin);
  }
  return times;
}

}  // namespace

void push() {
  print_head("push: dispatch in, frame on the crew's socket");
  const Redis redis{load_core};
  Siaga siaga{redis, {}};
  siaga.wait_for(1);
  const Program echo{server_core, {own_program(), "echo-server"}};
  const Redis bare_server{load_core};
  BareRedis bare{bare_server.address()};
  pin_self(load_core);
  Sockets echo_sockets;
  echo_sockets.connect(echo.port(), 1);
  Pair pair{redis, siaga};
  pair.go_on_duty();
  for (int i = 0; i < 50; ++i) pair.round(alone);

  const auto count = unless_quick<std::size_t>(500, 100);
  for (const auto quiet : {alone, busily}) {
    std::vector<double> p50;
    std::vector<double> p99;
    std::vector<double> commit50;
    std::vector<double> echo50;
    for (int round = 0; round < rounds(); ++round) {
      Times times;
      for (std::size_t i = 0; i < count; ++i) times.add(pair.round(quiet));
      p50.push_back(times.percentile(50));
      p99.push_back(times.percentile(99));
      pin_self(server_core);
      commit50.push_back(bare_commits(bare, count, quiet).percentile(50));
      pin_self(load_core);
      echo50.push_back(echoes(echo_sockets, count, quiet).percentile(50));
    }
    const auto sum = median(commit50) + median(echo50);
    const std::string when = quiet == alone ? "alone" : "right after other messages";
    print({when + ", p50", text_of(median(p50), " us"),
           "commit " + text_of(median(commit50), "") + " + echo " + text_of(median(echo50), " us"),
           median(p50) / sum, Line::Target::at_most, 1.5});
    print({when + ", p99", text_of(median(p99), " us"), "", median(p99) / sum});
  }
}

// Beast as in its blocking example, for one client.
int echo_server() {
  namespace asio = boost::asio;
  namespace websocket = boost::beast::websocket;
  using asio::ip::tcp;
  asio::io_context io{1};
  tcp::acceptor acceptor{io, {asio::ip::address_v4::loopback(), 0}};
  std::cout << acceptor.local_endpoint().port() << std::endl;
  tcp::socket socket{io};
  acceptor.accept(socket);
  socket.set_option(tcp::no_delay{true});
  websocket::stream<tcp::socket> stream{std::move(socket)};
  stream.accept();
  boost::beast::flat_buffer buffer;
  for (boost::system::error_code error;;) {
    stream.read(buffer, error);
    if (error) return 0;
    stream.text(true);
    stream.write(buffer.data(), error);
    if (error) return 0;
    buffer.consume(buffer.size());
  }
}

}  // namespace bench
