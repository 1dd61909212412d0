#include "ws/conditions.hpp"

#include <algorithm>
#include <utility>

namespace ws {

bool Conditions::begin(std::string_view code, std::string message, dispatch::TimePoint now) {
  const auto known = std::ranges::find(all_, code, &Condition::code);
  if (known == all_.end()) {
    all_.push_back({std::string{code}, now, std::move(message)});
    return true;
  }
  if (known->message == message) return false;
  known->message = std::move(message);
  return true;
}

bool Conditions::end(std::string_view code) {
  return std::erase_if(all_, [&](const Condition& one) { return one.code == code; }) > 0;
}

}  // namespace ws
