#include "store/log_file.hpp"

#include <boost/json.hpp>
#include <map>

#include "dispatch/model/json.hpp"
#include "store/kept.hpp"

namespace store {
namespace {

namespace bj = boost::json;
namespace json = dispatch::json;
using dispatch::Fault;
using dispatch::OrFault;
using dispatch::View;

template <class T>
std::vector<const T*> in_order(const View& view) {
  std::map<std::string_view, const T*> all;
  for (const auto& [id, one] : view.all<T>()) all.emplace(id.view(), &one);
  std::vector<const T*> sorted;
  for (const auto& [id, one] : all) sorted.push_back(one);
  return sorted;
}

template <class T>
OrFault<bool> load(const bj::object& state, int format, View& view) {
  const auto kind = json::name_of(dispatch::kind_of<T>);
  const auto* all = state.if_contains(kind);
  if (all == nullptr) return true;  // of a version that knew none
  if (!all->is_array()) return Fault{std::string{kind} + " should be a list"};
  for (const auto& one : all->get_array()) {
    T entity;
    std::string fault;
    if (!read_text(bj::serialize(one), entity, fault, format)) return Fault{std::string{kind} + ": " + fault};
    view.load(std::move(entity));
  }
  return true;
}

const bj::value* member(const bj::value& of, std::string_view name) {
  return of.is_object() ? of.get_object().if_contains(name) : nullptr;
}

// Those that say none are of the first.
int format_in(const bj::value& value) {
  const auto* said = member(value, "format");
  return said != nullptr && said->is_int64() ? static_cast<int>(said->get_int64()) : 1;
}

}  // namespace

OrFault<dispatch::Entry> entry_of(const StoredEntry& stored) {
  auto events = dispatch::read_entry(stored.events, stored.number, stored.format);
  if (events.has_error())
    return Fault{"log entry " + std::to_string(stored.n) + ": " + events.error().message};
  return dispatch::Entry{stored.n, std::move(*events)};
}

std::string line_of(const StoredEntry& stored) {
  std::string line;
  {
    json::Object entry{line};
    entry.field("n", stored.n).field("number", stored.number).field("format", stored.format);
    entry.begin("events") += stored.events;
  }
  return line;
}

OrFault<dispatch::Entry> entry_in(const bj::value& line) {
  const auto* n = member(line, "n");
  const auto* number = member(line, "number");
  const auto* events = member(line, "events");
  if (n == nullptr || !n->is_int64() || number == nullptr || !number->is_string() || events == nullptr)
    return Fault{"it should be an entry with n, number, format and events"};
  return entry_of({static_cast<std::uint64_t>(n->get_int64()), std::string{number->get_string()},
                   format_in(line), bj::serialize(*events)});
}

std::string state_of(const View& view) {
  std::string text;
  {
    json::Object state{text};
    state.field("format", dispatch::log_format);
    dispatch::for_each_type([&]<class T>(std::type_identity<T>) {
      json::write_array(state.begin(json::name_of(dispatch::kind_of<T>)), in_order<T>(view),
                        [](std::string& out, const T* one) { json::write(out, *one); });
    });
  }
  return text;
}

OrFault<View> view_in(const bj::value& state) {
  if (!state.is_object()) return Fault{"the state should be an object"};
  View view;
  OrFault<bool> done{true};
  dispatch::for_each_type([&]<class T>(std::type_identity<T>) {
    if (done.has_value()) done = load<T>(state.get_object(), format_in(state), view);
  });
  if (done.has_error()) return done.error();
  return {boost::system::in_place_value, std::move(view)};
}

}  // namespace store
