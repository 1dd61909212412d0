#include "config/response/parts.hpp"

#include <algorithm>
#include <cmath>

#include "dispatch/model/limits.hpp"

namespace config {

using dispatch::OrFault;
using dispatch::Slot;
using dispatch::json::enum_from;

namespace {

constexpr double minutes_of_a_day = 1440;

template <class E>
std::optional<E> one_of(const toml::node* node) {
  return node == nullptr ? std::nullopt : enum_from<E>(node->value_or(std::string{}));
}

}  // namespace

OrFault<bool> Parts::read_all(const toml::table& file) {
  const auto named = entries_.named(file, "part");
  if (named.has_error()) return named.error();
  std::map<std::string, Texts> with;
  for (const auto& [name, table] : *named) {
    if (const auto good = entries_.known_keys(*table, {"slots", "tell", "with"}); good.has_error())
      return good.error();
    auto part = read_part(*table);
    if (part.has_error()) return part.error();
    with[name] = part->with;
    parts_.emplace(name, std::move(*part));
  }
  for (const auto& [name, part] : parts_)
    if (const auto loop = loop_from(name, with))
      return entries_.fault_at(*part.where->get("with"), "parts take each other in a loop: " + *loop);
  return true;
}

OrFault<Part> Parts::whole(const toml::table& table) const {
  const auto own = read_part(table);
  if (own.has_error()) return own.error();
  Part all;
  if (const auto good = gather(*own, all); good.has_error()) return good.error();
  return {boost::system::in_place_value, std::move(all)};
}

// Each contact once.
OrFault<bool> Parts::gather(const Part& part, Part& into) const {
  into.slots.insert(into.slots.end(), part.slots.begin(), part.slots.end());
  into.lines.insert(into.lines.end(), part.lines.begin(), part.lines.end());
  if (into.slots.size() > dispatch::most_slots)
    return entries_.fault_at(*part.where, "a call has at most 20 slots, and these are more");
  for (const auto& one : part.tell)
    if (std::ranges::find(into.tell, one) == into.tell.end()) into.tell.push_back(one);
  for (const auto& name : part.with) {
    const auto known = parts_.find(name);
    if (known == parts_.end()) return entries_.fault_at(*part.where->get("with"), "there is no part " + name);
    if (const auto good = gather(known->second, into); good.has_error()) return good.error();
  }
  return true;
}

OrFault<Part> Parts::read_part(const toml::table& table) const {
  Part part;
  part.where = &table;
  if (const auto* slots = table.get("slots")) {
    if (!slots->is_array()) return entries_.fault_at(*slots, "slots should be a list");
    for (const auto& one : *slots->as_array())
      if (const auto good = add_slots(one, part); good.has_error()) return good.error();
  }
  if (const auto* tell = table.get("tell")) {
    const auto who = entries_.texts("tell", *tell);
    if (who.has_error()) return who.error();
    for (const auto& one : *who) {
      const auto known = contacts_.find(one);
      if (known == contacts_.end()) return entries_.fault_at(*tell, "there is no contact " + one);
      part.tell.push_back(known->second);
    }
  }
  if (const auto* with = table.get("with")) {
    auto others = entries_.texts("with", *with);
    if (others.has_error()) return others.error();
    part.with = std::move(*others);
  }
  return {boost::system::in_place_value, std::move(part)};
}

OrFault<bool> Parts::add_slots(const toml::node& node, Part& into) const {
  if (!node.is_table())
    return entries_.fault_at(node,
                             R"(a slot should be such as { role = "first", capabilities = ["midwife"] })");
  const auto& table = *node.as_table();
  auto slot = read_slot(table);
  if (slot.has_error()) return slot.error();
  std::size_t count = 1;
  if (const auto* said = table.get("count")) {
    const auto value = entries_.number("count", *said, 1, dispatch::most_slots);
    if (value.has_error()) return value.error();
    count = static_cast<std::size_t>(std::lround(*value));
  }
  into.slots.insert(into.slots.end(), count, *slot);
  into.lines.insert(into.lines.end(), count, node.source().begin.line);
  return true;
}

OrFault<Slot> Parts::read_slot(const toml::table& table) const {
  if (const auto good = entries_.known_keys(table, {"role", "capabilities", "weight", "count", "within_min"});
      good.has_error())
    return good.error();
  Slot slot;
  const auto role = one_of<dispatch::SlotRole>(table.get("role"));
  if (!role) return entries_.fault_at(table, "a slot's role should be first or transport");
  slot.role = *role;
  const auto* needs = table.get_as<toml::array>("capabilities");
  if (needs == nullptr || needs->empty())
    return entries_.fault_at(
        table, R"(a slot's capabilities should be such as ["transports", ["midwife", "doctor"]])");
  for (const auto& one : *needs) {
    auto any_of = need(one);
    if (any_of.has_error()) return any_of.error();
    slot.capabilities.push_back(std::move(*any_of));
  }
  if (const auto* weight = table.get("weight")) {
    const auto value = one_of<dispatch::SlotWeight>(weight);
    if (!value) return entries_.fault_at(*weight, "a slot's weight should be must or should");
    slot.weight = *value;
  }
  if (const auto* within = table.get("within_min")) {
    const auto value = entries_.number("within_min", *within, 1, minutes_of_a_day);
    if (value.has_error()) return value.error();
    slot.within_s = dispatch::seconds{std::lround(*value * 60)};
  }
  return {boost::system::in_place_value, std::move(slot)};
}

// A word, or several of which one is enough.
OrFault<Texts> Parts::need(const toml::node& node) const {
  Texts any_of;
  if (const auto word = node.value_exact<std::string>()) {
    any_of.push_back(*word);
  } else {
    auto several = entries_.texts("capabilities", node);
    if (several.has_error()) return several.error();
    any_of = std::move(*several);
  }
  for (const auto& word : any_of)
    if (find_capability(&words_, word) == nullptr)
      return entries_.fault_at(node, "there is no capability " + word);
  return {boost::system::in_place_value, std::move(any_of)};
}

}  // namespace config
