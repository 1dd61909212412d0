#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/websocket.hpp>
#include <iostream>
#include <stdexcept>

#include "tests/bench/benches.hpp"
#include "tests/bench/dispatching.hpp"
#include "tests/bench/stand.hpp"

// From the operator's `assignment.dispatch` to the frame on the crew's socket, through a real `siaga serve`;
// against what cannot be done without: one bare commit and one bare WebSocket echo.
namespace bench {
namespace {

constexpr milliseconds patience{5'000};
constexpr milliseconds alone{5};
constexpr milliseconds busily{0};

// An operator and a crew, on one server.
class Pair {
 public:
  Pair(const Redis& redis, const Siaga& siaga) {
    const auto unit = *dispatch::UnitId::from("AMB-01");
    sockets_.connect(siaga.port(), 1);
    sign_in(sockets_, 0, {made_token(redis, dispatch::Role::operator_)}, "");
    sockets_.connect(siaga.port(), 1);
    sign_in(sockets_, 1, made_tokens(redis, "jembrana", {{dispatch::Role::crew, "crew", {unit}}}), "mine");
  }

  void go_on_duty() {
    sockets_.send(1, command("unit.duty", new_id(), R"("unit":"AMB-01","state":"on")"));
    wait_for(1, "ack");
    wait_for(1, "events");
  }

  // One whole round; the time from the command to the crew's frame. `quiet`: before the command nothing is
  // said for so long, as when a desk sends one unit in a minute.
  Clock::duration round(milliseconds quiet) {
    const auto incident = new_id();
    const auto field = R"("incident":")" + incident + '"';
    sockets_.send(0, command("incident.receive", incident,
                             R"("place":{"text":"behind the market","pin":{"lat":-8.357,"lon":114.615}},)"
                             R"("caller":{"phone":"081234567890"},)"
                             R"("triage":{"priority":"P1","needs":"ambulance","complaint":"chest pain"})"));
    wait_for(0, "ack");
    const auto text =
        command("assignment.dispatch", new_id(), field + R"(,"unit":"AMB-01","reason":"bench")");
    pause(quiet);
    const auto begin = Clock::now();
    sockets_.send(0, text);
    wait_for(1, "events");
    if (opened_ < begin) throw std::runtime_error{"something else came than the job"};
    wait_for(1, "events");  // that it was notified
    wait_for(0, "ack");
    sockets_.send(0, command("incident.end", new_id(), field + R"(,"kind":"cancelled","reason":"bench")"));
    wait_for(1, "events");
    wait_for(0, "ack");
    return opened_ - begin;
  }

 private:
  std::string new_id() { return "push-" + std::to_string(++ids_); }
  static std::string command(std::string_view type, const std::string& id, const std::string& fields) {
    return R"({"type":")" + std::string{type} + R"(","id":")" + id + R"(",)" + fields + "}";
  }
  void wait_for(std::size_t socket, std::string_view type) {
    auto& come = type == "ack" ? acks_ : events_;
    auto& used = type == "ack" ? acks_used_ : events_used_;
    const auto end = Clock::now() + patience;
    while (come.at(socket) == used.at(socket)) {
      if (Clock::now() > end)
        throw std::runtime_error{"waits for " + std::string{type} + " in vain; " + last_};
      sockets_.read(milliseconds{100}, [&](std::size_t from, std::string_view text) {
        if (is(text, "ack")) ++acks_[from];
        if (is(text, "events")) ++events_[from];
        if (text.find(R"("type":"assignment.opened")") != std::string_view::npos) opened_ = Clock::now();
        if (is(text, "refused")) last_ = text;
      });
    }
    ++used[socket];
  }

  Sockets sockets_;
  std::size_t ids_ = 0;
  std::vector<std::size_t> acks_{0, 0}, acks_used_{0, 0}, events_{0, 0}, events_used_{0, 0};
  std::string last_;
  Clock::time_point opened_;
};

Times echoes(Sockets& sockets, std::size_t count, milliseconds quiet) {
  const std::string text(600, 'x');
  Times times;
  for (std::size_t i = 0; i < count; ++i) {
    pause(quiet);
    const auto begin = Clock::now();
    sockets.send(0, text);
    sockets.read_messages(1, patience);
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
