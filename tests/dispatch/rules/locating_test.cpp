#include "dispatch/rules/locating.hpp"

#include <catch2/catch.hpp>

#include "tests/dispatch/rules/places.hpp"

using namespace dispatch;
using namespace tests;
using geo::Metres;

TEST_CASE("a phone far outside the region is proposed with the distance, and is no pin whatever it answers") {
  Phone phone;
  const auto answer = GENERATE(std::optional<bool>{}, std::optional{true}, std::optional{false});
  REQUIRE_FALSE(phone.is_taken(jakarta(), answer));
  REQUIRE_FALSE(phone.town.incident(phone.call).place.pin.has_value());
  REQUIRE(phone.last().outside_m->count() == Approx(849'000).margin(10'000));
  REQUIRE(phone.last().with_patient == answer);
  REQUIRE(phone.town.picture() == phone.town.replayed());
  REQUIRE(phone.is_taken(east(10)));
}

TEST_CASE("just across the border people call, too") {
  Phone phone;
  REQUIRE(phone.is_taken(east(49'000)));
  Phone other;
  REQUIRE_FALSE(other.is_taken(east(51'000)));
}

TEST_CASE("a phone far from the place that was said is a pin only when its owner is with the patient") {
  Phone phone;
  phone.said = {{east(25'000), Metres{3000}}};
  const auto [metres, answer, taken] =
      GENERATE(table<double, std::optional<bool>, bool>({{0, {}, false},
                                                         {0, true, true},
                                                         {0, false, false},
                                                         {19'900, {}, false},
                                                         {20'100, {}, true},
                                                         {25'000, {}, true},
                                                         {25'000, false, false}}));
  CAPTURE(metres);
  REQUIRE(phone.is_taken(east(metres), answer) == taken);
  REQUIRE(phone.last().from_said_m.has_value() == (metres < 20'000));
}

namespace {

// The desk's form with other words and the pin as it stands, to five decimals.
Told says_words(Phone& phone, const std::string& words, std::vector<SaidPlace> named,
                std::optional<bool> confirm = {}) {
  auto place = phone.town.incident(phone.call).place;
  place.text = words;
  if (place.pin)
    place.pin = at(std::round(place.pin->lat() * 1e5) / 1e5, std::round(place.pin->lon() * 1e5) / 1e5);
  place.source = "operator";
  LocateIncident what{phone.call, place, confirm};
  what.said = std::move(named);
  return phone.town.says(operator_ayu(), what);
}

const std::vector<SaidPlace> in_melaya{{east(25'000), Metres{3000}}};

}  // namespace

TEST_CASE("words that come after the phone and name a place far from it make its pin a proposal again") {
  Phone phone;
  REQUIRE(phone.is_taken(east(0)));
  REQUIRE(types(says_words(phone, "he fell at home in Melaya", in_melaya)) ==
          std::vector<std::string>{"incident.place_proposed", "incident.located"});
  const auto& incident = phone.town.incident(phone.call);
  REQUIRE(incident.place.text == "he fell at home in Melaya");
  REQUIRE_FALSE(incident.place.pin.has_value());
  REQUIRE_FALSE(incident.place.uncertainty_m.has_value());
  REQUIRE(phone.last().pin == east(0));
  REQUIRE(phone.last().by == "caller");
  REQUIRE(phone.last().from_said_m->count() == Approx(25'000).margin(100));
  REQUIRE(phone.town.picture() == phone.town.replayed());

  phone.said = in_melaya;
  REQUIRE_FALSE(phone.is_taken(east(1), {}, 5));
  REQUIRE(phone.is_taken(east(2), true, 5));
}

TEST_CASE("a phone's pin whose later fixes were worse is the proposal that other words leave") {
  Phone phone;
  REQUIRE(phone.is_taken(east(0)));
  REQUIRE_FALSE(phone.is_taken(east(900), {}, 90));
  REQUIRE(says_words(phone, "in Melaya", in_melaya).done());
  REQUIRE(phone.last().pin == east(0));
  REQUIRE(phone.last().uncertainty_m == Metres{13});
}

TEST_CASE("a pin that comes back with other words keeps its source, and nobody stands for it by that") {
  Phone phone;
  REQUIRE(phone.is_taken(east(3)));
  REQUIRE(says_words(phone, "behind the market", {{east(0), Metres{1000}}}).done());
  const auto& place = phone.town.incident(phone.call).place;
  REQUIRE(place.text == "behind the market");
  REQUIRE(place.pin == east(3));
  REQUIRE(place.source == "caller_link");
  REQUIRE(place.uncertainty_m == Metres{13});
  REQUIRE_FALSE(place.confirmed_by.has_value());
  REQUIRE(phone.is_taken(east(5), {}, 6));
}

TEST_CASE("a pin that comes back and is confirmed is a person's, wherever the words are") {
  Phone phone;
  REQUIRE(phone.is_taken(east(0)));
  REQUIRE(says_words(phone, "in Melaya, she says the phone is right", in_melaya, true).done());
  const auto& place = phone.town.incident(phone.call).place;
  REQUIRE(place.pin == east(0));
  REQUIRE(place.source == "caller_link");
  REQUIRE(place.confirmed_by == "operator Ayu");
  REQUIRE(place.confirmed_at == phone.town.now());
}

TEST_CASE("who stood for a pin goes on standing for it when another person changes the words") {
  Phone phone;
  REQUIRE(locate(phone.town, phone.call, {"", east(0), Metres{40}, "operator"}).done());
  const auto since = phone.town.now();
  phone.town.passes(60s);
  auto place = phone.town.incident(phone.call).place;
  place.text = "the second gate";
  REQUIRE(locate(phone.town, phone.call, place, {Role::operator_, "Made", {}}).done());
  const auto& now = phone.town.incident(phone.call).place;
  REQUIRE(now.text == "the second gate");
  REQUIRE(now.confirmed_by == "operator Ayu");
  REQUIRE(now.confirmed_at == since);
}

TEST_CASE("a caller who said to be with the patient is believed whatever the words name") {
  Phone phone;
  REQUIRE(phone.is_taken(east(0), true));
  REQUIRE(says_words(phone, "in Melaya", in_melaya).done());
  REQUIRE(phone.town.incident(phone.call).place.pin == east(0));
}

TEST_CASE("words that are put right speak against a phone's proposal no more") {
  Phone phone;
  phone.said = in_melaya;
  REQUIRE_FALSE(phone.is_taken(east(0)));
  REQUIRE(phone.last().from_said_m.has_value());
  REQUIRE(says_words(phone, "in Mendoyo, not Melaya", {{east(0), Metres{3000}}}).done());
  REQUIRE_FALSE(phone.last().from_said_m.has_value());
}

TEST_CASE("a fix that was held against words which have changed meanwhile is proposed only") {
  Phone phone;
  HearCaller fix{phone.token, east(0), Metres{13}};
  fix.said_in = "";
  REQUIRE(types(phone.town.says(caller(), fix)) == std::vector<std::string>{"incident.place_proposed"});
  fix.said_in = phone.town.incident(phone.call).place.text;
  REQUIRE(phone.town.says(caller(), fix).done());
  REQUIRE(phone.town.incident(phone.call).place.pin == east(0));
}

TEST_CASE("where words name two places, being near one of them does not say at which the patient is") {
  Phone phone;
  phone.said = {{east(25'000), Metres{3000}}, {east(0), Metres{1000}}};
  REQUIRE_FALSE(phone.is_taken(east(10)));
  REQUIRE(phone.last().from_said_m->count() == Approx(25'000).margin(100));
}

TEST_CASE("a pin that software read out of words counts as a place that was said") {
  Town town;
  const auto call = call_of_words(town);
  REQUIRE(locate(town, call, {"", east(20'000), Metres{3000}, "gazetteer"}, siaga()).done());
  REQUIRE(propose(town, call, east(0), 20, "aml").done());
  REQUIRE(town.incident(call).place.pin == east(20'000));
  REQUIRE(propose(town, call, east(18'000), 20, "aml").done());
  REQUIRE(town.incident(call).place.pin == east(18'000));
}

TEST_CASE("an operator's own proposal is not examined: people know what they mean") {
  Phone phone;
  REQUIRE(propose(phone.town, phone.call, jakarta(), 20, "operator").done());
  REQUIRE_FALSE(phone.last().outside_m.has_value());
}

TEST_CASE(
    "a worse fix does not replace a better one, wherever it is, and an older one of its source neither") {
  Phone phone;
  REQUIRE(phone.is_taken(east(0)));
  REQUIRE_FALSE(phone.is_taken(east(60), {}, 88));
  REQUIRE_FALSE(phone.is_taken(east(500), {}, 84));
  REQUIRE_FALSE(phone.is_taken(east(500), {}, 14));
  REQUIRE(phone.is_taken(east(500), {}, 13));
  REQUIRE(phone.is_taken(east(520), {}, 9));

  auto& town = phone.town;
  town.passes(60s);
  const auto other = call_of_words(town);
  REQUIRE(propose(town, other, east(0), 20, "aml").done());
  const ProposePlace older{other, {east(300), Metres{5}, "aml", {}}};
  town.passes(10s);
  REQUIRE(town.says(operator_ayu(), older, town.now() - 30s).done());
  REQUIRE(town.incident(other).place.pin == east(0));
}
