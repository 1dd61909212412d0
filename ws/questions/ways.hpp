#pragma once

#include <memory>
#include <string>

#include "dispatch/choose/hospitals.hpp"
#include "ws/questions/situation.hpp"
#include "ws/wire/ways.hpp"

namespace ws {

// Questions about ways and roads, answered on the planner's thread. A crew asks about its own jobs, a desk
// about all; that they may ask at all has been seen to.
class Ways {
 public:
  explicit Ways(std::vector<dispatch::Hospital> hospitals)
      : hospitals_{std::make_shared<const std::vector<dispatch::Hospital>>(std::move(hospitals))} {}

  [[nodiscard]] dispatch::OrRefusal<std::string> answer(const dispatch::Actor& actor, const AskRoute& asked,
                                                        Situation& now) const;
  [[nodiscard]] dispatch::OrRefusal<std::string> answer(const dispatch::Actor& actor,
                                                        const AskHospitals& asked, Situation& now) const;
  [[nodiscard]] dispatch::OrRefusal<std::string> answer(const dispatch::Actor& actor, const AskClosure& asked,
                                                        Situation& now) const;

 private:
  std::shared_ptr<const std::vector<dispatch::Hospital>> hospitals_;
};

}  // namespace ws
