#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ws/wire/service.hpp"

namespace ws {

// What is wrong with the service for as long as it is: one of each code.
class Conditions {
 public:
  // It holds; one that held already keeps its beginning. True when this tells anything new.
  bool begin(std::string_view code, std::string message, dispatch::TimePoint now);
  // True when it held.
  bool end(std::string_view code);
  // Oldest first.
  [[nodiscard]] const std::vector<Condition>& all() const { return all_; }

 private:
  std::vector<Condition> all_;
};

}  // namespace ws
