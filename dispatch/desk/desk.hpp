#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cstdint>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "dispatch/choose/arrivals.hpp"
#include "dispatch/choose/dispatch_plan.hpp"
#include "dispatch/desk/positions.hpp"
#include "dispatch/log/journal.hpp"
#include "dispatch/log/view.hpp"
#include "dispatch/model/policy.hpp"
#include "dispatch/rules/command.hpp"

namespace dispatch {

struct StoreState {
  bool is_up = false;
  TimePoint since;
  std::string reason;  // why it is not, where that is known
};

// Who is told of what happened. Declared here because the desk asks; ws answers it.
class Audience {
 public:
  virtual ~Audience() = default;
  virtual void happened(const Entry& entry) = 0;  // the view has it already
  virtual void began_anew() = 0;                  // the view was loaded: earlier positions lead nowhere
  virtual void reported(const Fix& fix) = 0;      // a position that came to this node
  virtual void heard(const Fix& fix) = 0;         // one that came to another
  virtual void store_changed(const StoreState& state) = 0;
};

// The one place where commands become events: decide, commit, and again when another was faster. It keeps the
// node's view, which only the log's reader changes. Everything runs on the network thread.
class Desk {
 public:
  struct Parts {
    boost::asio::any_io_executor executor;
    Journal& journal;
    Policy policy;
    std::function<TimePoint()> now;
    std::function<CommandId()> new_id;
  };
  explicit Desk(Parts parts);

  // Answered when the entry is on disk and in this node's view.
  boost::asio::awaitable<OrRefusal<LogPosition>> handle(Actor actor, std::optional<DeviceId> device,
                                                        Command command, std::string digest);
  // The same for what Siaga does by itself; a refusal (false) only says that it was done already.
  boost::asio::awaitable<bool> obey(Command command);
  // A position takes effect on this node at once, and on the others with the next batch. False: it changes
  // nothing, because it is older or says less than what is known, is none, or is of an unknown unit.
  bool report(const Fix& fix);

  // To be called some four times a second: shares positions, and does what has waited long enough.
  void tick();
  // No new commands; `idle` says when those under way are answered.
  void stop() { stopping_ = true; }
  [[nodiscard]] bool idle() const { return under_way_ == 0; }

  // From the log's reader.
  void load(Loaded loaded);
  void read(std::vector<Entry> entries);
  void heard(const std::vector<Sighting>& sightings);
  void store_is(bool up, std::string reason = {});

  // As the planner has worked them out last.
  void plans(DispatchPlan plan) { plan_ = std::move(plan); }
  void foresees(std::vector<Arrival> arrivals) { arrivals_ = std::move(arrivals); }

  void set_audience(Audience* audience) { audience_ = audience; }
  // Asks the reader to load everything anew.
  void on_gap(std::function<void()> reload) { reload_ = std::move(reload); }
  // What the region's files and the settings say. Where the log says otherwise it is put right, once: a unit
  // that is new or other is registered, one that is not on the list is retired as soon as it is off duty.
  struct Lists {
    std::vector<Unit> units;
    std::vector<Facility> facilities;
    Setup setup;
  };
  void expect(Lists lists);

  [[nodiscard]] const View& view() const { return view_; }
  // As the log has it; before anybody has read one, this node's own.
  [[nodiscard]] const Policy& policy() const {
    return view_.setup() == nullptr ? parts_.policy : view_.setup()->policy;
  }
  [[nodiscard]] const LogPosition& position() const { return position_; }
  [[nodiscard]] const StoreState& store() const { return store_; }
  [[nodiscard]] bool is_loaded() const { return loaded_; }
  [[nodiscard]] TimePoint now() const { return parts_.now(); }

 private:
  boost::asio::awaitable<OrRefusal<LogPosition>> attempt(const Actor& actor, const AnswerKey& key,
                                                         const Command& command);
  // Until the log is read up to there, or for some seconds; with `own`, until that command's entry is: its
  // number alone says nothing, because after a failover numbers repeat.
  boost::asio::awaitable<bool> has_read(std::uint64_t n, std::optional<CommandId> own = {});
  // Until the view has been loaded anew since then.
  boost::asio::awaitable<bool> has_loaded_since(std::uint64_t loads);
  boost::asio::awaitable<void> act(CommandBody body);
  // What is on a list, and what of it the log does not say yet.
  template <class T>
  struct Listed {
    std::unordered_map<IdOf<T>, T> all;
    std::unordered_set<IdOf<T>> to_register;
    std::unordered_set<IdOf<T>> to_retire;

    void expect(std::vector<T> listed);
    void compare(const View& view, bool are_new);
    void forget_done(const View& view);
    void is_said(const T& one);
  };
  void compare_with_lists();
  void follow_lists();
  void is_listed_now(const CommandBody& said);
  void begin(CommandBody body);
  void wake_readers();
  void ask_for_all();

  Parts parts_;
  Audience* audience_ = nullptr;
  std::function<void()> reload_;
  View view_;
  LogPosition position_;
  StoreState store_;
  bool loaded_ = false;
  bool asked_for_all_ = false;
  bool stopping_ = false;
  int under_way_ = 0;
  TimePoint quiet_until_;
  Positions positions_;
  std::optional<DispatchPlan> plan_;
  std::vector<Arrival> arrivals_;
  Listed<Unit> units_;
  Listed<Facility> facilities_;
  std::optional<Setup> setup_;  // as this node has read it; none: it reads no lists
  bool lists_are_new_ = false;
  bool setup_is_due_ = false;
  struct Goal {
    std::uint64_t n = 0;
    std::optional<CommandId> own;
    std::optional<std::uint64_t> loads;  // instead: more than so many
  };
  [[nodiscard]] bool is_reached(const Goal& goal) const;
  boost::asio::awaitable<bool> reaches(Goal goal);
  struct Waiting {
    boost::asio::steady_timer timer;
    Goal goal;
  };
  std::list<Waiting> waiting_;  // for what is to be read
  struct UnderWay {
    std::uint64_t loads = 0;  // of the view, when it began
    std::uint64_t n = 0;      // its entry, once that is read
  };
  std::unordered_map<CommandId, UnderWay> commands_;
  std::uint64_t loads_ = 0;
  std::map<std::string, bool> acting_;  // deadlines being committed, so that a tick does not start them twice
};

}  // namespace dispatch
