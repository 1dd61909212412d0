#include "ws/sim/simulation.hpp"

#include <algorithm>
#include <boost/asio/steady_timer.hpp>
#include <cmath>
#include <map>
#include <optional>

#include "ws/sim/call_taker.hpp"
#include "ws/sim/front_desk.hpp"
#include "ws/sim/line.hpp"
#include "ws/sim/tablet.hpp"

namespace ws {
namespace {

namespace asio = boost::asio;
using dispatch::IncidentId;
using dispatch::seconds;
using dispatch::TimePoint;

constexpr std::chrono::milliseconds between_ticks{50};
constexpr int ticks_between_fixes = 20;  // a position a second
// By the server's clock: after the last call, for what is still under way.
constexpr seconds longest_wait_for_crews{3 * 3600};
// By the wall: a call made in the last moment is still to be assigned.
constexpr std::chrono::seconds longest_wait_for_desk{20};

struct Counts {
  std::map<std::string, int>& refusals;
  std::vector<std::pair<std::string, std::uint64_t>>& acknowledged;
};

}  // namespace

// A call-taker at a line.
class Simulation::Desk {
 public:
  Desk(const asio::any_io_executor& executor, const Options& options, Counts counts,
       std::map<IncidentId, std::size_t>& call_of)
      : taker_{{options.calls, call_of, options.seed, options.new_id,
                [this](std::string id, std::string text) { line_.command(std::move(id), std::move(text)); }}},
        line_{executor,
              {options.host, options.port, options.operator_token, "", "board", {"plan", "cover"}},
              {.message = [this](const boost::json::object& message) { taker_.heard(message, line_.now()); },
               .acknowledged =
                   [this, counts](const std::string& id, std::uint64_t n) {
                     counts.acknowledged.emplace_back(id, n);
                     taker_.acknowledged(id);
                   },
               .refused =
                   [this, counts](const std::string& id, const std::string& code) {
                     ++counts.refusals[code];
                     taker_.refused(id, code, line_.now());
                   }}} {}

  void tick(TimePoint began, bool makes_calls) { taker_.tick(began, line_.now(), makes_calls); }
  [[nodiscard]] const CallTaker& taker() const { return taker_; }
  [[nodiscard]] const Line& line() const { return line_; }

 private:
  CallTaker taker_;
  Line line_;
};

// A crew's tablet at a line.
class Simulation::Crew {
 public:
  Crew(const asio::any_io_executor& executor, const Options& options, const Member& member, Counts counts,
       const std::map<IncidentId, std::size_t>& call_of)
      : tablet_{{member.unit, crew_of(options, member.unit), options.calls, call_of, options.destinations,
                 options.new_id,
                 [this](std::string id, std::string text) { line_.command(std::move(id), std::move(text)); },
                 [this](std::string text) { line_.say(std::move(text)); },
                 [this](seconds length) { lose_signal(length); }}},
        line_{
            executor,
            {options.host, options.port, member.token, options.new_id(), "mine"},
            {.message = [this](const boost::json::object& message) { heard(message); },
             .acknowledged = [counts](const std::string& id,
                                      std::uint64_t n) { counts.acknowledged.emplace_back(id, n); },
             .refused = [counts](const std::string&, const std::string& code) { ++counts.refusals[code]; }}} {
  }

  void tick(bool with_fix) {
    if (was_heard_) tablet_.tick(line_.now(), with_fix);  // the clock is the server's
  }
  [[nodiscard]] int reconnections() const { return line_.reconnections(); }

 private:
  static dispatch::SimulatedCrew crew_of(const Options& options, const dispatch::Unit& unit) {
    auto habits = options.habits;
    habits.speed = options.speed(unit.kind);
    return {unit.id, unit.kind, unit.station.where, options.hospitals, habits, options.seed};
  }
  void heard(const boost::json::object& message) {
    was_heard_ = was_heard_ || line_.is_signed_in();
    tablet_.heard(message, line_.now());
  }
  void lose_signal(seconds length) {
    const auto by_wall = std::chrono::duration<double, std::milli>(length) / line_.clock_speed();
    line_.cut(std::chrono::duration_cast<std::chrono::milliseconds>(by_wall));
  }

  Tablet tablet_;
  bool was_heard_ = false;
  Line line_;
};

// A hospital's front desk at a line.
class Simulation::Reception {
 public:
  Reception(const asio::any_io_executor& executor, const Options& options, const Hospital& hospital,
            Counts counts)
      : desk_{{hospital.facility, options.seed, options.new_id,
               [this](std::string id, std::string text) { line_.command(std::move(id), std::move(text)); }}},
        line_{
            executor,
            {options.host, options.port, hospital.token, "",
             "facility/" + std::string{hospital.facility.view()}},
            {.message = [this](const boost::json::object& message) { desk_.heard(message, line_.now()); },
             .acknowledged = [counts](const std::string& id,
                                      std::uint64_t n) { counts.acknowledged.emplace_back(id, n); },
             .refused = [counts](const std::string&, const std::string& code) { ++counts.refusals[code]; }}} {
  }

  void tick() {
    if (line_.is_signed_in()) desk_.tick(line_.now());
  }

 private:
  FrontDesk desk_;
  Line line_;
};

struct Simulation::State {
  State(const asio::any_io_executor& executor, Options with) : options{std::move(with)}, timer{executor} {
    const Counts counts{refusals, acknowledged};
    desk = std::make_unique<Desk>(executor, options, counts, call_of);
    for (const auto& member : options.fleet)
      crews.push_back(std::make_unique<Crew>(executor, options, member, counts, call_of));
    for (const auto& hospital : options.front_desks)
      receptions.push_back(std::make_unique<Reception>(executor, options, hospital, counts));
    tick();
  }

  void tick() {
    ++ticks;
    for (const auto& reception : receptions) reception->tick();
    for (std::size_t i = 0; i < crews.size(); ++i)
      crews[i]->tick(ticks % ticks_between_fixes == static_cast<int>(i % ticks_between_fixes));
    // The first call waits until the fleet has had a moment to report.
    if (ticks > 2 * ticks_between_fixes) {
      if (!began && desk->line().is_signed_in()) begin();
      if (began) desk->tick(*began, !is_past_calls());
    }
    if (is_done()) return options.finished();
    timer.expires_after(between_ticks);
    timer.async_wait([this](boost::system::error_code error) {
      if (!error) tick();
    });
  }

  void begin() {
    began = now();
    if (options.surge.empty()) return;
    const seconds after{
        std::llround(static_cast<double>(options.surge_after.count()) * desk->line().clock_speed())};
    surge = {*began + after, *began + after + options.surge.back().received};
    options.calls = dispatch::with_surge(std::move(options.calls), std::move(options.surge), after);
  }

  [[nodiscard]] TimePoint now() const { return desk->line().now(); }

  [[nodiscard]] bool is_past_calls() const { return stopping || (began && now() >= *began + options.length); }

  // All calls are made and settled; those of a file are followed to their end.
  bool is_done() {
    const auto& taker = desk->taker();
    if (!began || !(is_past_calls() || taker.has_made_all_calls())) return false;
    if (!last_call_ticks) last_call_ticks = ticks;
    const auto waited = (ticks - *last_call_ticks) * between_ticks;
    const bool settled =
        std::ranges::all_of(call_of, [&](const auto& one) { return taker.is_settled(one.first); });
    if (is_past_calls()) return settled || waited >= longest_wait_for_desk;
    const bool over = std::ranges::all_of(call_of, [&](const auto& one) { return taker.is_over(one.first); });
    const auto last = options.calls.empty() ? seconds{0} : options.calls.back().received;
    return over || now() >= *began + last + longest_wait_for_crews;
  }

  Options options;
  asio::steady_timer timer;
  std::map<IncidentId, std::size_t> call_of;
  std::map<std::string, int> refusals;
  std::vector<std::pair<std::string, std::uint64_t>> acknowledged;
  std::unique_ptr<Desk> desk;
  std::vector<std::unique_ptr<Crew>> crews;
  std::vector<std::unique_ptr<Reception>> receptions;
  std::optional<TimePoint> began;
  std::optional<SurgeTimes> surge;
  int ticks = 0;
  std::optional<int> last_call_ticks;
  bool stopping = false;
};

Simulation::Simulation(asio::any_io_executor executor, Options options)
    : state_{std::make_unique<State>(executor, std::move(options))} {}
Simulation::~Simulation() = default;

void Simulation::stop() {
  state_->stopping = true;
}

const std::vector<dispatch::SimulatedCall>& Simulation::calls() const {
  return state_->options.calls;
}

Summary Simulation::summary() const {
  const auto& desk = *state_->desk;
  const auto now = state_->now();
  const auto surge = state_->surge && state_->surge->begins <= now ? state_->surge : std::nullopt;
  auto summary = summary_of({desk.taker(), calls(), state_->call_of, state_->options.targets, surge, now});
  summary.refusals = state_->refusals;
  summary.acknowledged = state_->acknowledged;
  summary.reconnections = desk.line().reconnections();
  for (const auto& crew : state_->crews) summary.reconnections += crew->reconnections();
  return summary;
}

}  // namespace ws
