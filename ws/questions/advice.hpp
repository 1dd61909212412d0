#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <functional>
#include <string>
#include <vector>

#include "dispatch/choose/recommend.hpp"
#include "dispatch/desk/desk.hpp"
#include "ws/questions/road_engine.hpp"

namespace ws {

// Whom to send. Whoever may send units is shown it as soon as an incident waits for one, again when that
// changes, and again when a road engine knows better. Nobody waits for the engine.
class Advice {
 public:
  using Make = std::function<std::string()>;
  // `tell` makes the message if an operator is there, and tells them all. `engine` may be null.
  Advice(boost::asio::any_io_executor executor, const dispatch::Desk& desk, RoadEngine* engine,
         std::function<void(const Make&)> tell)
      : executor_{std::move(executor)}, desk_{desk}, engine_{engine}, tell_{std::move(tell)} {}

  // As a message of the wire.
  [[nodiscard]] std::string on(const dispatch::Incident& incident,
                               const dispatch::KnownTravels& known = {}) const;
  void changed(const std::vector<dispatch::IncidentId>& incidents);
  // Roads were closed or opened: for everybody who waits another unit may be first.
  void anew();
  void ask_engine(const dispatch::IncidentId& incident);

 private:
  boost::asio::awaitable<void> wait_for_engine(dispatch::IncidentId id);

  boost::asio::any_io_executor executor_;
  const dispatch::Desk& desk_;
  RoadEngine* engine_;
  std::function<void(const Make&)> tell_;
};

}  // namespace ws
