#include "store/redis_connection.hpp"

#include <hiredis/hiredis.h>
#include <poll.h>
#include <signal.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

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

std::string text_of_error(int number) {
  return std::system_category().message(number);
}

// As it stands in the log: one line, and not for ever.
std::string on_one_line(std::string text) {
  constexpr std::size_t longest = 200;
  if (text.size() > longest) text.resize(longest);
  std::ranges::replace_if(
      text, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; }, ' ');
  return text;
}

// What hiredis has of the system's and of the resolver's words is turned into ones that say what to look at.
std::string why_broken(const redisContext& context, std::chrono::milliseconds limit) {
  const std::string_view said = context.errstr;
  const auto says = [&](int number) { return said.find(text_of_error(number)) != std::string_view::npos; };
  if (says(ETIMEDOUT) || says(EAGAIN)) return "no answer within " + std::to_string(limit.count()) + " ms";
  if (says(ECONNREFUSED)) return "nobody listens there (connection refused)";
  if (says(ENOENT)) return "there is no such socket";
  if (says(EACCES)) return "the socket may not be opened (permission denied)";
  if (context.err == REDIS_ERR_PROTOCOL) return "what answers there is no Redis";
  if (context.err == REDIS_ERR_EOF || says(ECONNRESET) || says(EPIPE))
    return "the connection was closed (by its end, by what is no Redis, or by one that wants TLS)";
  if (said.find("not known") != std::string_view::npos) return "there is no host of that name";
  return on_one_line(std::string{said});
}

// An answer to AUTH may repeat what was sent: its words are never passed on.
std::string why_not_let_in(const Reply& reply, const Address& address) {
  const auto has = [&](std::string_view words) { return reply.text.find(words) != std::string::npos; };
  if (has("WRONGPASS") || has("invalid password"))
    return address.user.empty() ? "the password is wrong" : "the user or the password is wrong";
  if (has("no password is set") || has("without any password"))
    return "a password was given, but it asks for none";
  // Said before anything was read.
  if (has("LOADING") || has("DENIED") || has("max number of clients")) return why_refused(reply);
  return "it takes no user and no password";
}

std::optional<std::string> why_not_served(std::string_view info) {
  if (info_field(info, "redis_version").empty()) return "what answers there is no Redis";
  const auto mode = info_field(info, "redis_mode");
  if (mode == "sentinel") return "it is a Sentinel, not a Redis: give the address of the primary itself";
  return std::nullopt;
}

// Redis names the command, but not which keys or channels it refused.
std::string what_is_to_be_given(std::string_view refusal) {
  if (refusal.find("channels") != std::string_view::npos) return " (its access list needs &siaga:*)";
  if (refusal.find("keys") != std::string_view::npos) return " (its access list needs ~siaga:*)";
  return {};
}

}  // namespace

bool may_not(const Reply& reply) {
  return reply.is_error() && (reply.text.starts_with("NOPERM") ||
                              reply.text.starts_with("ERR The user executing the script can't"));
}

std::string_view info_field(std::string_view info, std::string_view name) {
  const auto label = "\n" + std::string{name} + ":";
  const auto at = info.find(label);
  if (at == std::string_view::npos) return {};
  const auto value = info.substr(at + label.size());
  return value.substr(0, value.find_first_of("\r\n"));
}

std::string why_refused(const Reply& reply) {
  if (!reply.is_error()) return "what answers there is no Redis";
  const auto begins = [&](std::string_view word) { return reply.text.starts_with(word); };
  if (begins("NOAUTH")) return "it asks for a password and none was given";
  if (begins("LOADING")) return "it is still loading its data";
  if (begins("READONLY")) return "it is a replica, which cannot be written: give the address of the primary";
  if (begins("MOVED") || begins("ASK") || begins("CLUSTERDOWN"))
    return "it is a node of a Redis Cluster, and not the one that has the keys of this region";
  if (begins("DENIED"))
    return "it is in protected mode: it takes nobody from another machine before it has a password";
  if (may_not(reply))
    return "the user may not do what Siaga needs: " + on_one_line(reply.text) +
           what_is_to_be_given(reply.text);
  if (begins("ERR unknown command"))
    return "it does not know what Siaga needs (Redis 6.2 or newer): " + on_one_line(reply.text);
  return "it refuses: " + on_one_line(reply.text);
}

struct Connection::Handle {
  redisContext* context = nullptr;
  std::chrono::milliseconds limit;
  std::string trouble;
  Handle(redisContext* made, std::chrono::milliseconds patience) : context{made}, limit{patience} {}
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
  Connection connection{std::make_unique<Handle>(context, limit)};
  if (context->err != 0) return dispatch::Fault{why_broken(*context, limit)};
  redisSetTimeout(context, wait);
  if (const auto why = connection.is_not_let_in(address)) return dispatch::Fault{*why};
  return connection;
}

std::optional<std::string> Connection::is_not_let_in(const Address& address) {
  std::optional<std::string> no_entry;
  if (!address.user.empty() || !address.password.empty()) {
    const auto entered = address.user.empty() ? ask({"AUTH", address.password})
                                              : ask({"AUTH", address.user, address.password});
    if (!entered) return trouble();
    if (entered->is_error()) no_entry = why_not_let_in(*entered, address);
  }
  // A Sentinel or another's program may have no users: what it is says more than what it said to ours.
  const auto info = ask({"INFO", "server"});
  if (!info) return no_entry ? *no_entry : trouble();
  if (info->type == Reply::Type::text)
    if (auto why = why_not_served(info->text)) return why;
  if (no_entry) return no_entry;
  if (info->type != Reply::Type::text) return why_refused(*info);
  if (address.database != 0) {
    const auto selected = ask({"SELECT", std::to_string(address.database)});
    if (!selected || selected->text.starts_with("NOPERM")) return trouble();
    if (selected->is_error()) return "it has no database " + std::to_string(address.database);
  }
  const auto pong = ask({"PING"});
  return pong && !pong->is_error() ? std::nullopt : std::optional{trouble()};
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
  const bool came = redisGetReply(handle_->context, &answer) == REDIS_OK && answer != nullptr;
  if (!came) {
    handle_->trouble = why_broken(*handle_->context, handle_->limit);
    return std::nullopt;
  }
  const std::unique_ptr<void, decltype(&freeReplyObject)> owned{answer, &freeReplyObject};
  auto reply = copied(*static_cast<redisReply*>(answer));
  handle_->trouble = reply.is_error() ? why_refused(reply) : "what it answered is not understood";
  return reply;
}

const std::string& Connection::trouble() const {
  return handle_->trouble;
}

std::optional<Reply> Connection::next_within(std::chrono::milliseconds limit) {
  auto* context = handle_->context;
  void* answer = nullptr;
  if (redisGetReplyFromReader(context, &answer) != REDIS_OK) return std::nullopt;
  int is_sent = 0;  // what was queued
  while (answer == nullptr && is_sent == 0)
    if (redisBufferWrite(context, &is_sent) != REDIS_OK) return std::nullopt;
  if (answer == nullptr) {
    pollfd coming{context->fd, POLLIN, 0};
    if (poll(&coming, 1, static_cast<int>(limit.count())) <= 0) return Reply{};
    if (redisBufferRead(context) != REDIS_OK) return std::nullopt;
    if (redisGetReplyFromReader(context, &answer) != REDIS_OK) return std::nullopt;
    if (answer == nullptr) return Reply{};
  }
  const std::unique_ptr<void, decltype(&freeReplyObject)> owned{answer, &freeReplyObject};
  return copied(*static_cast<redisReply*>(answer));
}

std::optional<Reply> Connection::ask(const Arguments& arguments) {
  queue(arguments);
  return next();
}

}  // namespace store
