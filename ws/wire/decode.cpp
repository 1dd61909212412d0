#include "ws/wire/decode.hpp"

#include <algorithm>
#include <array>
#include <boost/mp11/algorithm.hpp>
#include <boost/mp11/list.hpp>
#include <boost/uuid/name_generator.hpp>
#include <boost/uuid/uuid_io.hpp>
#include <stdexcept>

#include "dispatch/model/json.hpp"

namespace ws {
namespace {

namespace bj = boost::json;
namespace json = dispatch::json;
namespace mp = boost::mp11;
using dispatch::ClientCommand;
using dispatch::Errc;

using Decoded = boost::system::result<Request, BadRequest>;

std::string digest_of(std::string_view text) {
  const boost::uuids::name_generator_sha1 name{boost::uuids::ns::oid()};
  return to_string(name(text.data(), text.size()));
}

BadRequest bad_field(const json::FieldError& why, std::string id) {
  const auto field = why.path.empty() ? std::string{"the message"} : why.path;
  return {{Errc::bad_field, field + " should be " + why.wanted, {{"field", field}}}, std::move(id)};
}

// Of the command or query, for the refusal.
std::string readable_id(const bj::object& object) {
  const auto* id = object.if_contains("id");
  if (id == nullptr) id = object.if_contains("query");
  const auto known =
      id != nullptr && id->is_string() ? dispatch::CommandId::from(id->get_string()) : std::nullopt;
  return known ? std::string{known->view()} : std::string{};
}

template <class Body>
Decoded read_command(const bj::object& object, std::string_view text) {
  CommandMessage message;
  auto& command = message.command;
  Body body;
  json::FieldError why;
  const bool good = json::read_field(object, "id", command.id, why) &&
                    json::read_field(object, "at", command.at, why) &&
                    json::read_field(object, "if_version", command.if_version, why) &&
                    json::read_fields(object, body, why, {"type", "id", "at", "if_version"});
  if (!good) return bad_field(why, readable_id(object));
  command.body = std::move(body);
  message.digest = digest_of(text);
  return Request{std::move(message)};
}

template <class Message>
Decoded read_message(const bj::object& object, std::string_view /*text*/) {
  Message message;
  json::FieldError why;
  if (!json::read_fields(object, message, why, {"type"})) return bad_field(why, readable_id(object));
  return Request{std::move(message)};
}

// A message of which nothing can be read is refused as a whole, as any other.
template <>
Decoded read_message<Fixes>(const bj::object& object, std::string_view /*text*/) {
  const auto* items = object.if_contains("fixes");
  json::FieldError why;
  if (!json::only_known(object, {"type", "fixes"}, why)) return bad_field(why, {});
  if (items == nullptr || !items->is_array()) return bad_field({"fixes", "an array"}, {});
  if (items->get_array().size() > Fixes::most) return bad_field({"fixes", "at most 500 positions"}, {});
  Fixes message;
  for (std::size_t i = 0; i < items->get_array().size(); ++i) {
    dispatch::Fix fix;
    if (read(items->get_array()[i], fix, why)) {
      message.fixes.push_back(std::move(fix));
      continue;
    }
    json::put_before(why, "fixes." + std::to_string(i));
    message.unreadable.push_back(bad_field(why, {}).refusal);
  }
  if (message.fixes.empty() && !message.unreadable.empty()) return BadRequest{message.unreadable.front(), {}};
  return Request{std::move(message)};
}

struct Row {
  std::string_view type;
  Decoded (*read)(const bj::object& object, std::string_view text);
};

template <class T>
constexpr Row row_of() {
  if constexpr (mp::mp_contains<ClientCommand, T>::value)
    return {T::type, read_command<T>};
  else
    return {T::type, read_message<T>};
}

// How each message is read, by its type. The rows are made of what `Request` and `ClientCommand` name: what
// has no type, or fields that nothing describes, does not compile.
using Messages = mp::mp_append<mp::mp_remove<Request, CommandMessage>, ClientCommand>;
constexpr auto rows = []<class... T>(std::type_identity<std::variant<T...>>) {
  return std::array{row_of<T>()...};
}(std::type_identity<Messages>{});

constexpr bool are_told_apart() {
  return std::ranges::all_of(
      rows, [](const Row& row) { return std::ranges::count(rows, row.type, &Row::type) == 1; });
}
static_assert(are_told_apart(), "two messages have one type");

}  // namespace

void throw_exception_from_error(const BadRequest& bad, const boost::source_location&) {
  throw std::runtime_error{bad.refusal.message};
}

Decoded decode(std::string_view text) {
  boost::system::error_code error;
  const auto value = bj::parse(text, error);
  if (error) return BadRequest{{Errc::bad_json, "this is not JSON: " + error.message(), {}}, {}};
  if (!value.is_object()) return BadRequest{{Errc::bad_json, "a message is one JSON object", {}}, {}};
  const auto& object = value.get_object();
  std::string type;
  json::FieldError why;
  if (!json::read_field(object, "type", type, why)) return bad_field(why, readable_id(object));
  const auto* row = std::ranges::find(rows, type, &Row::type);
  if (row != rows.end()) return row->read(object, text);
  return BadRequest{{Errc::bad_type, "no message has the type " + std::string{json::beginning_of(type)}, {}},
                    readable_id(object)};
}

}  // namespace ws
