#include "store/redis_look.hpp"

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string_view>

#include "store/kept.hpp"
#include "store/redis_connection.hpp"

namespace store {
namespace {

namespace fs = std::filesystem;

class Socket {
 public:
  Socket() : descriptor_{socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)} {}
  ~Socket() {
    if (descriptor_ >= 0) close(descriptor_);
  }
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;
  [[nodiscard]] int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
};

// The text of "$<size>\r\n<text>\r\n", once all of it is there.
std::optional<std::string_view> whole_text(std::string_view reply) {
  const auto head = reply.find("\r\n");
  if (!reply.starts_with('$') || head == std::string_view::npos) return std::nullopt;
  std::size_t size = 0;
  std::from_chars(reply.data() + 1, reply.data() + head, size);
  if (size == 0 || reply.size() < head + 2 + size) return std::nullopt;
  return reply.substr(head + 2, size);
}

// INFO is answered while it loads, too.
std::optional<std::string> info_of(int connection) {
  constexpr std::string_view question = "INFO persistence\r\n";
  constexpr std::size_t longest = 64U << 10U;
  if (send(connection, question.data(), question.size(), MSG_NOSIGNAL) != ssize_t{question.size()})
    return std::nullopt;
  std::string reply;
  std::array<char, 4096> part{};
  while (reply.size() < longest) {
    const auto size = recv(connection, part.data(), part.size(), 0);
    if (size < 0 && errno == EINTR) continue;
    if (size <= 0) return std::nullopt;
    reply.append(part.data(), static_cast<std::size_t>(size));
    if (const auto text = whole_text(reply)) return std::string{*text};
  }
  return std::nullopt;
}

// By its arguments, or by the title that it gives itself later.
bool tells_to_listen(const std::string& command_line, const std::string& socket) {
  std::istringstream arguments{command_line};
  std::string program;
  std::getline(arguments, program, '\0');
  if (const auto title = program.find("redis-server unixsocket:" + socket); title != std::string::npos)
    return true;
  if (!program.ends_with("redis-server")) return false;
  for (std::string one; std::getline(arguments, one, '\0');)
    if (one == socket) return true;
  return false;
}

}  // namespace

std::optional<RedisSeen> look_at_redis(const std::string& socket, std::chrono::milliseconds limit) {
  const Socket probe;
  const timeval wait{.tv_sec = limit.count() / 1000, .tv_usec = (limit.count() % 1000) * 1000};
  setsockopt(probe.descriptor(), SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
  setsockopt(probe.descriptor(), SOL_SOCKET, SO_SNDTIMEO, &wait, sizeof wait);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  socket.copy(address.sun_path, sizeof address.sun_path - 1);
  RedisSeen seen;
  if (connect(probe.descriptor(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    const bool has_too_many_waiting = errno == EAGAIN;
    return has_too_many_waiting ? std::optional{seen} : std::nullopt;
  }
  ucred peer{};
  socklen_t size = sizeof peer;
  if (getsockopt(probe.descriptor(), SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0) seen.process = peer.pid;
  const auto info = info_of(probe.descriptor());
  if (!info) return seen;
  // 0 when it is not there.
  const auto number = [&](std::string_view name) { return number_of(info_field(*info, name)); };
  seen.state = number("loading") == 0 ? RedisSeen::State::ready : RedisSeen::State::loading;
  seen.loaded = number("loading_loaded_bytes");
  seen.to_load = number("loading_total_bytes");
  return seen;
}

std::optional<pid_t> redis_told_to_listen(const std::string& socket) {
  std::error_code error;
  for (fs::directory_iterator entry{"/proc", error}, end; !error && entry != end; entry.increment(error)) {
    const auto name = entry->path().filename().string();
    pid_t process = -1;
    const auto [rest, wrong] = std::from_chars(name.data(), name.data() + name.size(), process);
    if (wrong != std::errc{} || rest != name.data() + name.size()) continue;
    struct stat about {};
    if (stat(entry->path().c_str(), &about) != 0 || about.st_uid != geteuid()) continue;
    std::ostringstream command_line;
    command_line << std::ifstream{entry->path() / "cmdline", std::ios::binary}.rdbuf();
    if (tells_to_listen(command_line.str(), socket)) return process;
  }
  return std::nullopt;
}

}  // namespace store
