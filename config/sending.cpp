#include "config/sending.hpp"

#include <charconv>

#include "dispatch/model/json.hpp"

namespace config {
namespace {

using dispatch::Fault;
using dispatch::OrFault;
using dispatch::seconds;
using dispatch::SendingMode;
using dispatch::SendingRule;

constexpr long least_wait = 5;  // a stop takes a look and a key
constexpr long longest_wait = 3600;

std::string_view trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

std::optional<long> whole(std::string_view text) {
  long number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

// "06:00", of the day; 24:00 is its end.
std::optional<seconds> time_of_day(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  const auto hours = whole(text.substr(0, 2));
  const auto minutes = whole(text.substr(3));
  if (!hours || !minutes || *hours < 0 || *minutes < 0 || *minutes > 59) return std::nullopt;
  const seconds time = std::chrono::hours{*hours} + std::chrono::minutes{*minutes};
  return time > std::chrono::hours{24} ? std::nullopt : std::optional{time};
}

OrFault<std::string_view> take_hours(std::string_view text, SendingRule& rule) {
  if (text.empty() || text.front() < '0' || text.front() > '9') return text;
  const auto end = std::min(text.find(' '), text.size());
  const auto hours = text.substr(0, end);
  const auto dash = hours.find('-');
  if (dash != std::string_view::npos) {
    rule.from = time_of_day(hours.substr(0, dash));
    rule.until = time_of_day(hours.substr(dash + 1));
  }
  if (!rule.from || !rule.until || rule.from == rule.until)
    return Fault{"hours such as 21:00-06:00, from one to another"};
  return trimmed(text.substr(end));
}

OrFault<bool> take_mode(std::string_view text, SendingRule& rule) {
  constexpr std::string_view after = "after ";
  if (text == "suggest") {
    rule.mode = SendingMode::suggest;
  } else if (text == "at once") {
    rule.mode = SendingMode::at_once;
  } else if (text.starts_with(after) && text.ends_with(" s")) {
    const auto wait = whole(trimmed(text.substr(after.size(), text.size() - after.size() - 2)));
    if (!wait || *wait < least_wait || *wait > longest_wait)
      return Fault{"a wait of 5 to 3600 seconds, such as after 20 s"};
    rule.mode = SendingMode::after;
    rule.after = seconds{*wait};
  } else {
    return Fault{"suggest, after 20 s or at once, by hours such as 21:00-06:00 after 20 s; suggest"};
  }
  return true;
}

}  // namespace

OrFault<std::vector<SendingRule>> read_sending(std::string_view text, dispatch::Priority priority) {
  constexpr std::size_t most_rules = 24;
  std::vector<SendingRule> rules;
  bool is_always = false;
  while (true) {
    const auto end = std::min(text.find(';'), text.size());
    SendingRule rule{priority};
    const auto mode = take_hours(trimmed(text.substr(0, end)), rule);
    if (mode.has_error()) return mode.error();
    if (const auto good = take_mode(*mode, rule); good.has_error()) return good.error();
    if (is_always) return Fault{"nothing after a rule without hours: it never comes to that"};
    is_always = !rule.from;
    rules.push_back(rule);
    if (rules.size() > most_rules) return Fault{"at most 24 rules"};
    if (end == text.size()) return rules;
    text.remove_prefix(end + 1);
  }
}

std::optional<std::string> wanted_of_sending(std::string_view text) {
  const auto read = read_sending(text, dispatch::Priority::P0);
  return read.has_error() ? std::optional{read.error().what} : std::nullopt;
}

std::optional<std::vector<SendingRule>> sending_of(const Values& settings) {
  std::vector<SendingRule> all;
  for (const auto priority : {dispatch::Priority::P0, dispatch::Priority::P1, dispatch::Priority::P2,
                              dispatch::Priority::P3, dispatch::Priority::P4}) {
    const auto name = "sending." + std::string{dispatch::json::name_of(priority)};
    const auto rules = read_sending(settings.text(name), priority);
    if (rules.has_value()) all.insert(all.end(), rules->begin(), rules->end());  // checked when it was set
  }
  return dispatch::sends_by_itself(all) ? std::optional{std::move(all)} : std::nullopt;
}

}  // namespace config
