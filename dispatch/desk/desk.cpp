#include "dispatch/desk/desk.hpp"

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "dispatch/rules/command_table.hpp"
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
class Listed {
 public:
  Listed(Map& map, typename Map::key_type key, typename Map::mapped_type value)
      : map_{map}, key_{key}, is_first_{map.try_emplace(key, value).second} {}
  ~Listed() {
    if (is_first_) map_.erase(key_);
  }
  Listed(const Listed&) = delete;
  Listed& operator=(const Listed&) = delete;

 private:
  Map& map_;
  typename Map::key_type key_;
  bool is_first_;
};

std::string name_of_deadline(const CommandBody& body) {
  return std::to_string(body.index()) + " " + std::string{what_about(body)};
}

bool is_as_listed(const Unit& known, const Unit& listed) {
  return known.duty.state != DutyState::retired && known.kind == listed.kind &&
         known.callsign == listed.callsign && known.station.name == listed.station.name &&
         known.station.where == listed.station.where;
}

// As it stands in the log: what the log rounds is no difference.
bool says_the_same(const Setup& known, const Setup& read) {
  return json::text_of(known.policy) == json::text_of(read.policy) &&
         json::text_of(known.facilities) == json::text_of(read.facilities);
}

}  // namespace

Desk::Desk(Parts parts) : parts_{std::move(parts)} {}

asio::awaitable<OrRefusal<LogPosition>> Desk::handle(Actor actor, std::optional<DeviceId> device,
                                                     Command command, std::string digest) {
  if (stopping_)
    co_return Refusal{Errc::stopping, "this server is stopping; nothing was lost, send it again", {}};
  if (!store_.is_up || !loaded_) co_return unavailable();
  const bool is_over = !is_of_units(actor.role) && command.at && now() - *command.at > answers_kept;
  if (is_over) co_return too_old();
  const Counted counted{under_way_};
  const AnswerKey key{device, command.id, std::move(digest), answer_kept_for(actor.role, device)};
  co_return co_await attempt(actor, key, command);
}

asio::awaitable<OrRefusal<LogPosition>> Desk::attempt(const Actor& actor, const AnswerKey& key,
                                                      const Command& command) {
  const Listed under_way{commands_, command.id, UnderWay{loads_, 0}};
  Refusal refusal{Errc::conflict, "others changed the same thing five times in a row: send it again", {}};
  for (int tried = 0; tried < most_attempts; ++tried) {
    const auto decided_at = position_.n;
    auto decided = decide(view_, policy(), actor, command, now());
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
        if (!in_view) co_return unknown_outcome();
        co_return LogPosition{position_.log, outcome.n};
      }
      case Kind::conflict: {
        const bool in_view = co_await has_read(outcome.n);
        if (!in_view) co_return unavailable();
        break;
      }
      case Kind::exists: co_return exists();
      case Kind::other_body: co_return other_body();
      case Kind::too_early:
        co_return Refusal{Errc::too_early, "its time has not come by the store's clock", {}};
      case Kind::unavailable: co_return unavailable();
      case Kind::unknown: co_return unknown_outcome();
    }
  }
  co_return refusal;
}

asio::awaitable<bool> Desk::has_read(std::uint64_t n, std::optional<CommandId> own) {
  const auto end = asio::steady_timer{parts_.executor, longest_wait_for_reader}.expiry();
  while (!is_read(n, own)) {
    const auto waiting = waiting_.emplace(waiting_.end(), Waiting{{parts_.executor, end}, n, own});
    const auto [woken] = co_await waiting->timer.async_wait(asio::as_tuple(asio::use_awaitable));
    waiting_.erase(waiting);
    if (!woken) co_return is_read(n, own);
  }
  co_return true;
}

bool Desk::is_read(std::uint64_t n, const std::optional<CommandId>& own) const {
  const auto known = own ? commands_.find(*own) : commands_.end();
  if (known == commands_.end())
    return position_.n >= n;  // or asked twice at once, and the other was answered
  return known->second.n == n || (loads_ != known->second.loads && position_.n >= n);
}

void Desk::wake_readers() {
  for (auto& one : waiting_)
    if (is_read(one.n, one.own)) one.timer.cancel();
}

bool Desk::report(const Fix& fix) {
  if (view_.unit(fix.unit) == nullptr) return false;
  const auto taken = device_clocks_.taken(fix, now());
  auto known = fix;
  known.at = taken.at;
  known.clock_is_wrong = taken.clock_is_wrong ? std::optional{true} : std::nullopt;
  if (!view_.moved(known, now())) return false;
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
  follow_lists();
  for (auto& body : due(view_, policy(), quiet_until_, now())) begin(std::move(body));
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

void Desk::expect(Lists lists) {
  listed_.clear();
  for (auto& unit : lists.units) listed_.emplace(unit.id, std::move(unit));
  setup_ = std::move(lists.setup);
  lists_are_new_ = true;
}

// Said once is enough: were it said until it holds, two nodes with other lists would take turns for ever. The
// lists may have been read again meanwhile.
void Desk::is_listed_now(const CommandBody& said) {
  if (const auto* one = std::get_if<RegisterUnit>(&said)) {
    const auto listed = listed_.find(one->unit.id);
    if (listed != listed_.end() && is_as_listed(one->unit, listed->second)) to_register_.erase(one->unit.id);
  }
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
  if (are_new) to_register_.clear(), to_retire_.clear();
  for (const auto& [id, listed] : listed_) {
    const auto* known = view_.unit(id);
    if (known == nullptr || (are_new && !is_as_listed(*known, listed))) to_register_.insert(id);
  }
  for (const auto& [id, unit] : view_.units())
    if (are_new && !listed_.contains(id)) to_retire_.insert(id);
  const auto* known = view_.setup();
  setup_is_due_ = setup_is_due_ || known == nullptr || (are_new && !says_the_same(*known, *setup_));
}

// Asked again until it is seen to be done: the store may be readable before it can be written, and a crew may
// be on duty for hours in a unit that is no longer listed.
void Desk::follow_lists() {
  if (lists_are_new_) compare_with_lists();
  std::erase_if(to_register_, [&](const UnitId& id) {
    const auto* known = view_.unit(id);
    return known != nullptr && is_as_listed(*known, listed_.at(id));
  });
  std::erase_if(to_retire_, [&](const UnitId& id) {
    const auto* known = view_.unit(id);
    return known == nullptr || known->duty.state == DutyState::retired;
  });
  const auto* known = view_.setup();
  setup_is_due_ = setup_is_due_ && (known == nullptr || !says_the_same(*known, *setup_));

  for (const auto& id : to_register_) begin(RegisterUnit{listed_.at(id)});
  for (const auto& id : to_retire_) {
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
  ++loads_;
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
    bool gap = entry.n != position_.n + 1;
    for (const auto& event : entry.events) {
      gap = gap || view_.apply(event) == View::Outcome::gap;
    }
    if (gap) {
      if (reload_) reload_();
      return;
    }
    for (const auto& entity : entry.renewed) view_.renew(entity);
    for (const auto& entity : entry.left) view_.leave(entity);
    for (const auto& entity : entry.locked) view_.lock(entity);
    position_.n = entry.n;
    if (!entry.events.empty() && entry.events.front().command)
      if (const auto own = commands_.find(*entry.events.front().command); own != commands_.end())
        own->second.n = entry.n;
    if (audience_ != nullptr) audience_->happened(entry);
  }
  wake_readers();
}

void Desk::heard(const std::vector<Fix>& fixes) {
  for (const auto& fix : fixes) {
    if (!view_.moved(fix, now())) continue;
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
        quiet_until_, now() + std::min<milliseconds>(now() - store_.since, policy().acknowledge_within));
  store_ = {up, now()};
  if (audience_ != nullptr) audience_->store_changed(store_);
}

}  // namespace dispatch
