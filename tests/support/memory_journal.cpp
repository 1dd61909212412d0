#include "tests/support/memory_journal.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace tests {

namespace asio = boost::asio;
using namespace dispatch;

namespace {

std::string key_of(const Entity& entity) {
  return std::visit(
      [&](const auto& one) { return std::to_string(entity.index()) + std::string{one.id.view()}; }, entity);
}

Version version_of(const Entity& entity) {
  return std::visit([](const auto& one) { return one.v; }, entity);
}

asio::awaitable<void> answer_into(Desk& desk, Actor who, std::optional<DeviceId> device, Command what,
                                  std::string digest, std::shared_ptr<Office::Answer> answer) {
  auto said = co_await desk.handle(std::move(who), device, std::move(what), std::move(digest));
  answer->said.emplace(std::move(said));
}

}  // namespace

std::string MemoryJournal::name_of(const AnswerKey& key) {
  return key.device ? "device:" + std::string{key.device->view()} + ":" + key.whose
                    : "command:" + std::string{key.command.view()};
}

std::optional<CommitOutcome> MemoryJournal::answered(const AnswerKey& key) const {
  const auto known = answers_.find(name_of(key));
  if (known == answers_.end()) return std::nullopt;
  const auto answer = std::ranges::find(known->second, key.command, &Answered::command);
  if (answer == known->second.end()) return std::nullopt;
  if (answer->digest != key.digest) return CommitOutcome{Kind::other_body, 0};
  return CommitOutcome{Kind::repeated, answer->n};
}

bool MemoryJournal::remakes(const Decision& decision) const {
  return std::ranges::any_of(decision.changes, [&](const Change& change) {
    return change.expected == 0 && versions_.contains(key_of(change.after));
  });
}

bool MemoryJournal::is_as_expected(const Decision& decision) const {
  const auto version = [&](const std::string& key) {
    const auto known = versions_.find(key);
    return known == versions_.end() ? Version{0} : known->second;
  };
  return std::ranges::all_of(
             decision.changes,
             [&](const Change& change) { return version(key_of(change.after)) == change.expected; }) &&
         std::ranges::all_of(decision.rests_on, [&](const Basis& basis) {
           return version(std::to_string(static_cast<int>(basis.kind)) + basis.id) == basis.v;
         });
}

asio::awaitable<CommitOutcome> MemoryJournal::commit(Commit commit) {
  ++asked;
  co_await asio::post(executor_, asio::use_awaitable);
  if (just_before) just_before();
  if (away) co_return CommitOutcome{Kind::unavailable, 0};
  const auto outcome = try_commit(commit);
  if (loses_answers) co_return CommitOutcome{Kind::unknown, 0};
  co_return outcome;
}

CommitOutcome MemoryJournal::try_commit(const Commit& commit) {
  if (const auto before = answered(commit.answer)) return *before;
  const auto end = static_cast<std::uint64_t>(entries_.size());
  if (commit.decision.not_before && *commit.decision.not_before > now) return {Kind::too_early, end};
  if (remakes(commit.decision)) return {Kind::exists, end};
  if (!is_as_expected(commit.decision)) return {Kind::conflict, end};
  append(commit.decision, commit.entry);
  auto& answers = answers_[name_of(commit.answer)];
  answers.push_front({commit.answer.command, commit.answer.digest, end + 1});
  if (answers.size() > answers_of_device_kept) answers.pop_back();
  return {Kind::done, end + 1};
}

asio::awaitable<CommitOutcome> MemoryJournal::answer(AnswerKey key) {
  co_await asio::post(executor_, asio::use_awaitable);
  if (away) co_return CommitOutcome{Kind::unavailable, 0};
  co_return answered(key).value_or(CommitOutcome{Kind::conflict, 0, log});
}

asio::awaitable<std::optional<std::vector<PastCall>>> MemoryJournal::calls_from(std::string number) {
  co_await asio::post(executor_, asio::use_awaitable);
  if (away) co_return std::nullopt;
  const auto known = calls_.find(number);
  co_return known == calls_.end() ? std::vector<PastCall>{} : known->second;
}

void MemoryJournal::forget_all() {
  entries_.clear();
  versions_.clear();
  answers_.clear();
}

void MemoryJournal::append(const Decision& decision) {
  append(decision, json::text_of(decision.events));
}

void MemoryJournal::append(const Decision& decision, std::string entry) {
  for (const auto& change : decision.changes) versions_[key_of(change.after)] = version_of(change.after);
  const auto number = decision.counter ? std::to_string(++counters_[*decision.counter]) : "";
  entries_.push_back({std::move(entry), number});
  if (const auto& remember = decision.remember) {
    auto& calls = calls_[remember->caller];
    calls.insert(calls.begin(), remember->call);
  }
  undelivered_.push_back(entries_.size());
  if (!held_) asio::post(executor_, [this] { deliver(); });
}

void MemoryJournal::deliver() {
  held_ = false;
  for (const auto n : std::exchange(undelivered_, {}))
    for (const auto& listener : listeners_) listener(entry(n));
}

Entry MemoryJournal::entry(std::uint64_t n) const {
  const auto& text = entries_.at(n - 1);
  return {n, read_entry(text.events, text.number).value()};
}

std::optional<Errc> Office::Answer::refusal() const {
  return said && said->has_error() ? std::optional{said->error().code} : std::nullopt;
}

Office::Office(Policy policy)
    : io{std::make_shared<asio::io_context>(1)},
      journal{std::make_shared<MemoryJournal>(io->get_executor())},
      tallies{std::make_shared<MemoryTallies>(io->get_executor())},
      now{Town{}.now()},
      desk{{io->get_executor(), *journal, std::move(policy), [this] { return now; },
            [this] { return command(NoteIncident{}).id; }}},
      name_{"a"} {
  journal->listen([this](Entry entry) {
    if (reads_) desk.read({std::move(entry)});
  });
}

Office::Office(Office& other, Policy policy)
    : io{other.io},
      journal{other.journal},
      tallies{other.tallies},
      now{other.now},
      desk{{io->get_executor(), *journal, std::move(policy), [this] { return now; },
            [this] { return command(NoteIncident{}).id; }}},
      name_{other.name_ + "b"} {
  journal->listen([this](Entry entry) {
    if (reads_) desk.read({std::move(entry)});
  });
}

Command Office::command(CommandBody what) {
  return {id<CommandId>(name_ + "-" + std::to_string(++commands_)), {}, {}, std::move(what)};
}

void Office::run() {
  io->restart();
  io->poll();
}

std::shared_ptr<Office::Answer> Office::asks(const Actor& who, const Command& what, std::string digest,
                                             std::optional<DeviceId> device) {
  auto answer = std::make_shared<Answer>();
  asio::co_spawn(*io, answer_into(desk, who, device, what, std::move(digest), answer), asio::detached);
  return answer;
}

Office::Answer Office::says(const Actor& who, const Command& what, std::string digest,
                            std::optional<DeviceId> device) {
  const auto answer = asks(who, what, std::move(digest), device);
  run();
  return *answer;
}

Office::Answer Office::says(const Actor& who, CommandBody what) {
  return says(who, command(std::move(what)));
}

// A node that starts later reads the log from its beginning.
void Office::open() {
  Loaded nothing;
  nothing.position.log = journal->log;
  desk.load(std::move(nothing));
  desk.store_is(true);
  catches_up();
}

void Office::catches_up() {
  reads_ = true;
  std::vector<Entry> so_far;
  for (std::uint64_t n = 1; n <= journal->size(); ++n) so_far.push_back(journal->entry(n));
  desk.read(std::move(so_far));
  run();
}

void Office::with_ambulance(std::string_view name, std::chrono::minutes away) {
  Unit unit;
  unit.id = id(name);
  unit.station = {"Station", Town{}.away(away)};
  REQUIRE(says(siaga(), RegisterUnit{unit}).done());
  REQUIRE(says(siaga(), ChangeDuty{unit.id, DutyState::on, {}, {}, {}}).done());
  REQUIRE(desk.report({unit.id, unit.station.where, now, {}, {}, {}, {}}));
}

IncidentId Office::calls(Priority priority) {
  const auto what = command(ReceiveIncident{Place{"", Town::centre(), {}, {}}, {}, triage(priority), {}});
  REQUIRE(says(operator_ayu(), what).done());
  return IncidentId::same_as(what.id);
}

AssignmentId Office::sends(const IncidentId& incident, std::string_view unit) {
  const auto what = command(DispatchUnit{incident, id(unit), {}, {}});
  REQUIRE(says(operator_ayu(), what).done());
  return AssignmentId::same_as(what.id);
}

Office::Answer Office::presses(std::string_view unit, AssignmentState to, std::string_view reason) {
  const auto job = desk.view().unit(id(unit))->assignment.value();
  return says(crew_of(id(unit)), StepAssignment{job, to, std::string{reason}});
}

}  // namespace tests
