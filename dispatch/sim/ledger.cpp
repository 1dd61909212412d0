#include "dispatch/sim/ledger.hpp"

#include "dispatch/model/json.hpp"
#include "dispatch/model/model_json.hpp"
#include "dispatch/rules/decide.hpp"

namespace dispatch {
namespace {

// FNV-1a.
std::uint64_t mixed(std::uint64_t digest, std::string_view text) {
  for (const char c : text) digest = (digest ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return digest;
}

template <class T>
bool is_same(const T* one, const T* other) {
  return one != nullptr && other != nullptr && json::text_of(*one) == json::text_of(*other);
}

bool are_same(const View& one, const View& other) {
  bool same = true;
  for_each_type([&]<class T>(std::type_identity<T>) {
    same = same && one.all<T>().size() == other.all<T>().size();
    for (const auto& [id, entity] : one.all<T>()) same = same && is_same(&entity, other.find<T>(id));
  });
  return same;
}

bool has_its_unit(const View& view, const Assignment& job) {
  const auto* unit = view.unit(job.unit);
  const bool is_open = !assignment_life::is_finished(job.state);
  return view.incident(job.incident) != nullptr && unit != nullptr &&
         (unit->assignment == std::optional{job.id}) == is_open;
}

bool has_its_job(const View& view, const Unit& unit) {
  if (!unit.assignment) return true;
  const auto* job = view.assignment(*unit.assignment);
  return job != nullptr && job->unit == unit.id && !assignment_life::is_finished(job->state);
}

}  // namespace

Ledger::Ledger(Policy policy, std::uint64_t compare_every)
    : policy_{std::move(policy)}, compare_every_{compare_every} {}

OrRefusal<CommandId> Ledger::obey(const Actor& actor, CommandBody body, TimePoint now) {
  const auto id = CommandId::from("c-" + std::to_string(++commands_)).value();
  const Command command{id, {}, {}, std::move(body)};
  const auto decided = decide(view_, policy_, actor, command, now);
  if (decided.has_error()) return decided.error();
  write(*decided);
  check(*decided);
  return id;
}

void Ledger::write(const Decision& decision) {
  const auto text = json::text_of(decision.events);
  const auto number = decision.counter ? std::to_string(++counters_[*decision.counter]) : "";
  digest_ = mixed(digest_, text);
  auto events = read_entry(text, number);
  if (events.has_error()) return complain("cannot be read again: " + events.error().message);
  const Entry entry{history_.entries() + 1, std::move(*events)};
  for (const auto& event : entry.events)
    if (const auto unknown = what_is_unknown(event)) complain("is not read whole: " + *unknown);
  if (!view_.apply(entry)) complain("versions do not count up by one");
  history_.add(entry);
}

// What the store would hold is what the events made.
void Ledger::check(const Decision& decision) {
  for (const auto& change : decision.changes) {
    if (change.leaves) continue;
    if (const auto* job = std::get_if<Assignment>(&change.after);
        job != nullptr && !has_its_unit(view_, *job))
      complain(std::string{job->id.view()} + " and its unit do not agree");
    if (const auto* unit = std::get_if<Unit>(&change.after);
        unit != nullptr && !has_its_job(view_, *view_.unit(unit->id)))
      complain(std::string{unit->id.view()} + " has a job that is not its own");
  }
  if (entries() % compare_every_ != 0) return;
  for (const auto& change : decision.changes) {
    if (change.leaves || decision.counter) continue;
    std::visit(
        [&]<class T>(const T& made) {
          if (!is_same(&made, view_.find<T>(made.id)))
            complain(std::string{made.id.view()} + " is not what its events make of it");
        },
        change.after);
  }
  compare_all();
}

void Ledger::compare_all() {
  if (!are_same(view_, history_.view())) complain("the view is not what the log makes");
  for (const auto& [id, job] : view_.assignments())
    if (!has_its_unit(view_, job)) complain(std::string{id.view()} + " and its unit do not agree");
  for (const auto& [id, unit] : view_.units())
    if (!has_its_job(view_, unit)) complain(std::string{id.view()} + " has a job that is not its own");
}

void Ledger::complain(const std::string& what) {
  if (faults_.size() < most_faults) faults_.push_back("entry " + std::to_string(entries()) + ": " + what);
}

std::vector<std::string> Ledger::faults() const {
  auto all = faults_;
  all.insert(all.end(), history_.faults().begin(), history_.faults().end());
  return all;
}

}  // namespace dispatch
