#pragma once

#include <boost/json.hpp>
#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

#include "dispatch/log/upgrade.hpp"
#include "dispatch/model/json.hpp"
#include "dispatch/model/model_json.hpp"
#include "store/redis_connection.hpp"

// What Redis keeps, as the reader takes it.
namespace store {

inline std::uint64_t number_of(std::string_view text) {
  std::uint64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

// Of an entity as it is asked for: json, number, format, version.
inline dispatch::Version version_in(const Reply& entity) {
  return entity.list.size() == 4 ? number_of(entity.list[3].text) : 0;
}

// Of what is not known the names say enough: values may be personal.
inline std::string names_in(const dispatch::json::Rest& rest) {
  std::string names;
  for (const auto& [name, value] : rest) (names += names.empty() ? "" : ", ") += name;
  return names;
}

// Tolerantly: it was kept, whoever wrote it.
template <class T>
bool read_text(std::string_view text, T& into, std::string& fault, int format = dispatch::log_format) {
  using dispatch::json::read;  // and those of dispatch, found by the argument
  boost::system::error_code error;
  auto value = boost::json::parse(text, error);
  if constexpr (std::is_same_v<T, dispatch::Incident>) dispatch::upgrade_incident(value, format);
  dispatch::json::Rest rest;
  dispatch::json::FieldError why{{}, {}, &rest};
  if (!error && read(value, into, why)) return true;
  fault = error ? error.message() : why.path + " must be " + why.wanted;
  return false;
}

}  // namespace store
