#pragma once

#include <span>
#include <string>

#include "dispatch/choose/hospitals.hpp"
#include "dispatch/desk/desk.hpp"
#include "ws/wire/ways.hpp"

namespace ws {

// Questions about ways and roads, answered at once from the view and the road graph. A crew asks about its
// own jobs, a desk about all; that they may ask at all has been seen to.
class Ways {
 public:
  Ways(const dispatch::Desk& desk, std::vector<dispatch::Hospital> hospitals)
      : desk_{desk}, hospitals_{std::move(hospitals)} {}

  [[nodiscard]] dispatch::OrRefusal<std::string> answer(const dispatch::Actor& actor,
                                                        const AskRoute& asked) const;
  [[nodiscard]] dispatch::OrRefusal<std::string> answer(const dispatch::Actor& actor,
                                                        const AskHospitals& asked) const;
  [[nodiscard]] dispatch::OrRefusal<std::string> answer(const dispatch::Actor& actor,
                                                        const AskClosure& asked) const;

 private:
  const dispatch::Desk& desk_;
  std::vector<dispatch::Hospital> hospitals_;
};

}  // namespace ws
