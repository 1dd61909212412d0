#include "store/redis_reader.hpp"

#include <boost/asio/post.hpp>
#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <mutex>

#include "dispatch/model/json.hpp"
#include "dispatch/model/model_json.hpp"
#include "store/log.hpp"

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
  if (!info || info->is_error()) return std::nullopt;
  constexpr std::string_view label = "master_replid:";
  const auto at = info->text.find(label);
  if (at == std::string::npos) return std::nullopt;
  return info->text.substr(at + label.size(), 40);
}

// Of what is not known the names say enough: values may be personal.
std::string names_in(const json::Rest& rest) {
  std::string names;
  for (const auto& [name, value] : rest) (names += names.empty() ? "" : ", ") += name;
  return names;
}

// Tolerantly: it was kept, whoever wrote it.
template <class T>
bool read_text(std::string_view text, T& into, std::string& fault, int format = dispatch::log_format) {
  using json::read;  // and those of dispatch, found by the argument
  boost::system::error_code error;
  auto value = boost::json::parse(text, error);
  if constexpr (std::is_same_v<T, dispatch::Incident>) dispatch::upgrade_incident(value, format);
  json::Rest rest;
  json::FieldError why{{}, {}, &rest};
  if (!error && read(value, into, why)) return true;
  fault = error ? error.message() : why.path + " must be " + why.wanted;
  return false;
}

}  // namespace

Reader::Reader(asio::any_io_executor executor, Address address, Keys keys, std::string node, Events events)
    : executor_{std::move(executor)},
      address_{std::move(address)},
      keys_{std::move(keys)},
      node_{std::move(node)},
      events_{std::move(events)},
      thread_{&Reader::work, this} {}

Reader::~Reader() {
  stopping_ = true;
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
      std::mutex unused;
      std::unique_lock lock{unused};
      std::condition_variable{}.wait_for(lock, before_connecting_again);
      continue;
    }
    const bool good = look_at_clock() && (!reload_ || load()) && follow();
    if (good) continue;
    connection_.reset();
    post(events_.state, false);
  }
}

bool Reader::connect() {
  auto opened = Connection::open(address_, reply_limit);
  if (opened.has_error()) return false;
  connection_.emplace(std::move(*opened));
  const auto log = replication_id(*connection_);
  if (!log) {
    connection_.reset();
    return false;
  }
  if (*log != position_.log) reload_ = true;  // after a failover numbers may repeat with other content
  position_.log = *log;
  looked_at_clock_.reset();
  if (!look_at_clock()) {
    connection_.reset();
    return false;
  }
  post(events_.state, true);
  return true;
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

// The log's end first, then the entities: they may be newer than that end, never older, and what the log then
// repeats is skipped by version.
bool Reader::load() {
  reload_ = false;
  const auto end = last_id(keys_.log());
  const auto fixes = last_id(keys_.fixes());
  if (!end || !fixes) return false;
  dispatch::Loaded loaded{{position_.log, std::strtoull(end->c_str(), nullptr, 10)}, {}};
  bool good = true;
  dispatch::for_each_type(
      [&]<class T>(std::type_identity<T>) { good = good && load_entities<T>(loaded.view); });
  if (!good) return false;

  const auto known = connection_->ask({"HVALS", keys_.last_fixes()});
  if (!known || known->is_error()) return false;
  for (const auto& value : known->list) {
    dispatch::Fix fix;
    std::string fault;
    if (read_text(value.text, fix, fault)) loaded.view.moved(fix);
  }
  position_.n = loaded.position.n;
  last_fix_ = *fixes;
  post(events_.loaded, std::move(loaded));
  return true;
}

template <class T>
bool Reader::load_entities(dispatch::View& view) {
  const auto kind = json::name_of(dispatch::kind_of<T>);
  const auto ids = connection_->ask({"SMEMBERS", keys_.live(kind)});
  if (!ids || ids->is_error()) return false;
  for (std::size_t begin = 0; begin < ids->list.size(); begin += ids_at_once) {
    const auto end = std::min(begin + ids_at_once, ids->list.size());
    for (auto i = begin; i < end; ++i)
      connection_->queue({"HMGET", keys_.entity(kind, ids->list[i].text), "json", "number", "format", "v"});
    for (auto i = begin; i < end; ++i) {
      const auto found = connection_->next();
      if (!found || found->list.size() != 4) return false;
      T entity;
      if (read_state(kind, ids->list[i].text, *found, entity))
        view.load(std::move(entity));
      else
        view.lock({dispatch::kind_of<T>, ids->list[i].text,
                   std::strtoull(found->list[3].text.c_str(), nullptr, 10)});
    }
  }
  return true;
}

// `found`: json, number, format.
template <class T>
bool Reader::read_state(std::string_view kind, std::string_view id, const Reply& found, T& into) {
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
  connection_->queue({"SISMEMBER", keys_.live(kind), touch.id});
  connection_->queue({"HMGET", keys_.entity(kind, touch.id), "json", "number", "format", "v"});
  const auto is_live = connection_->next();
  const auto found = connection_->next();
  if (!is_live || !found || found->list.size() != 4) return false;
  T entity;
  if (is_live->number == 0)
    entry.left.push_back(touch);
  else if (read_state(kind, touch.id, *found, entity))
    entry.renewed.emplace_back(std::move(entity));
  else
    entry.locked.push_back({touch.kind, touch.id, std::strtoull(found->list[3].text.c_str(), nullptr, 10)});
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

bool Reader::follow() {
  const auto news = connection_->ask({"XREAD", "COUNT", "1000", "BLOCK", block_ms, "STREAMS", keys_.log(),
                                      keys_.fixes(), std::to_string(position_.n) + "-0", last_fix_});
  if (!news || news->is_error()) return false;
  for (const auto& stream : news->list) {
    if (stream.list.size() != 2) return false;
    if (stream.list[0].text == keys_.log()) {
      if (!take_log(stream.list[1])) reload_ = true;
    } else {
      take_fixes(stream.list[1]);
    }
  }
  return true;
}

// False when an entry is missing: a trimmed stream does not say that it is trimmed.
bool Reader::take_log(const Reply& entries) {
  std::vector<dispatch::Entry> read;
  bool whole = true;
  for (const auto& entry : entries.list) {
    const auto n = entry_number(entry);
    auto events = events_of(entry);
    whole = n == position_.n + 1 && events.has_value();
    if (events.has_error()) complain("log entry " + std::to_string(n) + ": " + events.error().message);
    if (!whole) break;
    read.push_back({n, std::move(*events)});
    whole = renew(read.back());
    if (!whole) {
      read.pop_back();
      break;
    }
    position_.n = n;
  }
  if (!read.empty()) post(events_.read, std::move(read));
  return whole;
}

void Reader::take_fixes(const Reply& entries) {
  std::vector<dispatch::Fix> fixes;
  for (const auto& entry : entries.list) {
    last_fix_ = entry.list.front().text;
    if (entry_field(entry, "node") == node_) continue;
    std::string fault;
    std::vector<dispatch::Fix> batch;
    if (!read_text(entry_field(entry, "fixes"), batch, fault)) complain("positions: " + fault);
    fixes.insert(fixes.end(), batch.begin(), batch.end());
  }
  if (!fixes.empty()) post(events_.heard, std::move(fixes));
}

}  // namespace store
