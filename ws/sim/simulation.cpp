#include "ws/sim/simulation.hpp"

#include <algorithm>
#include <boost/asio/steady_timer.hpp>
#include <boost/json.hpp>
#include <random>
#include <set>

#include "dispatch/log/incident_state.hpp"
#include "dispatch/model/json.hpp"
#include "dispatch/model/model_json.hpp"
#include "ws/sim/line.hpp"
#include "ws/sim/picture.hpp"

namespace ws {
namespace {

namespace asio = boost::asio;
namespace json = dispatch::json;
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

Line::Events events_for(Counts counts, std::function<void(const boost::json::object&)> message,
                        std::function<void(const std::string&)> refused) {
  return {.message = std::move(message),
          .acknowledged = [counts](const std::string& id,
                                   std::uint64_t n) { counts.acknowledged.emplace_back(id, n); },
          .refused =
              [counts, refused = std::move(refused)](const std::string& id, const std::string& code) {
                ++counts.refusals[code];
                refused(id);
              }};
}

std::string_view text_in(const boost::json::object& object, std::string_view name) {
  const auto* found = object.if_contains(name);
  return found != nullptr && found->is_string() ? std::string_view{found->get_string()} : std::string_view{};
}

}  // namespace

// One crew's device.
class Simulation::Fleet {
 public:
  Fleet(const asio::any_io_executor& executor, const Options& options, const Member& member, Counts counts,
        const std::map<IncidentId, std::size_t>& call_of)
      : options_{options},
        unit_{member.unit},
        call_of_{call_of},
        crew_{unit_.id,    unit_.kind, unit_.station.where, options.hospitals, habits_of(options, unit_.kind),
              options.seed},
        line_{executor,
              {options.host, options.port, member.token, options.new_id(), "mine"},
              events_for(
                  counts, [this](const boost::json::object& message) { heard(message); },
                  [](const std::string&) {})} {}

  void tick(bool with_fix) {
    if (!was_heard_) return;  // the clock is the server's
    const auto now = line_.now();
    if (!on_duty_) {
      on_duty_ = true;
      command("unit.duty", now, [&](json::Object& body) {
        body.field("unit", unit_.id).field("state", dispatch::DutyState::on);
      });
    }
    auto acts = crew_.act(now);
    for (const auto& press : acts.presses)
      command("assignment.step", press.at, [&](json::Object& body) {
        body.field("assignment", press.assignment).field("to", press.to).field("reason", press.reason);
      });
    if (acts.loses_signal_for)
      line_.cut(std::chrono::milliseconds{static_cast<std::int64_t>(
          1000 * static_cast<double>(acts.loses_signal_for->count()) / line_.clock_speed())});
    if (with_fix && acts.fix) {
      std::string text;
      json::Object{text}.field("type", "fixes").field("fixes", std::vector{*acts.fix});
      line_.say(std::move(text));
    }
  }
  [[nodiscard]] int reconnections() const { return line_.reconnections(); }

 private:
  static dispatch::CrewHabits habits_of(const Options& options, dispatch::UnitKind kind) {
    auto habits = options.habits;
    habits.speed = options.speed(kind);
    return habits;
  }

  template <class Body>
  void command(std::string_view type, TimePoint at, Body body) {
    auto id = options_.new_id();
    std::string text;
    {
      json::Object object{text};
      object.field("type", type).field("id", id).field("at", at);
      body(object);
    }
    line_.command(std::move(id), std::move(text));
  }

  void heard(const boost::json::object& message) {
    picture_.take(message);
    was_heard_ = was_heard_ || line_.is_signed_in();
    const auto unit = picture_.units.find(unit_.id);
    if (unit == picture_.units.end()) return;
    crew_.shown(job_of(unit->second), line_.now());
  }

  std::optional<dispatch::CrewJob> job_of(const dispatch::Unit& unit) const {
    if (!unit.assignment) return std::nullopt;
    const auto assignment = picture_.assignments.find(*unit.assignment);
    if (assignment == picture_.assignments.end()) return std::nullopt;
    const auto incident = picture_.incidents.find(assignment->second.incident);
    if (incident == picture_.incidents.end() || !incident->second.incident.place.pin) return std::nullopt;
    const auto call = call_of_.find(incident->first);
    const bool transports = call == call_of_.end() || options_.calls[call->second].transport;
    return dispatch::CrewJob{assignment->first, assignment->second.state,
                             *incident->second.incident.place.pin, transports};
  }

  const Options& options_;
  dispatch::Unit unit_;
  const std::map<IncidentId, std::size_t>& call_of_;
  dispatch::SimulatedCrew crew_;
  Picture picture_;
  bool was_heard_ = false;
  bool on_duty_ = false;
  Line line_;
};

// The desk: takes the calls and sends whom the server suggests.
class Simulation::CallTaker {
 public:
  CallTaker(const asio::any_io_executor& executor, const Options& options, Counts counts,
            std::map<IncidentId, std::size_t>& call_of)
      : options_{options},
        call_of_{call_of},
        random_{options.seed},
        line_{executor,
              {options.host, options.port, options.operator_token, "", "board"},
              events_for(
                  counts, [this](const boost::json::object& message) { heard(message); },
                  [this](const std::string& id) { was_refused(id); })} {}

  // False while the server has not been heard yet.
  bool tick(bool makes_calls) {
    if (!line_.is_signed_in() && !began_) return false;
    const auto now = line_.now();
    if (!began_) began_ = now;
    while (makes_calls && next_ < options_.calls.size() && *began_ + options_.calls[next_].received <= now)
      receive(next_++);
    for (auto it = to_do_.begin(); it != to_do_.end() && it->first <= now; it = to_do_.erase(it))
      it->second();
    return true;
  }

  [[nodiscard]] TimePoint now() const { return line_.now(); }
  [[nodiscard]] std::optional<TimePoint> began() const { return began_; }
  [[nodiscard]] bool has_made_all_calls() const { return next_ == options_.calls.size(); }
  [[nodiscard]] std::size_t calls_made() const { return next_; }
  [[nodiscard]] int reconnections() const { return line_.reconnections(); }
  [[nodiscard]] const Picture& picture() const { return picture_; }
  // Said of the calls that nobody was sent to.
  [[nodiscard]] std::string reason_of(const IncidentId& id) const {
    const auto found = reasons_.find(id);
    return found == reasons_.end() ? std::string{} : found->second;
  }
  [[nodiscard]] bool has_been_assigned(const IncidentId& id) const {
    const auto seen = picture_.incidents.find(id);
    return seen != picture_.incidents.end() && !seen->second.incident.assignments.empty();
  }
  [[nodiscard]] bool is_settled(const IncidentId& id) const {
    return has_been_assigned(id) || !reason_of(id).empty();
  }
  [[nodiscard]] bool is_over(const IncidentId& id) const {
    const auto seen = picture_.incidents.find(id);
    return seen != picture_.incidents.end() && dispatch::incident_life::is_over(seen->second.state);
  }

 private:
  void receive(std::size_t index) {
    const auto& call = options_.calls[index];
    const auto id = options_.new_id();
    call_of_.emplace(*IncidentId::from(id), index);
    std::string text;
    {
      json::Object object{text};
      object.field("type", "incident.receive").field("id", id).field("at", *began_ + call.received);
      object.field("place", dispatch::Place{call.place, call.where, geo::Metres{50}, "simulated"});
      object.field("triage", call.triage);
    }
    line_.command(id, std::move(text));
    if (call.is_prank) later(20, 60, [this, id] { end_as_hoax(id); });
  }

  void end_as_hoax(const std::string& id) {
    reasons_[*IncidentId::from(id)] = "prank call";
    std::string text;
    const auto command = options_.new_id();
    json::Object{text}
        .field("type", "incident.end")
        .field("id", command)
        .field("incident", id)
        .field("kind", "hoax")
        .field("reason", "caller laughs, no address");
    line_.command(command, std::move(text));
  }

  void heard(const boost::json::object& message) {
    picture_.take(message);
    if (text_in(message, "type") == "recommendation") recommended(message);
  }

  void recommended(const boost::json::object& message) {
    const auto id = IncidentId::from(text_in(message, "incident"));
    const auto call = id ? call_of_.find(*id) : call_of_.end();
    if (call == call_of_.end() || options_.calls[call->second].is_prank || under_way_.contains(*id)) return;
    const auto seen = picture_.incidents.find(*id);
    if (seen == picture_.incidents.end() || !dispatch::is_waiting(seen->second.state)) return;
    const auto& options = message.at("options").as_array();
    under_way_.insert(*id);
    if (options.empty()) {
      reasons_[*id] = "no unit could go: " + reasons_in(message);
      later(15, 15, [this, id] { ask_again(*id); });
      return;
    }
    const std::string unit{text_in(options.front().as_object(), "unit")};
    later(4, 15, [this, id, unit] { dispatch(*id, unit); });
  }

  static std::string reasons_in(const boost::json::object& message) {
    const auto& others = message.at("passed_over").as_array();
    if (others.empty()) return "none near has a position";
    return std::string{text_in(others.front().at("reasons").as_array().front().as_object(), "code")};
  }

  void dispatch(const IncidentId& incident, const std::string& unit) {
    std::string text;
    const auto command = options_.new_id();
    json::Object{text}
        .field("type", "assignment.dispatch")
        .field("id", command)
        .field("incident", incident)
        .field("unit", unit);
    sent_for_.emplace(command, incident);
    line_.command(command, std::move(text));
    under_way_.erase(incident);
  }

  void was_refused(const std::string& command) {
    const auto found = sent_for_.find(command);
    if (found != sent_for_.end()) later(2, 4, [this, id = found->second] { ask_again(id); });
  }

  void ask_again(const IncidentId& incident) {
    under_way_.erase(incident);
    std::string text;
    json::Object{text}.field("type", "recommend").field("incident", incident);
    line_.say(std::move(text));
  }

  void later(int least, int most, std::function<void()> what) {
    const auto wait = std::uniform_int_distribution<int>{least * 1000, most * 1000}(random_);
    to_do_.emplace(line_.now() + dispatch::milliseconds{wait}, std::move(what));
  }

  const Options& options_;
  std::map<IncidentId, std::size_t>& call_of_;
  std::mt19937_64 random_;
  Picture picture_;
  std::optional<TimePoint> began_;
  std::size_t next_ = 0;
  std::multimap<TimePoint, std::function<void()>> to_do_;
  std::set<IncidentId> under_way_;  // somebody thinks about whom to send
  std::map<std::string, IncidentId> sent_for_;
  std::map<IncidentId, std::string> reasons_;
  Line line_;
};

struct Simulation::State {
  State(const asio::any_io_executor& executor, Options with) : options{std::move(with)}, timer{executor} {
    const Counts counts{refusals, acknowledged};
    desk = std::make_unique<CallTaker>(executor, options, counts, call_of);
    for (const auto& member : options.fleet)
      crews.push_back(std::make_unique<Fleet>(executor, options, member, counts, call_of));
    tick();
  }

  void tick() {
    ++ticks;
    for (std::size_t i = 0; i < crews.size(); ++i)
      crews[i]->tick(ticks % ticks_between_fixes == static_cast<int>(i % ticks_between_fixes));
    // The first call waits until the fleet has had a moment to report.
    if (ticks > 2 * ticks_between_fixes) desk->tick(!is_past_calls());
    if (is_done()) return options.finished();
    timer.expires_after(between_ticks);
    timer.async_wait([this](boost::system::error_code error) {
      if (!error) tick();
    });
  }

  [[nodiscard]] bool is_past_calls() const {
    return stopping || (desk->began() && desk->now() >= *desk->began() + options.length);
  }

  // All calls are made and settled; those of a file are followed to their end.
  bool is_done() {
    if (!desk->began() || !(is_past_calls() || desk->has_made_all_calls())) return false;
    if (!last_call_ticks) last_call_ticks = ticks;
    const auto waited = (ticks - *last_call_ticks) * between_ticks;
    const bool settled =
        std::ranges::all_of(call_of, [&](const auto& one) { return desk->is_settled(one.first); });
    if (is_past_calls()) return settled || waited >= longest_wait_for_desk;
    const bool over = std::ranges::all_of(call_of, [&](const auto& one) { return desk->is_over(one.first); });
    return over || desk->now() >= *desk->began() + options.calls.back().received + longest_wait_for_crews;
  }

  Options options;
  asio::steady_timer timer;
  std::map<IncidentId, std::size_t> call_of;
  std::map<std::string, int> refusals;
  std::vector<std::pair<std::string, std::uint64_t>> acknowledged;
  std::unique_ptr<CallTaker> desk;
  std::vector<std::unique_ptr<Fleet>> crews;
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

Simulation::Summary Simulation::summary() const {
  const auto& desk = *state_->desk;
  Summary summary;
  summary.calls = desk.calls_made();
  summary.refusals = state_->refusals;
  summary.acknowledged = state_->acknowledged;
  summary.reconnections = desk.reconnections();
  for (const auto& crew : state_->crews) summary.reconnections += crew->reconnections();

  std::vector<dispatch::Story> stories;
  for (const auto& [id, call] : state_->call_of) {
    const auto seen = desk.picture().incidents.find(id);
    if (desk.has_been_assigned(id)) {
      ++summary.assigned;
      dispatch::Story story{seen->second.incident.received_at, {}};
      for (const auto& assignment : seen->second.incident.assignments)
        if (const auto known = desk.picture().assignments.find(assignment);
            known != desk.picture().assignments.end())
          story.assignments.push_back(known->second);
      stories.push_back(std::move(story));
    } else if (const auto reason = desk.reason_of(id); !reason.empty()) {
      ++summary.with_reason;
      ++summary.reasons[reason];
    } else {
      summary.without_reason.push_back(seen == desk.picture().incidents.end() ? std::string{id.view()}
                                                                              : seen->second.incident.number);
    }
  }
  summary.intervals = dispatch::intervals(stories);
  return summary;
}

}  // namespace ws
