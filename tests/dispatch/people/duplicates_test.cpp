#include "dispatch/people/duplicates.hpp"

#include "dispatch/model/phone.hpp"
#include "tests/support/town.hpp"

using namespace dispatch;
using namespace tests;

namespace {

const auto noon = TimePoint{std::chrono::hours{12}};

Incident open_call(std::string_view name, std::string place, std::optional<geo::Position> pin,
                   std::string phone) {
  Incident incident;
  incident.id = id<IncidentId>(name);
  incident.v = 1;
  incident.number = "JBR-1122-" + std::string{name};
  incident.place.text = std::move(place);
  incident.place.pin = pin;
  if (!phone.empty()) incident.caller.phone = std::move(phone);
  incident.received_at = noon;
  return incident;
}

Calling calling(std::string place, std::optional<geo::Position> pin, std::string phone) {
  Calling call;
  call.place.text = std::move(place);
  call.place.pin = pin;
  if (!phone.empty()) call.caller.phone = std::move(phone);
  return call;
}

View view_of(std::vector<Incident> incidents) {
  View view;
  for (auto& one : incidents) view.load(std::move(one));
  return view;
}

}  // namespace

TEST_CASE("a telephone is the same however its number is written") {
  REQUIRE(number_of("+62 812-3456-789") == "8123456789");
  REQUIRE(number_of("0812 3456 789") == "8123456789");
  REQUIRE(number_of("0062812.3456.789") == "8123456789");
  REQUIRE(number_of("119") == "");
  REQUIRE(number_of("tidak tahu") == "");
}

TEST_CASE("the same number calling again is a likely duplicate of its open incident") {
  const auto view = view_of(
      {open_call("one", "Baluk", {}, "0812-3456-789"), open_call("two", "Melaya", {}, "0813-000-000")});
  const auto hints = hints_for(view, calling("", {}, "+628123456789"), noon + seconds{7200});
  REQUIRE(hints.size() == 1);
  REQUIRE(hints[0].incident == id<IncidentId>("one"));
  REQUIRE(hints[0].likely);
  REQUIRE(hints[0].reasons == std::vector{HintReason::same_number});
}

TEST_CASE(
    "a call from within 250 m and half an hour is shown with its distance, one farther or later is not") {
  const auto place = at(-8.3573, 114.6185);
  const auto view = view_of({open_call("one", "", place, "")});
  const auto near = hints_for(view, calling("", at(-8.3590, 114.6185), ""), noon + seconds{600});
  REQUIRE(near.size() == 1);
  REQUIRE(near[0].away_m->count() == Approx(188).margin(1));
  REQUIRE(near[0].reasons == std::vector{HintReason::near});
  REQUIRE(hints_for(view, calling("", at(-8.3600, 114.6185), ""), noon + seconds{600}).empty());
  REQUIRE(hints_for(view, calling("", place, ""), noon + seconds{1801}).empty());
}

TEST_CASE("two uncertain places are near when their circles allow it, and count for less than two doors") {
  auto vague = open_call("one", "", at(-8.30, 114.60), "");
  vague.place.uncertainty_m = geo::Metres{600};
  const auto view = view_of({vague});
  auto call = calling("", at(-8.305, 114.60), "");
  REQUIRE(hints_for(view, call, noon).size() == 1);  // 553 m off, where 600 are allowed
  call.place.pin = at(-8.307, 114.60);               // 774 m
  REQUIRE(hints_for(view, call, noon).empty());
  call.place.uncertainty_m = geo::Metres{500};
  call.place.text = "tabrakan truk dekat jembatan Pohsanten";
  vague.place.text = "jembatan pohsanten, truk terguling";
  const auto hints = hints_for(view_of({vague}), call, noon);
  REQUIRE(hints.size() == 1);
  REQUIRE(hints[0].reasons == std::vector{HintReason::near, HintReason::same_words});
  call.place.uncertainty_m = geo::Metres{30'000};
  call.place.text = "";
  REQUIRE(hints_for(view_of({vague}), call, noon).empty());
}

TEST_CASE("the same landmark in other words and spelling is a duplicate without any pin") {
  const auto view = view_of({open_call("one", "depan Indomaret Pengambengan, motor jatuh", {}, "")});
  const auto hints = hints_for(view, calling("indomart pengambngan tolong", {}, ""), noon + seconds{300});
  REQUIRE(hints.size() == 1);
  REQUIRE(hints[0].reasons == std::vector{HintReason::same_words});
  REQUIRE(hints_for(view, calling("tolong pak cepat", {}, ""), noon).empty());
}

TEST_CASE("a complaint that goes with it adds to other evidence and is none by itself") {
  auto incident = open_call("one", "", at(-8.3573, 114.6185), "");
  incident.triage = Triage{};
  incident.triage->complaint = "kecelakaan motor, patah kaki";
  const auto view = view_of({incident});
  auto call = calling("", {}, "");
  call.complaint = "tabrak motor patah";
  REQUIRE(hints_for(view, call, noon).empty());
  call.place.pin = at(-8.3573, 114.6186);
  const auto hints = hints_for(view, call, noon);
  REQUIRE(hints.at(0).reasons == std::vector{HintReason::near, HintReason::compatible_complaint});
}

TEST_CASE("an incident that is over is no duplicate, but the same number's call before") {
  auto over = open_call("one", "Baluk", at(-8.35, 114.6), "08123456789");
  over.ending = Ending{EndingKind::hoax, "a child laughing", {}, noon, "operator Ayu"};
  const auto hints = hints_for(view_of({over}), calling("Baluk", at(-8.35, 114.6), "08123456789"), noon);
  REQUIRE(hints.size() == 1);
  REQUIRE_FALSE(hints[0].likely);
  REQUIRE(hints[0].state == IncidentState::hoax);
  REQUIRE(hints[0].reasons == std::vector{HintReason::same_number_before});
}

TEST_CASE("a call is not its own duplicate, and of many the best five are shown in a sure order") {
  std::vector<Incident> many;
  for (const auto* name : {"a", "b", "c", "d", "e", "f", "g"})
    many.push_back(open_call(name, "", {}, "08123456789"));
  auto call = calling("", {}, "08123456789");
  call.incident = id<IncidentId>("a");
  const auto hints = hints_for(view_of(many), call, noon);
  REQUIRE(hints.size() == 5);
  REQUIRE(hints[0].incident == id<IncidentId>("b"));
  REQUIRE(hints[4].incident == id<IncidentId>("f"));
}
