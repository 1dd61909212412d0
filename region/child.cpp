#include "region/child.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <optional>
#include <utility>

namespace region {
namespace {

using dispatch::Fault;
using dispatch::OrFault;

constexpr std::size_t kept_complaint = 4096;
constexpr std::size_t longest_line = 64U << 20U;

class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_{number} {}
  ~Descriptor() { close(); }
  Descriptor(Descriptor&& other) noexcept : number_{std::exchange(other.number_, -1)} {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  [[nodiscard]] int number() const { return number_; }
  void close() {
    if (number_ >= 0) ::close(std::exchange(number_, -1));
  }

 private:
  int number_;
};

struct Pipe {
  Descriptor out;  // to read from
  Descriptor in;
};
std::optional<Pipe> make_pipe() {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) return std::nullopt;
  return Pipe{Descriptor{ends[0]}, Descriptor{ends[1]}};
}

Fault failed(const std::string& program, int error) {
  if (error == ENOENT) return {program + " is not installed"};
  return {"cannot run " + program + ": " + std::strerror(error)};
}

// A program that runs, with what it writes.
struct Child {
  pid_t id = -1;
  Descriptor output;
  Descriptor complaint;

  // Its status as waitpid gives it.
  int wait() {
    int status = 0;
    while (waitpid(id, &status, 0) < 0 && errno == EINTR) {
    }
    id = -1;
    return status;
  }
};

OrFault<Child> start(const std::vector<std::string>& command) {
  auto output = make_pipe();
  auto complaint = make_pipe();
  if (!output || !complaint) return failed(command.front(), errno);
  std::vector<char*> arguments;
  arguments.reserve(command.size() + 1);
  for (const auto& argument : command) arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, output->in.number(), STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, complaint->in.number(), STDERR_FILENO);
  posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
  Child child;
  const int error = posix_spawnp(&child.id, arguments.front(), &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) return failed(command.front(), error);
  child.output = std::move(output->out);
  child.complaint = std::move(complaint->out);
  return child;
}

// Takes whole lines out of what has come; the rest waits for more.
class Lines {
 public:
  explicit Lines(const std::function<bool(std::string_view)>& take) : take_{take} {}

  bool add(std::string_view bytes) {
    rest_ += bytes;
    std::size_t begin = 0;
    for (auto end = rest_.find('\n'); end != std::string::npos; end = rest_.find('\n', begin)) {
      if (!take_(std::string_view{rest_}.substr(begin, end - begin))) return false;
      begin = end + 1;
    }
    rest_.erase(0, begin);
    return rest_.size() <= longest_line;
  }
  bool end() { return rest_.empty() || take_(rest_); }

 private:
  const std::function<bool(std::string_view)>& take_;
  std::string rest_;
};

// Reads both pipes to their ends. False: told to stop.
bool read_all(Child& child, Lines& lines, std::string& complaint) {
  std::array<char, 65536> buffer{};
  std::array<pollfd, 2> ends{{{child.output.number(), POLLIN, 0}, {child.complaint.number(), POLLIN, 0}}};
  while (ends[0].fd >= 0 || ends[1].fd >= 0) {
    if (poll(ends.data(), ends.size(), -1) < 0 && errno != EINTR) return false;
    for (auto& end : ends) {
      if (end.fd < 0 || std::exchange(end.revents, short{0}) == 0) continue;
      const auto count = read(end.fd, buffer.data(), buffer.size());
      if (count < 0 && errno == EINTR) continue;
      const std::string_view bytes{buffer.data(), count > 0 ? static_cast<std::size_t>(count) : 0};
      if (bytes.empty())
        end.fd = -1;
      else if (&end == &ends[0] && !lines.add(bytes))
        return false;
      else if (&end == &ends[1] && complaint.size() < kept_complaint)
        complaint += bytes;
    }
  }
  return lines.end();
}

}  // namespace

OrFault<bool> run_for_lines(const std::vector<std::string>& command,
                            const std::function<bool(std::string_view line)>& take) {
  auto child = start(command);
  if (child.has_error()) return child.error();
  Lines lines{take};
  std::string complaint;
  const bool read = read_all(*child, lines, complaint);
  if (!read) kill(child->id, SIGTERM);
  const int status = child->wait();
  if (!read) return false;
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return true;
  while (!complaint.empty() && complaint.back() == '\n') complaint.pop_back();
  if (!complaint.empty()) return Fault{complaint};
  return Fault{command.front() + (WIFSIGNALED(status)
                                      ? " was killed by signal " + std::to_string(WTERMSIG(status))
                                      : " ended with status " + std::to_string(WEXITSTATUS(status)))};
}

}  // namespace region
