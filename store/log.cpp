#include "store/log.hpp"

#include <charconv>
#include <map>

#include "dispatch/log/history.hpp"

namespace store {

using dispatch::Fault;

std::uint64_t entry_number(const Reply& entry) {
  std::uint64_t n = 0;
  if (entry.list.empty()) return n;
  const auto& id = entry.list.front().text;
  std::from_chars(id.data(), id.data() + id.size(), n);
  return n;
}

std::string_view entry_field(const Reply& entry, std::string_view name) {
  if (entry.list.size() != 2) return {};
  const auto& pairs = entry.list[1].list;
  for (std::size_t i = 0; i + 1 < pairs.size(); i += 2)
    if (pairs[i].text == name) return pairs[i + 1].text;
  return {};
}

int format_of(std::string_view field) {
  int format = 1;
  std::from_chars(field.data(), field.data() + field.size(), format);
  return format;
}

dispatch::OrRefusal<std::vector<dispatch::Event>> events_of(const Reply& entry) {
  return dispatch::read_entry(entry_field(entry, "events"), entry_field(entry, "number"),
                              format_of(entry_field(entry, "format")));
}

dispatch::OrFault<bool> read_stored_log(Connection& redis, const Keys& keys,
                                        const std::function<bool(const StoredEntry&)>& each) {
  std::string from = "-";
  for (;;) {
    const auto page = redis.ask({"XRANGE", keys.log(), from, "+", "COUNT", "1000"});
    if (!page) return Fault{"Redis did not answer"};
    if (page->is_error()) return Fault{page->text};
    if (page->list.empty()) return true;
    for (const auto& entry : page->list) {
      const StoredEntry stored{entry_number(entry), std::string{entry_field(entry, "number")},
                               format_of(entry_field(entry, "format")),
                               std::string{entry_field(entry, "events")}};
      if (!each(stored)) return true;
      from = "(" + std::to_string(stored.n) + "-0";
    }
  }
}

dispatch::OrFault<bool> read_log(Connection& redis, const Keys& keys,
                                 const std::function<void(const dispatch::Entry&)>& each) {
  std::optional<Fault> fault;
  const auto read = read_stored_log(redis, keys, [&](const StoredEntry& stored) {
    auto entry = entry_of(stored);
    if (entry.has_error()) return fault = entry.error(), false;
    each(*entry);
    return true;
  });
  if (fault) return *fault;
  return read;
}

dispatch::OrFault<bool> read_last_of_log(Connection& redis, const Keys& keys, std::uint64_t most,
                                         const std::function<void(const dispatch::Entry&)>& each) {
  const auto last = redis.ask({"XREVRANGE", keys.log(), "+", "-", "COUNT", "1"});
  if (!last) return Fault{"Redis did not answer"};
  if (last->is_error()) return Fault{last->text};
  if (last->list.empty()) return true;
  const auto end = entry_number(last->list.front());
  for (auto from = end > most ? end - most + 1 : 1; from <= end;) {
    const auto page = redis.ask({"XRANGE", keys.log(), std::to_string(from) + "-0", "+", "COUNT", "1000"});
    if (!page) return Fault{"Redis did not answer"};
    if (page->is_error()) return Fault{page->text};
    if (page->list.empty()) return true;
    for (const auto& entry : page->list)
      if (auto events = events_of(entry); !events.has_error())
        each({entry_number(entry), std::move(*events)});
    from = entry_number(page->list.back()) + 1;
  }
  return true;
}

dispatch::OrFault<Audit> audit(Connection& redis, const Keys& keys, const Acknowledged& acknowledged) {
  dispatch::History history;
  std::map<std::uint64_t, std::string> commands;
  std::optional<dispatch::TimePoint> last;
  const auto read = read_log(redis, keys, [&](const dispatch::Entry& entry) {
    history.add(entry);
    last = entry.events.front().recorded;
    const auto& command = entry.events.front().command;
    if (command) commands.emplace(entry.n, command->view());
  });
  if (read.has_error()) return read.error();
  auto faults = history.faults();
  for (const auto& [id, n] : acknowledged)
    if (const auto found = commands.find(n); found == commands.end() || found->second != id)
      faults.push_back("command " + id + " was acknowledged as entry " + std::to_string(n) +
                       ", which is not its own");
  return Audit{history.entries(), std::move(faults), last};
}

}  // namespace store
