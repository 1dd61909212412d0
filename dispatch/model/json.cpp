#include "dispatch/model/json.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace dispatch::json {
namespace {

template <class Number>
void write_number(std::string& out, Number number) {
  std::array<char, 32> digits;
  // Of a double 15 digits: all that a decimal number keeps on its way through a double, and Boost's reader is
  // exact only up to there.
  auto* const begin = digits.data();
  auto* const limit = begin + digits.size();
  if constexpr (std::is_floating_point_v<Number>)
    out.append(begin, std::to_chars(begin, limit, number, std::chars_format::general, 15).ptr);
  else
    out.append(begin, std::to_chars(begin, limit, number).ptr);
}

template <class Number>
bool read_number(const bj::value& from, Number& into, FieldError& why, const char* wanted) {
  boost::system::error_code error;
  into = from.is_number() ? from.to_number<Number>(error) : Number{};
  return from.is_number() && !error ? true : fail(why, wanted);
}

// What has gone meanwhile takes its rest along.
void put_rest(bj::value& value, const Rest& rest) {
  if (auto* items = value.if_array()) {
    for (auto& item : *items)
      if (const auto* of_item = rest.if_contains(bj::serialize(item));
          of_item != nullptr && of_item->is_object())
        put_rest(item, of_item->get_object());
    return;
  }
  auto* object = value.if_object();
  if (object == nullptr) return;
  for (const auto& [name, more] : rest) {
    auto* known = object->if_contains(name);
    if (known == nullptr)
      object->insert_or_assign(name, more);
    else if (more.is_object())
      put_rest(*known, more.get_object());
  }
}

}  // namespace

void write(std::string& out, std::string_view text) {
  static constexpr std::string_view hex = "0123456789abcdef";
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      out += "\\u00";
      out += hex[static_cast<unsigned char>(c) >> 4];
      out += hex[static_cast<unsigned char>(c) & 15];
    } else {
      out += c;
    }
  }
  out += '"';
}

void write(std::string& out, double number) {
  std::isfinite(number) ? write_number(out, number) : void(out += "null");
}
void write(std::string& out, std::int64_t number) {
  write_number(out, number);
}
void write(std::string& out, std::uint64_t number) {
  write_number(out, number);
}
void write(std::string& out, bool truth) {
  out += truth ? "true" : "false";
}
void write(std::string& out, geo::Position where) {
  Object{out}.field("lat", where.lat()).field("lon", where.lon());
}

std::string normal(std::string_view text) {
  return bj::serialize(bj::parse(text));
}

std::string with_rest(std::string_view text, const Rest& rest) {
  auto value = bj::parse(text);
  put_rest(value, rest);
  return bj::serialize(value);
}

std::string_view beginning_of(std::string_view text) {
  constexpr std::size_t longest = 60;
  if (text.size() <= longest) return text;
  auto end = longest;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
    --end;  // inside a UTF-8 character
  return text.substr(0, end);
}

bool fail(FieldError& why, std::string wanted) {
  why.path.clear();
  why.wanted = std::move(wanted);
  return false;
}

void put_before(FieldError& why, std::string_view part) {
  why.path = std::string{part} + (why.path.empty() ? "" : "." + why.path);
}

bool only_known(const bj::object& object, const std::vector<std::string_view>& known, FieldError& why) {
  for (const auto& [name, value] : object) {
    if (std::ranges::find(known, std::string_view{name}) != known.end()) continue;
    if (why.rest != nullptr) {
      why.rest->insert_or_assign(name, value);
      continue;
    }
    fail(why, "no such field");
    put_before(why, beginning_of(name));
    return false;
  }
  return true;
}

bool read(const bj::value& from, std::string& into, FieldError& why) {
  if (!from.is_string() || (why.rest == nullptr && from.get_string().size() > longest_text))
    return fail(why, "a text of at most 2000 bytes");
  into = std::string_view{from.get_string()};
  return true;
}

bool read(const bj::value& from, double& into, FieldError& why) {
  return read_number(from, into, why, "a number");
}
bool read(const bj::value& from, std::int64_t& into, FieldError& why) {
  return read_number(from, into, why, "a whole number");
}
bool read(const bj::value& from, std::uint64_t& into, FieldError& why) {
  return read_number(from, into, why, "a whole number, 0 or more");
}

bool read(const bj::value& from, bool& into, FieldError& why) {
  if (!from.is_bool()) return fail(why, "true or false");
  into = from.get_bool();
  return true;
}

bool read(const bj::value& from, TimePoint& into, FieldError& why) {
  constexpr std::int64_t year_9999 = 253'402'300'799'000;
  std::int64_t millis = 0;
  if (!read(from, millis, why) || millis < 0 || millis > year_9999)
    return fail(why, "milliseconds since 1970-01-01 UTC, as a whole number");
  into = TimePoint{milliseconds{millis}};
  return true;
}

void write(std::string& out, const geo::Candidate& candidate) {
  Object one{out};
  one.field("lat", candidate.at.lat()).field("lon", candidate.at.lon());
  one.field("uncertainty_m", candidate.uncertainty).field("kind", candidate.kind);
  one.field("label", candidate.label)
      .field("score", std::round(candidate.score * 1000) / 1000)
      .field("why", candidate.why);
}

bool read(const bj::value& from, geo::Metres& into, FieldError& why) {
  double metres = 0;
  if (!read(from, metres, why) || !std::isfinite(metres) || metres < 0) return fail(why, "metres, 0 or more");
  into = std::min(geo::Metres{metres}, geo::half_round_the_earth);
  return true;
}

bool read(const bj::value& from, geo::MetresPerSecond& into, FieldError& why) {
  double speed = 0;
  if (!read(from, speed, why) || !std::isfinite(speed) || speed <= 0)
    return fail(why, "metres a second, above 0");
  into = geo::MetresPerSecond{speed};
  return true;
}

bool read(const bj::value& from, geo::Position& into, FieldError& why) {
  if (!from.is_object()) return fail(why, "an object with lat and lon");
  geo::Degrees degrees{};
  const auto& object = from.get_object();
  if (!read_field(object, "lat", degrees.lat, why) || !read_field(object, "lon", degrees.lon, why) ||
      !only_known(object, {"lat", "lon"}, why))
    return false;
  const auto where = geo::Position::from(degrees);
  if (where.has_error()) return fail(why, "a place on earth: lat -90 to 90, lon -180 to 180");
  into = *where;
  return true;
}

}  // namespace dispatch::json
