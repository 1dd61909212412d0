#include "store/process.hpp"

#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

extern "C" {  // glibc 2.36 forgot to say so
#include <sys/pidfd.h>
}

namespace store {

std::optional<Process> Process::open(pid_t id) {
  const int descriptor = pidfd_open(id, 0);
  if (descriptor < 0) return std::nullopt;
  return Process{id, descriptor};
}

Process::~Process() {
  if (descriptor_ >= 0) close(descriptor_);
}

Process::Process(Process&& other) noexcept
    : id_{other.id_}, descriptor_{std::exchange(other.descriptor_, -1)} {}

Process& Process::operator=(Process&& other) noexcept {
  std::swap(id_, other.id_);
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

bool Process::ends_within(std::chrono::milliseconds limit) const {
  pollfd end{descriptor_, POLLIN, 0};
  int seen = 0;
  do seen = poll(&end, 1, static_cast<int>(limit.count()));
  while (seen < 0 && errno == EINTR);
  if (seen != 1) return false;
  siginfo_t unused{};
  waitid(P_PIDFD, static_cast<id_t>(descriptor_), &unused, WEXITED | WNOHANG);
  return true;
}

void Process::signal(int number) const {
  pidfd_send_signal(descriptor_, number, nullptr, 0);
}

}  // namespace store
