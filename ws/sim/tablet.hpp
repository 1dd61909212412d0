#pragma once

#include <boost/json/object.hpp>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "dispatch/model/facility.hpp"
#include "dispatch/sim/simulated_calls.hpp"
#include "dispatch/sim/simulated_crew.hpp"
#include "ws/sim/picture.hpp"

namespace ws {

// What a simulated crew's tablet shows and sends. It is told messages and the time, and opens no connection.
class Tablet {
 public:
  struct Options {
    dispatch::Unit unit;
    dispatch::SimulatedCrew crew;
    const std::vector<dispatch::SimulatedCall>& calls;
    const std::map<dispatch::IncidentId, std::size_t>& call_of;
    const std::vector<dispatch::Facility>& destinations;
    std::function<std::string()> new_id;
    std::function<void(std::string id, std::string text)> command;
    std::function<void(std::string text)> say;
    std::function<void(dispatch::seconds length)> lose_signal;
  };
  explicit Tablet(Options options) : options_{std::move(options)} {}

  void heard(const boost::json::object& message, dispatch::TimePoint now);
  void tick(dispatch::TimePoint now, bool with_fix);

 private:
  void come_on_duty(dispatch::TimePoint now);
  void press(const dispatch::CrewPress& press);
  void answer(const dispatch::CrewAnswer& answer);
  void ask_hospitals(const dispatch::AssignmentId& job);
  void take_hospitals(const boost::json::object& message);
  void bind(const dispatch::CrewPress& press);
  [[nodiscard]] std::optional<dispatch::CrewJob> job() const;
  [[nodiscard]] std::optional<dispatch::CrewPost> post() const;
  [[nodiscard]] const dispatch::Incident* incident_of(const dispatch::AssignmentId& job) const;
  [[nodiscard]] std::optional<geo::Position> destination_of(const dispatch::Assignment& job) const;
  [[nodiscard]] const dispatch::Facility* facility(const dispatch::FacilityId& id) const;
  template <class Body>
  void command(std::string_view type, dispatch::TimePoint at, Body body);

  // Where the server proposes to take the patient of a job.
  struct Proposed {
    dispatch::AssignmentId job;
    dispatch::FacilityId facility;
    dispatch::AsOffered offered;
  };

  Options options_;
  Picture picture_;
  bool on_duty_ = false;
  std::map<std::string, dispatch::AssignmentId> asked_;  // by query
  std::optional<Proposed> proposed_;
};

}  // namespace ws
