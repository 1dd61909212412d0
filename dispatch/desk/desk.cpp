#include "dispatch/desk/desk.hpp"

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <utility>

#include "dispatch/rules/command_table.hpp"
#include "dispatch/rules/decide.hpp"
#include "dispatch/rules/due.hpp"
#include "dispatch/rules/locating.hpp"
#include "dispatch/rules/sending.hpp"

namespace dispatch {
namespace {

namespace asio = boost::asio;
using Kind = CommitOutcome::Kind;

constexpr int most_attempts = 5;
// A commit's entry normally arrives within a millisecond of the commit's answer.
constexpr std::chrono::seconds longest_wait_for_reader{5};

std::string in_brackets(const std::string& reason) {
  return reason.empty() ? "" : " (" + reason + ")";
}
Refusal unavailable(const StoreState& store) {
  return {Errc::store_unavailable,
          "the store cannot be used" + in_brackets(store.reason) + "; nothing was lost, send it again",
          {}};
}
Refusal unknown_outcome(const StoreState& store) {
  return {Errc::outcome_unknown,
          "nobody knows whether the store has kept it" + in_brackets(store.reason) +
              ": send the same command again",
          {}};
}
Refusal too_old() {
  return {
      Errc::too_old, "this was said more than 30 days ago and is over: say it again if it still holds", {}};
}
Refusal exists() {
  return {Errc::already_exists, "this was done before, so long ago that its answer is not kept any more", {}};
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

std::optional<Refusal> writes_locked(const View& view, const Decision& decision) {
  for (const auto& change : decision.changes) {
    const auto id = std::visit([](const auto& one) { return std::string{one.id.view()}; }, change.after);
    if (view.is_locked(kind_of_entity(change.after), id))
      return Refusal{
          Errc::newer_version,
          id + " was written by a newer version of Siaga that this server cannot read: use another server",
          {{"id", id}}};
  }
  return std::nullopt;
}

// In a map for as long as it lives; asked for twice at once, the first one's.
template <class Map>
class Kept {
 public:
  Kept(Map& map, typename Map::key_type key, typename Map::mapped_type value)
      : map_{map}, key_{key}, is_first_{map.try_emplace(key, value).second} {}
  ~Kept() {
    if (is_first_) map_.erase(key_);
  }
  Kept(const Kept&) = delete;
  Kept& operator=(const Kept&) = delete;

 private:
  Map& map_;
  typename Map::key_type key_;
  bool is_first_;
};

std::string name_of_deadline(const CommandBody& body) {
  return std::to_string(body.index()) + " " + std::string{what_about(body)};
}

bool is_retired(const Unit& unit) {
  return unit.duty.state == DutyState::retired;
}
bool is_retired(const Facility& facility) {
  return facility.retired_at.has_value();
}

bool is_as_listed(const Facility& known, const Facility& listed) {
  return !is_retired(known) && known.name == listed.name && known.kind == listed.kind &&
         json::text_of(known.where) == json::text_of(listed.where) &&  // the log rounds it
         known.capabilities == listed.capabilities;
}
bool is_as_listed(const Unit& known, const Unit& listed) {
  return !is_retired(known) && known.kind == listed.kind && known.callsign == listed.callsign &&
         known.station.name == listed.station.name && known.station.where == listed.station.where &&
         known.equipment == listed.equipment && known.usual_crew == listed.usual_crew;
}

// As it stands in the log: what the log rounds is no difference.
bool says_the_same(const Setup& known, const Setup& read) {
  return json::text_of(known.policy) == json::text_of(read.policy) &&
         known.facilities.size() == read.facilities.size() && known.plan == read.plan &&
         json::text_of(known.posts.value_or(std::vector<Post>{})) ==
             json::text_of(read.posts.value_or(std::vector<Post>{}));
}

}  // namespace

Desk::Desk(Parts parts) : parts_{std::move(parts)} {}

asio::awaitable<OrRefusal<LogPosition>> Desk::handle(Actor actor, std::optional<DeviceId> device,
                                                     Command command, std::string digest) {
  if (stopping_)
    co_return Refusal{Errc::stopping, "this server is stopping; nothing was lost, send it again", {}};
  if (!store_.is_up || !loaded_) co_return unavailable(store_);
  const bool is_over = !is_of_units(actor.role) && command.at && now() - *command.at > answers_kept;
  if (is_over) co_return too_old();
  const Counted counted{under_way_};
  const auto key = answer_key(actor, device, command.id, std::move(digest));
  co_return co_await attempt(actor, key, command);
}

asio::awaitable<OrRefusal<LogPosition>> Desk::attempt(const Actor& actor, const AnswerKey& key,
                                                      const Command& command) {
  const Kept under_way{commands_, command.id, UnderWay{loads_, 0}};
  Refusal refusal{Errc::conflict, "others changed the same thing five times in a row: send it again", {}};
  for (int tried = 0; tried < most_attempts; ++tried) {
    const auto decided_at = position_;
    const auto loads = loads_;
    auto decided = decide(view_, policy(), actor, command, now());
    CommitOutcome outcome;
    if (decided.has_error()) {
      // A command that is repeated must not hear "illegal step" for what it did itself the first time, and
      // none may be refused for what another node has changed meanwhile.
      refusal = decided.error();
      auto question = key;
      outcome = co_await parts_.journal.answer(std::move(question));
      const bool was_up_to_date = outcome.log == decided_at.log && outcome.n <= decided_at.n;
      if (outcome.kind == Kind::conflict && was_up_to_date) co_return refusal;
      if (outcome.kind == Kind::unknown)
        outcome.kind = Kind::unavailable;  // only asked: nothing can have happened
    } else {
      if (auto locked = writes_locked(view_, *decided)) co_return *locked;
      auto commit = commit_of(key, std::move(*decided));
      if (commit.has_error()) co_return commit.error();
      outcome = co_await parts_.journal.commit(std::move(*commit));
    }
    switch (outcome.kind) {
      case Kind::done:
      case Kind::repeated: {
        const bool is_own = outcome.kind == Kind::done;
        const bool in_view = co_await has_read(outcome.n, is_own ? std::optional{command.id} : std::nullopt);
        if (!in_view) co_return unknown_outcome(store_);
        co_return LogPosition{position_.log, outcome.n};
      }
      case Kind::conflict: {
        // Whoever is ahead of the log that answers, or has the name of another, knows another: after a
        // failover numbers repeat.
        const bool is_other = outcome.log.empty() ? outcome.n <= decided_at.n : outcome.log != decided_at.log;
        const bool in_view = is_other ? co_await has_loaded_since(loads) : co_await has_read(outcome.n);
        if (!in_view) co_return unavailable(store_);
        if (is_other) refusal = unavailable(store_);
        break;
      }
      case Kind::exists: co_return exists();
      case Kind::other_body: co_return other_body();
      case Kind::too_early:
        co_return Refusal{Errc::too_early, "its time has not come by the store's clock", {}};
      case Kind::unavailable: co_return unavailable(store_);
      case Kind::unknown: co_return unknown_outcome(store_);
    }
  }
  co_return refusal;
}

asio::awaitable<bool> Desk::has_read(std::uint64_t n, std::optional<CommandId> own) {
  return reaches({n, own, {}});
}

asio::awaitable<bool> Desk::has_loaded_since(std::uint64_t loads) {
  if (loads_ == loads && reload_) reload_();
  return reaches({0, {}, loads});
}

asio::awaitable<bool> Desk::reaches(Goal goal) {
  const auto end = asio::steady_timer{parts_.executor, longest_wait_for_reader}.expiry();
  while (!is_reached(goal)) {
    const auto waiting = waiting_.emplace(waiting_.end(), Waiting{{parts_.executor, end}, goal});
    const auto [woken] = co_await waiting->timer.async_wait(asio::as_tuple(asio::use_awaitable));
    waiting_.erase(waiting);
    if (!woken) co_return is_reached(goal);
  }
  co_return true;
}

bool Desk::is_reached(const Goal& goal) const {
  if (goal.loads) return loads_ > *goal.loads;
  const auto known = goal.own ? commands_.find(*goal.own) : commands_.end();
  if (known == commands_.end())
    return position_.n >= goal.n;  // or asked twice at once, and the other was answered
  return known->second.n == goal.n || (loads_ != known->second.loads && position_.n >= goal.n);
}

void Desk::wake_readers() {
  for (auto& one : waiting_)
    if (is_reached(one.goal)) one.timer.cancel();
}

bool Desk::report(const Fix& fix) {
  if (view_.unit(fix.unit) == nullptr || is_nowhere(policy(), fix.where)) return false;
  if (!positions_.said(view_, policy(), fix, now())) return false;
  if (audience_ != nullptr) audience_->reported(*view_.fix(fix.unit));
  return true;
}

void Desk::tick() {
  if (store_.is_up && positions_.has_unshared()) parts_.journal.share(positions_.take_unshared(view_));
  if (!loaded_ || !store_.is_up || stopping_) return;
  follow_lists();
  for (auto& body : due(view_, policy(), quiet_until_, now())) begin(std::move(body));
  if (now() >= quiet_until_)
    for (auto& body : foreseen_late(view_, policy(), arrivals_)) begin(std::move(body));
  if (!plan_) return;
  for (auto& body : due_to_send(view_, policy(), *plan_, quiet_until_, now())) begin(std::move(body));
}

// What Siaga does by itself. Every node may find it due; the version check lets one through, and a refusal
// here only says that another was faster.
asio::awaitable<void> Desk::act(CommandBody body) {
  const auto name = name_of_deadline(body);
  Command command{parts_.new_id(), std::nullopt, std::nullopt, body};
  const bool is_done = co_await obey(std::move(command));
  acting_.erase(name);
  if (is_done) is_listed_now(body);
}

// Arguments by name: g++ 12 destroys some temporaries of a co_await expression twice.
asio::awaitable<bool> Desk::obey(Command command) {
  Actor siaga;
  std::optional<DeviceId> no_device;
  std::string no_digest;
  const auto said = co_await handle(std::move(siaga), no_device, std::move(command), std::move(no_digest));
  co_return said.has_value();
}

template <class T>
void Desk::Listed<T>::expect(std::vector<T> listed) {
  all.clear();
  for (auto& one : listed) all.emplace(one.id, std::move(one));
}

template <class T>
void Desk::Listed<T>::compare(const View& view, bool are_new) {
  if (are_new) to_register.clear(), to_retire.clear();
  for (const auto& [id, listed] : all) {
    const auto* known = view.find<T>(id);
    if (known == nullptr || (are_new && !is_as_listed(*known, listed))) to_register.insert(id);
  }
  if (!are_new) return;
  for (const auto& [id, known] : view.all<T>())
    if (!all.contains(id)) to_retire.insert(id);
}

template <class T>
void Desk::Listed<T>::forget_done(const View& view) {
  std::erase_if(to_register, [&](const auto& id) {
    const auto* known = view.find<T>(id);
    return known != nullptr && is_as_listed(*known, all.at(id));
  });
  std::erase_if(to_retire, [&](const auto& id) {
    const auto* known = view.find<T>(id);
    return known == nullptr || is_retired(*known);
  });
}

template <class T>
void Desk::Listed<T>::is_said(const T& one) {
  const auto listed = all.find(one.id);
  if (listed != all.end() && is_as_listed(one, listed->second)) to_register.erase(one.id);
}

void Desk::expect(Lists lists) {
  units_.expect(std::move(lists.units));
  facilities_.expect(std::move(lists.facilities));
  setup_ = std::move(lists.setup);
  lists_are_new_ = true;
}

// Said once is enough: were it said until it holds, two nodes with other lists would take turns for ever. The
// lists may have been read again meanwhile.
void Desk::is_listed_now(const CommandBody& said) {
  if (const auto* one = std::get_if<RegisterUnit>(&said)) units_.is_said(one->unit);
  if (const auto* one = std::get_if<RegisterFacility>(&said)) facilities_.is_said(one->facility);
  if (const auto* one = std::get_if<ReadSetup>(&said))
    setup_is_due_ = setup_is_due_ && !says_the_same(one->setup, *setup_);
}

void Desk::begin(CommandBody body) {
  if (acting_.try_emplace(name_of_deadline(body)).second)
    asio::co_spawn(parts_.executor, act(std::move(body)), asio::detached);
}

// Once after they were read. Later what another node reads may be newer than what is known here: then only
// what a store has lost is put back.
void Desk::compare_with_lists() {
  if (!setup_) return;
  const bool are_new = std::exchange(lists_are_new_, false);
  units_.compare(view_, are_new);
  facilities_.compare(view_, are_new);
  const auto* known = view_.setup();
  setup_is_due_ = setup_is_due_ || known == nullptr || (are_new && !says_the_same(*known, *setup_));
}

// Asked again until it is seen to be done: the store may be readable before it can be written, and a crew may
// be on duty for hours in a unit that is no longer listed.
void Desk::follow_lists() {
  if (lists_are_new_) compare_with_lists();
  units_.forget_done(view_);
  facilities_.forget_done(view_);
  const auto* known = view_.setup();
  setup_is_due_ = setup_is_due_ && (known == nullptr || !says_the_same(*known, *setup_));

  for (const auto& id : facilities_.to_register) begin(RegisterFacility{facilities_.all.at(id)});
  for (const auto& id : facilities_.to_retire) begin(RetireFacility{id});
  for (const auto& id : units_.to_register) begin(RegisterUnit{units_.all.at(id)});
  for (const auto& id : units_.to_retire) {
    const auto& unit = *view_.unit(id);
    if (unit_life::allows(unit.duty.state, DutyState::retired, unit.assignment.has_value()))
      begin(RetireUnit{id});
  }
  if (setup_is_due_) begin(ReadSetup{*setup_});
}

void Desk::load(Loaded loaded) {
  loaded.view.forget_moved_after(now());
  // Positions that this node heard itself may be newer than what the store has.
  for (const auto& [id, unit] : view_.units())
    if (const auto* fix = view_.fix(id)) loaded.view.moved(*fix, now());
  view_ = std::move(loaded.view);
  position_ = std::move(loaded.position);
  plan_.reset();  // of another board
  arrivals_.clear();
  ++loads_;
  asked_for_all_ = false;
  if (!loaded_) quiet_until_ = now() + policy().quiet_after_start;
  loaded_ = true;
  wake_readers();
  compare_with_lists();
  follow_lists();
  if (audience_ != nullptr) audience_->began_anew();
}

void Desk::read(std::vector<Entry> entries) {
  for (auto& entry : entries) {
    if (entry.n <= position_.n) continue;
    if (entry.n != position_.n + 1 || !view_.apply(entry)) return ask_for_all();
    position_.n = entry.n;
    if (!entry.events.empty() && entry.events.front().command)
      if (const auto own = commands_.find(*entry.events.front().command); own != commands_.end())
        own->second.n = entry.n;
    if (audience_ != nullptr) audience_->happened(entry);
  }
  wake_readers();
}

// Once: entries that were on their way do not fit either.
void Desk::ask_for_all() {
  if (reload_ && !std::exchange(asked_for_all_, true)) reload_();
}

void Desk::heard(const std::vector<Sighting>& sightings) {
  for (const auto& one : sightings) {
    const auto* unit = view_.unit(one.shown.unit);
    if (unit == nullptr || !positions_.heard(view_, policy(), one, now())) continue;
    if (audience_ != nullptr) audience_->heard(*view_.fix(unit->id));
  }
}

void Desk::store_is(bool up, std::string reason) {
  store_.reason = std::move(reason);
  if (store_.is_up == up && store_.since != TimePoint{}) return;
  // That nobody could be heard is not the crews' silence: they get back what it took, at most their whole
  // time.
  const bool was_away = store_.since != TimePoint{} && !store_.is_up;
  if (up && was_away && loaded_)
    quiet_until_ = std::max(
        quiet_until_, now() + std::min<milliseconds>(now() - store_.since, policy().acknowledge_within));
  store_.is_up = up;
  store_.since = now();
  if (audience_ != nullptr) audience_->store_changed(store_);
}

}  // namespace dispatch
