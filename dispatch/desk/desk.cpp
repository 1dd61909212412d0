#include "dispatch/desk/desk.hpp"

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "dispatch/rules/decide.hpp"
#include "dispatch/rules/due.hpp"

namespace dispatch {
namespace {

namespace asio = boost::asio;
using Kind = CommitOutcome::Kind;

constexpr int most_attempts = 5;
// A commit's entry normally arrives within a millisecond of the commit's answer.
constexpr std::chrono::seconds longest_wait_for_reader{5};

Refusal unavailable() {
  return {Errc::store_unavailable, "the store is not reachable; nothing was lost, send it again", {}};
}
Refusal unknown_outcome() {
  return {Errc::outcome_unknown, "the connection to the store broke: send the same command again", {}};
}
Refusal other_body() {
  return {Errc::other_body, "this command id was used for something else", {}};
}

struct Counted {
  explicit Counted(int& count) : count_{count} { ++count_; }
  ~Counted() { --count_; }
  Counted(const Counted&) = delete;
  Counted& operator=(const Counted&) = delete;

 private:
  int& count_;
};

struct NameOfDeadline {
  std::string operator()(const ExpireAssignment& c) const {
    return "expire " + std::string{c.assignment.view()};
  }
  std::string operator()(const MarkDue& c) const { return "due " + std::string{c.incident.view()}; }
  std::string operator()(const MarkOverdue& c) const { return "overdue " + std::string{c.incident.view()}; }
  std::string operator()(const ArchiveIncident& c) const {
    return "archive " + std::string{c.incident.view()};
  }
  std::string operator()(const EndClosure& c) const { return "open " + std::string{c.closure.view()}; }
  std::string operator()(const RegisterUnit& c) const { return "register " + std::string{c.unit.id.view()}; }
  std::string operator()(const auto&) const { return {}; }
};

std::string name_of_deadline(const CommandBody& body) {
  return std::visit(NameOfDeadline{}, body);
}

bool is_as_listed(const Unit* known, const Unit& listed) {
  return known != nullptr && known->kind == listed.kind && known->callsign == listed.callsign &&
         known->station.name == listed.station.name && known->station.where == listed.station.where;
}

}  // namespace

Desk::Desk(Parts parts) : parts_{std::move(parts)} {}

asio::awaitable<OrRefusal<LogPosition>> Desk::handle(Actor actor, std::optional<DeviceId> device,
                                                     Command command, std::string digest) {
  if (stopping_)
    co_return Refusal{Errc::stopping, "this server is stopping; nothing was lost, send it again", {}};
  if (!store_.is_up || !loaded_) co_return unavailable();
  const Counted counted{under_way_};
  const AnswerKey key{device, command.id, std::move(digest)};
  co_return co_await attempt(actor, key, command);
}

asio::awaitable<OrRefusal<LogPosition>> Desk::attempt(const Actor& actor, const AnswerKey& key,
                                                      const Command& command) {
  Refusal refusal{Errc::conflict, "others changed the same thing five times in a row: send it again", {}};
  for (int tried = 0; tried < most_attempts; ++tried) {
    const auto decided_at = position_.n;
    auto decided = decide(view_, parts_.policy, actor, command, now());
    CommitOutcome outcome;
    if (decided.has_error()) {
      // A command that is repeated must not hear "illegal step" for what it did itself the first time, and
      // none may be refused for what another node has changed meanwhile.
      refusal = decided.error();
      auto question = key;
      outcome = co_await parts_.journal.answer(std::move(question));
      if (outcome.kind == Kind::conflict && outcome.n <= decided_at) co_return refusal;
      if (outcome.kind == Kind::unknown)
        outcome.kind = Kind::unavailable;  // only asked: nothing can have happened
    } else {
      Commit commit{key, std::move(*decided)};
      outcome = co_await parts_.journal.commit(std::move(commit));
    }
    switch (outcome.kind) {
      case Kind::done:
      case Kind::repeated: {
        const bool in_view = co_await has_read(outcome.n);
        if (!in_view) co_return unknown_outcome();
        co_return LogPosition{position_.log, outcome.n};
      }
      case Kind::conflict: {
        const bool in_view = co_await has_read(outcome.n);
        if (!in_view) co_return unavailable();
        break;
      }
      case Kind::other_body: co_return other_body();
      case Kind::too_early:
        co_return Refusal{Errc::too_early, "its time has not come by the store's clock", {}};
      case Kind::unavailable: co_return unavailable();
      case Kind::unknown: co_return unknown_outcome();
    }
  }
  co_return refusal;
}

asio::awaitable<bool> Desk::has_read(std::uint64_t n) {
  if (position_.n >= n) co_return true;
  auto timer = std::make_shared<asio::steady_timer>(parts_.executor, longest_wait_for_reader);
  waiting_.emplace(n, timer);
  co_await timer->async_wait(asio::as_tuple(asio::use_awaitable));
  std::erase_if(waiting_, [&](const auto& one) { return one.second == timer; });
  co_return position_.n >= n;
}

void Desk::wake_readers() {
  for (auto it = waiting_.begin(); it != waiting_.end() && it->first <= position_.n; it = waiting_.erase(it))
    it->second->cancel();
}

bool Desk::report(const Fix& fix) {
  auto known = fix;
  known.at = std::min(known.at, now());  // a device whose clock is ahead must not look fresh for ever
  if (!view_.moved(known)) return false;
  unshared_.insert_or_assign(known.unit, known);
  if (audience_ != nullptr) audience_->reported(known);
  return true;
}

void Desk::tick() {
  if (!unshared_.empty() && store_.is_up) {
    std::vector<Fix> latest;
    for (auto& [unit, fix] : std::exchange(unshared_, {})) latest.push_back(std::move(fix));
    parts_.journal.share(std::move(latest));
  }
  if (!loaded_ || !store_.is_up || stopping_) return;
  if (!units_registered_) register_units();
  for (auto& body : due(view_, parts_.policy, quiet_until_, now()))
    if (acting_.try_emplace(name_of_deadline(body)).second)
      asio::co_spawn(parts_.executor, act(std::move(body)), asio::detached);
}

// What Siaga does by itself. Every node may find it due; the version check lets one through, and a refusal
// here only says that another was faster.
asio::awaitable<void> Desk::act(CommandBody body) {
  const auto name = name_of_deadline(body);
  Command command{parts_.new_id(), std::nullopt, std::nullopt, std::move(body)};
  co_await obey(std::move(command));
  acting_.erase(name);
}

// Arguments by name: g++ 12 destroys some temporaries of a co_await expression twice.
asio::awaitable<void> Desk::obey(Command command) {
  Actor siaga;
  std::optional<DeviceId> no_device;
  std::string no_digest;
  (void)co_await handle(std::move(siaga), no_device, std::move(command), std::move(no_digest));
}

// Asked again until it is seen to be done: the store may be readable before it can be written.
void Desk::register_units() {
  units_registered_ = true;
  for (const auto& listed : expected_units_) {
    if (is_as_listed(view_.unit(listed.id), listed)) continue;
    units_registered_ = false;
    if (acting_.try_emplace(name_of_deadline(RegisterUnit{listed})).second)
      asio::co_spawn(parts_.executor, act(RegisterUnit{listed}), asio::detached);
  }
}

void Desk::load(Loaded loaded) {
  // Positions that this node heard itself may be newer than what the store has.
  for (const auto& [id, unit] : view_.units())
    if (const auto* fix = view_.fix(id)) loaded.view.moved(*fix);
  view_ = std::move(loaded.view);
  position_ = std::move(loaded.position);
  if (!loaded_) quiet_until_ = now() + parts_.policy.quiet_after_start;
  loaded_ = true;
  wake_readers();
  register_units();
  if (audience_ != nullptr) audience_->began_anew();
}

void Desk::read(std::vector<Entry> entries) {
  for (const auto& entry : entries) {
    if (entry.n <= position_.n) continue;
    bool gap = entry.n != position_.n + 1;
    for (const auto& event : entry.events) {
      gap = gap || view_.apply(event) == View::Outcome::gap;
    }
    if (gap) {
      if (reload_) reload_();
      return;
    }
    position_.n = entry.n;
    if (audience_ != nullptr) audience_->happened(entry);
  }
  wake_readers();
}

void Desk::heard(const std::vector<Fix>& fixes) {
  for (const auto& fix : fixes) {
    if (!view_.moved(fix)) continue;
    if (audience_ != nullptr) audience_->heard(fix);
  }
}

void Desk::store_is(bool up) {
  if (store_.is_up == up && store_.since != TimePoint{}) return;
  // That nobody could be heard is not the crews' silence: they get back what it took, at most their whole
  // time.
  const bool was_away = store_.since != TimePoint{} && !store_.is_up;
  if (up && was_away && loaded_)
    quiet_until_ = std::max(
        quiet_until_, now() + std::min<milliseconds>(now() - store_.since, parts_.policy.acknowledge_within));
  store_ = {up, now()};
  if (audience_ != nullptr) audience_->store_changed(store_);
}

}  // namespace dispatch
