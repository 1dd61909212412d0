#include "store/redis_connection.hpp"

#include <hiredis/hiredis.h>
#include <signal.h>

#include <charconv>

namespace store {
namespace {

// hiredis 0.14 writes without MSG_NOSIGNAL: a Redis that ends would end this program too.
void ignore_broken_pipes() {
  static const auto before = ::signal(SIGPIPE, SIG_IGN);
  (void)before;
}

timeval as_timeval(std::chrono::milliseconds limit) {
  return {.tv_sec = limit.count() / 1000, .tv_usec = (limit.count() % 1000) * 1000};
}

Reply copied(const redisReply& reply) {
  Reply copy;
  switch (reply.type) {
    case REDIS_REPLY_STRING:
    case REDIS_REPLY_STATUS:
      copy.type = Reply::Type::text;
      copy.text.assign(reply.str, reply.len);
      break;
    case REDIS_REPLY_ERROR:
      copy.type = Reply::Type::error;
      copy.text.assign(reply.str, reply.len);
      break;
    case REDIS_REPLY_INTEGER:
      copy.type = Reply::Type::number;
      copy.number = reply.integer;
      break;
    case REDIS_REPLY_ARRAY:
      copy.type = Reply::Type::list;
      copy.list.reserve(reply.elements);
      for (std::size_t i = 0; i < reply.elements; ++i) copy.list.push_back(copied(*reply.element[i]));
      break;
    default: break;
  }
  return copy;
}

bool read_number(std::string_view text, int& into) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), into);
  return error == std::errc{} && end == text.data() + text.size();
}

// What stands before and after the last mark; all of it before, if there is no mark.
std::pair<std::string_view, std::string_view> split(std::string_view text, char mark) {
  const auto at = text.rfind(mark);
  if (at == std::string_view::npos) return {text, {}};
  return {text.substr(0, at), text.substr(at + 1)};
}

}  // namespace

dispatch::OrFault<Address> Address::from(std::string_view url) {
  constexpr std::string_view unix_scheme = "unix:";
  constexpr std::string_view tcp_scheme = "redis://";
  const dispatch::Fault wrong{"not the address of a Redis (redis://host:port/db or unix:/path): " +
                              std::string{url}};
  Address address;
  if (url.starts_with(unix_scheme)) {
    address.unix_socket = url.substr(unix_scheme.size());
    if (address.unix_socket.empty()) return wrong;
    return address;
  }
  if (!url.starts_with(tcp_scheme)) return wrong;
  auto rest = url.substr(tcp_scheme.size());
  if (const auto at = rest.rfind('@'); at != std::string_view::npos) {
    const auto [user, password] = split(rest.substr(0, at), ':');
    address.password = password;
    rest = rest.substr(at + 1);
  }
  const auto [place, database] = split(rest, '/');
  if (!database.empty() && !read_number(database, address.database)) return wrong;
  const auto [host, port] = split(place, ':');
  if (!port.empty() && !read_number(port, address.port)) return wrong;
  address.host = host;
  if (address.host.empty() || address.port < 1 || address.port > 65535) return wrong;
  return address;
}

std::string Address::text() const {
  return unix_socket.empty() ? "redis://" + host + ":" + std::to_string(port) : "unix:" + unix_socket;
}

struct Connection::Handle {
  redisContext* context = nullptr;
  explicit Handle(redisContext* made) : context{made} {}
  ~Handle() { redisFree(context); }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
};

Connection::Connection(std::unique_ptr<Handle> handle) : handle_{std::move(handle)} {}
Connection::~Connection() = default;
Connection::Connection(Connection&&) noexcept = default;
Connection& Connection::operator=(Connection&&) noexcept = default;

dispatch::OrFault<Connection> Connection::open(const Address& address, std::chrono::milliseconds limit) {
  ignore_broken_pipes();
  const auto wait = as_timeval(limit);
  auto* context = address.unix_socket.empty()
                      ? redisConnectWithTimeout(address.host.c_str(), address.port, wait)
                      : redisConnectUnixWithTimeout(address.unix_socket.c_str(), wait);
  if (context == nullptr) return dispatch::Fault{"out of memory"};
  Connection connection{std::make_unique<Handle>(context)};
  if (context->err != 0) return dispatch::Fault{context->errstr};
  redisSetTimeout(context, wait);

  std::vector<Arguments> greetings;
  if (!address.password.empty()) greetings.push_back({"AUTH", address.password});
  if (address.database != 0) greetings.push_back({"SELECT", std::to_string(address.database)});
  greetings.push_back({"PING"});
  for (const auto& greeting : greetings) {
    const auto reply = connection.ask(greeting);
    if (!reply) return dispatch::Fault{"no answer"};
    if (reply->is_error()) return dispatch::Fault{reply->text};
  }
  return connection;
}

void Connection::queue(const Arguments& arguments) {
  std::vector<const char*> parts;
  std::vector<std::size_t> sizes;
  parts.reserve(arguments.size());
  sizes.reserve(arguments.size());
  for (const auto& argument : arguments) {
    parts.push_back(argument.data());
    sizes.push_back(argument.size());
  }
  redisAppendCommandArgv(handle_->context, static_cast<int>(arguments.size()), parts.data(), sizes.data());
}

std::optional<Reply> Connection::next() {
  void* answer = nullptr;
  if (redisGetReply(handle_->context, &answer) != REDIS_OK || answer == nullptr) return std::nullopt;
  const std::unique_ptr<void, decltype(&freeReplyObject)> owned{answer, &freeReplyObject};
  return copied(*static_cast<redisReply*>(answer));
}

std::optional<Reply> Connection::ask(const Arguments& arguments) {
  queue(arguments);
  return next();
}

}  // namespace store
