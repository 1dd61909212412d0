#include <catch2/catch.hpp>

#include "dispatch/log/proposals.hpp"
#include "dispatch/model/limits.hpp"
#include "tests/dispatch/rules/places.hpp"

using namespace dispatch;
using namespace tests;
using geo::Metres;

TEST_CASE("a person who sets a pin stands for it by name and time, whatever the message says of that") {
  Town town;
  const auto call = call_of_words(town);
  REQUIRE_FALSE(town.incident(call).place.confirmed_by.has_value());
  Place said{"at the blue gate", east(40), Metres{15}, "operator"};
  said.confirmed_by = "operator Somebody Else";
  said.confirmed_at = town.now() - 5h;
  town.passes(7s);
  REQUIRE(locate(town, call, said).done());
  const auto& place = town.incident(call).place;
  REQUIRE(place.confirmed_by == "operator Ayu");
  REQUIRE(place.confirmed_at == town.now());
  REQUIRE(place.text == "at the blue gate");
  REQUIRE(place.uncertainty_m == Metres{15});
  REQUIRE(place.source == "operator");

  const auto pinned = town.calls(Priority::P2);
  REQUIRE(town.incident(pinned).place.confirmed_by == "operator Ayu");
  REQUIRE(town.picture() == town.replayed());
}

TEST_CASE("a place without a pin has nobody who stands for it") {
  Town town;
  const auto call = town.calls(Priority::P2);
  REQUIRE(locate(town, call, {"somewhere in Mendoyo", {}, {}, {}}).done());
  REQUIRE_FALSE(town.incident(call).place.pin.has_value());
  REQUIRE_FALSE(town.incident(call).place.confirmed_by.has_value());
  REQUIRE_FALSE(town.incident(call).place.confirmed_at.has_value());
}

TEST_CASE("with a pin the village that it is in is kept, whatever the message says of that") {
  Town town;
  const Locality lelateng{Listed{"51.01.01.1013", "Lelateng"}, Listed{"PKM-1", "Puskesmas I Negara"}};
  const Locality other{Listed{"51.01.01.1006", "Baler Bale Agung"}, {}};
  Place said{"", east(5), {}, {}};
  said.locality = other;
  const auto call = town.calls(ReceiveIncident{said, {}, {}, {}, lelateng});
  const auto kept = [&] { return town.incident(call).place.locality; };
  REQUIRE(kept() == lelateng);
  REQUIRE(locate(town, call, {"the blue gate", east(5), {}, {}}).done());  // only other words
  REQUIRE(kept() == lelateng);
  REQUIRE(town.says(operator_ayu(), LocateIncident{call, {"", east(900), {}, {}}, {}, {}, other}).done());
  REQUIRE(kept() == other);
  REQUIRE(locate(town, call, {"", east(1800), {}, {}}).done());  // where no list says anything
  REQUIRE_FALSE(kept().has_value());
  REQUIRE(town.says(operator_ayu(), LocateIncident{call, {"", {}, {}, {}}, {}, {}, other}).done());
  REQUIRE_FALSE(kept().has_value());
  REQUIRE(town.picture() == town.replayed());
}

TEST_CASE("a phone that becomes the pin by rule brings the village that it is in") {
  Town town;
  const auto call = call_of_words(town);
  const Locality lelateng{Listed{"51.01.01.1013", "Lelateng"}, {}};
  REQUIRE(town.says(operator_ayu(), LinkIncident{call, id<LinkToken>("token-1")}).done());
  HearCaller heard{id<LinkToken>("token-1"), east(40), Metres{12}};
  heard.locality = lelateng;
  REQUIRE(town.says(caller(), heard).done());
  REQUIRE(town.incident(call).place.pin == east(40));
  REQUIRE(town.incident(call).place.locality == lelateng);
}

TEST_CASE("locating without words keeps the words that were said") {
  Town town;
  const auto call = call_of_words(town);
  const auto nothing = GENERATE("", "  \n");
  REQUIRE(locate(town, call, {nothing, east(5), {}, {}}).done());
  REQUIRE(town.incident(call).place.text == "behind the market, the blue gate");
  REQUIRE(town.incident(call).place.pin == east(5));
  const auto& event = std::get<IncidentLocated>(town.log().back().body);
  REQUIRE(event.place.text == "behind the market, the blue gate");
}

TEST_CASE("software places a pin but neither rewrites words nor confirms") {
  Town town;
  const auto call = call_of_words(town);
  REQUIRE(locate(town, call, {"Jl. Ngurah Rai 12", east(5), Metres{30}, "gazetteer"}, siaga()).done());
  const auto& place = town.incident(call).place;
  REQUIRE(place.text == "behind the market, the blue gate");
  REQUIRE(place.source == "gazetteer");
  REQUIRE_FALSE(place.confirmed_by.has_value());
}

TEST_CASE("better information proposes and changes nothing else") {
  Town town;
  const auto call = call_of_words(town);
  const auto told = propose(town, call, east(90), 60, "gazetteer");
  REQUIRE(types(told) == std::vector<std::string>{"incident.place_proposed"});
  REQUIRE_FALSE(town.incident(call).place.pin.has_value());
  REQUIRE(town.state(call) == IncidentState::triaged);
  const auto& proposals = town.incident(call).proposals;
  REQUIRE(proposals.size() == 1);
  REQUIRE(proposals.front().pin == east(90));
  REQUIRE(proposals.front().uncertainty_m == Metres{60});
  REQUIRE(proposals.front().source == "gazetteer");
  REQUIRE(proposals.front().by == "operator Ayu");
  REQUIRE(proposals.front().at == town.now());
  REQUIRE(town.picture() == town.replayed());
}

TEST_CASE("of each source and person the latest proposal is kept, and ten of all") {
  Town town;
  const auto call = call_of_words(town);
  const Actor made{Role::operator_, "Made", {}};
  REQUIRE(propose(town, call, east(1), 60, "gazetteer").done());
  REQUIRE(propose(town, call, east(2), 60, "gazetteer", made).done());
  REQUIRE(propose(town, call, east(3), 70, "gazetteer").done());
  const auto& proposals = town.incident(call).proposals;
  REQUIRE(proposals.size() == 2);
  REQUIRE(proposals.front().by == "operator Made");
  REQUIRE(proposals.back().pin == east(3));
  for (int i = 0; i < 12; ++i) REQUIRE(propose(town, call, east(4), 60, "map " + std::to_string(i)).done());
  REQUIRE(proposals.size() == 10);
  REQUIRE(proposals.front().source == "map 2");
  REQUIRE(proposals.back().source == "map 11");
}

TEST_CASE("a phone's own good position becomes the pin by rule, in the same step, and the words stay") {
  Town town;
  const auto call = call_of_words(town);
  const auto source = GENERATE("aml", "caller_link");
  const auto told = propose(town, call, east(30), 100, source);
  REQUIRE(types(told) == std::vector<std::string>{"incident.place_proposed", "incident.located"});
  REQUIRE(told.events[0].by == "operator Ayu");
  REQUIRE(told.events[1].by == "siaga");
  const auto& place = town.incident(call).place;
  REQUIRE(place.text == "behind the market, the blue gate");
  REQUIRE(place.pin == east(30));
  REQUIRE(place.uncertainty_m == Metres{100});
  REQUIRE(place.source == source);
  REQUIRE_FALSE(place.confirmed_by.has_value());
  REQUIRE(town.state(call) == IncidentState::pending);
  REQUIRE(town.decision().changes.size() == 1);
  REQUIRE(town.picture() == town.replayed());
}

TEST_CASE("what is no device's fix, or too wide, or switched off, is not accepted by rule") {
  Town town;
  const auto call = call_of_words(town);
  REQUIRE(propose(town, call, east(30), 5, "gazetteer").done());
  REQUIRE(propose(town, call, east(30), 100.5, "aml").done());
  REQUIRE_FALSE(town.incident(call).place.pin.has_value());
  town.policy.accept_device_location = Metres{0};
  REQUIRE(propose(town, call, east(30), 0, "aml").done());
  REQUIRE_FALSE(town.incident(call).place.pin.has_value());
  town.policy.accept_device_location = Metres{500};
  REQUIRE(propose(town, call, east(30), 499, "aml").done());
  REQUIRE(town.incident(call).place.pin == east(30));
}

TEST_CASE("no rule moves a pin that a person has set") {
  Town town;
  const auto call = town.calls(Priority::P1);
  REQUIRE(types(propose(town, call, east(400), 3, "aml")) ==
          std::vector<std::string>{"incident.place_proposed"});
  REQUIRE(town.incident(call).place.pin == Town::centre());

  const auto other = call_of_words(town);
  REQUIRE(propose(town, other, east(30), 50, "aml").done());
  REQUIRE(locate(town, other, {"", east(60), Metres{80}, "operator"}).done());
  REQUIRE(propose(town, other, east(31), 4, "aml").done());
  REQUIRE(town.incident(other).place.pin == east(60));
}

TEST_CASE("the rule takes what is better, and from the same source what has moved") {
  struct Row {
    const char* source;
    double radius;
    double metres;
    bool taken;
  };
  const auto row = GENERATE(values<Row>({
      {"caller_link", 39, 0, true},    // better
      {"caller_link", 40, 15, false},  // as good, and within half its radius
      {"caller_link", 40, 25, true},   // has moved
      {"caller_link", 90, 30, false},  // worse, and may not have moved
      {"caller_link", 90, 50, false},  // worse, and it may be a bad fix
      {"caller_link", 90, 500, false},
      {"caller_link", 40, 500, true},
      {"aml", 39, 0, true},     // another source, better
      {"aml", 40, 500, false},  // another source, no better
  }));
  CAPTURE(row.source, row.radius, row.metres);
  Town town;
  const auto call = call_of_words(town);
  REQUIRE(propose(town, call, east(0), 40, "caller_link").done());
  REQUIRE(propose(town, call, east(row.metres), row.radius, row.source).done());
  REQUIRE((town.incident(call).place.uncertainty_m == Metres{row.radius} &&
           town.incident(call).place.source == row.source &&
           town.incident(call).place.pin == east(row.metres)) == row.taken);
}

TEST_CASE("a pin that software set and of which nobody knows how good it is gives way to a device's fix") {
  Town town;
  const auto call = call_of_words(town);
  REQUIRE(locate(town, call, {"", east(900), {}, "gazetteer"}, siaga()).done());
  REQUIRE(propose(town, call, east(0), 90, "aml").done());
  REQUIRE(town.incident(call).place.pin == east(0));
}

TEST_CASE("nobody is at 0 N 0 E, and a proposal says where it is from") {
  Town town;
  const auto call = call_of_words(town);
  const auto nowhere = at(0, 0);
  const auto proposed = propose(town, call, nowhere, 10, "aml");
  REQUIRE(proposed.refusal() == Errc::bad_field);
  REQUIRE(proposed.detail("field") == "proposal.pin");
  const auto located_there = locate(town, call, {"", nowhere, {}, {}});
  REQUIRE(located_there.refusal() == Errc::bad_field);
  REQUIRE(located_there.detail("field") == "place.pin");
  const auto called = town.says(operator_ayu(), ReceiveIncident{Place{"", nowhere, {}, {}}, {}, {}, {}});
  REQUIRE(called.refusal() == Errc::bad_field);
  const auto from_nowhere = propose(town, call, east(0), 10, " ");
  REQUIRE(from_nowhere.refusal() == Errc::bad_field);
  REQUIRE(from_nowhere.detail("field") == "proposal.source");
  REQUIRE(propose(town, call, at(0, 114.6), 10, "aml").done());
}

TEST_CASE("nothing is proposed for an incident that is over or not there") {
  Town town;
  const auto call = call_of_words(town);
  REQUIRE(town.says(operator_ayu(), EndIncident{call, EndingKind::hoax, "laughed", {}}).done());
  REQUIRE(propose(town, call, east(0), 10, "aml").refusal() == Errc::incident_over);
  REQUIRE(propose(town, id<IncidentId>("none"), east(0), 10, "aml").refusal() == Errc::unknown_incident);
}

TEST_CASE("an incident of before there were proposals is still read") {
  Town town;
  const auto call = call_of_words(town);
  auto stored = boost::json::parse(json::text_of(town.incident(call)));
  REQUIRE(stored.get_object().erase("proposals") == 1);
  upgrade_incident(stored, 1);
  Incident back;
  back.proposals.resize(3);
  json::FieldError why;
  REQUIRE(json::read(stored, back, why));
  REQUIRE(back.proposals.empty());
  REQUIRE(json::text_of(back) == json::text_of(town.incident(call)));
}
