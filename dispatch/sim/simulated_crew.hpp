#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "dispatch/log/event.hpp"
#include "dispatch/model/model.hpp"
#include "geo/units.hpp"

namespace dispatch {

// A way on roads, how long each of them takes by the map, and how long one walks from its end.
struct DrivenWay {
  struct Road {
    geo::Metres length;
    milliseconds time{};
  };
  std::vector<geo::Position> line;
  std::vector<Road> roads;
  // By the map, to where so much of the length (0 to 1) is driven.
  [[nodiscard]] std::chrono::duration<double> time_to(double part) const;
  seconds walk{};
};
// Nothing where no road leads.
using FindWay = std::function<std::optional<DrivenWay>(UnitKind kind, geo::Position from, geo::Position to)>;

struct CrewHabits {
  double declines = 0.04;  // share of jobs
  double never_answers = 0.04;
  double cannot_move = 0.03;   // share of the times that it is told to wait elsewhere
  double loses_signal = 0.15;  // some time during the job
  double road_factor = 1.4;
  geo::MetresPerSecond speed = geo::kmh(40);
  FindWay find_way = {};  // none: as the crow flies
  double slowness = 1;    // on roads: times what the map says, in the middle of all trips
  double luck = 0.25;     // by how much trips on roads differ: the width of the logarithm
};

// The job as the crew's device shows it.
struct CrewJob {
  AssignmentId assignment;
  AssignmentState state = AssignmentState::reserved;
  geo::Position where;
  bool transports = false;
  std::optional<geo::Position> destination = {};  // none: the nearest hospital
};
// Where it is told to wait.
struct CrewPost {
  std::string id;
  geo::Position where;
};

// What a simulated crew does next.
struct CrewPress {
  AssignmentId assignment;
  AssignmentState to = AssignmentState::delivered;
  std::optional<std::string> reason;
  TimePoint at;
};
struct CrewAnswer {
  std::string post;
  MoveAnswer says = MoveAnswer::seen;
  std::optional<std::string> reason;
  TimePoint at;
};
struct CrewActs {
  std::vector<CrewPress> presses;
  std::vector<CrewAnswer> answers;  // to being told where to wait
  std::optional<Fix> fix;
  std::optional<seconds> loses_signal_for;
};

// How a crew behaves: answers (or not), drives (on roads where there are any, else in a straight line),
// treats, transports, clears, goes home or where it is told to wait. Pure: time comes in, and the same seed
// behaves the same.
class SimulatedCrew {
 public:
  SimulatedCrew(UnitId unit, UnitKind kind, geo::Position station, std::vector<geo::Position> hospitals,
                CrewHabits habits, std::uint64_t seed);

  // What the device shows now; nothing when there is no job, or no post but the station. A job that vanished
  // was taken away by the desk.
  void shown(const std::optional<CrewJob>& job, const std::optional<CrewPost>& post, TimePoint now);
  // What happened since the last time it was asked.
  [[nodiscard]] CrewActs act(TimePoint now);

 private:
  struct Step {
    AssignmentState to;
    TimePoint at;
    std::optional<std::string> reason;
  };
  struct Drive {
    geo::Position from;
    geo::Position to;
    TimePoint begins;
    TimePoint ends;
  };

  void begin(const CrewJob& job, TimePoint now);
  void plan(const CrewJob& job, TimePoint now);
  void plan_work(const CrewJob& job, TimePoint rolls);
  void plan_transport(geo::Position to, TimePoint leaves);
  void take_elsewhere(geo::Position to, TimePoint now);
  void told_to_wait(const CrewPost& post, TimePoint now);
  void go_and_wait(TimePoint rolls);
  void stop_where_it_is(TimePoint now);
  TimePoint drive(geo::Position to, TimePoint begins);
  TimePoint drive(const DrivenWay& way, geo::Position from, geo::Position to, TimePoint begins);
  [[nodiscard]] geo::Position place_at(TimePoint now) const;
  [[nodiscard]] geo::Position nearest_hospital(geo::Position from) const;
  seconds between(int least, int most);

  UnitId unit_;
  UnitKind kind_;
  geo::Position station_;
  std::vector<geo::Position> hospitals_;
  CrewHabits habits_;
  std::mt19937_64 random_;

  std::optional<AssignmentId> job_;
  std::optional<geo::Position> destination_;  // of the job, as the device shows it
  std::optional<CrewPost> post_;
  std::vector<CrewAnswer> answers_;  // still to give, in order
  std::vector<Step> steps_;          // still to press, in order
  std::vector<Drive> drives_;        // in order; the last goes on until something new comes
  std::optional<TimePoint> signal_lost_at_;
};

}  // namespace dispatch
