#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <filesystem>
#include <stdexcept>

#include "tests/bench/benches.hpp"
#include "tests/bench/stand.hpp"

// One thing happens, a thousand are told: messages delivered a second, one event at a time and sixteen at a
// time. Ours is an event of the board, from the log entry to the sockets, encoding included; the peers send a
// text of the same size that is there already.
namespace bench {
namespace {

constexpr std::size_t watchers = 1'000;
constexpr milliseconds patience{20'000};

// Tells a server how many messages to send.
class Control {
 public:
  explicit Control(unsigned short port) : socket_{socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)} {
    const int one = 1;
    setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
      throw std::runtime_error{"no control connection"};
  }
  ~Control() { close(socket_); }
  Control(const Control&) = delete;
  Control& operator=(const Control&) = delete;

  void say(std::size_t count) const {
    const auto text = std::to_string(count) + "\n";
    if (send(socket_, text.data(), text.size(), MSG_NOSIGNAL) < 0)
      throw std::runtime_error{"the server is gone"};
  }

 private:
  int socket_;
};

struct Server {
  std::string name;
  Program program;
  Sockets sockets;
  Control control;
  std::size_t message_bytes = 0;
  std::vector<double> single;
  std::vector<double> bursts;
  std::vector<double> single_cpu;  // microseconds of the server for one message
  std::vector<double> bursts_cpu;

  Server(std::string called, std::vector<std::string> command, bool is_ours)
      : name{std::move(called)}, program{server_core, std::move(command)}, control{program.second_port()} {
    sockets.connect(program.port(), watchers);
    sockets.never_sleep();
    if (is_ours) sign_in(sockets, 0, {"any"}, "board");
  }

  // Messages delivered a second. Short, for the others' servers close those who do not answer pings.
  double rate(std::size_t burst, std::size_t most_bursts) {
    constexpr std::chrono::seconds longest{2};
    sockets.read(milliseconds{0}, {});
    const auto begin = Clock::now();
    std::size_t done = 0;
    for (; done < most_bursts && Clock::now() - begin < longest; ++done) {
      control.say(burst);
      sockets.read_messages(burst * watchers, patience,
                            [&](std::size_t, std::string_view text) { message_bytes = text.size(); });
    }
    return static_cast<double>(done * burst * watchers) / (micros(Clock::now() - begin) / 1e6);
  }
  // The same with the CPU of the server for one message.
  std::pair<double, double> rate_and_cpu(std::size_t burst, std::size_t most_bursts) {
    const auto cpu = cpu_seconds(program.id());
    const auto begin = Clock::now();
    const auto a_second = rate(burst, most_bursts);
    const auto messages = a_second * micros(Clock::now() - begin) / 1e6;
    return {a_second, (cpu_seconds(program.id()) - cpu) * 1e6 / messages};
  }
  void measure() {
    const auto many = unless_quick<std::size_t>(300, 100);
    const auto [alone, alone_cpu] = rate_and_cpu(1, many);
    const auto [together, together_cpu] = rate_and_cpu(16, many);
    single.push_back(alone);
    bursts.push_back(together);
    single_cpu.push_back(alone_cpu);
    bursts_cpu.push_back(together_cpu);
  }
};

using Figures = std::vector<double> Server::*;

void compare_rates(const std::string& what, Figures figures, const Server& ours, const Server& peer,
                   double target) {
  const auto mine = median(ours.*figures);
  const auto others = median(peer.*figures);
  print({what, text_of(mine, "/s"), peer.name + " " + text_of(others, "/s"), mine / others,
         Line::Target::at_least, target});
}

// What the machine does besides makes every rate lower, and those of the fast ones most. CPU it leaves alone.
void compare_cpu(const std::string& what, Figures figures, const Server& ours, const Server& peer,
                 double target) {
  const auto mine = median(ours.*figures);
  const auto others = median(peer.*figures);
  print({what + ", CPU of the server each", text_of(mine, " us"), peer.name + " " + text_of(others, " us"),
         others / mine, Line::Target::at_least, target});
}

}  // namespace

void fanout() {
  print_head("fanout: to 1,000 watchers");
  pin_self(load_core);
  Server ours{"Siaga", {own_program(), "fanout-server"}, true};
  ours.rate(16, 5);
  const auto size = std::to_string(ours.message_bytes);
  Server pp{"websocketpp", {WEBSOCKETPP_PEER, size}, false};
  pp.rate(16, 5);
  const bool has_npm = std::filesystem::exists(NODE_PEER);
  std::vector<std::unique_ptr<Server>> npm;
  if (has_npm)
    npm.push_back(
        std::make_unique<Server>("npm ws", std::vector<std::string>{"node", NODE_PEER, size}, false));
  for (const auto& one : npm) one->rate(16, 5);
  for (int round = 0; round < rounds(); ++round) {
    ours.measure();
    pp.measure();
    for (const auto& one : npm) one->measure();
    ours.sockets.read(milliseconds{0}, {});
  }
  const std::string single = "one at a time";
  const std::string bursts = "sixteen at a time";
  for (const auto& one : npm) {
    compare_rates(single, &Server::single, ours, *one, 1.5);
    compare_cpu(single, &Server::single_cpu, ours, *one, 1.5);
    compare_rates(bursts, &Server::bursts, ours, *one, 15);
    compare_cpu(bursts, &Server::bursts_cpu, ours, *one, 15);
  }
  compare_rates(single, &Server::single, ours, pp, 1.1);
  compare_cpu(single, &Server::single_cpu, ours, pp, 1.1);
  compare_rates(bursts, &Server::bursts, ours, pp, 2.5);
  compare_cpu(bursts, &Server::bursts_cpu, ours, pp, 2.5);
  say("messages of " + size + " bytes");
}

}  // namespace bench
