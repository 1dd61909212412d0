#include "tests/ws/open_server.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <boost/asio/post.hpp>
#include <stdexcept>

namespace tests {
namespace {

ws::Server::Options on_any_port(ws::Server::Options options) {
  options.port = 0;
  return options;
}

}  // namespace

OpenServer::OpenServer(ws::Server::Options options, ws::Guests::Limits guests)
    : guests_{guests},
      server_{hall_.io->get_executor(), hall_.room, guests_, doors_, on_any_port(std::move(options))},
      busy_{hall_.io->get_executor()},
      port_{server_.start().value()} {
  hall_.io->restart();
  thread_ = std::thread{[this] { hall_.io->run(); }};
}

OpenServer::~OpenServer() {
  boost::asio::post(*hall_.io, [this] {
    server_.stop();
    hall_.room.cut_all();
    busy_.reset();
  });
  thread_.join();
}

Stranger::Stranger(const OpenServer& server) : socket_{::socket(AF_INET, SOCK_STREAM, 0)} {
  const timeval limit{20, 0};
  setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(server.port());
  if (connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
    throw std::runtime_error{"the server cannot be reached"};
}

Stranger::~Stranger() {
  close(socket_);
}

void Stranger::says(std::string_view bytes) const {
  while (!bytes.empty()) {
    const auto sent = send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

std::string Stranger::hears(std::size_t bytes) const {
  std::string heard(bytes, '\0');
  std::size_t have = 0;
  while (have < bytes) {
    const auto read = recv(socket_, heard.data() + have, bytes - have, 0);
    if (read <= 0) throw std::runtime_error{"heard only: " + heard.substr(0, have)};
    have += static_cast<std::size_t>(read);
  }
  return heard;
}

std::string Stranger::hears_to_the_end() const {
  std::string heard;
  std::array<char, 4096> some{};
  for (;;) {
    const auto read = recv(socket_, some.data(), some.size(), 0);
    if (read < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
      throw std::runtime_error{"the server does not close; heard: " + heard};
    if (read <= 0) return heard;
    heard.append(some.data(), static_cast<std::size_t>(read));
  }
}

std::string Stranger::upgrades(std::string_view target, std::string_view protocol, std::string_view host,
                               std::string_view more) const {
  std::string request{"GET "};
  request.append(target).append(" HTTP/1.1\r\nHost: ").append(host).append("\r\n").append(more);
  request.append("Upgrade: websocket\r\nConnection: Upgrade\r\n");
  request.append("Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
  if (!protocol.empty()) request.append("Sec-WebSocket-Protocol: ").append(protocol).append("\r\n");
  says(request + "\r\n");
  std::string head;
  while (!head.ends_with("\r\n\r\n")) head += hears(1);
  return head;
}

// RFC 6455, 5.2; a client's frames are masked, here with zeros. At most 65,535 bytes.
void Stranger::says_frame(unsigned char opcode, std::string_view payload) const {
  std::string frame{static_cast<char>(0x80 | opcode)};
  if (payload.size() < 126) {
    frame += static_cast<char>(0x80 | payload.size());
  } else {
    frame += static_cast<char>(0x80 | 126);
    frame += static_cast<char>(payload.size() >> 8U);
    frame += static_cast<char>(payload.size() & 0xffU);
  }
  says(frame.append(4, '\0').append(payload));
}

Stranger::Frame Stranger::hears_frame() const {
  const auto number = [](const std::string& bytes) {
    std::size_t sum = 0;
    for (const char byte : bytes) sum = sum << 8U | static_cast<unsigned char>(byte);
    return sum;
  };
  const auto head = hears(2);
  const auto first = static_cast<unsigned char>(head[0]);
  auto size = std::size_t{static_cast<unsigned char>(head[1])};
  if ((first & 0xf0U) != 0x80U || size > 127) throw std::runtime_error{"this is no frame of a server"};
  if (size == 126) size = number(hears(2));
  if (size == 127) size = number(hears(8));
  return {static_cast<unsigned char>(first & 0x0fU), hears(size)};
}

unsigned Stranger::Frame::close_code() const {
  if (opcode != close_opcode || payload.size() < 2) return 0;
  return static_cast<unsigned char>(payload[0]) * 256U + static_cast<unsigned char>(payload[1]);
}

}  // namespace tests
