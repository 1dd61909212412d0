#pragma once

#include <boost/asio/awaitable.hpp>
#include <functional>
#include <string>
#include <vector>

#include "dispatch/model/error.hpp"
#include "dispatch/model/model.hpp"
#include "dispatch/model/time.hpp"

namespace dispatch {

// Who came with a token, and a name for that token from which it cannot be told.
struct Bearer {
  Actor actor;
  std::string token;
};

// Who comes with which token. Declared here because ws asks; store answers.
class Badges {
 public:
  virtual ~Badges() = default;
  // Refused: not_signed_in when nobody has it, store_unavailable when that cannot be told now.
  virtual boost::asio::awaitable<OrRefusal<Bearer>> who_has(std::string token, TimePoint now) = 0;

  // Those of the tokens, by the names that `held` gives, that are no longer good. To be asked some times a
  // second: unless one was taken back since, nothing is looked up and `held` is not called. Nothing, too,
  // when that cannot be told now; then the next question is the same.
  using Held = std::function<std::vector<std::string>()>;
  virtual boost::asio::awaitable<std::vector<std::string>> taken_back(Held held) = 0;
};

}  // namespace dispatch
