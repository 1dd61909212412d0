#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "dispatch/choose/cover_picture.hpp"
#include "dispatch/choose/dispatch_plan.hpp"
#include "dispatch/sim/simulated_calls.hpp"
#include "ws/sim/picture.hpp"

namespace ws {

// A simulated desk: takes the calls and, after a moment's thought, sends whom the plan says. When nobody
// waits it now and then has a unit wait where cover had better be. It is told messages and the time, and
// opens no connection.
class CallTaker {
 public:
  struct Options {
    const std::vector<dispatch::SimulatedCall>& calls;
    std::map<dispatch::IncidentId, std::size_t>& call_of;  // filled as calls are taken
    std::uint64_t seed = 1;
    std::function<std::string()> new_id;
    std::function<void(std::string id, std::string text)> command;
  };
  explicit CallTaker(Options options);

  void heard(const boost::json::object& message, dispatch::TimePoint now);
  void acknowledged(const std::string& command);
  void refused(const std::string& command, const std::string& code, dispatch::TimePoint now);
  // `began` is when the first call could come.
  void tick(dispatch::TimePoint began, dispatch::TimePoint now, bool makes_calls);

  [[nodiscard]] bool has_made_all_calls() const { return next_ == options_.calls.size(); }
  [[nodiscard]] std::size_t calls_made() const { return next_; }
  [[nodiscard]] std::size_t moves() const { return moves_; }
  [[nodiscard]] const Picture& picture() const { return picture_; }
  // Said of the calls that nobody was sent to.
  [[nodiscard]] std::string reason_of(const dispatch::IncidentId& id) const;
  [[nodiscard]] bool has_been_assigned(const dispatch::IncidentId& id) const;
  [[nodiscard]] bool is_settled(const dispatch::IncidentId& id) const;
  [[nodiscard]] bool is_over(const dispatch::IncidentId& id) const;

 private:
  void receive(std::size_t index, dispatch::TimePoint began, dispatch::TimePoint now);
  void end_as_hoax(const dispatch::IncidentId& incident);
  void look_at_plan(dispatch::TimePoint now);
  void look_at(const dispatch::PlannedCall& row, dispatch::TimePoint now);
  void send_by_plan(const dispatch::IncidentId& incident);
  void improve_cover(dispatch::TimePoint now);
  [[nodiscard]] bool is_served_here(const dispatch::IncidentId& incident) const;
  template <class Body>
  std::string command(std::string_view type, Body body);
  void later(dispatch::TimePoint now, int least, int most, std::function<void()> what);
  [[nodiscard]] dispatch::milliseconds between(int least, int most);

  Options options_;
  std::mt19937_64 random_;
  Picture picture_;
  std::size_t next_ = 0;
  std::multimap<dispatch::TimePoint, std::function<void()>> to_do_;
  std::optional<dispatch::DispatchPlan> plan_;
  std::vector<dispatch::MoveAdvice> advice_;
  std::optional<dispatch::TimePoint> next_move_;
  std::size_t moves_ = 0;                     // that it has asked for
  std::set<dispatch::IncidentId> under_way_;  // somebody thinks about it, or a dispatch is not answered yet
  std::map<std::string, dispatch::IncidentId> sent_for_;  // by command
  std::map<dispatch::IncidentId, std::string> reasons_;
  std::set<dispatch::IncidentId> refused_calls_;
};

}  // namespace ws
