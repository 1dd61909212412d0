#include "store/redis_durability.hpp"

#include <array>
#include <charconv>
#include <string_view>

namespace store {
namespace {

void add(std::string& list, const std::string& more) {
  (list += list.empty() ? "" : "; ") += more;
}

// "its appendfsync is everysec: set appendfsync always"
void look_at(std::string_view name, std::string_view is, std::string_view should_be, Durability& into) {
  if (is == should_be) return;
  const std::string setting{name};
  add(into.loses, "its " + setting + " is " + (is.empty() ? "not said" : std::string{is}) + ": set " +
                      setting + " " + std::string{should_be});
}

}  // namespace

dispatch::OrFault<Durability> durability_of(Connection& redis) {
  Durability found;
  const auto info = redis.ask({"INFO"});
  if (!info || info->type != Reply::Type::text) return dispatch::Fault{redis.trouble()};
  const auto appends = info_field(info->text, "aof_enabled");
  look_at("appendonly", appends == "1" ? "yes" : "no", "yes", found);
  look_at("maxmemory-policy", info_field(info->text, "maxmemory_policy"), "noeviction", found);
  look_at("maxmemory", info_field(info->text, "maxmemory"), "0", found);

  if (info_field(info->text, "aof_last_write_status") == "err")
    add(found.loses, "it cannot write its append-only file: look at its disk and its log");
  const auto evicted = info_field(info->text, "evicted_keys");
  std::from_chars(evicted.data(), evicted.data() + evicted.size(), found.evicted);

  struct Wanted {
    const char* name;
    const char* value;
  };
  // Of these only CONFIG tells, which an access list or a provider may forbid.
  for (const auto& [name, value] :
       std::array{Wanted{"appendfsync", "always"}, Wanted{"no-appendfsync-on-rewrite", "no"}}) {
    const auto is = redis.ask({"CONFIG", "GET", name});
    if (!is) return dispatch::Fault{redis.trouble()};
    if (is->list.size() == 2)
      look_at(name, is->list[1].text, value, found);
    else
      add(found.hidden, std::string{name} + " cannot be seen: make sure that it is " + value);
  }
  return found;
}

}  // namespace store
