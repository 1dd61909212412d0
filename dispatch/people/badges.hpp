#pragma once

#include <boost/asio/awaitable.hpp>
#include <string>

#include "dispatch/model/error.hpp"
#include "dispatch/model/model.hpp"

namespace dispatch {

// Who comes with which token. Declared here because ws asks; store answers.
class Badges {
 public:
  virtual ~Badges() = default;
  // Refused: not_signed_in when nobody has it, store_unavailable when that cannot be told now.
  virtual boost::asio::awaitable<OrRefusal<Actor>> who_has(std::string token) = 0;
};

}  // namespace dispatch
