#include "config/response/plan.hpp"

#include <algorithm>
#include <cmath>

#include "config/response/parts.hpp"
#include "config/tables/csv.hpp"
#include "dispatch/model/limits.hpp"

namespace config {
namespace {

using dispatch::Capabilities;
using dispatch::Fault;
using dispatch::OrFault;
using dispatch::Slot;

class Responses {
 public:
  Responses(const PlanEntries& entries, const Parts& parts, PlanFile& into)
      : entries_{entries}, parts_{parts}, into_{into} {}

  OrFault<bool> read_all(const toml::table& file) {
    const auto* node = file.get("response");
    if (node == nullptr) return true;
    if (!node->is_array_of_tables())
      return entries_.fault_at(*node, "responses should be written as [[response]]");
    if (node->as_array()->size() > dispatch::most_responses)
      return entries_.fault_at(*node, "a plan has at most 200 responses");
    for (const auto& one : *node->as_array())
      if (const auto good = read(*one.as_table()); good.has_error()) return good.error();
    return true;
  }

 private:
  OrFault<bool> read(const toml::table& table) {
    if (const auto good = entries_.known_keys(table, {"name", "determinants", "needs", "priorities", "alarm",
                                                      "slots", "tell", "with", "destination"});
        good.has_error())
      return good.error();
    const auto* name = table.get("name");
    if (name == nullptr) return entries_.fault_at(table, "a response has no name");
    auto called = entries_.text("name", *name, longest_title);
    if (called.has_error()) return called.error();
    auto when = read_case(table);
    if (when.has_error()) return when.error();
    if (takes_all_)
      return entries_.fault_at(table, *called + " is never used: the response before it is for all calls");
    takes_all_ = *when == dispatch::ResponseCase{};
    auto all = parts_.whole(table);
    if (all.has_error()) return all.error();
    if (all->slots.empty()) return entries_.fault_at(table, *called + " has no slots");
    if (all->tell.size() > dispatch::most_contacts)
      return entries_.fault_at(table, *called + " tells more than 20");
    auto destination = read_destination(table.get("destination"));
    if (destination.has_error()) return destination.error();
    into_.plan.responses.push_back(
        {std::move(*when),
         {std::move(*called), std::move(all->slots), std::move(all->tell), std::move(*destination)}});
    into_.lines.push_back(std::move(all->lines));
    const auto* said = table.get("destination");
    into_.destinations.push_back(said == nullptr ? 0 : said->source().begin.line);
    return true;
  }

  [[nodiscard]] OrFault<dispatch::ResponseCase> read_case(const toml::table& table) const {
    dispatch::ResponseCase when;
    if (const auto* node = table.get("determinants")) {
      auto value = entries_.texts("determinants", *node);
      if (value.has_error()) return value.error();
      when.determinants = std::move(*value);
    }
    if (const auto* node = table.get("needs")) {
      auto value = entries_.names<dispatch::Needs>("needs", *node);
      if (value.has_error()) return value.error();
      when.needs = std::move(*value);
    }
    if (const auto* node = table.get("priorities")) {
      auto value = entries_.names<dispatch::Priority>("priorities", *node);
      if (value.has_error()) return value.error();
      when.priorities = std::move(*value);
    }
    if (const auto* node = table.get("alarm")) {
      const auto value = entries_.number("alarm", *node, 1, dispatch::most_alarm);
      if (value.has_error()) return value.error();
      when.alarm = static_cast<std::uint64_t>(std::lround(*value));
    }
    return {boost::system::in_place_value, std::move(when)};
  }

  // Each a word, or several of which one is enough.
  using Destination = std::optional<std::vector<Texts>>;
  [[nodiscard]] OrFault<Destination> read_destination(const toml::node* node) const {
    if (node == nullptr) return Destination{};
    if (!node->is_array() || node->as_array()->empty())
      return entries_.fault_at(*node, R"(destination should be such as ["ponek", ["stroke", "icu"]])");
    Destination all{std::in_place};
    for (const auto& one : *node->as_array()) {
      Texts any_of;
      if (const auto word = one.value_exact<std::string>()) {
        any_of.push_back(*word);
      } else {
        auto several = entries_.texts("destination", one);
        if (several.has_error()) return several.error();
        any_of = std::move(*several);
      }
      for (const auto& word : any_of)
        if (find_facility_capability(&into_.plan, word) == nullptr)
          return entries_.fault_at(one, "there is no capability " + word + " of facilities");
      all->push_back(std::move(any_of));
    }
    return all;
  }

  const PlanEntries& entries_;
  const Parts& parts_;
  PlanFile& into_;
  bool takes_all_ = false;
};

OrFault<PlanFile> read_plan(const PlanEntries& entries, const toml::table& file) {
  if (const auto good = entries.known_keys(file, {"capability", "contact", "part", "response"});
      good.has_error())
    return good.error();
  PlanFile made;
  auto words = read_words(entries, file);
  if (words.has_error()) return words.error();
  made.plan.capabilities = std::move(*words);
  const auto contacts = read_contacts(entries, file);
  if (contacts.has_error()) return contacts.error();
  Parts parts{entries, made.plan, *contacts};
  if (const auto good = parts.read_all(file); good.has_error()) return good.error();
  if (const auto good = Responses{entries, parts, made}.read_all(file); good.has_error()) return good.error();
  return {boost::system::in_place_value, std::move(made)};
}

// What of it no unit can; where some unit can each of it, none can all.
std::string missing_in(const Slot& slot, const std::vector<Capabilities>& units) {
  for (const auto& any_of : slot.capabilities) {
    const Slot one{dispatch::SlotRole::first, {}, {any_of}, {}, {}};
    if (std::ranges::any_of(units, [&](const auto& unit) { return may_fill(one, unit); })) continue;
    std::string words;
    for (const auto& word : any_of) words += (words.empty() ? "" : " or ") + word;
    return "no unit of units.csv has " + words;
  }
  return "no unit of units.csv has all of this together";
}

}  // namespace

OrFault<std::optional<PlanFile>> load_response_plan(const std::filesystem::path& file) {
  using Plan = std::optional<PlanFile>;
  if (!std::filesystem::exists(file)) return Plan{};
  const auto table = read_toml(file);
  if (table.has_error()) return table.error();
  auto read = read_plan(PlanEntries{file}, *table);
  if (read.has_error()) return read.error();
  return Plan{std::move(*read)};
}

OrFault<bool> check_slots(const PlanFile& plan, std::span<const dispatch::Unit> units,
                          const std::filesystem::path& file) {
  std::vector<Capabilities> can;
  for (const auto& unit : units) can.push_back(capabilities_of(unit));
  for (std::size_t response = 0; response < plan.lines.size(); ++response) {
    const auto& slots = plan.plan.responses[response].response.slots;
    for (std::size_t slot = 0; slot < slots.size(); ++slot)
      if (std::ranges::none_of(can, [&](const auto& unit) { return may_fill(slots[slot], unit); }))
        return fault_in_line(file, plan.lines[response][slot], missing_in(slots[slot], can));
  }
  return true;
}

OrFault<bool> check_destinations(const PlanFile& plan, const std::vector<NamedPlace>& facilities,
                                 const std::filesystem::path& file) {
  for (std::size_t response = 0; response < plan.destinations.size(); ++response) {
    dispatch::Incident call;
    call.response = plan.plan.responses[response].response;
    if (!call.response->destination) continue;
    const auto all = destinations_of(facilities);
    if (std::ranges::none_of(all, [&](const auto& one) { return lacking(one, call).empty(); }))
      return fault_in_line(file, plan.destinations[response],
                           "no facility of facilities.csv has what this destination must have");
  }
  return true;
}

OrFault<bool> read_capabilities(const dispatch::ResponsePlan* plan, std::string_view words,
                                dispatch::Unit& unit) {
  std::vector<std::string> equipment;
  std::vector<std::string> crew;
  for (std::size_t begin = 0; begin < words.size();) {
    const auto end = std::min(words.find_first_of(" ,;", begin), words.size());
    const std::string word{words.substr(begin, end - begin)};
    begin = end + 1;
    if (word.empty()) continue;
    const auto* known = find_capability(plan, word);
    if (known == nullptr) return Fault{"there is no capability " + word};
    (known->of_crew ? crew : equipment).push_back(word);
  }
  if (!equipment.empty()) unit.equipment = with_included(plan, std::move(equipment));
  if (!crew.empty()) unit.usual_crew = with_included(plan, std::move(crew));
  const auto all = capabilities_of(unit);
  if (dispatch::has(all, dispatch::can::motorcycle) && dispatch::has(all, dispatch::can::transports))
    return Fault{"a motorcycle carries nobody: transports is not for it"};
  return true;
}

}  // namespace config
