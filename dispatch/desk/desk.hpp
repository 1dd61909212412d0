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

#include "dispatch/desk/device_clocks.hpp"
#include "dispatch/log/journal.hpp"
#include "dispatch/log/view.hpp"
#include "dispatch/model/policy.hpp"
#include "dispatch/rules/command.hpp"

namespace dispatch {

struct StoreState {
  bool is_up = false;
  TimePoint since;
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
  // A position takes effect on this node at once, and on the others with the next batch. False: older than
  // what is known, or of an unknown unit.
  bool report(const Fix& fix);

  // To be called some four times a second: shares positions, and does what has waited long enough.
  void tick();
  // No new commands; `idle` says when those under way are answered.
  void stop() { stopping_ = true; }
  [[nodiscard]] bool idle() const { return under_way_ == 0; }

  // From the log's reader.
  void load(Loaded loaded);
  void read(std::vector<Entry> entries);
  void heard(const std::vector<Fix>& fixes);
  void store_is(bool up);

  void set_audience(Audience* audience) { audience_ = audience; }
  // Asks the reader to load everything anew.
  void on_gap(std::function<void()> reload) { reload_ = std::move(reload); }
  // What the region's files and the settings say. Where the log says otherwise it is put right, once: a unit
  // that is new or other is registered, one that is not on the list is retired as soon as it is off duty.
  struct Lists {
    std::vector<Unit> units;
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
  [[nodiscard]] bool is_read(std::uint64_t n, const std::optional<CommandId>& own) const;
  boost::asio::awaitable<void> act(CommandBody body);
  void compare_with_lists();
  void follow_lists();
  void is_listed_now(const CommandBody& said);
  void begin(CommandBody body);
  void wake_readers();

  Parts parts_;
  Audience* audience_ = nullptr;
  std::function<void()> reload_;
  View view_;
  LogPosition position_;
  StoreState store_;
  bool loaded_ = false;
  bool stopping_ = false;
  int under_way_ = 0;
  TimePoint quiet_until_;
  DeviceClocks device_clocks_;
  std::unordered_map<UnitId, Unit> listed_;
  std::optional<Setup> setup_;  // as this node has read it; none: it reads no lists
  bool lists_are_new_ = false;
  std::unordered_set<UnitId> to_register_;  // what the log does not say yet
  std::unordered_set<UnitId> to_retire_;
  bool setup_is_due_ = false;
  std::unordered_map<UnitId, Fix> unshared_;  // the latest of each unit: bounded also while the store is away
  struct Waiting {
    boost::asio::steady_timer timer;
    std::uint64_t n = 0;
    std::optional<CommandId> own;
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
