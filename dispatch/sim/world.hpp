#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "dispatch/sim/agenda.hpp"
#include "dispatch/sim/chooser.hpp"
#include "dispatch/sim/ledger.hpp"
#include "dispatch/sim/model_calls.hpp"

namespace dispatch {

// What became of a call.
struct Served {
  std::size_t vehicle = 0;   // that came
  milliseconds response{0};  // from the ring to its arrival
  int changes = 0;           // of the unit that was to come
  bool waited = false;       // nobody was free for it when it came to the desk
};

// A district on a turned clock: callers, a desk, crews, and the rules that the server has, too. All that
// happens is a command that is decided, written and applied.
class World {
 public:
  struct Parts {
    const Model& model;
    Ways& ways;
    Chooser& chooser;
    std::uint64_t compare_every = 1000;  // entries of the log: see `Ledger`
  };
  World(const Parts& parts, std::vector<WorldCall> calls);

  static TimePoint start();
  // Everything that happens until then; false: nothing is left to happen after it.
  bool run_until(TimePoint end);
  void run() { run_until(TimePoint::max()); }

  // By the number of the call; none that nobody has reached yet.
  [[nodiscard]] const std::vector<std::optional<Served>>& served() const { return served_; }
  [[nodiscard]] const std::vector<WorldCall>& calls() const { return calls_; }
  [[nodiscard]] std::size_t moves() const { return moves_; }
  // From the moment they set out until they cleared, of all units together.
  [[nodiscard]] milliseconds busy() const { return busy_; }
  [[nodiscard]] const Ledger& ledger() const { return ledger_; }
  // What did not hold so far that must; at the end, also that somebody called in vain.
  [[nodiscard]] std::vector<std::string> faults() const;

 private:
  enum class Kind {
    rings,
    reaches_desk,
    rolls,
    arrives,
    leaves_scene,
    at_hospital,
    clears,
    is_back,
    stands,
    comes_on,
    goes_off,
    deadline
  };
  struct Happening {
    Kind kind = Kind::deadline;
    std::size_t about = 0;   // a call, or a vehicle
    std::uint64_t plan = 0;  // of the vehicle: what it meant to do before it got another is off
  };
  struct Crew {
    std::uint64_t plan = 0;
    AssignmentId job;
    TimePoint set_out;
    bool is_on_shift = true;  // else it goes home as soon as it has no job
    bool is_home = false;
  };

  void open_the_day();
  void put_shifts(std::size_t vehicle);
  void happen(const Happening& what);
  void rings(std::size_t call);
  void reaches_desk(std::size_t call);
  void choose();
  void send(const Chooser::Sending& sending);
  void respond(std::size_t vehicle, const OpenCall& call, const Start& start);
  void stand_down_the_replaced();
  void stand_down(std::size_t vehicle);
  void arrives(std::size_t vehicle);
  void leaves_scene(std::size_t vehicle);
  void at_hospital(std::size_t vehicle);
  void clears(std::size_t vehicle);
  void is_back(std::size_t vehicle);
  void stands(std::size_t vehicle);
  void comes_on(std::size_t vehicle);
  void goes_off(std::size_t vehicle);
  void go_home(std::size_t vehicle);
  void do_what_is_due();

  void drive_to_wait(std::size_t vehicle, PlaceNumber place);
  void drive_back(std::size_t vehicle, std::optional<milliseconds> recorded);
  // The time that it takes.
  milliseconds drive(std::size_t vehicle, const Way& way, milliseconds turnout);
  // The same with a time that was recorded.
  milliseconds take_to(std::size_t vehicle, PlaceNumber place, milliseconds recorded);
  [[nodiscard]] PlaceNumber nearest_hospital(PlaceNumber from);
  void press(std::size_t vehicle, AssignmentState to);
  std::optional<CommandId> command(const Actor& actor, CommandBody body);
  void later(milliseconds after, Kind kind, std::size_t about);
  [[nodiscard]] Situation situation() const;
  [[nodiscard]] const Urgency& urgency(std::size_t call) const;
  void complain(const std::string& what);

  const Model& model_;
  Ways& ways_;
  Chooser& chooser_;
  Ledger ledger_;
  std::vector<WorldCall> calls_;
  TimePoint now_ = start();
  Agenda<Happening> agenda_;
  std::vector<Vehicle> vehicles_;
  std::vector<Crew> crews_;                 // by vehicle
  std::vector<OpenCall> open_;              // calls at the desk that nobody has reached
  std::vector<IncidentId> incidents_;       // by call
  std::unordered_set<std::size_t> waited_;  // calls for which nobody was free
  std::vector<std::optional<Served>> served_;
  std::vector<std::string> faults_;
  std::size_t moves_ = 0;
  milliseconds busy_{0};
};

}  // namespace dispatch
