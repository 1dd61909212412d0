#include "tests/support/relay.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace tests {
namespace {

sockaddr_un address_of(const std::filesystem::path& socket) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::ranges::copy(socket.native(), static_cast<char*>(address.sun_path));
  return address;
}

template <class Call>
int open_socket(const std::filesystem::path& path, Call bind_or_connect) {
  const auto address = address_of(path);
  const auto socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (bind_or_connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
    throw std::runtime_error{"no socket at " + path.string()};
  return socket;
}

void write_all(int socket, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto written = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (written <= 0) return;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

}  // namespace

Relay::Relay(store::Address redis, int stops_before)
    : redis_{std::move(redis)},
      stops_before_{stops_before},
      listening_{open_socket(folder_.path() / "relay.sock", ::bind)} {
  if (::listen(listening_, 8) != 0 || ::pipe(ends_.data()) != 0) throw std::runtime_error{"no relay"};
  thread_ = std::thread{&Relay::work, this};
}

Relay::~Relay() {
  let_go();
  ::close(ends_[1]);
  thread_.join();
  for (auto& one : connections_) one.join();
  ::close(ends_[0]);
  ::close(listening_);
}

store::Address Relay::address() const {
  store::Address address;
  address.unix_socket = folder_.path() / "relay.sock";
  return address;
}

bool Relay::has_stopped() const {
  const std::lock_guard lock{mutex_};
  return stopped_;
}

void Relay::let_go() {
  const std::lock_guard lock{mutex_};
  let_go_ = true;
  changed_.notify_all();
}

void Relay::wait_at_stop() {
  std::unique_lock lock{mutex_};
  if (--stops_before_ != 0) return;
  stopped_ = true;
  changed_.wait(lock, [&] { return let_go_; });
}

void Relay::work() {
  std::array waiting{pollfd{listening_, POLLIN, 0}, pollfd{ends_[0], POLLIN, 0}};
  while (::poll(waiting.data(), waiting.size(), -1) > 0 && waiting[1].revents == 0) {
    const auto connection = ::accept4(listening_, nullptr, nullptr, SOCK_CLOEXEC);
    const auto redis = open_socket(redis_.unix_socket, ::connect);
    connections_.emplace_back([this, connection, redis] {
      hand_on(connection, redis);
      ::close(connection);
      ::close(redis);
    });
  }
}

void Relay::hand_on(int from_connection, int to_redis) {
  std::array waiting{pollfd{from_connection, POLLIN, 0}, pollfd{to_redis, POLLIN, 0},
                     pollfd{ends_[0], POLLIN, 0}};
  std::array<char, 65536> bytes{};
  int said_so_far = 0;
  bool is_readers = true;
  while (::poll(waiting.data(), waiting.size(), -1) > 0 && waiting[2].revents == 0) {
    for (const auto& side : {std::pair{0, 1}, std::pair{1, 0}}) {
      const auto& from = waiting[static_cast<std::size_t>(side.first)];
      if (from.revents == 0) continue;
      const auto size = ::recv(from.fd, bytes.data(), bytes.size(), 0);
      if (size <= 0) return;
      const std::string_view said{bytes.data(), static_cast<std::size_t>(size)};
      // All begin with INFO and PING; who goes on with one of these listens to positions.
      if (side.first == 0 && ++said_so_far == 3)
        is_readers = said.find("SUBSCRIBE") == said.npos && said.find("HVALS") == said.npos;
      if (side.first == 0 && said_so_far >= 3 && is_readers) wait_at_stop();
      write_all(waiting[static_cast<std::size_t>(side.second)].fd, said);
    }
  }
}

}  // namespace tests
