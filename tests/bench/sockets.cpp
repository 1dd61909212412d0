#include "tests/bench/sockets.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <stdexcept>

namespace bench {
namespace {

constexpr std::size_t read_at_once = 256U << 10U;
constexpr std::size_t at_a_time = 200;  // connections under way: a server's backlog may be short
constexpr unsigned char text_opcode = 1;
constexpr unsigned char close_opcode = 8;
constexpr unsigned char ping_opcode = 9;
constexpr unsigned char pong_opcode = 10;

int connected(unsigned short port, int receive_buffer) {
  const int made = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const int one = 1;
  setsockopt(made, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  if (receive_buffer > 0) setsockopt(made, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
  const timeval limit{.tv_sec = 20, .tv_usec = 0};
  setsockopt(made, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(made, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
    throw std::runtime_error{"cannot connect to port " + std::to_string(port)};
  return made;
}

void put_number(std::string& out, std::uint64_t number, int bytes) {
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8)
    out += static_cast<char>((number >> shift) & 0xff);
}

struct Head {
  unsigned char opcode = 0;
  std::size_t header = 0;  // bytes; 0: has not come whole
  std::size_t payload = 0;
};

Head head_of(std::string_view bytes) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(bytes[at]); };
  if (bytes.size() < 2) return {};
  Head head{static_cast<unsigned char>(byte(0) & 0x0fU), 2, static_cast<std::size_t>(byte(1) & 0x7fU)};
  const std::size_t more = head.payload == 126 ? 2 : head.payload == 127 ? 8 : 0;
  if (more == 0) return head;
  if (bytes.size() < 2 + more) return {};
  head.header += more;
  head.payload = 0;
  for (std::size_t i = 0; i < more; ++i) head.payload = head.payload << 8U | byte(2 + i);
  return head;
}

}  // namespace

std::string masked_frame(unsigned char opcode, std::string_view payload) {
  constexpr std::string_view mask{"\0\0\0\0", 4};
  std::string frame;
  frame.reserve(payload.size() + 14);
  frame += static_cast<char>(0x80U | opcode);
  if (payload.size() < 126) {
    frame += static_cast<char>(0x80U | payload.size());
  } else if (payload.size() <= 0xffff) {
    frame += static_cast<char>(0x80U | 126U);
    put_number(frame, payload.size(), 2);
  } else {
    frame += static_cast<char>(0x80U | 127U);
    put_number(frame, payload.size(), 8);
  }
  frame += mask;
  frame += payload;
  return frame;
}

Sockets::Sockets() : epoll_{epoll_create1(EPOLL_CLOEXEC)}, buffer_(read_at_once) {}

Sockets::~Sockets() {
  for (const auto& one : all_)
    if (one.descriptor >= 0) close(one.descriptor);
  close(epoll_);
}

void Sockets::connect(unsigned short port, std::size_t count, int receive_buffer) {
  const auto request =
      "GET /ws HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
      "Sec-WebSocket-Protocol: siaga.v1\r\n\r\n";
  for (std::size_t done = 0; done < count;) {
    const auto first = all_.size();
    for (std::size_t i = 0; i < at_a_time && done < count; ++i, ++done) {
      all_.push_back({connected(port, receive_buffer), {}});
      write(all_.back(), request);
    }
    upgrade(first);
  }
}

void Sockets::upgrade(std::size_t first) {
  for (auto index = first; index < all_.size(); ++index) {
    auto& socket = all_[index];
    auto& came = socket.rest;
    while (came.find("\r\n\r\n") == std::string::npos) {
      const auto size = recv(socket.descriptor, buffer_.data(), buffer_.size(), 0);
      if (size <= 0) throw std::runtime_error{"the server does not upgrade: " + came};
      came.append(buffer_.data(), static_cast<std::size_t>(size));
    }
    if (!came.starts_with("HTTP/1.1 101")) throw std::runtime_error{"the server does not upgrade: " + came};
    came.erase(0, came.find("\r\n\r\n") + 4);
    fcntl(socket.descriptor, F_SETFL, O_NONBLOCK);
    epoll_event event{.events = EPOLLIN, .data = {.u64 = index}};
    epoll_ctl(epoll_, EPOLL_CTL_ADD, socket.descriptor, &event);
  }
}

void Sockets::write(const Socket& socket, std::string_view bytes) {
  constexpr int patience_ms = 20'000;
  while (!bytes.empty() && socket.descriptor >= 0) {
    const auto sent = ::send(socket.descriptor, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent > 0) bytes.remove_prefix(static_cast<std::size_t>(sent));
    if (sent > 0 || errno == EINTR) continue;
    pollfd writable{.fd = socket.descriptor, .events = POLLOUT, .revents = 0};
    if (errno != EAGAIN || poll(&writable, 1, patience_ms) <= 0)
      throw std::runtime_error{"a socket takes nothing more"};
  }
}

void Sockets::send(std::size_t socket, std::string_view text) {
  write(all_[socket], masked_frame(text_opcode, text));
}

std::size_t Sockets::take(std::size_t index, std::string_view bytes, const Heard& heard) {
  auto& socket = all_[index];
  std::string joined;
  if (!socket.rest.empty()) {
    joined = std::move(socket.rest);
    joined += bytes;
    bytes = joined;
  }
  std::size_t messages = 0;
  while (true) {
    const auto head = head_of(bytes);
    if (head.header == 0 || bytes.size() < head.header + head.payload) break;
    const auto payload = bytes.substr(head.header, head.payload);
    if (head.opcode == ping_opcode) write(socket, masked_frame(pong_opcode, payload));
    if (head.opcode == close_opcode) ++closed_;
    if (head.opcode < close_opcode) {
      ++messages;
      if (heard) heard(index, payload);
    }
    bytes.remove_prefix(head.header + head.payload);
  }
  socket.rest = bytes;
  return messages;
}

std::size_t Sockets::read_one(std::size_t index, const Heard& heard) {
  auto& socket = all_[index];
  const auto size = recv(socket.descriptor, buffer_.data(), buffer_.size(), 0);
  if (size > 0) return take(index, {buffer_.data(), static_cast<std::size_t>(size)}, heard);
  if (size < 0 && errno == EAGAIN) return 0;
  close(socket.descriptor);
  socket.descriptor = -1;
  ++closed_;
  return 0;
}

std::size_t Sockets::read(milliseconds limit, const Heard& heard) {
  std::array<epoll_event, 512> events{};
  const int count = epoll_wait(epoll_, events.data(), events.size(), static_cast<int>(limit.count()));
  std::size_t messages = 0;
  for (int i = 0; i < count; ++i) messages += read_one(events[static_cast<std::size_t>(i)].data.u64, heard);
  return messages;
}

void Sockets::read_messages(std::size_t count, milliseconds limit, const Heard& heard) {
  const auto end = Clock::now() + limit;
  for (std::size_t have = 0; have < count;) {
    if (closed_ > 0) throw std::runtime_error{"the server closes"};
    if (Clock::now() > end)
      throw std::runtime_error{"of " + std::to_string(count) + " messages only " + std::to_string(have) +
                               " came"};
    have += read(milliseconds{sleeps_ ? 100 : 0}, heard);
  }
}

void Sockets::stall(std::size_t socket) {
  epoll_ctl(epoll_, EPOLL_CTL_DEL, all_[socket].descriptor, nullptr);
}

}  // namespace bench
