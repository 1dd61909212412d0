#include "dispatch/desk/desk.hpp"

#include <catch2/catch.hpp>

#include "tests/support/memory_journal.hpp"

using namespace dispatch;
using namespace tests;
using enum AssignmentState;

namespace {

// Two ambulances and a call.
struct Open : Office {
  explicit Open() {
    open();
    with_ambulance("AMB-01", 3min);
    with_ambulance("AMB-02", 6min);
    call = calls(Priority::P2);
  }
  [[nodiscard]] Command note(std::string text) { return command(NoteIncident{call, std::move(text)}); }
  [[nodiscard]] Command send(std::string_view unit) { return command(DispatchUnit{call, id(unit), {}, {}}); }
  [[nodiscard]] std::size_t notes() const { return desk.view().incident(call)->notes.size(); }

  IncidentId call;
};

// Somebody on another node writes a note, just before this node commits.
void somebody_notes(Open& here) {
  const auto note = decide(here.desk.view(), {}, operator_ayu(), here.note("also here"), here.now);
  here.journal->append(note.value());
}

}  // namespace

TEST_CASE("a command is answered with its place in the log, when this node has read it") {
  Open here;
  here.journal->hold();
  const auto answer = here.asks(operator_ayu(), here.note("second floor"));
  here.run();
  REQUIRE_FALSE(answer->said.has_value());
  REQUIRE_FALSE(here.desk.idle());
  REQUIRE(here.notes() == 0);
  here.journal->deliver();
  here.run();
  REQUIRE(answer->done());
  REQUIRE(answer->said->value() == LogPosition{"log-1", here.journal->size()});
  REQUIRE(here.notes() == 1);
  REQUIRE(here.desk.idle());
}

TEST_CASE("a command that comes again gets the same answer and changes nothing") {
  Open here;
  const auto note = here.note("second floor");
  const auto first = here.says(operator_ayu(), note);
  const auto send = here.send("AMB-01");
  const auto sent = here.says(operator_ayu(), send);
  const auto end = here.journal->size();
  REQUIRE(here.says(operator_ayu(), note).n() == first.n());
  REQUIRE(here.says(operator_ayu(), send).n() == sent.n());  // by itself it would be refused now
  REQUIRE(here.journal->size() == end);
  REQUIRE(here.notes() == 1);
}

TEST_CASE("a command's id cannot be used for something else") {
  Open here;
  const auto note = here.note("second floor");
  const auto send = here.send("AMB-01");
  REQUIRE(here.says(operator_ayu(), note, "digest of one").done());
  REQUIRE(here.says(operator_ayu(), send, "digest of one").done());
  REQUIRE(here.says(operator_ayu(), note, "digest of another").refusal() == Errc::other_body);
  REQUIRE(here.says(operator_ayu(), send, "digest of another").refusal() == Errc::other_body);
}

TEST_CASE(
    "a tablet's answers are kept, so that what it presses again after a dead zone is no fault, also when "
    "another has its id") {
  Open here;
  here.sends(here.call, "AMB-01");
  const auto tablet = id<DeviceId>("tablet-1");
  const auto job = *here.desk.view().unit(id("AMB-01"))->assignment;
  const auto crew = crew_of(id("AMB-01"));
  const auto yes = here.command(StepAssignment{job, acknowledged, {}});
  const auto off = here.command(StepAssignment{job, en_route, {}});
  const auto first = here.says(crew, yes, "1", tablet);
  REQUIRE(here.says(crew, yes, "1", tablet).n() == first.n());
  REQUIRE(here.says(crew, off, "2", tablet).done());  // by the other
  REQUIRE(here.says(crew, yes, "1", tablet).n() == first.n());
  const auto anew = here.command(StepAssignment{job, acknowledged, {}});
  REQUIRE(here.says(crew, anew, "1", tablet).refusal() == Errc::illegal_step);
}

TEST_CASE("a repeated command, too, is answered only when this node has read that far") {
  Open here;
  Office there{here, {}};
  there.open();
  there.falls_behind();
  // A console writes down a call and a note on it; then its connection breaks and it comes back on another
  // node, which has not read of the call yet.
  const auto receive = here.command(ReceiveIncident{});
  const auto note = here.command(NoteIncident{IncidentId::same_as(receive.id), "second floor"});
  REQUIRE(here.says(operator_ayu(), receive).done());
  const auto first = here.says(operator_ayu(), note);
  const auto again = there.asks(operator_ayu(), note);
  here.run();
  REQUIRE_FALSE(again->said.has_value());
  there.catches_up();
  REQUIRE(again->n() == first.n());
  REQUIRE(there.desk.position().n >= again->n());
}

TEST_CASE("what a desk said more than thirty days ago is over, and a crew's press never is") {
  Open here;
  auto note = here.note("a dog");
  note.at = here.now - std::chrono::days{30} - 1ms;
  REQUIRE(here.says(operator_ayu(), note).refusal() == Errc::too_old);
  note.at = here.now - std::chrono::days{30};
  REQUIRE(here.says(operator_ayu(), note).done());
  const auto job = here.sends(here.call, "AMB-01");
  auto press = here.command(StepAssignment{job, AssignmentState::acknowledged, {}});
  press.at = TimePoint{};
  REQUIRE(here.says(crew_of(id("AMB-01")), press).done());
}

TEST_CASE("after a failover a command waits for its own entry, not for one of that number in another log") {
  Open here;
  Office there{here, {}};
  there.open();
  here.journal->forget_all();  // a replica that had nothing yet was promoted
  there.falls_behind();
  const auto call =
      there.command(ReceiveIncident{Place{"", Town::centre(), {}, {}}, {}, triage(Priority::P1), {}});
  const auto answer = there.asks(operator_ayu(), call);
  there.run();
  REQUIRE_FALSE(answer->said.has_value());
  Loaded anew{{"log-2", 1}, {}};
  for (const auto& event : there.journal->entry(1).events) anew.view.apply(event);
  there.desk.load(std::move(anew));
  there.run();
  REQUIRE(answer->done());
  REQUIRE(answer->said->value() == LogPosition{"log-2", 1});
}

TEST_CASE("after a failover nothing is refused for what stood in the other log only") {
  Open here;
  const auto call =
      here.command(ReceiveIncident{Place{"", Town::centre(), {}, {}}, {}, triage(Priority::P1), {}});
  REQUIRE(here.says(operator_ayu(), call).done());
  int reloads = 0;
  here.desk.on_gap([&] { ++reloads; });
  here.journal->forget_all();  // a replica that had nothing yet was promoted, and the view is not loaded yet
  here.journal->log = "log-2";
  const auto again = here.asks(operator_ayu(), call);
  here.run();
  REQUIRE_FALSE(again->said.has_value());
  REQUIRE(reloads == 1);
  here.desk.load({{"log-2", 0}, {}});
  here.run();
  REQUIRE(again->done());
  REQUIRE(again->said->value() == LogPosition{"log-2", 1});
  REQUIRE(here.journal->size() == 1);
}

TEST_CASE(
    "a log that ends before what was read is another one, and is loaded before anything is decided again") {
  Open here;
  int reloads = 0;
  here.desk.on_gap([&] { ++reloads; });
  const auto end = here.journal->size();
  const auto note = here.note("a dog");
  here.journal->forget_all();
  const auto before = here.journal->asked;
  const auto answer = here.asks(operator_ayu(), note);
  here.run();
  REQUIRE(end > 0);
  REQUIRE_FALSE(answer->said.has_value());
  REQUIRE(reloads == 1);
  REQUIRE(here.journal->asked - before == 1);
  here.desk.load({{"log-2", 0}, {}});
  here.run();
  REQUIRE_FALSE(answer->said.has_value());  // the journal still says log-1: that is waited for, too
  REQUIRE(reloads == 2);
}

TEST_CASE("why the store cannot be used stands in the refusal") {
  Open here;
  here.desk.store_is(false, "a replica is missing");
  const auto refused = here.says(operator_ayu(), here.note("a dog"));
  REQUIRE(refused.refusal() == Errc::store_unavailable);
  REQUIRE(refused.said->error().message ==
          "the store cannot be used (a replica is missing); nothing was lost, send it again");
  here.desk.store_is(true);
  here.journal->loses_answers = true;
  const auto unknown = here.says(operator_ayu(), here.note("a cat"));
  REQUIRE(unknown.refusal() == Errc::outcome_unknown);
  REQUIRE(unknown.said->error().message ==
          "nobody knows whether the store has kept it: send the same command again");
}

TEST_CASE("who was overtaken decides again on what is now, and does not hear of it") {
  Open here;
  int others = 2;
  here.journal->just_before = [&] {
    if (others-- > 0) somebody_notes(here);
  };
  const auto before = here.journal->asked;
  REQUIRE(here.says(operator_ayu(), here.note("second floor")).done());
  REQUIRE(here.journal->asked - before == 3);
  REQUIRE(here.notes() == 3);
}

TEST_CASE("after being overtaken five times a command is refused, and nothing of it is done") {
  Open here;
  here.journal->just_before = [&] { somebody_notes(here); };
  const auto before = here.journal->asked;
  REQUIRE(
      here.says(operator_ayu(), here.command(TriageIncident{here.call, triage(Priority::P0)})).refusal() ==
      Errc::conflict);
  REQUIRE(here.journal->asked - before == 5);
  REQUIRE(here.desk.view().incident(here.call)->triage->priority == Priority::P2);
}

TEST_CASE("who was overtaken and now may not, hears why") {
  Open here;
  here.journal->just_before = [&, once = true]() mutable {
    if (!std::exchange(once, false)) return;
    const auto end = here.command(EndIncident{here.call, EndingKind::hoax, "children", {}});
    here.journal->append(decide(here.desk.view(), {}, operator_ayu(), end, here.now).value());
  };
  REQUIRE(here.says(operator_ayu(), here.send("AMB-01")).refusal() == Errc::incident_over);
}

namespace {

// Both at the same moment, on two nodes.
int done_of(Open& here, Office& there, CommandBody one, CommandBody other) {
  const auto first = here.asks(operator_ayu(), here.command(std::move(one)));
  const auto second = there.asks(operator_ayu(), there.command(std::move(other)));
  here.run();
  return static_cast<int>(first->done()) + static_cast<int>(second->done());
}

}  // namespace

TEST_CASE(
    "two incidents are not merged into each other, nor one into a hoax, whatever two nodes do at once") {
  Open here;
  Office there{here, {}};
  there.open();
  const auto other = here.calls(Priority::P1);
  const EndIncident into_other{here.call, EndingKind::merged, "same", other};
  const auto end =
      GENERATE(EndingKind::merged, EndingKind::hoax, EndingKind::cancelled, EndingKind::referred);
  const EndIncident away{other, end, "so",
                         end == EndingKind::merged ? std::optional{here.call} : std::nullopt};
  const bool this_way = GENERATE(true, false);
  REQUIRE((this_way ? done_of(here, there, into_other, away) : done_of(here, there, away, into_other)) == 1);
}

TEST_CASE("a unit on a patient who became an arrest in this moment is not taken away without a reason") {
  Open here;
  Office there{here, {}};
  there.open();
  const auto other = here.calls(Priority::P1);
  here.sends(here.call, "AMB-01");
  const auto arrest =
      here.asks(operator_ayu(), here.command(TriageIncident{here.call, triage(Priority::P0)}));
  const auto divert = there.asks(operator_ayu(), there.command(DispatchUnit{other, id("AMB-01"), true, {}}));
  here.run();
  REQUIRE(arrest->done());
  REQUIRE(divert->refusal() == Errc::needs_reason);
}

TEST_CASE("of two desks on two nodes that send one unit at the same moment, exactly one succeeds") {
  Open here;
  Office there{here, {}};
  there.open();
  const auto other = here.calls(Priority::P2);
  const auto first = here.asks(operator_ayu(), here.send("AMB-01"));
  const auto second =
      there.asks(operator_ayu(), there.command(DispatchUnit{other, id("AMB-01"), {}, "all the same"}));
  here.run();
  REQUIRE(first->done());
  REQUIRE(second->refusal() == Errc::unit_busy);
  REQUIRE(Town::picture_of(there.desk.view()).size() > 2);
  REQUIRE(here.desk.view().assignments().size() == 1);
  REQUIRE(there.desk.view().assignments().size() == 1);
}

TEST_CASE("with the store away a command is refused, and that nothing was lost is said") {
  Open here;
  const bool known = GENERATE(true, false);
  if (known)
    here.desk.store_is(false);
  else
    here.journal->away = true;
  const auto note = here.note("second floor");
  const auto answer = here.says(operator_ayu(), note);
  REQUIRE(answer.refusal() == Errc::store_unavailable);
  REQUIRE_THAT(answer.said->error().message, Catch::Contains("nothing was lost"));
  REQUIRE(here.says(operator_ayu(), here.command(NoteIncident{id<IncidentId>("none"), "x"})).refusal() ==
          Errc::store_unavailable);
  here.journal->away = false;
  here.desk.store_is(true);
  REQUIRE(here.says(operator_ayu(), note).done());
}

TEST_CASE("before everything is loaded nothing is decided") {
  Office here;
  here.desk.store_is(true);
  REQUIRE(here.says(operator_ayu(), ReceiveIncident{}).refusal() == Errc::store_unavailable);
  REQUIRE_FALSE(here.desk.is_loaded());
  here.open();
  REQUIRE(here.says(operator_ayu(), ReceiveIncident{}).done());
}

TEST_CASE("whose answer got lost asks again under the same id and learns what became of it") {
  Open here;
  here.journal->loses_answers = true;
  const auto note = here.note("second floor");
  REQUIRE(here.says(operator_ayu(), note).refusal() == Errc::outcome_unknown);
  here.journal->loses_answers = false;
  REQUIRE(here.says(operator_ayu(), note).done());
  REQUIRE(here.notes() == 1);
}

TEST_CASE("a server that stops takes no new commands and finishes those under way") {
  Open here;
  const auto under_way = here.asks(operator_ayu(), here.note("second floor"));
  here.io->restart();
  here.io->poll_one();
  here.desk.stop();
  REQUIRE(here.says(operator_ayu(), here.note("third floor")).refusal() == Errc::stopping);
  REQUIRE(under_way->done());
  REQUIRE(here.desk.idle());
}
