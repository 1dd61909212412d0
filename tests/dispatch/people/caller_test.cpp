#include "dispatch/people/caller.hpp"

#include <catch2/catch.hpp>

#include "dispatch/rules/caller_link.hpp"
#include "tests/support/town.hpp"

using namespace dispatch;
using namespace tests;
using enum AssignmentState;
using geo::Metres;

namespace {

geo::Position north(double metres) {
  return at(Town::centre().lat() + metres / 110'600, Town::centre().lon());
}

// A call that is known by words only, and its caller with the link in hand.
struct Story {
  Town town;
  IncidentId call;
  LinkToken token = id<LinkToken>("abcdefghijklmnopqrst_1");

  Story() {
    town.with_ambulance("AMB-01", 5min).with_ambulance("AMB-02", 9min);
    call = town.calls(ReceiveIncident{Place{"by the river", {}, {}, {}}, {}, triage(Priority::P1), {}});
    REQUIRE(link(token).done());
  }
  Told link(LinkToken with, const Actor& who = operator_ayu()) {
    return town.says(who, LinkIncident{call, with});
  }
  [[nodiscard]] bool is_good(const LinkToken& with) const {
    return incident_of_link(town.view(), with, town.now()) != nullptr;
  }
  [[nodiscard]] bool is_good() const { return is_good(token); }
  // The phone says where it is; nothing when that adds nothing.
  std::optional<Told> says(geo::Position where, double accuracy, std::optional<TimePoint> made = {},
                           std::optional<bool> with_patient = {}) {
    const auto asked = heard(town.incident(call), {where, Metres{accuracy}, made, with_patient},
                             town.command(NoteIncident{}).id, town.now());
    return asked ? std::optional{town.says(caller(), *asked)} : std::nullopt;
  }
  [[nodiscard]] const Proposal& last() const { return town.incident(call).proposals.back(); }
  [[nodiscard]] CallerState state() const {
    const auto arrivals = Arrivals{}.update(town.view(), town.policy, TravelTimes{town.policy}, town.now());
    return caller_state(town.view(), arrivals, town.incident(call), town.now());
  }
  [[nodiscard]] std::string text() const { return text_of(state(), "Kabupaten Jembrana", town.now()); }
};

}  // namespace

TEST_CASE("a link is good for half an hour from when the server made it") {
  Story story;
  const auto& link = *story.town.incident(story.call).link;
  REQUIRE(link.token == story.token);
  REQUIRE(link.made_by == "operator Ayu");
  REQUIRE(link.made_at == story.town.now());
  REQUIRE(link.expires_at == story.town.now() + 30min);
  REQUIRE(story.is_good());
  story.town.passes(30min - 1ms);
  REQUIRE(story.is_good());
  story.town.passes(1ms);
  REQUIRE_FALSE(story.is_good());
  REQUIRE(story.town.says(caller(), HearCaller{story.token, north(5), Metres{9}}).refusal() ==
          Errc::incident_over);
  REQUIRE(story.town.picture() == story.town.replayed());
}

TEST_CASE("a link that was asked for while the desk was cut off counts from when it is made") {
  Story story;
  story.town.policy.caller_link = 60s;
  const auto before = story.town.now() - 100s;
  REQUIRE(story.town.says(operator_ayu(), LinkIncident{story.call, id<LinkToken>("later")}, before).done());
  REQUIRE(story.town.incident(story.call).link->expires_at == story.town.now() + 60s);
}

TEST_CASE("a new link takes the place of the old, and one that is ended is good no more") {
  Story story;
  const auto second = id<LinkToken>("abcdefghijklmnopqrst_2");
  REQUIRE(story.link(second).done());
  REQUIRE_FALSE(story.is_good());
  REQUIRE(story.town.view().linked(story.token) == nullptr);
  REQUIRE(story.is_good(second));
  REQUIRE(story.town.says(operator_ayu(), UnlinkIncident{story.call}).done());
  REQUIRE_FALSE(story.is_good(second));
  REQUIRE_FALSE(story.town.incident(story.call).link.has_value());
  const auto again = story.town.says(operator_ayu(), UnlinkIncident{story.call});
  REQUIRE(again.refusal() == Errc::illegal_step);
  REQUIRE(story.town.picture() == story.town.replayed());
}

TEST_CASE("a link ends with its incident, and does not come back with it") {
  Story story;
  REQUIRE(story.town.says(operator_ayu(), EndIncident{story.call, EndingKind::cancelled, "well", {}}).done());
  REQUIRE_FALSE(story.is_good());
  REQUIRE(story.link(id<LinkToken>("other")).refusal() == Errc::incident_over);
  REQUIRE(story.town.says(operator_ayu(), ReopenIncident{story.call, "not well"}).done());
  REQUIRE_FALSE(story.is_good());
}

TEST_CASE("a link ends when the unit is done, also if the incident is opened again") {
  Story story;
  story.town.sends(story.call, "AMB-01");
  for (const auto to : {acknowledged, en_route, on_scene}) {
    REQUIRE(story.town.presses("AMB-01", to).done());
    REQUIRE(story.is_good());
  }
  REQUIRE(story.town.presses("AMB-01", cleared).done());
  REQUIRE_FALSE(story.is_good());
  REQUIRE(story.state().status == Help::over);
  REQUIRE(story.town.says(operator_ayu(), ReopenIncident{story.call, "called again"}).done());
  REQUIRE_FALSE(story.is_good());
}

TEST_CASE("an incident that left the boards takes its token with it") {
  Story story;
  story.town.sends(story.call, "AMB-01");
  for (const auto to : {en_route, on_scene, cleared}) REQUIRE(story.town.presses("AMB-01", to).done());
  REQUIRE(story.town.view().linked(story.token) != nullptr);
  REQUIRE(story.town.says(siaga(), ArchiveIncident{story.call}).done());
  REQUIRE(story.town.view().linked(story.token) == nullptr);
}

TEST_CASE("a token leads to its incident also in a view that was loaded from the store") {
  const Story story;
  View loaded;
  loaded.load(story.town.incident(story.call));
  REQUIRE(loaded.linked(story.token)->id == story.call);
  auto later = story.town.incident(story.call);
  later.link->token = id<LinkToken>("other");
  loaded.load(later);
  REQUIRE(loaded.linked(story.token) == nullptr);
  REQUIRE(loaded.linked(id<LinkToken>("other"))->id == story.call);
}

TEST_CASE("without a token from outside no link is made, and not for nothing") {
  Story story;
  REQUIRE(story.link({}).refusal() == Errc::failed);
  REQUIRE(story.town.says(operator_ayu(), LinkIncident{id<IncidentId>("none"), story.token}).refusal() ==
          Errc::unknown_incident);
  REQUIRE(story.is_good());
}

TEST_CASE("a phone that says to be exact to 0 m does not know how exact it is") {
  Story story;
  REQUIRE(story.says(north(0), 0)->done());
  REQUIRE(story.last().uncertainty_m == Metres{100});
  REQUIRE(story.says(north(30), 20)->done());
  REQUIRE(story.town.incident(story.call).place.uncertainty_m->count() == Approx(17.54));
}

TEST_CASE("the phone's position is proposed with our radius, and the first good one is the pin") {
  Story story;
  story.town.passes(20s);
  const auto made = story.town.now() - 3s;
  const auto told = story.says(north(12), 100, made);
  REQUIRE(told.has_value());
  REQUIRE(told->events.size() == 2);
  REQUIRE(told->events[0].by == "caller");
  REQUIRE(told->events[0].at == made);
  REQUIRE(told->events[0].recorded == story.town.now());
  REQUIRE(told->events[1].by == "siaga");
  REQUIRE(story.last().source == "caller_link");
  REQUIRE(story.last().by == "caller");
  REQUIRE(story.last().at == made);
  REQUIRE(story.last().uncertainty_m.count() == Approx(87.7));
  const auto& place = story.town.incident(story.call).place;
  REQUIRE(place.text == "by the river");
  REQUIRE(place.source == "caller_link");
  REQUIRE(geo::distance(*place.pin, north(12)) < Metres{0.01});
}

TEST_CASE("a phone's clock that cannot be right is not believed, and nobody is lost for it") {
  Story story;
  story.town.passes(60s);
  const auto link_made = story.town.incident(story.call).link->made_at;
  const auto [claimed, believed] = GENERATE(table<milliseconds, bool>(
      {{-1h, false}, {-1ms, false}, {0ms, true}, {60s, true}, {60s + 1ms, false}, {9h, false}}));
  CAPTURE(claimed.count());
  REQUIRE(story.says(north(12), 50, link_made + claimed).has_value());
  REQUIRE(story.last().at == (believed ? link_made + claimed : story.town.now()));
  REQUIRE(story.says(north(200), 50, TimePoint{}).has_value());
}

TEST_CASE("a phone that is late by its clock is heard, and time does not go back") {
  Story story;
  story.town.passes(60s);
  REQUIRE(story.says(north(0), 50, story.town.now()).has_value());
  const auto first = story.last().at;
  REQUIRE(story.says(north(300), 50, story.town.now() - 20s).has_value());
  REQUIRE(story.last().at == first);
}

TEST_CASE("a fix that adds nothing changes nothing") {
  struct Row {
    double metres;
    double accuracy;
    milliseconds later;
    bool heard;
  };
  const auto row = GENERATE(values<Row>({
      {0, 40, 2s, false},
      {0, 32, 2s, true},     // a fifth better
      {0, 33, 2s, false},    // less than that
      {17, 40, 2s, false},   // within half its radius: 40 m of the browser are 35 m of ours
      {18, 40, 2s, true},    // beyond
      {10.2, 15, 2s, true},  // better anyway
      {0, 400, 14'999ms, false},
      {0, 400, 15s, true},  // worse, but the last one is old
  }));
  CAPTURE(row.metres, row.accuracy, row.later.count());
  Story story;
  REQUIRE(story.says(north(0), 40).has_value());
  story.town.passes(row.later);
  const auto before = story.town.log().size();
  REQUIRE(story.says(north(row.metres), row.accuracy).has_value() == row.heard);
  REQUIRE((story.town.log().size() > before) == row.heard);
}

TEST_CASE("ten metres are no move, however good the fix") {
  Story story;
  REQUIRE(story.says(north(0), 5).has_value());
  REQUIRE_FALSE(story.says(north(9.9), 5).has_value());
  REQUIRE(story.says(north(10.1), 5).has_value());
}

TEST_CASE("the fix of an earlier link is not taken for one of this") {
  Story story;
  REQUIRE(story.says(north(0), 20).has_value());
  REQUIRE(story.state().heard.has_value());
  story.town.passes(2s);
  REQUIRE(story.link(id<LinkToken>("second")).done());
  REQUIRE_FALSE(story.state().heard.has_value());
  REQUIRE(story.says(north(0), 20).has_value());
}

TEST_CASE("the caller sees whether help comes, and from where only while it drives") {
  Story story;
  auto& town = story.town;
  REQUIRE(story.state().status == Help::waiting);
  REQUIRE_FALSE(story.state().unit.has_value());
  town.sends(story.call, "AMB-01");
  REQUIRE(story.state().status == Help::help_arranged);
  REQUIRE(town.presses("AMB-01", acknowledged).done());
  REQUIRE(story.state().status == Help::help_arranged);
  REQUIRE_FALSE(story.state().unit.has_value());

  REQUIRE(town.presses("AMB-01", en_route).done());
  REQUIRE(story.state().status == Help::on_its_way);
  REQUIRE(story.state().unit.has_value());
  REQUIRE_FALSE(story.state().unit->eta_s.has_value());  // nobody knows where to yet
  REQUIRE(story.says(Town::centre(), 20).has_value());
  REQUIRE(story.state().unit->eta_s == 300);
  town.falls_silent("AMB-01");
  town.passes(42s);
  REQUIRE(story.state().unit->age_s == 42);
  REQUIRE(story.state().heard->age_s == 42);
  town.passes(town.policy.position_is_old);
  REQUIRE(story.state().unit->age_s == 342);
  REQUIRE_FALSE(story.state().unit->eta_s.has_value());

  for (const auto to : {on_scene, left_scene, at_destination}) {
    REQUIRE(town.presses("AMB-01", to).done());
    REQUIRE(story.state().status == Help::arrived);
    REQUIRE_FALSE(story.state().unit.has_value());
  }
}

TEST_CASE("of two units on their way the caller sees the first to arrive") {
  Story story;
  auto& town = story.town;
  REQUIRE(story.says(Town::centre(), 20).has_value());
  for (const auto* unit : {"AMB-02", "AMB-01"}) {
    town.sends(story.call, unit);
    REQUIRE(town.presses(unit, en_route).done());
  }
  REQUIRE(story.state().unit->eta_s == 300);
  town.falls_silent("AMB-01");
  town.passes(6min);
  REQUIRE(story.state().unit->eta_s == 540);
}

TEST_CASE("a unit that nobody knows the place of is not shown") {
  Story story;
  auto& town = story.town;
  Unit unit;
  unit.id = id("AMB-09");
  unit.station = {"Pos", Town::centre()};
  REQUIRE(town.says(siaga(), RegisterUnit{unit}).done());
  REQUIRE(town.duty("AMB-09", DutyState::on).done());
  REQUIRE(town.tries_to_send(story.call, "AMB-09", "is there").done());
  REQUIRE(town.presses("AMB-09", en_route).done());
  REQUIRE(story.state().status == Help::on_its_way);
  REQUIRE_FALSE(story.state().unit.has_value());
}

TEST_CASE("the page hears nothing of the incident but what it is for") {
  Story story;
  auto& town = story.town;
  const auto names = [](const boost::json::value& value) {
    std::vector<std::string> all;
    for (const auto& [name, field] : value.as_object()) all.emplace_back(name);
    return all;
  };
  using Names = std::vector<std::string>;
  const auto empty = boost::json::parse(story.text());
  REQUIRE(names(empty) == Names{"status", "region_title", "unit", "heard", "server_time"});
  REQUIRE(empty.at("unit").is_null());
  REQUIRE(empty.at("heard").is_null());
  town.sends(story.call, "AMB-01");
  REQUIRE(town.presses("AMB-01", en_route).done());
  REQUIRE(boost::json::parse(story.text()).at("unit").at("eta_s").is_null());
  REQUIRE(story.says(Town::centre(), 20).has_value());
  const auto full = boost::json::parse(story.text());
  REQUIRE(full.at("status") == "on_its_way");
  REQUIRE(full.at("region_title") == "Kabupaten Jembrana");
  REQUIRE(names(full.at("unit")) == Names{"lat", "lon", "age_s", "eta_s"});
  REQUIRE(full.at("unit").at("eta_s") == 300);
  REQUIRE(names(full.at("heard")) == Names{"uncertainty_m", "age_s"});
  REQUIRE(full.at("server_time") == town.now().time_since_epoch().count());
}

TEST_CASE("a phone's message is read, and what is wrong with it is said") {
  const auto good = read_caller_fix(R"({"lat":-8.35,"lon":114.6,"accuracy_m":12.5,"at":1700000000000})");
  REQUIRE(good.has_value());
  REQUIRE(good->where == at(-8.35, 114.6));
  REQUIRE(good->accuracy_m == Metres{12.5});
  REQUIRE(good->at == TimePoint{milliseconds{1'700'000'000'000}});
  REQUIRE_FALSE(read_caller_fix(R"({"lat":-8.35,"lon":114.6,"accuracy_m":12.5})")->at.has_value());
  REQUIRE(read_caller_fix(R"({"lat":-8.35,"lon":114.6,"accuracy_m":9,"with_patient":false})")->with_patient ==
          false);

  const auto [text, says] = GENERATE(table<const char*, const char*>({
      {"", "not JSON"},
      {"[]", "the body should be an object"},
      {"{}", "lat should be"},
      {R"({"lat":-8.35,"lon":114.6})", "accuracy_m should be"},
      {R"({"lat":"8 S","lon":114.6,"accuracy_m":1})", "lat should be a number"},
      {R"({"lat":91,"lon":114.6,"accuracy_m":1})", "on earth"},
      {R"({"lat":-8,"lon":-180.5,"accuracy_m":1})", "on earth"},
      {R"({"lat":0,"lon":0,"accuracy_m":1})", "not 0, 0"},
      {R"({"lat":0.0005,"lon":-0.0005,"accuracy_m":1})", "not 0, 0"},
      {R"({"lat":-8,"lon":114.6,"accuracy_m":-1})", "accuracy_m should be"},
      {R"({"lat":-8,"lon":114.6,"accuracy_m":1e9})", "accuracy_m should be"},
      {R"({"lat":-8,"lon":114.6,"accuracy_m":1e999})", "accuracy_m should be"},
      {R"({"lat":-8,"lon":114.6,"accuracy_m":1,"at":"now"})", "at should be"},
      {R"({"lat":-8,"lon":114.6,"accuracy_m":1,"with_patient":"yes"})", "with_patient should be"},
      {R"({"lat":-8,"lon":114.6,"accuracy_m":1,"name":"x"})", "name should be no such field"},
  }));
  CAPTURE(text);
  const auto bad = read_caller_fix(text);
  REQUIRE(bad.has_error());
  REQUIRE_THAT(bad.error().message, Catch::Contains(says));
}

TEST_CASE("a phone far from the region is asked whether it is with the patient, until it has answered") {
  Story story;
  story.town.policy.region = {Town::centre(), Metres{40'000}};
  REQUIRE_FALSE(story.state().asks.has_value());
  REQUIRE(story.says(at(-6.2, 106.816), 15).has_value());
  REQUIRE(story.state().asks == Question::with_patient);
  REQUIRE(boost::json::parse(story.text()).at("asks") == "with_patient");
  REQUIRE_FALSE(story.town.incident(story.call).place.pin.has_value());

  story.town.passes(2s);
  REQUIRE(story.says(at(-6.2, 106.816), 15, {}, false).has_value());  // it adds the answer
  REQUIRE(story.last().with_patient == false);
  REQUIRE_FALSE(story.state().asks.has_value());
  story.town.passes(20s);
  REQUIRE(story.says(at(-6.2, 106.816), 15).has_value());
  REQUIRE(story.last().with_patient == false);  // said once is enough
  REQUIRE_FALSE(boost::json::parse(story.text()).as_object().contains("asks"));
}

TEST_CASE("nobody is asked where nothing speaks against it, nor once a person knows where it is") {
  Story story;
  story.town.policy.region = {Town::centre(), Metres{40'000}};
  REQUIRE(story.says(north(12), 15).has_value());
  REQUIRE_FALSE(story.state().asks.has_value());
  Story other;
  other.town.policy.region = story.town.policy.region;
  REQUIRE(other.says(at(-6.2, 106.816), 15).has_value());
  REQUIRE(
      other.town.says(operator_ayu(), LocateIncident{other.call, {"", north(0), Metres{20}, "hand"}}).done());
  REQUIRE_FALSE(other.state().asks.has_value());
}

TEST_CASE("what a phone said before its last word is heard, and does not move the pin") {
  Story story;
  story.town.passes(60s);
  REQUIRE(story.says(north(0), 20, story.town.now()).has_value());
  story.town.passes(2s);
  REQUIRE(story.says(north(500), 5, story.town.now() - 30s).has_value());
  REQUIRE(geo::distance(*story.town.incident(story.call).place.pin, north(0)) < Metres{0.01});
  story.town.passes(20s);  // since when its clock was set back, and not its words held up
  REQUIRE(story.says(north(500), 5, story.town.now() - 30s).has_value());
  REQUIRE(geo::distance(*story.town.incident(story.call).place.pin, north(500)) < Metres{0.01});
}

TEST_CASE("a unit whose position is doubtful is not shown to the caller") {
  Story story;
  auto& town = story.town;
  town.sends(story.call, "AMB-01");
  REQUIRE(town.presses("AMB-01", en_route).done());
  REQUIRE(story.state().unit.has_value());
  town.falls_silent("AMB-01");
  town.passes(1s);
  Fix fix{id("AMB-01"), north(100), town.now(), 6, {}, {}, {}};
  fix.doubt = FixDoubt::disputed;
  fix.off_by_m = 31'000;
  town.hears(fix);
  REQUIRE(story.state().status == Help::on_its_way);
  REQUIRE_FALSE(story.state().unit.has_value());
}
