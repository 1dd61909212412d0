#pragma once

#include <boost/describe.hpp>
#include <boost/json.hpp>
#include <boost/mp11.hpp>
#include <chrono>
#include <concepts>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "dispatch/model/id.hpp"
#include "dispatch/model/time.hpp"
#include "geo/candidate.hpp"
#include "geo/position.hpp"
#include "geo/units.hpp"

// Structs described with Boost.Describe to JSON text and back, the same for the log, the hashes and the wire.
// Writing goes straight to text, because every event is written on the hot path; reading says which field is
// wrong and what it should have been. An optional field may be missing or null. On the wire an unknown field
// is an error, so a typo is not a silent loss; what a store kept is read tolerantly, and what is not known is
// kept.
namespace dispatch::json {

namespace bj = boost::json;
namespace bd = boost::describe;

inline constexpr std::size_t longest_text = 2000;  // bytes of one string in a message

// Fields that this version does not know, as an object of the same shape. Those of an array's items stand
// under what else the item says, as text.
using Rest = bj::object;

struct FieldError {
  std::string path;
  std::string wanted;
  Rest* rest =
      nullptr;  // reading tolerantly: what is not known is gathered here, and a text may be of any length
};

template <class T>
concept Described = bd::has_describe_members<T>::value && !std::is_union_v<T>;
template <class T>
concept DescribedEnum = bd::has_describe_enumerators<T>::value;
template <class T>
using Members = bd::describe_members<T, bd::mod_public>;

// A struct with a member `rest` keeps what was not known of it, and writes it again. It is not described, so
// it goes into the store and not over the wire.
template <class T>
concept KeepsRest = requires(T thing) {
  thing.rest;
};

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;

template <DescribedEnum E>
std::string_view name_of(E value) {
  std::string_view name = "?";
  boost::mp11::mp_for_each<bd::describe_enumerators<E>>([&](auto one) {
    if (one.value == value) name = one.name;
  });
  return name;
}

template <DescribedEnum E>
std::optional<E> enum_from(std::string_view name) {
  std::optional<E> found;
  boost::mp11::mp_for_each<bd::describe_enumerators<E>>([&](auto one) {
    if (one.name == name) found = one.value;
  });
  return found;
}

// ---- writing

void write(std::string& out, std::string_view text);
void write(std::string& out, double number);
void write(std::string& out, std::int64_t number);
void write(std::string& out, std::uint64_t number);
void write(std::string& out, bool truth);
void write(std::string& out, geo::Position where);
inline void write(std::string& out, const std::string& text) {
  write(out, std::string_view{text});
}
inline void write(std::string& out, const char* text) {
  write(out, std::string_view{text});
}
inline void write(std::string& out, int number) {
  write(out, std::int64_t{number});
}
inline void write(std::string& out, TimePoint at) {
  write(out, std::int64_t{at.time_since_epoch().count()});
}
void write(std::string& out, const geo::Candidate& candidate);
template <class Period>
void write(std::string& out, std::chrono::duration<std::int64_t, Period> span) {
  write(out, std::int64_t{span.count()});
}
inline void write(std::string& out, geo::MetresPerSecond speed) {
  write(out, speed.count());
}
inline void write(std::string& out, geo::Metres length) {
  write(out, length.count());
}
template <class Tag>
void write(std::string& out, const Id<Tag>& id) {
  write(out, id.view());
}
template <DescribedEnum E>
void write(std::string& out, E value) {
  write(out, name_of(value));
}
template <class T>
void write(std::string& out, const std::vector<T>& items);
template <Described T>
void write(std::string& out, const T& thing);

// Writes one object field by field; the brace closes when it goes out of scope.
class Object {
 public:
  explicit Object(std::string& out) : out_{out} { out_ += '{'; }
  ~Object() { out_ += '}'; }
  Object(const Object&) = delete;
  Object& operator=(const Object&) = delete;

  template <class T>
  Object& field(std::string_view name, const T& value) {
    if constexpr (is_optional<T>) {
      if (value) field(name, *value);
    } else {
      write(begin(name), value);
    }
    return *this;
  }
  template <Described T>
  Object& fields(const T& thing) {
    boost::mp11::mp_for_each<Members<T>>([&](auto member) { field(member.name, thing.*member.pointer); });
    return *this;
  }
  // For a value that is already text, or is written by the caller: what is appended next is the field's
  // value.
  std::string& begin(std::string_view name) {
    if (!first_) out_ += ',';
    first_ = false;
    write(out_, name);
    out_ += ':';
    return out_;
  }

 private:
  std::string& out_;
  bool first_ = true;
};

template <class Items, class WriteOne>
void write_array(std::string& out, Items&& items, WriteOne write_one) {
  out += '[';
  bool first = true;
  for (const auto& item : items) {
    if (!first) out += ',';
    first = false;
    write_one(out, item);
  }
  out += ']';
}

template <class T>
void write(std::string& out, const std::vector<T>& items) {
  write_array(out, items, [](std::string& to, const T& item) { write(to, item); });
}
// The same text with the rest put where it was.
std::string with_rest(std::string_view text, const Rest& rest);

template <Described T>
void write(std::string& out, const T& thing) {
  if constexpr (KeepsRest<T>) {
    if (thing.rest) {
      std::string known;
      Object{known}.fields(thing);
      out += with_rest(known, *thing.rest);
      return;
    }
  }
  Object{out}.fields(thing);
}

template <class T>
std::string text_of(const T& thing) {
  std::string out;
  write(out, thing);
  return out;
}

// ---- reading: false and `why` filled when the value does not fit

bool read(const bj::value& from, std::string& into, FieldError& why);
bool read(const bj::value& from, double& into, FieldError& why);
bool read(const bj::value& from, std::int64_t& into, FieldError& why);
bool read(const bj::value& from, std::uint64_t& into, FieldError& why);
bool read(const bj::value& from, bool& into, FieldError& why);
bool read(const bj::value& from, TimePoint& into, FieldError& why);
// What is longer than any way on earth is taken for that: it is used to reckon with.
bool read(const bj::value& from, geo::Metres& into, FieldError& why);
bool read(const bj::value& from, geo::MetresPerSecond& into, FieldError& why);
template <class Period>
bool read(const bj::value& from, std::chrono::duration<std::int64_t, Period>& into, FieldError& why);
bool read(const bj::value& from, geo::Position& into, FieldError& why);
// The beginning of a text from outside, to be said back to it; never ends within a character.
std::string_view beginning_of(std::string_view text);

bool fail(FieldError& why, std::string wanted);

// Gathers the rest of one part, and puts it under the part's name when that was read.
class Part {
 public:
  explicit Part(FieldError& why) : why_{why}, outer_{why.rest} {
    if (outer_ != nullptr) why_.rest = &rest_;
  }
  ~Part() { why_.rest = outer_; }
  Part(const Part&) = delete;
  Part& operator=(const Part&) = delete;

  void keep_as(std::string_view name) {
    if (!rest_.empty() && outer_ != nullptr) outer_->insert_or_assign(name, std::move(rest_));
  }
  [[nodiscard]] Rest& rest() { return rest_; }

 private:
  FieldError& why_;
  Rest* outer_;
  Rest rest_;
};
template <class Period>
bool read(const bj::value& from, std::chrono::duration<std::int64_t, Period>& into, FieldError& why) {
  std::int64_t count = 0;
  if (!read(from, count, why)) return false;
  into = std::chrono::duration<std::int64_t, Period>{count};
  return true;
}
void put_before(FieldError& why, std::string_view part);
// A text of JSON with its numbers and escapes as Boost writes them.
std::string normal(std::string_view text);
// No field that `known` says nothing of; or they are gathered.
bool only_known(const bj::object& object, const std::vector<std::string_view>& known, FieldError& why);

template <class Tag>
bool read(const bj::value& from, Id<Tag>& into, FieldError& why) {
  const auto id = from.is_string() ? Id<Tag>::from(from.get_string()) : std::nullopt;
  if (!id) return fail(why, "an id of 1 to 36 letters, digits, '-' or '_'");
  into = *id;
  return true;
}
template <DescribedEnum E>
bool read(const bj::value& from, E& into, FieldError& why) {
  const auto value = from.is_string() ? enum_from<E>(from.get_string()) : std::nullopt;
  if (value) {
    into = *value;
    return true;
  }
  std::string wanted = "one of";
  boost::mp11::mp_for_each<bd::describe_enumerators<E>>([&](auto one) { (wanted += ' ') += one.name; });
  return fail(why, std::move(wanted));
}
template <class T>
bool read(const bj::value& from, std::vector<T>& into, FieldError& why);
template <Described T>
bool read(const bj::value& from, T& into, FieldError& why);

template <class T>
bool read_field(const bj::object& object, std::string_view name, T& into, FieldError& why) {
  const auto* found = object.if_contains(name);
  bool good = true;
  if constexpr (is_optional<T>) {
    into.reset();
    if (found == nullptr || found->is_null()) return true;
    Part part{why};
    good = read(*found, into.emplace(), why);
    part.keep_as(name);
  } else {
    Part part{why};
    good = found != nullptr ? read(*found, into, why) : fail(why, "it, and it is missing");
    part.keep_as(name);
  }
  if (!good) put_before(why, name);
  return good;
}

template <class T>
bool read(const bj::value& from, std::vector<T>& into, FieldError& why) {
  if (!from.is_array()) return fail(why, "an array");
  into.clear();
  for (const auto& item : from.get_array()) {
    Part part{why};
    if (read(item, into.emplace_back(), why)) {
      if (!part.rest().empty()) part.keep_as(normal(text_of(into.back())));
      continue;
    }
    put_before(why, std::to_string(into.size() - 1));
    return false;
  }
  return true;
}

// Reads the described fields; `besides` names fields of the object that the caller reads itself.
template <Described T>
bool read_fields(const bj::object& object, T& into, FieldError& why,
                 std::vector<std::string_view> besides = {}) {
  bool good = true;
  boost::mp11::mp_for_each<Members<T>>([&](auto member) {
    besides.emplace_back(member.name);
    good = good && read_field(object, member.name, into.*member.pointer, why);
  });
  return good && only_known(object, besides, why);
}

template <Described T>
bool read(const bj::value& from, T& into, FieldError& why) {
  if (!from.is_object()) return fail(why, "an object");
  if constexpr (KeepsRest<T>) {
    Part part{why};
    const bool good = read_fields(from.get_object(), into, why);
    into.rest = part.rest().empty() ? nullptr : std::make_shared<const Rest>(std::move(part.rest()));
    return good;
  } else {
    return read_fields(from.get_object(), into, why);
  }
}

// Of a variant's alternatives those that are described.
template <class T>
using IsDescribed = std::bool_constant<Described<T>>;
template <class Variant>
using DescribedOf = boost::mp11::mp_copy_if<Variant, IsDescribed>;

// The alternative of a variant whose `type` is the given name, default made; nothing if none has it.
template <class Variant>
std::optional<Variant> alternative(std::string_view type) {
  std::optional<Variant> found;
  boost::mp11::mp_for_each<boost::mp11::mp_transform<std::type_identity, Variant>>([&](auto identity) {
    using T = typename decltype(identity)::type;
    if (T::type == type) found.emplace(T{});
  });
  return found;
}

}  // namespace dispatch::json
