#include "store/redis_server.hpp"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace store {
namespace {

constexpr std::chrono::milliseconds one_attempt{250};
constexpr std::chrono::milliseconds one_look{20};
constexpr std::chrono::seconds longest_end{5};      // an idle Redis ends in milliseconds
constexpr std::chrono::seconds longest_start{120};  // a large log takes a while to load
constexpr std::size_t longest_socket_path = 107;    // sockaddr_un

void pause(std::chrono::milliseconds time) {
  const timespec length{.tv_sec = 0, .tv_nsec = time.count() * 1'000'000};
  nanosleep(&length, nullptr);
}

std::optional<pid_t> process_behind(const Address& address) {
  auto connection = Connection::open(address, one_attempt);
  if (connection.has_error()) return std::nullopt;
  const auto info = connection->ask({"INFO", "server"});
  constexpr std::string_view label = "process_id:";
  const auto at = info ? info->text.find(label) : std::string::npos;
  if (at == std::string::npos) return std::nullopt;
  pid_t process = -1;
  const auto* begin = info->text.data() + at + label.size();
  std::from_chars(begin, info->text.data() + info->text.size(), process);
  return process;
}

// Whether anybody has the socket open, be it one that still loads its log or does not react now.
bool somebody_listens(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  path.copy(address.sun_path, sizeof address.sun_path - 1);
  const int probe = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (probe < 0) return false;
  const bool connected = connect(probe, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  const bool queue_is_full = !connected && errno == EAGAIN;
  close(probe);
  return connected || queue_is_full;
}

// Also of a process that has ended and was a child of ours, whoever started it.
bool has_ended(pid_t process) {
  int status = 0;
  return waitpid(process, &status, WNOHANG) == process || kill(process, 0) != 0;
}

// False when it is still there after this long.
bool ends_within(pid_t process, std::chrono::milliseconds limit) {
  for (auto waited = std::chrono::milliseconds{0}; waited < limit; waited += one_look) {
    if (has_ended(process)) return true;
    pause(one_look);
  }
  return false;
}

}  // namespace

Address RedisServer::address_in(const std::filesystem::path& folder) {
  Address address;
  address.unix_socket = (folder / "redis.sock").string();
  return address;
}

dispatch::OrFault<RedisServer> RedisServer::start(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error)
    return dispatch::Fault{"cannot make the data folder " + folder.string() + ": " + error.message()};
  auto whole = std::filesystem::canonical(folder, error);
  if (error)
    return dispatch::Fault{"cannot open the data folder " + folder.string() + ": " + error.message()};
  RedisServer server{std::move(whole)};
  if (server.address().unix_socket.size() > longest_socket_path)
    return dispatch::Fault{"the path of the data folder is too long for a socket in it: " + folder.string()};

  server.lock_ = open((server.folder_ / "lock").c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
  if (server.lock_ < 0 || flock(server.lock_, LOCK_EX | LOCK_NB) != 0)
    return dispatch::Fault{"another siaga uses the data folder " + folder.string() +
                           ": stop it, or give --data-dir another folder"};
  const bool left_behind = somebody_listens(server.address().unix_socket);
  if (!left_behind && !server.spawn())
    return dispatch::Fault{"cannot start redis-server: is it installed (scripts/setup)?"};
  const auto looks = longest_start / one_look;
  for (long i = 0; i < looks; ++i) {
    if (const auto process = process_behind(server.address())) {
      server.process_ = *process;
      return server;
    }
    if (!left_behind && has_ended(server.process_)) {
      server.process_ = -1;
      return dispatch::Fault{"redis-server ended at once; see " + (server.folder_ / "redis.log").string()};
    }
    pause(one_look);
  }
  return dispatch::Fault{"redis-server does not answer; see " + (server.folder_ / "redis.log").string()};
}

RedisServer::RedisServer(RedisServer&& other) noexcept
    : folder_{std::move(other.folder_)},
      lock_{std::exchange(other.lock_, -1)},
      process_{std::exchange(other.process_, -1)} {}

RedisServer::~RedisServer() {
  stop();
  if (lock_ >= 0) close(lock_);
}

bool RedisServer::spawn() {
  const auto socket = address().unix_socket;
  const auto dir = folder_.string();
  const auto log = (folder_ / "redis.log").string();
  // Measured: an fsync for every write costs 0.25 ms alone and is shared under load, so nothing less is
  // promised.
  const std::array<const char*, 22> arguments{"redis-server",
                                              "--port",
                                              "0",
                                              "--unixsocket",
                                              socket.c_str(),
                                              "--unixsocketperm",
                                              "600",
                                              "--dir",
                                              dir.c_str(),
                                              "--logfile",
                                              log.c_str(),
                                              "--appendonly",
                                              "yes",
                                              "--appendfsync",
                                              "always",
                                              "--save",
                                              "",
                                              "--daemonize",
                                              "no",
                                              "--maxmemory-policy",
                                              "noeviction",
                                              nullptr};
  std::vector<char*> argv;
  for (const auto* argument : arguments) argv.push_back(const_cast<char*>(argument));

  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  // In a process group of its own: Ctrl-C on the terminal is for Siaga, which then stops Redis last.
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
  posix_spawnattr_setpgroup(&attributes, 0);
  const int failed = posix_spawnp(&process_, "redis-server", nullptr, &attributes, argv.data(), environ);
  posix_spawnattr_destroy(&attributes);
  if (failed != 0) process_ = -1;
  return failed == 0;
}

bool RedisServer::watch() {
  return has_ended(process_) && spawn();
}

void RedisServer::stop() {
  if (process_ <= 0) return;
  kill(process_, SIGTERM);
  if (!ends_within(process_, longest_end)) {  // it does not react; what it answered is on disk
    kill(process_, SIGKILL);
    ends_within(process_, longest_end);
  }
  process_ = -1;
}

}  // namespace store
