#include "dispatch/log/past_call.hpp"

#include "tests/support/town.hpp"

using namespace tests;
using namespace dispatch;

namespace {

ReceiveIncident call_of(std::optional<std::string> phone) {
  auto urgent = triage(Priority::P1);
  urgent.complaint = "sesak napas";
  return {Place{"gerbang biru", at(-8.35, 114.62), geo::Metres{150}, "gazetteer"},
          Caller{std::move(phone), "Rina"},
          urgent,
          {}};
}

// What is remembered when this call has been called off and leaves the boards.
std::optional<Remembered> after(Town& town, const ReceiveIncident& what,
                                EndingKind ending = EndingKind::hoax) {
  const auto call = town.calls(what);
  REQUIRE(town.says(operator_ayu(), EndIncident{call, ending, "nobody there", {}}).done());
  REQUIRE_FALSE(town.decision().remember);
  REQUIRE(town.says(siaga(), ArchiveIncident{call}).done());
  return town.decision().remember;
}

}  // namespace

TEST_CASE("a call that leaves the boards is remembered under its number, with its place and how it ended") {
  Town town;
  const auto kept = after(town, call_of("+62 812-3456-789"));
  REQUIRE(kept);
  REQUIRE(kept->caller == "8123456789");
  REQUIRE(kept->keep_for == std::chrono::days{365});
  const auto& call = kept->call;
  REQUIRE(call.number == "JBR-1122-042");
  REQUIRE(call.text == "gerbang biru");
  REQUIRE(call.pin == at(-8.35, 114.62));
  REQUIRE(call.uncertainty_m == geo::Metres{150});
  REQUIRE(call.complaint == "sesak napas");
  REQUIRE(call.ended == IncidentState::hoax);
}

TEST_CASE("every way in which a call ends is remembered as it was") {
  const auto [ending, state] = GENERATE(table<EndingKind, IncidentState>({
      {EndingKind::cancelled, IncidentState::cancelled},
      {EndingKind::referred, IncidentState::referred},
      {EndingKind::hoax, IncidentState::hoax},
  }));
  Town town;
  REQUIRE(after(town, call_of("0812345678"), ending)->call.ended == state);
}

TEST_CASE("an incident that was driven to is remembered as closed") {
  Town town;
  town.with_ambulance("AMB-01", 5min);
  const auto call = town.calls(call_of("0812345678"));
  town.sends(call, "AMB-01");
  for (const auto to : {AssignmentState::acknowledged, AssignmentState::on_scene, AssignmentState::cleared})
    REQUIRE(town.presses("AMB-01", to).done());
  REQUIRE(town.says(siaga(), ArchiveIncident{call}).done());
  REQUIRE(town.decision().remember->call.ended == IncidentState::closed);
}

TEST_CASE("nothing is remembered of whom nobody can call, or where the region keeps nothing") {
  Town town;
  REQUIRE_FALSE(after(town, call_of({})));
  REQUIRE_FALSE(after(town, call_of("110")));
  REQUIRE_FALSE(after(town, call_of("0812345678 / 0819876543")));  // two, and nobody knows whose
  town.policy.calls_kept = seconds{0};
  REQUIRE_FALSE(after(town, call_of("0812345678")));
}

TEST_CASE("a past call is read as it was written") {
  Town town;
  const auto call = after(town, call_of("0812345678"))->call;
  const auto text = json::text_of(call);
  PastCall again;
  json::FieldError why;
  REQUIRE(json::read(boost::json::parse(text), again, why));
  REQUIRE(json::text_of(again) == text);
}
