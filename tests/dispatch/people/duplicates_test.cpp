#include "dispatch/people/duplicates.hpp"

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

TEST_CASE(
    "two uncertain places may be the same where their circles allow it, and likely are with the same words") {
  auto vague = open_call("one", "", at(-8.30, 114.60), "");
  vague.place.uncertainty_m = geo::Metres{600};
  const auto view = view_of({vague});
  auto call = calling("", at(-8.307, 114.60), "");  // 774 m off, where 600 and 250 are allowed
  const auto possible = hints_for(view, call, noon);
  REQUIRE(possible.size() == 1);
  REQUIRE_FALSE(possible[0].likely);
  REQUIRE(possible[0].reasons == std::vector{HintReason::near});
  call.place.pin = at(-8.3078, 114.60);  // 863 m
  REQUIRE(hints_for(view, call, noon).empty());
  call.place.uncertainty_m = geo::Metres{500};
  call.place.text = "tabrakan truk dekat jembatan Pohsanten";
  vague.place.text = "jembatan pohsanten, truk terguling";
  const auto hints = hints_for(view_of({vague}), call, noon);
  REQUIRE(hints.size() == 1);
  REQUIRE(hints[0].likely);
  REQUIRE(hints[0].reasons == std::vector{HintReason::near, HintReason::same_words});
}

TEST_CASE("a place that may be anywhere in the district is likely the same as nothing") {
  auto vague = open_call("one", "", at(-8.30, 114.60), "");
  auto call = calling("", at(-8.30, 114.60), "");
  call.place.uncertainty_m = geo::Metres{30'000};
  const auto hints = hints_for(view_of({vague}), call, noon);
  REQUIRE(hints.size() == 1);
  REQUIRE_FALSE(hints[0].likely);
  REQUIRE(hints[0].score < 0.01);
}

TEST_CASE(
    "two doors within 500 m whatever their circles hide are likely the same, farther they only may be") {
  auto one = open_call("one", "", at(-8.3573, 114.6185), "");
  one.place.uncertainty_m = geo::Metres{50};
  auto call = calling("", at(-8.3598, 114.6185), "");  // 276 m
  call.place.uncertainty_m = geo::Metres{50};
  REQUIRE(hints_for(view_of({one}), call, noon).at(0).likely);
  call.place.uncertainty_m = geo::Metres{400};
  REQUIRE_FALSE(hints_for(view_of({one}), call, noon).at(0).likely);
}

TEST_CASE("words do not bring together what lies beyond both circles") {
  const auto words = GENERATE("simpang pabrik", "depan Indomaret Pengambengan", "dekat balai banjar");
  auto one = open_call("one", words, at(-8.36, 114.62), "");
  auto call = calling(words, at(-8.43, 114.62), "");  // 7.7 km
  one.place.uncertainty_m = call.place.uncertainty_m = geo::Metres{GENERATE(50.0, 400.0)};
  CAPTURE(words);
  REQUIRE(hints_for(view_of({one}), call, noon).empty());
  call.place.pin.reset();
  one.place.text = call.place.text = "depan Indomaret Pengambengan";
  REQUIRE(hints_for(view_of({one}), call, noon).size() == 1);
}

TEST_CASE("the same number from another place is shown, and not as likely the same") {
  const auto one = open_call("one", "", at(-8.36, 114.62), "081234567890");
  const auto hints = hints_for(view_of({one}), calling("", at(-8.43, 114.62), "+62 (0)812-3456-7890"), noon);
  REQUIRE(hints.size() == 1);
  REQUIRE_FALSE(hints[0].likely);
  REQUIRE(hints[0].reasons == std::vector{HintReason::same_number});
  REQUIRE(hints[0].away_m->count() == Approx(7740).margin(20));
}

TEST_CASE("two strangers with withheld numbers have nothing in common") {
  const auto* number = GENERATE("00000000", "+266696687", "1234567", "unknown");
  auto one = open_call("one", "rumah Ibu X, Gang Mawar", at(-8.36, 114.62), number);
  REQUIRE(hints_for(view_of({one}), calling("stroke", at(-8.4, 114.9), number), noon).empty());
  one.place.pin.reset();
  REQUIRE(hints_for(view_of({one}), calling("stroke", {}, number), noon).empty());
}

TEST_CASE("two strangers whose exchange hands over its own number have nothing in common") {
  const auto one = open_call("one", "rumah Ibu X, Gang Mawar", {}, "(0365) 41119");
  auto view = view_of({one});
  const auto call = calling("stroke", {}, "0365 41119");
  REQUIRE(hints_for(view, call, noon).size() == 1);
  Setup setup;
  setup.policy.nobodys_numbers = {"36541119"};
  view.load(setup);
  REQUIRE(hints_for(view, call, noon).empty());
}

TEST_CASE("what many say at the time tells nothing, what nobody else says does") {
  std::vector<Incident> calls;
  for (int i = 0; i < 60; ++i)
    calls.push_back(open_call("hoax" + std::to_string(i), "tes tes percobaan panggilan", {}, ""));
  calls.push_back(open_call("one", "perempatan Dauhwaru, toko Melati, percobaan", {}, ""));
  const auto view = view_of(std::move(calls));
  REQUIRE(hints_for(view, calling("percobaan panggilan tes", {}, ""), noon).empty());
  const auto hints = hints_for(view, calling("percobaan Perempatan Dauhwaru toko melati", {}, ""), noon);
  REQUIRE(hints.size() == 1);
  REQUIRE(hints[0].incident == id<IncidentId>("one"));
}

TEST_CASE("a word that many places of the region are named by is no likeness") {
  const std::vector<std::string> names(400, "Pabrik Garam");
  const auto place_names = counted(names, [](std::string_view) { return false; });
  const auto view = view_of({open_call("one", "pabrik garam", {}, "")});
  REQUIRE(hints_for(view, calling("pabrik garam", {}, ""), noon).size() == 1);
  REQUIRE(hints_for(view, calling("pabrik garam", {}, ""), noon, place_names).empty());
}

TEST_CASE("another house of the same street is not the same by words alone, the same house is") {
  const auto view = view_of({open_call("one", "Jl. Sudirman 12", {}, "")});
  REQUIRE(hints_for(view, calling("Jalan Sudirman no 240", {}, ""), noon).empty());
  REQUIRE(hints_for(view, calling("Jalan Sudirman no 12", {}, ""), noon).size() == 1);
}

TEST_CASE("how many are hurt, or how old, is no house number") {
  const auto view = view_of({open_call("one", "jembatan Pohsanten 2 orang", {}, "")});
  REQUIRE(hints_for(view, calling("jembatan Pohsanten, 3 korban, 70 tahun", {}, ""), noon).size() == 1);
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
