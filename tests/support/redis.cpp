#include "tests/support/redis.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>
#include <stdexcept>

namespace tests {
namespace {

Process start_redis(const std::filesystem::path& folder, const Redis::Flags& flags) {
  std::vector<std::string> command{"redis-server",
                                   "--port",
                                   "0",
                                   "--unixsocket",
                                   folder / "redis.sock",
                                   "--dir",
                                   folder,
                                   "--appendonly",
                                   "yes",
                                   "--appendfsync",
                                   "always",
                                   "--save",
                                   "",
                                   "--enable-debug-command",
                                   "yes"};
  command.insert(command.end(), flags.begin(), flags.end());
  return Process{command, folder / "redis.out", folder / "redis.err"};
}

}  // namespace

Redis::Redis(Flags flags) : flags_{std::move(flags)}, process_{start_redis(folder_.path(), flags_)} {
  connect(address());
}

store::Address Redis::address() const {
  store::Address address;
  address.unix_socket = folder_.path() / "redis.sock";
  return address;
}

store::Reply Redis::ask(const store::Arguments& arguments) {
  auto connection = connect(address());
  return tests::ask(connection, arguments);
}

void Redis::kill() {
  process_.kill();
}

void Redis::start() {
  process_ = start_redis(folder_.path(), flags_);
  connect(address());
}

void put_before_redis(const std::filesystem::path& folder, const std::string& line) {
  const auto program = folder / "redis-server";
  std::ofstream{program} << "#!/bin/sh\n" << line << "\n";
  std::filesystem::permissions(program, std::filesystem::perms::owner_all);
  const std::string path = std::getenv("PATH");
  setenv("REAL_PATH", path.c_str(), 1);
  setenv("PATH", (folder.string() + ":" + path).c_str(), 1);
}

int free_port() {
  const int probe = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* any = reinterpret_cast<sockaddr*>(&address);
  const bool bound = bind(probe, any, size) == 0 && getsockname(probe, any, &size) == 0;
  close(probe);
  if (!bound) throw std::runtime_error{"no port is free"};
  return ntohs(address.sin_port);
}

Redis::Flags primary_at(int port) {
  return {"--bind", "127.0.0.1", "--port", std::to_string(port), "--repl-diskless-sync-delay", "0"};
}

Redis::Flags copy_of(int port) {
  return {"--replicaof", "127.0.0.1 " + std::to_string(port), "--repl-diskless-sync-delay", "0"};
}

store::Connection connect(const store::Address& address) {
  std::vector<store::Connection> opened;
  const bool answers = becomes_true([&] {
    auto connection = store::Connection::open(address, patience);
    if (connection.has_value()) opened.push_back(std::move(*connection));
    return !opened.empty();
  });
  if (!answers) throw std::runtime_error{"no Redis answers at " + address.text()};
  return std::move(opened.front());
}

store::Reply ask(store::Connection& redis, const store::Arguments& arguments) {
  auto reply = redis.ask(arguments);
  if (!reply) throw std::runtime_error{"Redis did not answer to " + arguments.front()};
  if (reply->is_error()) throw std::runtime_error{arguments.front() + ": " + reply->text};
  return std::move(*reply);
}

}  // namespace tests
