#include "tests/support/process.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <random>
#include <sstream>
#include <stdexcept>
#include <utility>

namespace tests {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds between_looks{2};

void pause(std::chrono::milliseconds time) {
  const timespec length{.tv_sec = 0, .tv_nsec = time.count() * 1'000'000};
  nanosleep(&length, nullptr);
}

// 'R', 'S', 'T' and so on; 0 when there is no such process.
char state_of(pid_t process) {
  const auto stat = text_of("/proc/" + std::to_string(process) + "/stat");
  const auto name_ends = stat.rfind(')');
  return name_ends == std::string::npos || name_ends + 2 >= stat.size() ? '\0' : stat[name_ends + 2];
}

bool is_gone(pid_t process) {
  const auto state = state_of(process);
  return state == '\0' || state == 'Z' || state == 'X';
}

int opened(const fs::path& file) {
  const int descriptor = open(file.c_str(), O_CREAT | O_WRONLY | O_TRUNC | O_CLOEXEC, 0600);
  if (descriptor < 0) throw std::runtime_error{"cannot write " + file.string()};
  return descriptor;
}

std::vector<std::string> joined(std::vector<std::string> first, const std::vector<std::string>& second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

}  // namespace

bool becomes_true(const std::function<bool()>& condition, std::chrono::milliseconds limit) {
  const auto end = Clock::now() + limit;
  while (!condition()) {
    if (Clock::now() > end) return false;
    pause(between_looks);
  }
  return true;
}

unsigned printed_seed() {
  const auto* given = std::getenv("TEST_SEED");
  const auto seed = given == nullptr ? std::random_device{}() : static_cast<unsigned>(std::stoul(given));
  std::cout << "TEST_SEED=" << seed << std::endl;
  return seed;
}

std::string text_of(const fs::path& file) {
  // Not by iterators: they throw when a process ends while its file in /proc is read.
  std::ifstream stream{file, std::ios::binary};
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

Folder::Folder() {
  std::string name = "/tmp/sg-XXXXXX";
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error{"cannot make a folder in /tmp"};
  path_ = name;
}

Folder::~Folder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

Process::Process(const std::vector<std::string>& command, const fs::path& out, const fs::path& err) {
  std::vector<char*> arguments;
  for (const auto& argument : command) arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);
  const int out_file = opened(out);
  const int err_file = opened(err);
  const auto parent = getpid();
  id_ = fork();
  if (id_ == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);  // when the test is killed, nothing stays behind
    if (getppid() != parent) _exit(126);
    dup2(out_file, STDOUT_FILENO);
    dup2(err_file, STDERR_FILENO);
    execvp(arguments.front(), arguments.data());
    _exit(127);
  }
  close(out_file);
  close(err_file);
  if (id_ < 0) throw std::runtime_error{"cannot fork"};
}

Process::Process(Process&& other) noexcept : id_{std::exchange(other.id_, -1)}, status_{other.status_} {}
Process& Process::operator=(Process&& other) noexcept {
  std::swap(id_, other.id_);
  std::swap(status_, other.status_);
  return *this;
}
Process::~Process() {
  kill();
}

bool Process::has_ended() {
  if (id_ < 0) return true;
  const auto waited = waitpid(id_, &status_, WNOHANG);
  const bool others_waited = waited < 0 && errno == ECHILD;
  if (waited == id_ || others_waited) id_ = -1;
  return id_ < 0;
}

void Process::signal(int number) const {
  if (id_ > 0) ::kill(id_, number);
}
void Process::freeze() {
  tests::freeze(id_);
}
void Process::thaw() const {
  tests::thaw(id_);
}

void Process::kill() {
  if (has_ended()) return;
  signal(SIGKILL);
  waitpid(id_, &status_, 0);
  id_ = -1;
}

int Process::exit_status(std::chrono::milliseconds limit) {
  if (!becomes_true([&] { return has_ended(); }, limit)) throw std::runtime_error{"the process does not end"};
  if (!WIFEXITED(status_))
    throw std::runtime_error{"the process was ended by signal " + std::to_string(WTERMSIG(status_))};
  return WEXITSTATUS(status_);
}

std::vector<pid_t> redis_processes_in(const fs::path& data) {
  std::vector<pid_t> found;
  const auto socket = (data / "redis.sock").string();
  std::error_code error;
  for (fs::directory_iterator entry{"/proc", error}, end; !error && entry != end; entry.increment(error)) {
    const auto name = entry->path().filename().string();
    pid_t process = -1;
    const auto [rest, wrong] = std::from_chars(name.data(), name.data() + name.size(), process);
    if (wrong != std::errc{} || rest != name.data() + name.size()) continue;
    const auto command = text_of(entry->path() / "cmdline");
    if (command.starts_with("redis-server") && command.find(socket) != std::string::npos && !is_gone(process))
      found.push_back(process);
  }
  return found;
}

std::size_t resident_bytes(const Process& process) {
  std::ifstream file{"/proc/" + std::to_string(process.id()) + "/statm"};
  std::size_t all = 0;
  std::size_t resident = 0;
  file >> all >> resident;
  return resident * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

std::size_t open_files(const Process& process) {
  const fs::directory_iterator files{"/proc/" + std::to_string(process.id()) + "/fd"};
  return static_cast<std::size_t>(std::distance(begin(files), end(files)));
}

void freeze(pid_t process) {
  ::kill(process, SIGSTOP);
  if (!becomes_true([&] { return state_of(process) == 'T'; }))
    throw std::runtime_error{"cannot stop a process"};
}
void thaw(pid_t process) {
  ::kill(process, SIGCONT);
}
void kill_hard(pid_t process) {
  ::kill(process, SIGKILL);
  if (!becomes_true([&] { return is_gone(process); })) throw std::runtime_error{"cannot kill a process"};
}

namespace {

// Of HTTP/1.0: the answer ends where the connection does.
HttpAnswer http_ask(unsigned short port, const std::string& request) {
  const int connection = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (connection < 0) return {};
  const timeval limit{.tv_sec = 5, .tv_usec = 0};
  setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  std::string reply;
  if (connect(connection, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 &&
      send(connection, request.data(), request.size(), MSG_NOSIGNAL) ==
          static_cast<ssize_t>(request.size())) {
    std::array<char, 4096> part{};
    for (ssize_t size = 1; size > 0;) {
      size = recv(connection, part.data(), part.size(), 0);
      if (size > 0) reply.append(part.data(), static_cast<std::size_t>(size));
    }
  }
  close(connection);
  HttpAnswer answer;
  const auto body = reply.find("\r\n\r\n");
  if (body == std::string::npos || reply.size() < 12) return answer;
  std::from_chars(reply.data() + 9, reply.data() + 12, answer.status);
  answer.head = reply.substr(0, body);
  answer.body = reply.substr(body + 4);
  return answer;
}

}  // namespace

HttpAnswer http_get(unsigned short port, std::string_view target, std::string_view headers) {
  return http_ask(port, "GET " + std::string{target} + " HTTP/1.0\r\n" + std::string{headers} + "\r\n");
}

HttpAnswer http_post(unsigned short port, std::string_view target, std::string_view body) {
  return http_ask(port, "POST " + std::string{target} + " HTTP/1.0\r\nContent-Length: " +
                            std::to_string(body.size()) + "\r\n\r\n" + std::string{body});
}

double metric(unsigned short port, std::string_view name) {
  const auto text = http_get(port, "/metrics").body;
  const auto label = "\nsiaga_" + std::string{name};
  std::optional<double> sum;
  for (auto at = text.find(label); at != std::string::npos; at = text.find(label, at + 1)) {
    auto value = at + label.size();
    if (text[value] == '{') value = text.find("} ", value) + 1;
    if (text[value] == ' ') sum = sum.value_or(0) + std::strtod(text.c_str() + value, nullptr);
  }
  return sum.value_or(-1);
}

Serve::Serve(fs::path data, Flags flags) : data_{std::move(data)}, flags_{std::move(flags)} {
  fs::create_directories(data_);
}

Serve::~Serve() {
  if (std::uncaught_exceptions() > 0) std::cerr << "---- log of siaga serve on " << data_ << "\n" << log();
  kill();
  for (const auto redis : redis_processes_in(data_)) kill_hard(redis);
}

std::vector<std::string> Serve::command(std::string_view subcommand, const Flags& own) const {
  const fs::path repository{SIAGA_REPOSITORY};
  const auto* other = std::getenv("TEST_PROGRAM");  // e.g. a release build
  const Flags everywhere{other == nullptr ? SIAGA_PROGRAM : other,
                         std::string{subcommand},
                         "--config",
                         repository / "config/siaga.toml",
                         "--data-dir",
                         data_};
  return joined(joined(everywhere, flags_), own);
}

void Serve::start(Until until) {
  start_on(0, until);
}
void Serve::start_on_same_port(Until until) {
  start_on(port_, until);
}

void Serve::start_on(unsigned short port, Until until) {
  process_.clear();
  const auto out = data_ / "out";
  const auto listen = "127.0.0.1:" + std::to_string(port);
  process_.emplace_back(command("serve", {"--listen", listen, "--console", data_ / "console"}), out,
                        data_ / "err");
  constexpr std::string_view label = "listening on 127.0.0.1:";
  const bool listens = becomes_true([&] {
    const auto text = text_of(out);
    const auto at = text.find(label);
    if (at == std::string::npos || text.back() != '\n') return process().has_ended();
    port_ = 0;
    std::from_chars(text.data() + at + label.size(), text.data() + text.size(), port_);
    return port_ != 0;
  });
  if (!listens || process().has_ended()) throw std::runtime_error{"siaga serve does not start: " + log()};
  if (until == Until::ready && !becomes_true([&] { return is_ready(); }))
    throw std::runtime_error{"siaga serve does not become ready: " + log()};
}

void Serve::kill() {
  process_.clear();
}

int Serve::terminate() {
  process().signal(SIGTERM);
  return process().exit_status();
}

// The fleet of the region is registered too.
bool Serve::is_ready() const {
  static const auto fleet = [] {
    const auto list = text_of(fs::path{SIAGA_REPOSITORY} / "config/regions/jembrana/units.csv");
    return std::ranges::count(list, '\n') - 1;
  }();
  return http_get(port_, "/readyz").status == 200 && metric("units") >= static_cast<double>(fleet);
}

double Serve::metric(std::string_view name) const {
  return tests::metric(port_, name);
}

std::string Serve::log() const {
  return text_of(data_ / "err");
}

pid_t Serve::own_redis() const {
  const auto all = redis_processes_in(data_);
  if (all.size() != 1) throw std::runtime_error{std::to_string(all.size()) + " Redis on one folder"};
  return all.front();
}

std::string Serve::token(std::string_view role, std::string_view whose) const {
  Flags own{"--role", std::string{role}};
  if (role == "hospital")
    own.insert(own.end(), {"--facility", std::string{whose}, "--name", "IGD"});
  else if (!whose.empty())
    own.insert(own.end(), {"--unit", std::string{whose}});
  else
    own.insert(own.end(), {"--name", "Ayu"});
  Process process{command("token", own), data_ / "token.out", data_ / "token.err"};
  if (process.exit_status() != 0) throw std::runtime_error{"siaga token: " + text_of(data_ / "token.err")};
  auto token = text_of(data_ / "token.out");
  token.resize(token.find('\n'));
  return token;
}

}  // namespace tests
