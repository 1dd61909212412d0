#pragma once

#include "config/response/words.hpp"

namespace config {

// Slots and contacts, of a response or for several to take: [part.trauma].
struct Part {
  std::vector<dispatch::Slot> slots;
  std::vector<std::size_t> lines;  // where each of them stands
  std::vector<dispatch::Contact> tell;
  Texts with;  // parts that it takes as well
  const toml::table* where = nullptr;
};

class Parts {
 public:
  Parts(const PlanEntries& entries, const dispatch::ResponsePlan& words, const Contacts& contacts)
      : entries_{entries}, words_{words}, contacts_{contacts} {}

  [[nodiscard]] dispatch::OrFault<bool> read_all(const toml::table& file);
  // What the table says of slots, tell and with, together with the parts that it takes.
  [[nodiscard]] dispatch::OrFault<Part> whole(const toml::table& table) const;

 private:
  [[nodiscard]] dispatch::OrFault<Texts> need(const toml::node& node) const;
  [[nodiscard]] dispatch::OrFault<dispatch::Slot> read_slot(const toml::table& table) const;
  [[nodiscard]] dispatch::OrFault<bool> add_slots(const toml::node& node, Part& into) const;
  [[nodiscard]] dispatch::OrFault<Part> read_part(const toml::table& table) const;
  [[nodiscard]] dispatch::OrFault<bool> gather(const Part& part, Part& into) const;

  const PlanEntries& entries_;
  const dispatch::ResponsePlan& words_;
  const Contacts& contacts_;
  std::map<std::string, Part> parts_;
};

}  // namespace config
