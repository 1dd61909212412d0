#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace tests {

// How long a test waits for what should come soon: enough for a busy machine with sanitizers. Nothing is
// measured.
inline constexpr std::chrono::seconds patience{60};

// Looks again and again; false when the condition did not hold within the limit.
bool becomes_true(const std::function<bool()>& condition, std::chrono::milliseconds limit = patience);

// A seed, printed, so that a run can be repeated: TEST_SEED=<seed> in the environment.
unsigned printed_seed();

// A folder of a test's own, gone with it. Its path is short, because a Unix socket's may have 107 bytes only.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

// A process of ours; killed when it goes out of scope.
class Process {
 public:
  // Standard output and error go to files.
  Process(const std::vector<std::string>& command, const std::filesystem::path& out,
          const std::filesystem::path& err);
  ~Process();
  Process(Process&&) noexcept;
  Process& operator=(Process&&) noexcept;

  [[nodiscard]] pid_t id() const { return id_; }
  [[nodiscard]] bool has_ended();
  void signal(int number) const;
  void freeze();
  void thaw() const;
  void kill();
  // Waits for its end. Throws when it does not end within the limit, or was ended by a signal.
  int exit_status(std::chrono::milliseconds limit = patience);

 private:
  pid_t id_ = -1;
  int status_ = 0;  // as of waitpid, once it has ended
};

// Redis servers that run on a data folder, whoever started them, found by its socket's path.
std::vector<pid_t> redis_processes_in(const std::filesystem::path& data);
// What a process holds of the machine.
std::size_t resident_bytes(const Process& process);
std::size_t open_files(const Process& process);
// SIGSTOP, and stopped indeed.
void freeze(pid_t process);
void thaw(pid_t process);
// SIGKILL, and gone indeed.
void kill_hard(pid_t process);

struct HttpAnswer {
  int status = 0;  // 0: no answer
  std::string head;
  std::string body;
};
// `headers`: lines more, each with its \r\n.
HttpAnswer http_get(unsigned short port, std::string_view target, std::string_view headers = {});
HttpAnswer http_post(unsigned short port, std::string_view target, std::string_view body);

// From /metrics, of all labels together; -1: there is none.
double metric(unsigned short port, std::string_view name);

// `siaga serve` on a free port, and again on the same data folder as often as wanted.
class Serve {
 public:
  using Flags = std::vector<std::string>;
  explicit Serve(std::filesystem::path data, Flags flags = {});
  ~Serve();
  Serve(const Serve&) = delete;
  Serve& operator=(const Serve&) = delete;

  enum class Until { listening, ready };
  void start(Until until = Until::ready);
  void start_on_same_port(Until until = Until::ready);
  void kill();  // -9; its Redis stays
  int terminate();

  [[nodiscard]] unsigned short port() const { return port_; }
  [[nodiscard]] const std::filesystem::path& data() const { return data_; }
  [[nodiscard]] Process& process() { return process_.front(); }
  [[nodiscard]] bool is_ready() const;
  [[nodiscard]] double metric(std::string_view name) const;
  [[nodiscard]] std::string log() const;
  // The Redis that it runs itself; throws unless there is exactly one.
  [[nodiscard]] pid_t own_redis() const;

  // From `siaga token`; of crews for these units, of hospitals for this facility.
  [[nodiscard]] std::string token(std::string_view role, std::string_view whose = {}) const;
  [[nodiscard]] std::vector<std::string> command(std::string_view subcommand, const Flags& own) const;

 private:
  void start_on(unsigned short port, Until until);

  std::filesystem::path data_;
  Flags flags_;
  std::vector<Process> process_;  // none or one
  unsigned short port_ = 0;
};

std::string text_of(const std::filesystem::path& file);

}  // namespace tests
