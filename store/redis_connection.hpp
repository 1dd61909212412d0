#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dispatch/model/error.hpp"
#include "store/redis_address.hpp"

namespace store {

using Arguments = std::vector<std::string>;

struct Reply {
  enum class Type { nothing, text, number, list, error };
  Type type = Type::nothing;
  std::string text;  // of text and error
  std::int64_t number = 0;
  std::vector<Reply> list;

  [[nodiscard]] bool is_error() const { return type == Type::error; }
};

// What INFO says under a name; empty where it says nothing of it.
[[nodiscard]] std::string_view info_field(std::string_view info, std::string_view name);
// The user's access list forbids it: the command, a key, a channel, or what a script does.
[[nodiscard]] bool may_not(const Reply& reply);
// Why a command was refused, in one line.
[[nodiscard]] std::string why_refused(const Reply& reply);

// One blocking connection. For one thread at a time; a silent server ends it after the time limit. After it
// broke, the outcome of what was sent is unknown, and it is good for nothing more.
class Connection {
 public:
  ~Connection();
  Connection(Connection&&) noexcept;
  Connection& operator=(Connection&&) noexcept;

  // Connected, signed in, and answered a PING: a Redis that is still loading counts as not there. Error: why
  // not, in one line without a secret.
  static dispatch::OrFault<Connection> open(const Address& address, std::chrono::milliseconds limit);

  void queue(const Arguments& arguments);
  // The answer to the oldest queued command; nothing when the connection broke.
  [[nodiscard]] std::optional<Reply> next();
  [[nodiscard]] std::optional<Reply> ask(const Arguments& arguments);
  // What comes by itself to who has subscribed; a reply of type nothing when nothing has come so far.
  [[nodiscard]] std::optional<Reply> next_within(std::chrono::milliseconds limit);
  // What is wrong with the last answer, or why none came: one line without a secret.
  [[nodiscard]] const std::string& trouble() const;

 private:
  struct Handle;
  std::optional<std::string> is_not_let_in(const Address& address);
  explicit Connection(std::unique_ptr<Handle> handle);
  std::unique_ptr<Handle> handle_;
};

}  // namespace store
