#include "tests/support/strangers.hpp"

#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>

namespace tests {
namespace {

// A client's frame, masked with zeros.
std::string frame(unsigned char opcode, std::string_view payload) {
  std::string out{static_cast<char>(0x80 | opcode)};
  if (payload.size() < 126) {
    out += static_cast<char>(0x80 | payload.size());
  } else {
    out += static_cast<char>(0x80 | 126);
    out += static_cast<char>(payload.size() >> 8U);
    out += static_cast<char>(payload.size() & 0xffU);
  }
  return out.append(4, '\0').append(payload);
}

std::string times(int count, const std::string& part) {
  std::string all;
  for (int i = 0; i < count; ++i) all += part;
  return all;
}

}  // namespace

const std::string_view upgrade =
    "GET /ws HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: "
    "13\r\n"
    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Protocol: siaga.v1\r\n\r\n";

const std::vector<Attack>& attacks() {
  static const std::string post =
      "POST /caller/aaaaaaaaaaaaaaaaaaaaaa/fix HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
  static const std::string get = "GET /map/region.json HTTP/1.1\r\nHost: x\r\n\r\n";
  static const std::string file = "GET /assets/large.js HTTP/1.1\r\nHost: x\r\n\r\n";
  static const std::string tile = "GET /tiles/6/52/33.pbf HTTP/1.1\r\nHost: x\r\n\r\n";
  static const std::string hello = R"({"type":"hello","token":"nobody"})";
  static const std::vector<Attack> all{
      {"sockets that say nothing", 500, "", ""},
      {"a head that never ends", 50, "GET / HTTP/1.1\r\nHost: x\r\nX: ", std::string(1000, 'x')},
      {"a chunk's extension that never ends", 50, post + "1;", std::string(65536, 'a')},
      {"chunks with long extensions", 50, post, "1;" + std::string(4000, 'a') + "\r\nx\r\n"},
      {"a body that is announced and comes slowly", 200,
       "POST /caller/aaaaaaaaaaaaaaaaaaaaaa/fix HTTP/1.1\r\nHost: x\r\nContent-Length: 1024\r\n\r\n", "x"},
      {"pages that nobody reads", 50, get, times(50, get)},
      {"files that nobody reads", 50, file, times(50, file)},
      {"tiles that nobody reads", 100, tile, times(50, tile)},
      {"garbage", 50, std::string(4096, '\x16'), std::string(4096, '\x16')},
      {"WebSockets that say nothing", 500, std::string{upgrade}, ""},
      {"pings that nobody reads the answers to", 50, std::string{upgrade},
       times(100, frame(9, std::string(125, 'p')))},
      {"messages that are refused and not read", 50, std::string{upgrade}, times(100, frame(1, "{}"))},
      {"a message as long as may be", 50, std::string{upgrade}, frame(1, std::string(65000, '['))},
      {"one message in many parts", 50, std::string{upgrade} + std::string("\x01\x81\0\0\0\0x", 7),
       times(100, std::string("\x00\x81\0\0\0\0x", 7))},
      {"tokens that nobody has", 50, std::string{upgrade}, frame(1, hello)},
  };
  return all;
}

Stranger::Stranger(unsigned short port, const Attack& attack, std::size_t sockets, std::uint8_t host)
    : port_{port}, attack_{attack}, host_{host}, sockets_(sockets) {
  for (auto& one : sockets_) one = begin();
}

Stranger::~Stranger() {
  for (const auto& one : sockets_) close(one.number);
}

bool Stranger::goes_on() {
  bool anything = false;
  for (auto& one : sockets_) anything = says(one) || anything;
  return anything;
}

Stranger::Socket Stranger::begin() const {
  Socket one{.number = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)};
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl((INADDR_LOOPBACK & ~0xffU) | host_);
  if (bind(one.number, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
    throw std::runtime_error{"no address to come from"};
  address.sin_port = htons(port_);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(one.number, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
    throw std::runtime_error{"cannot connect"};
  fcntl(one.number, F_SETFL, O_NONBLOCK);
  return one;
}

bool Stranger::says(Socket& one) const {
  const auto& text = one.has_begun ? attack_.again : attack_.first;
  if (text.empty()) return false;
  const auto sent = send(one.number, text.data() + one.said, text.size() - one.said, MSG_NOSIGNAL);
  if (sent < 0 && errno != EAGAIN) {
    close(one.number);
    one = begin();
    return false;
  }
  if (sent <= 0) return false;
  one.said += static_cast<std::size_t>(sent);
  if (one.said == text.size()) {
    one.said = 0;
    one.has_begun = true;
  }
  return true;
}

}  // namespace tests
