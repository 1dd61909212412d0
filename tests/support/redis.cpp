#include "tests/support/redis.hpp"

#include <stdexcept>

namespace tests {
namespace {

Process start_redis(const std::filesystem::path& folder) {
  return Process{
      {"redis-server", "--port", "0", "--unixsocket", folder / "redis.sock", "--dir", folder, "--appendonly",
       "yes", "--appendfsync", "always", "--save", "", "--enable-debug-command", "yes"},
      folder / "redis.out",
      folder / "redis.err"};
}

}  // namespace

Redis::Redis() : process_{start_redis(folder_.path())} {
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
  process_ = start_redis(folder_.path());
  connect(address());
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
