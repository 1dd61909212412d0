#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dispatch/model/error.hpp"

namespace store {

// Where a Redis is: "redis://[:password@]host[:port][/db]" or "unix:/path/to/socket".
struct Address {
  std::string host;
  int port = 6379;
  std::string unix_socket;
  std::string password;
  int database = 0;

  static dispatch::OrFault<Address> from(std::string_view url);
  [[nodiscard]] std::string text() const;  // without the password
};

using Arguments = std::vector<std::string>;

struct Reply {
  enum class Type { nothing, text, number, list, error };
  Type type = Type::nothing;
  std::string text;  // of text and error
  std::int64_t number = 0;
  std::vector<Reply> list;

  [[nodiscard]] bool is_error() const { return type == Type::error; }
};

// One blocking connection. For one thread at a time; a silent server ends it after the time limit. After it
// broke, the outcome of what was sent is unknown, and it is good for nothing more.
class Connection {
 public:
  ~Connection();
  Connection(Connection&&) noexcept;
  Connection& operator=(Connection&&) noexcept;

  // Connected, signed in, and answered a PING: a Redis that is still loading counts as not there. Error: a
  // sentence.
  static dispatch::OrFault<Connection> open(const Address& address, std::chrono::milliseconds limit);

  void queue(const Arguments& arguments);
  // The answer to the oldest queued command; nothing when the connection broke.
  [[nodiscard]] std::optional<Reply> next();
  [[nodiscard]] std::optional<Reply> ask(const Arguments& arguments);

 private:
  struct Handle;
  explicit Connection(std::unique_ptr<Handle> handle);
  std::unique_ptr<Handle> handle_;
};

}  // namespace store
