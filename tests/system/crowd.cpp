#include "tests/system/crowd.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace tests {

Crowd::~Crowd() {
  for (const int one : sockets_) close(one);
}

void Crowd::connect(unsigned short port, std::size_t count, std::string_view says) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  for (std::size_t i = 0; i < count; ++i) {
    const int one = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (one < 0) throw std::runtime_error{"no more sockets"};
    sockets_.push_back(one);
    if (::connect(one, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
      throw std::runtime_error{"cannot connect"};
    if (!says.empty() &&
        send(one, says.data(), says.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(says.size()))
      throw std::runtime_error{"cannot say anything"};
  }
}

std::size_t Crowd::open() const {
  std::size_t count = 0;
  std::array<char, 4096> unread{};
  for (const int one : sockets_) {
    pollfd state{.fd = one, .events = POLLIN | POLLRDHUP, .revents = 0};
    poll(&state, 1, 0);
    const bool ended =
        (state.revents & (POLLRDHUP | POLLHUP | POLLERR)) != 0 ||
        ((state.revents & POLLIN) != 0 && recv(one, unread.data(), unread.size(), MSG_PEEK) == 0);
    count += ended ? 0 : 1;
  }
  return count;
}

void allow_many_files() {
  rlimit files{};
  getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  setrlimit(RLIMIT_NOFILE, &files);
}

}  // namespace tests
