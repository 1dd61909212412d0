#include "store/redis_server.hpp"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "store/data_folder.hpp"
#include "store/redis_look.hpp"

namespace store {
namespace {

using dispatch::Fault;
using dispatch::OrFault;
using std::chrono::steady_clock;

constexpr std::chrono::seconds one_answer{1};
constexpr std::chrono::milliseconds one_look{20};
constexpr std::chrono::seconds between_words{10};
constexpr std::chrono::seconds longest_end{5};    // an idle Redis ends in milliseconds
constexpr std::size_t longest_socket_path = 107;  // sockaddr_un
constexpr int longest_rest = 20;                  // looks: five seconds

void pause(std::chrono::milliseconds time) {
  const timespec length{.tv_sec = 0, .tv_nsec = time.count() * 1'000'000};
  nanosleep(&length, nullptr);
}

// Who listens there or will before long; 0: somebody who cannot be seen.
std::optional<pid_t> redis_on(const std::string& socket) {
  const auto seen = look_at_redis(socket, one_look);
  if (seen && seen->process > 0) return seen->process;
  const auto told = redis_told_to_listen(socket);
  return seen && !told ? std::optional<pid_t>{0} : told;
}

std::string state_of(const std::optional<RedisSeen>& seen, pid_t process) {
  const auto who = "redis (process " + std::to_string(process) + ") ";
  if (!seen || seen->state != RedisSeen::State::loading) return who + "does not answer yet";
  return who + "loads its log: " + std::to_string(seen->loaded >> 20U) + " of " +
         std::to_string(seen->to_load >> 20U) + " MiB";
}

}  // namespace

Address RedisServer::address_in(const std::filesystem::path& folder) {
  Address address;
  address.unix_socket = (folder / "redis.sock").string();
  return address;
}

OrFault<RedisServer> RedisServer::start(const std::filesystem::path& folder) {
  return start(folder, Start{});
}

OrFault<RedisServer> RedisServer::start(const std::filesystem::path& folder, const Start& how) {
  auto whole = open_data_folder(folder, how.tell);
  if (whole.has_error()) return whole.error();
  RedisServer server{std::move(*whole)};
  if (server.socket().size() > longest_socket_path)
    return Fault{"the path of the data folder is too long for a socket in it: " + folder.string()};

  server.lock_ = open((server.folder_ / "lock").c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
  if (server.lock_ < 0 || flock(server.lock_, LOCK_EX | LOCK_NB) != 0)
    return Fault{"another siaga uses the data folder " + folder.string() +
                 ": stop it, or give --data-dir another folder"};
  const auto is_adopted = server.adopt();
  if (is_adopted.has_error()) return is_adopted.error();
  if (!*is_adopted && !server.spawn())
    return Fault{"cannot start redis-server: is it installed (scripts/setup)?"};
  if (auto fault = server.until_it_answers(*is_adopted, how)) return *fault;
  return server;
}

RedisServer::RedisServer(RedisServer&& other) noexcept
    : folder_{std::move(other.folder_)},
      lock_{std::exchange(other.lock_, -1)},
      process_{std::exchange(other.process_, std::nullopt)},
      log_began_{other.log_began_} {}

RedisServer::~RedisServer() {
  stop();
  if (lock_ >= 0) close(lock_);
}

// True when there is one already: it listens, or will before long. Two on one folder would ruin it.
OrFault<bool> RedisServer::adopt() {
  constexpr int looks = 5;
  for (int i = 0; i < looks; ++i) {
    const auto id = redis_on(socket());
    if (!id) return false;
    process_ = Process::open(*id);
    // Whose number it was when it was opened is known once it still is that one's.
    if (process_ && redis_on(socket()) == id) return true;
    process_.reset();
  }
  return Fault{"a Redis that cannot be reached from here (that of another container?) uses the data folder " +
               folder_.string() + ": stop it"};
}

std::optional<Fault> RedisServer::until_it_answers(bool is_adopted, const Start& how) {
  auto got_on = steady_clock::now();
  auto next_word = got_on + how.first_word;
  std::uint64_t loaded = 0;
  for (;;) {
    const auto seen = look_at_redis(socket(), one_answer);
    const bool is_it = seen && seen->process == process_->id();
    if (is_it && seen->state == RedisSeen::State::ready) {
      if (!is_adopted && dropped_an_end(log(), log_began_))
        how.tell(
            "the end of the log was only half written when the machine or Redis was stopped, and is dropped: "
            "nobody was told that it is kept; see " +
            log().string());
      return std::nullopt;
    }
    const auto now = steady_clock::now();
    if (process_->has_ended()) {
      if (!std::exchange(is_adopted, false) || !spawn()) return ended_at_once();
      got_on = now;
    }
    if (is_it && seen->loaded != std::exchange(loaded, seen->loaded)) got_on = now;
    if (now - got_on > how.longest)
      return Fault{state_of(seen, process_->id()) + ": it was ended; see " + log().string()};
    if (now >= next_word) {
      how.tell(state_of(seen, process_->id()));
      next_word = now + between_words;
    }
    pause(one_look);
  }
}

Fault RedisServer::ended_at_once() const {
  if (!has_room_ || !has_room(folder_))
    return {"redis-server cannot start: the disk of " + folder_.string() + " is full"};
  return {"redis-server ended at once; see " + log().string()};
}

bool RedisServer::spawn() {
  const auto socket = this->socket();
  const auto dir = folder_.string();
  const auto log = this->log().string();
  log_began_ = begin_log(log);
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
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDWR, 0);
  posix_spawn_file_actions_adddup2(&files, STDIN_FILENO, STDOUT_FILENO);
  const int complaints = open(log.c_str(), O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600);
  posix_spawn_file_actions_adddup2(&files, complaints < 0 ? STDIN_FILENO : complaints, STDERR_FILENO);
  // It outlives a Siaga that is killed: a listening socket in its hands would keep the next one from its
  // port.
  posix_spawn_file_actions_addclosefrom_np(&files, STDERR_FILENO + 1);
  pid_t id = -1;
  const int failed = posix_spawnp(&id, "redis-server", &files, &attributes, argv.data(), environ);
  posix_spawn_file_actions_destroy(&files);
  posix_spawnattr_destroy(&attributes);
  if (complaints >= 0) close(complaints);
  if (failed != 0) return false;
  process_ = Process::open(id);
  if (process_) return true;
  kill(id, SIGKILL);  // a child that nobody has waited for: the number is still its own
  waitpid(id, nullptr, 0);
  return false;
}

bool RedisServer::watch() {
  if (process_ && !process_->has_ended()) return false;
  if (rest_ > 0) {
    --rest_;
    return false;
  }
  if (died_of_full_disk(log())) has_room_ = false;
  next_rest_ = std::min(std::max(1, 2 * next_rest_), longest_rest);
  rest_ = next_rest_;
  return spawn();
}

void RedisServer::lasts() {
  has_room_ = true;
  rest_ = next_rest_ = 0;
}

void RedisServer::stop() {
  if (!process_) return;
  process_->signal(SIGTERM);
  if (!process_->ends_within(longest_end)) {  // it does not react; what it answered is on disk
    process_->signal(SIGKILL);
    (void)process_->ends_within(longest_end);
  }
  process_.reset();
}

}  // namespace store
