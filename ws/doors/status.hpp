#pragma once

#include "dispatch/desk/desk.hpp"
#include "ws/doors/page.hpp"
#include "ws/room.hpp"

namespace ws {

// How the server is, for who watches over it.
class Status {
 public:
  Status(const dispatch::Desk& desk, const Room& room) : desk_{desk}, room_{room} {}

  [[nodiscard]] Page ready() const;
  [[nodiscard]] Page metrics() const;  // in the text format of Prometheus

 private:
  const dispatch::Desk& desk_;
  const Room& room_;
};

}  // namespace ws
