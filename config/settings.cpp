#include "config/settings.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <charconv>
#include <numeric>
#include <sstream>
#include <type_traits>

#include "config/command_line.hpp"

namespace config {
namespace {

using dispatch::Fault;
using dispatch::OrFault;

constexpr std::string_view default_file = "config/siaga.toml";

std::string with(std::string_view name, char dot, char (*change)(char)) {
  std::string changed{name};
  for (auto& c : changed) c = c == '.' || c == '_' ? dot : change(c);
  return changed;
}
char same(char c) {
  return c;
}
char upper(char c) {
  return static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
}

std::string variable_of(const Key& key) {
  return "SIAGA_" + with(key.name, '_', upper);
}

// How many letters must be changed, added or taken away to make one word the other (Levenshtein).
std::size_t difference(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    auto diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const auto above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      diagonal = above;
    }
  }
  return row.back();
}

template <class Name>
Fault unknown(std::string_view written, std::span<const Key> keys, std::string_view where, Name name_of) {
  std::string nearest;
  for (const auto& key : keys)
    if (const auto name = name_of(key);
        nearest.empty() || difference(written, name) < difference(written, nearest))
      nearest = name;
  return {std::string{where} + ": there is no setting " + without_secret(written) + "; did you mean " +
          nearest + "?"};
}

template <class Number>
std::optional<Number> as_number(std::string_view text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::string text_of(const Key& key) {
  return std::visit(
      [](const auto& value) {
        std::ostringstream out;
        out << value;
        return out.str();
      },
      key.fallback);
}

// "--redis-url", or "FILE" of what stands alone.
std::string shown(const Key& key) {
  const bool is_alone = key.form == Form::operand || key.form == Form::words;
  return is_alone ? with(key.name, '-', upper) : flag_of(key);
}

std::vector<Key> joined(std::span<const Key> own) {
  std::vector<Key> keys{all_keys().begin(), all_keys().end()};
  keys.insert(keys.end(), own.begin(), own.end());
  return keys;
}

OrFault<bool> set_from_table(Values& values, const toml::table& table, const std::string& prefix,
                             const std::filesystem::path& file) {
  for (const auto& [part, node] : table) {
    const auto name = prefix + std::string{part.str()};
    const auto where = file.string() + ", line " + std::to_string(node.source().begin.line);
    if (const auto* inner = node.as_table()) {
      if (auto set = set_from_table(values, *inner, name + ".", file); set.has_error()) return set;
      continue;
    }
    const auto keys = all_keys();
    const auto key = std::ranges::find(keys, name, &Key::name);
    if (key == keys.end())
      return unknown(name, keys, where, [](const Key& one) { return std::string{one.name}; });
    std::string text;
    if (const auto value = node.value<std::string>())
      text = *value;
    else if (const auto* flag = node.as_boolean();
             flag != nullptr && !std::holds_alternative<std::string_view>(key->fallback))
      text = flag->get() ? "1" : "0";
    else
      text = (std::ostringstream{} << toml::node_view{node}).str();
    if (key->is_path && !text.empty()) text = (file.parent_path() / text).lexically_normal().string();
    if (auto set = values.set(*key, text, where); set.has_error()) return set;
  }
  return true;
}

OrFault<bool> set_from_file(Values& values, const std::filesystem::path& file) {
  try {
    return set_from_table(values, toml::parse_file(file.string()), "", file);
  } catch (const toml::parse_error& wrong) {
    return Fault{file.string() + ", line " + std::to_string(wrong.source().begin.line) + ": " +
                 std::string{wrong.description()}};
  }
}

// Pairs of flag and value, from "--name value", "--name=value" and "--switch"; what stands alone comes under
// its key's flag.
using Pairs = std::vector<std::pair<std::string, std::string>>;

OrFault<bool> add_alone(Pairs& pairs, const std::string& word, std::span<const Key> keys) {
  const auto key = std::ranges::find_if(
      keys, [](const Key& one) { return one.form == Form::operand || one.form == Form::words; });
  if (key == keys.end()) return Fault{"a flag begins with --, this does not: " + without_secret(word)};
  const auto said = std::ranges::find(pairs, flag_of(*key), &Pairs::value_type::first);
  if (said == pairs.end())
    pairs.emplace_back(flag_of(*key), word);
  else if (key->form == Form::words)
    said->second += " " + word;
  else
    return Fault{"only one " + shown(*key) + " can be given: " + without_secret(said->second) + " or " +
                 without_secret(word)};
  return true;
}

OrFault<Pairs> paired(std::span<const std::string> flags, std::span<const Key> keys) {
  Pairs pairs;
  for (std::size_t i = 0; i < flags.size(); ++i) {
    const auto& flag = flags[i];
    const auto key = std::ranges::find(keys, flag, flag_of);
    if (!flag.starts_with("--")) {
      if (const auto added = add_alone(pairs, flag, keys); added.has_error()) return added.error();
    } else if (key != keys.end() && key->form == Form::is_switch) {
      pairs.emplace_back(flag, "yes");
    } else if (const auto equals = flag.find('='); equals != std::string::npos) {
      pairs.emplace_back(flag.substr(0, equals), flag.substr(equals + 1));
    } else if (i + 1 < flags.size()) {
      pairs.emplace_back(flag, flags[++i]);
    } else {
      return Fault{flag + " needs a value"};
    }
  }
  return pairs;
}

}  // namespace

const std::string& Values::text(std::string_view name) const {
  return values_.find(name)->second;
}
long Values::whole(std::string_view name) const {
  return as_number<long>(text(name)).value_or(0);
}
double Values::number(std::string_view name) const {
  return as_number<double>(text(name)).value_or(0);
}

OrFault<bool> Values::set(const Key& key, std::string_view value, std::string_view from) {
  const auto wrong = [&](const std::string& wanted) {
    return Fault{std::string{from} + ": " + std::string{key.name} + " should be " + wanted + ", not " +
                 without_secret(value)};
  };
  if (!std::holds_alternative<std::string_view>(key.fallback)) {
    const bool is_whole = std::holds_alternative<long>(key.fallback);
    const auto number = as_number<double>(value);
    if (!number || (is_whole && !as_number<long>(value)))
      return wrong(is_whole ? "a whole number" : "a number");
    if (!(*number >= key.least && *number <= key.most)) {  // so that "nan" is out of bounds too
      std::ostringstream bounds;
      bounds << "between " << key.least << " and " << key.most;
      return wrong(bounds.str());
    }
  }
  if (key.wanted != nullptr)
    if (const auto wanted = key.wanted(value)) return wrong(*wanted);
  values_.insert_or_assign(std::string{key.name}, std::string{value});
  return true;
}

std::string flag_of(const Key& key) {
  return "--" + with(key.name, '-', same);
}

OrFault<Values> load(std::span<const std::string> flags, std::span<const Key> own,
                     const Environment& environment) {
  const auto keys = joined(own);
  Values values;
  for (const auto& key : keys)
    if (auto set = values.set(key, text_of(key), "default"); set.has_error()) return set.error();

  const auto pairs = paired(flags, keys);
  if (pairs.has_error()) return pairs.error();
  auto file = std::filesystem::path{environment("SIAGA_CONFIG").value_or(std::string{default_file})};
  bool file_is_meant = environment("SIAGA_CONFIG").has_value();
  for (const auto& [flag, value] : *pairs)
    if (flag == "--config") file = value, file_is_meant = true;
  if (std::filesystem::exists(file)) {
    if (auto set = set_from_file(values, file); set.has_error()) return set.error();
  } else if (file_is_meant) {
    return Fault{"there is no settings file " + file.string()};
  }

  for (const auto& key : keys)
    if (const auto value = key.form == Form::value ? environment(variable_of(key)) : std::nullopt)
      if (auto set = values.set(key, *value, variable_of(key)); set.has_error()) return set.error();

  for (const auto& [flag, value] : *pairs) {
    if (flag == "--config") continue;
    const auto key = std::ranges::find(keys, flag, flag_of);
    if (key == keys.end()) return unknown(flag, keys, "command line", flag_of);
    if (auto set = values.set(*key, value, flag); set.has_error()) return set.error();
  }
  values.can_be_read_by([flags = std::vector<std::string>{flags.begin(), flags.end()}, own, environment] {
    return load(flags, own, environment);
  });
  return values;
}

std::string help_of(std::span<const Key> keys) {
  std::ostringstream out;
  for (const auto& key : keys) {
    out << "  " << shown(key);
    const auto fallback = text_of(key);
    if (!fallback.empty()) out << " (" << fallback << ")";
    out << "\n      " << key.meaning << "\n";
  }
  return out.str();
}

}  // namespace config
