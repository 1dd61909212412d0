#include "store/redis_reader.hpp"

#include <boost/asio/post.hpp>
#include <chrono>
#include <cstdlib>

#include "dispatch/model/json.hpp"
#include "store/kept.hpp"
#include "store/log.hpp"
#include "store/pause.hpp"

namespace store {
namespace {

namespace asio = boost::asio;
namespace json = dispatch::json;

constexpr std::chrono::milliseconds reply_limit{3000};
constexpr std::chrono::milliseconds before_connecting_again{100};
constexpr const char* block_ms = "500";
constexpr std::chrono::seconds between_looks{5};  // at the store's clock
constexpr std::size_t ids_at_once = 1000;

std::optional<std::string> replication_id(Connection& connection) {
  const auto info = connection.ask({"INFO", "replication"});
  const auto id = info ? info_field(info->text, "master_replid") : std::string_view{};
  return id.empty() ? std::nullopt : std::optional{std::string{id}};
}

}  // namespace

Reader::Reader(asio::any_io_executor executor, Address address, Keys keys, const std::string& node,
               Events events)
    : executor_{std::move(executor)},
      address_{std::move(address)},
      keys_{std::move(keys)},
      events_{std::move(events)},
      hearing_{executor_, address_, keys_, node, {events_.heard, events_.unreadable}},
      thread_{&Reader::work, this} {}

Reader::~Reader() {
  stopping_ = true;
  hearing_.stop();
  thread_.join();
}

template <class... Args>
void Reader::post(const std::function<void(Args...)>& call, std::type_identity_t<Args>... arguments) {
  if (!call) return;
  asio::post(executor_, [call, ... moved = std::move(arguments)]() mutable { call(std::move(moved)...); });
}

void Reader::complain(std::string what) {
  post(events_.unreadable, std::move(what));
}

void Reader::work() {
  while (!stopping_) {
    if (!connection_ && !connect()) {
      pause_for(before_connecting_again);
      continue;
    }
    if (!read_all() || (!reload_ && !follow(true))) lose();
  }
}

bool Reader::connect() {
  auto opened = Connection::open(address_, reply_limit);
  if (opened.has_error()) return say(false, opened.error().what), false;
  connection_.emplace(std::move(*opened));
  const auto log = replication_id(*connection_);
  if (!log) return lose(), false;
  if (*log != position_.log) {  // after a failover numbers may repeat with other content
    reload_ = true;
    if (!position_.log.empty()) hearing_.connect_anew();
  }
  hearing_.is_there_again();
  looked_at_clock_.reset();
  // Up is what can be read to the end.
  if (!read_all() || (!reload_ && !follow(false))) return lose(), false;
  say(true, {});
  return true;
}

bool Reader::read_all() {
  if (!look_at_clock()) return false;
  if (!reload_.exchange(false)) return true;
  if (load()) return true;
  reload_ = true;
  return false;
}

void Reader::lose() {
  auto reason = connection_->trouble();
  connection_.reset();
  say(false, std::move(reason));
}

void Reader::say(bool up, std::string reason) {
  if (told_ == reason) return;
  told_ = reason;
  post(events_.state, up, std::move(reason));
}

// Before anything else is told, and now and then.
bool Reader::look_at_clock() {
  using std::chrono::steady_clock;
  const auto before = steady_clock::now();
  if (looked_at_clock_ && before - *looked_at_clock_ < between_looks) return true;
  const auto time = connection_->ask({"TIME"});
  const auto after = steady_clock::now();
  if (!time || time->list.size() != 2) return false;
  const std::chrono::microseconds shown{std::strtoll(time->list[0].text.c_str(), nullptr, 10) * 1'000'000 +
                                        std::strtoll(time->list[1].text.c_str(), nullptr, 10)};
  const auto half = (after - before) / 2;
  looked_at_clock_ = after;
  post(events_.clock,
       dispatch::StoreTime{dispatch::TimePoint{std::chrono::floor<dispatch::milliseconds>(shown)},
                           before + half, std::chrono::ceil<dispatch::milliseconds>(half)});
  return true;
}

std::optional<std::string> Reader::last_id(const std::string& stream) {
  const auto last = connection_->ask({"XREVRANGE", stream, "+", "-", "COUNT", "1"});
  if (!last || last->is_error()) return std::nullopt;
  if (!last->list.empty()) return last->list.front().list.front().text;
  // No entry is there, or none any more: then the stream still knows where it was.
  const auto about = connection_->ask({"XINFO", "STREAM", stream});
  if (!about) return std::nullopt;
  for (std::size_t i = 0; i + 1 < about->list.size(); i += 2)
    if (about->list[i].text == "last-generated-id") return about->list[i + 1].text;
  return "0-0";
}

// The entities one after another, while the log goes on: each is as it was at some moment between the log's
// end before and its end after. What the log says in between makes all of them as they were at that later
// end.
bool Reader::load() {
  const auto log = replication_id(*connection_);  // it may be another by now than when it was connected
  if (!log) return false;
  position_.log = *log;
  const auto begin = last_id(keys_.log());
  if (!begin) return false;
  dispatch::Loaded loaded{{position_.log, 0}, {}};
  bool good = true;
  dispatch::for_each_type(
      [&]<class T>(std::type_identity<T>) { good = good && load_entities<T>(loaded.view); });
  const auto end = good ? last_id(keys_.log()) : std::nullopt;
  if (!end) return false;
  loaded.position.n = number_of(*end);
  const auto reached = catch_up(loaded.view, number_of(*begin), loaded.position.n);
  if (!reached) return false;
  if (*reached < loaded.position.n) return reload_ = true;

  const auto known = connection_->ask({"HVALS", keys_.last_fixes()});
  if (!known || known->is_error()) return false;
  for (const auto& value : known->list) {
    dispatch::Fix fix;
    std::string fault;
    if (read_text(value.text, fix, fault)) loaded.view.moved(fix);
  }
  position_.n = loaded.position.n;
  post(events_.loaded, std::move(loaded));
  hearing_.read_again();  // of units that were not known when they were heard
  return true;
}

template <class T>
bool Reader::load_entities(dispatch::View& view) {
  const auto kind = json::name_of(dispatch::kind_of<T>);
  const auto ids = connection_->ask({"SMEMBERS", keys_.live(kind)});
  if (!ids || ids->is_error()) return false;
  for (std::size_t begin = 0; begin < ids->list.size(); begin += ids_at_once) {
    const auto end = std::min(begin + ids_at_once, ids->list.size());
    Arguments are_live{"SMISMEMBER", keys_.live(kind)};
    for (auto i = begin; i < end; ++i) {
      connection_->queue({"HMGET", keys_.entity(kind, ids->list[i].text), "json", "number", "format", "v"});
      are_live.push_back(ids->list[i].text);
    }
    connection_->queue(are_live);  // asked last: what left meanwhile may have been read as it was after that
    std::vector<std::optional<Reply>> found(end - begin);
    for (auto& one : found) one = connection_->next();
    const auto live = connection_->next();
    if (!live || live->list.size() != found.size()) return false;
    for (std::size_t i = 0; i < found.size(); ++i) {
      const auto& id = ids->list[begin + i].text;
      if (live->list[i].number == 0) continue;
      T entity;
      if (read_state(kind, id, *found[i], entity))
        view.load(std::move(entity));
      else
        view.lock({dispatch::kind_of<T>, id, version_in(*found[i])});
    }
  }
  return true;
}

// Nothing where the connection broke; less than `end` where an entry is missing.
std::optional<std::uint64_t> Reader::catch_up(dispatch::View& view, std::uint64_t n, std::uint64_t end) {
  bool is_whole = true;
  while (is_whole && n < end) {
    const auto more = connection_->ask(
        {"XRANGE", keys_.log(), std::to_string(n + 1) + "-0", std::to_string(end) + "-0", "COUNT", "1000"});
    if (!more || more->is_error()) return std::nullopt;
    const auto before = n;
    const auto entries = read_entries(*more, n);
    is_whole = !entries.empty() && entries.size() == more->list.size();
    for (const auto& entry : entries) is_whole = is_whole && view.catch_up(entry);
    if (!is_whole) n = before;
  }
  return n;
}

// `found`: json, number, format, version.
template <class T>
bool Reader::read_state(std::string_view kind, std::string_view id, const Reply& found, T& into) {
  if (found.list.size() != 4) {
    complain(std::string{kind} + " " + std::string{id} + ": " + found.text);
    return false;
  }
  std::string fault;
  if (!read_text(found.list[0].text, into, fault, format_of(found.list[2].text))) {
    complain(std::string{kind} + " " + std::string{id} + ": " + fault);
    return false;
  }
  if (into.rest) say_newer(std::string{kind} + " with " + names_in(*into.rest));
  if constexpr (std::is_same_v<T, dispatch::Incident>)
    if (into.number.ends_with('-')) into.number = dispatch::complete_number(into.number, found.list[1].text);
  return true;
}

template <class T>
bool Reader::renew(dispatch::Entry& entry, const dispatch::Touch& touch) {
  const auto kind = json::name_of(touch.kind);
  connection_->queue({"HMGET", keys_.entity(kind, touch.id), "json", "number", "format", "v"});
  connection_->queue({"SISMEMBER", keys_.live(kind), touch.id});
  const auto found = connection_->next();
  const auto is_live = connection_->next();
  if (!found || !is_live) return false;
  const auto version = version_in(*found);
  T entity;
  if (is_live->number == 0) {
    if (version <= touch.v) entry.left.push_back(touch);  // else by a later entry, which says so
  } else if (read_state(kind, touch.id, *found, entity)) {
    entry.renewed.emplace_back(std::move(entity));
  } else {
    entry.locked.push_back({touch.kind, touch.id, version});
  }
  return true;
}

// What a newer version's event made of the entities is known from the store only.
bool Reader::renew(dispatch::Entry& entry) {
  bool good = true;
  for (const auto& event : entry.events) {
    const auto what = what_is_unknown(event);
    if (!what) continue;
    say_newer(*what);
    for (const auto& touch : event.touches) {
      good = good && dispatch::with_type_of(
                         touch.kind, [&]<class T>(std::type_identity<T>) { return renew<T>(entry, touch); });
    }
  }
  return good;
}

void Reader::say_newer(std::string what) {
  constexpr std::size_t most_said = 200;
  if (said_.size() < most_said && said_.insert(what).second) post(events_.newer, std::move(what));
}

bool Reader::follow(bool waits) {
  Arguments question{"XREAD", "COUNT", "1000"};
  if (waits) question.insert(question.end(), {"BLOCK", block_ms});
  question.insert(question.end(), {"STREAMS", keys_.log(), std::to_string(position_.n) + "-0"});
  const auto news = connection_->ask(question);
  if (!news || news->is_error()) return false;
  for (const auto& stream : news->list) {
    if (stream.list.size() != 2) return false;
    if (!take_log(stream.list[1])) reload_ = true;
  }
  return true;
}

// Those that go on after `n`, which counts them; only up to one that is missing or cannot be read: a trimmed
// stream does not say that it is trimmed.
std::vector<dispatch::Entry> Reader::read_entries(const Reply& entries, std::uint64_t& n) {
  std::vector<dispatch::Entry> read;
  for (const auto& entry : entries.list) {
    if (entry_number(entry) != n + 1) break;
    auto events = events_of(entry);
    if (events.has_error()) {
      complain("log entry " + std::to_string(n + 1) + ": " + events.error().message);
      break;
    }
    dispatch::Entry whole{n + 1, std::move(*events)};
    if (!renew(whole)) break;
    read.push_back(std::move(whole));
    ++n;
  }
  return read;
}

bool Reader::take_log(const Reply& entries) {
  auto read = read_entries(entries, position_.n);
  const bool is_whole = read.size() == entries.list.size();
  if (!read.empty()) post(events_.read, std::move(read));
  return is_whole;
}

}  // namespace store
