#include "region/opl.hpp"

#include <charconv>

namespace region {
namespace {

template <class Number>
std::optional<Number> number_of(std::string_view text, int base = 10) {
  Number number{};
  std::from_chars_result read{};
  if constexpr (std::is_integral_v<Number>)
    read = std::from_chars(text.data(), text.data() + text.size(), number, base);
  else
    read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return std::nullopt;
  return number;
}

// What stands before the mark; text goes on behind it.
std::string_view cut(std::string_view& text, char mark) {
  const auto end = text.find(mark);
  const auto part = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return part;
}

bool append_utf8(std::string& text, std::uint32_t code) {
  const auto byte = [&](std::uint32_t value) { text += static_cast<char>(value); };
  if (code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) return false;
  if (code < 0x80) {
    byte(code);
  } else if (code < 0x800) {
    byte(0xC0U | code >> 6U);
    byte(0x80U | (code & 0x3FU));
  } else if (code < 0x10000) {
    byte(0xE0U | code >> 12U);
    byte(0x80U | (code >> 6U & 0x3FU));
    byte(0x80U | (code & 0x3FU));
  } else {
    byte(0xF0U | code >> 18U);
    byte(0x80U | (code >> 12U & 0x3FU));
    byte(0x80U | (code >> 6U & 0x3FU));
    byte(0x80U | (code & 0x3FU));
  }
  return true;
}

// "Jalan%20%Udayana" -> "Jalan Udayana": the code point in hexadecimal between percent signs.
std::optional<std::string> unescaped(std::string_view text) {
  std::string plain;
  while (!text.empty()) {
    const auto mark = text.find('%');
    plain += text.substr(0, mark);
    if (mark == std::string_view::npos) break;
    text.remove_prefix(mark + 1);
    const auto end = text.find('%');
    if (end == std::string_view::npos) return std::nullopt;
    const auto code = number_of<std::uint32_t>(text.substr(0, end), 16);
    if (!code || !append_utf8(plain, *code)) return std::nullopt;
    text.remove_prefix(end + 1);
  }
  return plain;
}

bool read_tags(std::string_view field, OsmObject& into) {
  while (!field.empty()) {
    auto value = cut(field, ',');
    const auto key = unescaped(cut(value, '='));
    const auto text = unescaped(value);
    if (!key || !text) return false;
    into.tags.emplace_back(*key, *text);
  }
  return true;
}

// "114.6" and "-8.3"; both are empty where the place is not known.
bool take_point(std::string_view x, std::string_view y, OsmObject& into) {
  if (x.empty() || y.empty()) {
    ++into.missing_points;
    return true;
  }
  const auto lon = number_of<double>(x);
  const auto lat = number_of<double>(y);
  if (!lon || !lat) return false;
  const auto where = geo::Position::from({.lat = *lat, .lon = *lon});
  if (where.has_error()) return false;
  into.points.push_back(*where);
  return true;
}

bool read_nodes(std::string_view field, OsmObject& into) {
  std::string_view first;
  std::string_view last;
  while (!field.empty()) {
    auto node = cut(field, ',');
    last = cut(node, 'x');
    if (first.empty()) first = last;
    const auto x = cut(node, 'y');
    const auto missing = into.missing_points;
    if (!take_point(x, node, into)) return false;
    if (into.missing_points > missing) {
      into.gaps.push_back(into.points.size());
      continue;
    }
    const auto id = last.empty() ? std::nullopt : number_of<std::int64_t>(last.substr(1));
    if (!id) return false;
    into.node_ids.push_back(*id);
  }
  into.is_closed = into.points.size() > 3 && into.missing_points == 0 && first == last;
  return true;
}

bool read_members(std::string_view field, OsmObject& into) {
  while (!field.empty()) {
    auto member = cut(field, ',');
    const auto what = cut(member, '@');
    const auto id = what.empty() ? std::nullopt : number_of<std::int64_t>(what.substr(1));
    auto role = unescaped(member);
    if (!id || !role) return false;
    into.members.push_back({what.front(), *id, std::move(*role)});
  }
  return true;
}

}  // namespace

std::string_view OsmObject::tag(std::string_view key) const {
  for (const auto& [name, value] : tags)
    if (name == key) return value;
  return {};
}

std::optional<OsmObject> read_opl(std::string_view line) {
  auto head = cut(line, ' ');
  OsmObject object;
  if (head.empty() || std::string_view{"nwr"}.find(head.front()) == std::string_view::npos)
    return std::nullopt;
  object.type = head.front();
  const auto id = number_of<std::int64_t>(head.substr(1));
  if (!id) return std::nullopt;
  object.id = *id;
  std::string_view x;
  std::string_view y;
  while (!line.empty()) {
    const auto field = cut(line, ' ');
    if (field.empty()) continue;
    const auto value = field.substr(1);
    switch (field.front()) {
      case 'T':
        if (!read_tags(value, object)) return std::nullopt;
        break;
      case 'N':
        if (!read_nodes(value, object)) return std::nullopt;
        break;
      case 'M':
        if (!read_members(value, object)) return std::nullopt;
        break;
      case 'x': x = value; break;
      case 'y': y = value; break;
      default: break;
    }
  }
  if (object.type == 'n' && !take_point(x, y, object)) return std::nullopt;
  return object;
}

}  // namespace region
