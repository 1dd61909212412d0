#include "tests/ws/hall.hpp"
#include "ws/topics/log_topics.hpp"

using namespace dispatch;
using namespace tests;
using enum AssignmentState;
using Strings = std::vector<std::string>;

namespace {

bool is_of(const boost::json::value& assignment, std::string_view unit) {
  return assignment.at("unit").as_string() == unit;
}

// Nothing in it is another crew's: not a unit, an assignment, an incident, or an event of theirs.
void require_only_of(std::string_view unit, const View& view, const std::string& text) {
  CAPTURE(unit, text);
  const auto message = json_of(text);
  const auto& object = message.as_object();
  const auto& picture = object.contains("picture") ? object.at("picture") : object.at("changed");
  for (const auto& one : picture.at("units").as_array()) REQUIRE(one.at("id").as_string() == unit);
  for (const auto& one : picture.at("assignments").as_array()) REQUIRE(is_of(one, unit));
  for (const auto& one : picture.at("incidents").as_array()) {
    const auto& jobs = one.at("assignments").as_array();
    const bool has_own = std::ranges::any_of(jobs, [&](const auto& job) {
      const auto* found = view.assignment(id<AssignmentId>(std::string{job.as_string()}));
      return found != nullptr && found->unit.view() == unit;
    });
    REQUIRE(has_own);
  }
  if (!object.contains("events")) return;
  for (const auto& event : object.at("events").as_array())
    for (const auto& touch : event.at("touches").as_array()) {
      const std::string name{touch.at("id").as_string()};
      if (touch.at("kind") == "unit") REQUIRE(name == unit);
      if (touch.at("kind") == "assignment")
        REQUIRE(view.assignment(id<AssignmentId>(name))->unit.view() == unit);
    }
}

struct Crews : Hall {
  Crews() {
    with_ambulance("AMB-01", 3min);
    with_ambulance("AMB-02", 6min);
    with_ambulance("AMB-03", 9min);
    first = listens("AMB-01", {"mine"});
    second = listens("AMB-02", {"mine"});
  }
  void require_no_leak() {
    for (const auto& text : first->texts) require_only_of("AMB-01", desk.view(), text);
    for (const auto& text : second->texts) require_only_of("AMB-02", desk.view(), text);
  }
  Guest first;
  Guest second;
};

Strings event_types(const Hall::Guest& guest) {
  Strings types;
  for (const auto& text : guest->texts)
    for (const auto& type : texts_at(json_of(text).at("events"), "type")) types.push_back(type);
  return types;
}

}  // namespace

TEST_CASE("a crew is shown its job when it gets it, with the incident, and every step of its own") {
  Crews hall;
  const auto call = hall.calls(Priority::P1);
  REQUIRE(hall.first->has_nothing());
  const auto job = hall.sends(call, "AMB-01");
  hall.run();
  const auto sent = hall.first->takes("events");
  REQUIRE(sent.at("topic").as_string() == "mine");
  REQUIRE(texts_at(sent.at("events"), "type") == Strings{"assignment.opened"});
  REQUIRE(texts_at(sent.at("changed").at("assignments"), "id") == Strings{std::string{job.view()}});
  REQUIRE(texts_at(sent.at("changed").at("incidents"), "id") == Strings{std::string{call.view()}});
  const auto notified_then = hall.first->takes("events");
  REQUIRE(texts_at(notified_then.at("changed").at("assignments"), "state") == Strings{"notified"});

  REQUIRE(hall.presses("AMB-01", acknowledged).done());
  REQUIRE(texts_at(hall.first->takes("events").at("changed").at("assignments"), "state") ==
          Strings{"acknowledged"});
  REQUIRE(hall.says(operator_ayu(), NoteIncident{call, "second floor"}).done());
  const auto noted = hall.first->takes("events");
  REQUIRE(texts_at(noted.at("events"), "type") == Strings{"incident.noted"});
  REQUIRE(noted.at("changed").at("incidents").at(0).at("notes").as_array().size() == 1);
  REQUIRE(hall.first->has_nothing());
  REQUIRE(hall.second->has_nothing());
}

TEST_CASE("of two crews on one incident each sees the incident, and only its own part of the work") {
  Crews hall;
  const auto crash = hall.calls(Priority::P0);
  const auto one = hall.sends(crash, "AMB-01");
  const auto two = hall.sends(crash, "AMB-02");
  hall.run();
  hall.require_no_leak();
  hall.first->forgets();
  REQUIRE(hall.presses("AMB-02", acknowledged).done());
  REQUIRE(hall.presses("AMB-02", on_scene).done());
  REQUIRE(hall.first->texts.size() == 2);  // the incident is on scene now: that is theirs to know
  REQUIRE(event_types(hall.first).empty());
  for (const auto& text : hall.first->texts) {
    REQUIRE(json_of(text).at("changed").at("assignments").as_array().empty());
    REQUIRE(text.find("AMB-02") == std::string::npos);
  }
  REQUIRE(hall.presses("AMB-01", declined, "no fuel").done());
  hall.require_no_leak();
  REQUIRE(one != two);
}

TEST_CASE("a unit that is diverted sees both its jobs change, the crew that follows sees its own alone") {
  Crews hall;
  const auto fall = hall.calls(Priority::P3);
  const auto job = hall.sends(fall, "AMB-01");
  hall.run();
  const auto arrest = hall.calls(Priority::P0);
  hall.first->forgets();
  REQUIRE(hall.says(operator_ayu(), DispatchUnit{arrest, id("AMB-01"), true, {}}).done());
  const auto message = hall.first->takes("events");
  REQUIRE(texts_at(message.at("events"), "type") == Strings{"assignment.stepped", "assignment.opened"});
  REQUIRE(message.at("changed").at("assignments").as_array().size() == 2);
  REQUIRE(message.at("changed").at("incidents").as_array().size() == 2);
  hall.sends(fall, "AMB-02");
  hall.run();
  hall.require_no_leak();
  REQUIRE(hall.desk.view().assignment(job)->state == diverted);
}

TEST_CASE("when a unit is replaced its crew sees that it is stood down, not who comes in its place") {
  Crews hall;
  const auto job = hall.sends(hall.calls(Priority::P2), "AMB-01");
  hall.run();
  hall.first->forgets();
  REQUIRE(hall.says(operator_ayu(), ReassignUnit{job, id("AMB-02"), "nearer"}).done());
  hall.run();
  REQUIRE(event_types(hall.first).front() == "assignment.stepped");
  for (const auto& text : hall.first->texts) REQUIRE(text.find("AMB-02") == std::string::npos);
  REQUIRE(event_types(hall.second).front() == "assignment.opened");
  for (const auto& text : hall.second->texts) REQUIRE(text.find("AMB-01") == std::string::npos);
  hall.require_no_leak();
}

TEST_CASE("a crew hears nothing of calls that are not its own, and of its own no more when it is done") {
  Crews hall;
  const auto own = hall.calls(Priority::P2);
  hall.sends(own, "AMB-01");
  const auto other = hall.calls(Priority::P2);
  hall.sends(other, "AMB-03");
  for (const auto to : {acknowledged, on_scene, cleared}) REQUIRE(hall.presses("AMB-01", to).done());
  hall.require_no_leak();
  hall.first->forgets();
  REQUIRE(hall.says(operator_ayu(), NoteIncident{own, "they called again"}).done());
  REQUIRE(hall.says(operator_ayu(), TriageIncident{other, triage(Priority::P0)}).done());
  REQUIRE(hall.presses("AMB-03", declined, "no fuel").done());
  REQUIRE(hall.first->has_nothing());
}

TEST_CASE("a crew that comes back gets what it missed of its own, word for word, or all of its own") {
  Crews hall;
  const auto start = hall.desk.position();
  const auto call = hall.calls(Priority::P0);
  hall.sends(call, "AMB-01");
  hall.sends(call, "AMB-02");
  hall.run();
  REQUIRE(hall.presses("AMB-02", acknowledged).done());
  REQUIRE(hall.presses("AMB-01", en_route).done());

  const auto back = hall.signs_in("AMB-01");
  hall.subscribes(back, "mine", start);
  REQUIRE(back->texts == hall.first->texts);
  const auto seen = json_of(hall.first->texts[1]).at("position").at("n").to_number<std::uint64_t>();
  const auto later = hall.signs_in("AMB-01");
  hall.subscribes(later, "mine", LogPosition{"log-1", seen});
  REQUIRE(later->texts == std::deque<std::string>{hall.first->texts.begin() + 2, hall.first->texts.end()});

  const auto stranger = hall.signs_in("AMB-01");
  hall.subscribes(stranger, "mine", LogPosition{"log-0", seen});
  REQUIRE(stranger->texts.size() == 1);
  require_only_of("AMB-01", hall.desk.view(), stranger->texts.front());
  const auto snapshot = stranger->takes("snapshot");
  REQUIRE(texts_at(snapshot.at("picture").at("assignments"), "state") == Strings{"en_route"});
}

TEST_CASE("one device of two units gets what both do, also when one entry is about both") {
  Crews hall;
  const auto both = hall.listens("AMB-01+AMB-02", {"mine"});
  const auto job = hall.sends(hall.calls(Priority::P2), "AMB-01");
  hall.run();
  both->forgets();
  REQUIRE(hall.says(operator_ayu(), ReassignUnit{job, id("AMB-02"), "nearer"}).done());
  Strings states;
  for (const auto& text : both->texts)
    for (const auto& state : texts_at(json_of(text).at("changed").at("assignments"), "state"))
      states.push_back(state);
  REQUIRE(std::ranges::count(states, "stood_down") == 1);
  REQUIRE(std::ranges::count(states, "reserved") == 1);
}

TEST_CASE(
    "a device of two units that was cut off in the middle of an entry about both misses nothing of it") {
  Crews hall;
  const auto both = hall.listens("AMB-01+AMB-02", {"mine"});
  const auto job = hall.sends(hall.calls(Priority::P2), "AMB-01");
  hall.run();
  both->forgets();
  REQUIRE(hall.says(operator_ayu(), ReassignUnit{job, id("AMB-02"), "nearer"}).done());
  const auto seen = both->takes("events");  // and the connection breaks
  const auto missed = both->texts;
  const auto back = hall.signs_in("AMB-01+AMB-02");
  hall.subscribes(back, "mine", LogPosition{"log-1", n_of(seen)});
  for (const auto& text : missed) REQUIRE(std::ranges::count(back->texts, text) == 1);
}

TEST_CASE("a crew that left its topic hears no more") {
  Crews hall;
  hall.says(hall.first, R"({"type":"unsubscribe","topic":"mine"})");
  const auto job = hall.sends(hall.calls(Priority::P2), "AMB-01");
  hall.run();
  REQUIRE(hall.first->has_nothing());
  REQUIRE(hall.desk.view().assignment(job)->state == reserved);
}

TEST_CASE("when all was loaded anew a crew gets its own work anew, once for each device") {
  Crews hall;
  const auto both = hall.listens("AMB-01+AMB-02", {"mine"});
  View stored;
  for (const auto& [name, unit] : hall.desk.view().units()) stored.load(unit);
  hall.desk.load({{"log-2", 40}, std::move(stored)});
  hall.run();
  REQUIRE(n_of(both->takes("snapshot")) == 40);
  REQUIRE(both->has_nothing());
  REQUIRE(n_of(hall.first->takes("snapshot")) == 40);
}

TEST_CASE("a crew gets its incident without the caller's link, in pictures and in events") {
  Crews hall;
  const auto call = hall.calls(Priority::P1);
  hall.sends(call, "AMB-01");
  hall.run();
  const auto desk = hall.listens("ayu", {"board"});
  hall.first->forgets();
  hall.says(desk,
            R"({"type":"incident.link","id":"link-it","incident":")" + std::string{call.view()} + "\"}");
  const auto token = hall.desk.view().incident(call)->link->token;
  const auto on_board = desk->takes("events");
  REQUIRE(texts_at(on_board.at("events"), "type") == Strings{"incident.linked"});
  REQUIRE(on_board.at("changed").at("incidents").at(0).at("link").at("token").as_string() == token.view());
  desk->takes("ack");

  REQUIRE_FALSE(hall.first->has_nothing());
  const auto back = hall.signs_in("AMB-01");
  hall.subscribes(back, "mine");
  for (const auto& texts : {hall.first->texts, back->texts})
    for (const auto& text : texts) {
      CAPTURE(text);
      REQUIRE(text.find(call.view()) != std::string::npos);
      REQUIRE(text.find(token.view()) == std::string::npos);
    }
}

TEST_CASE("a crew sees what is proposed for its incident's place") {
  Crews hall;
  const auto call = hall.calls(Priority::P1);
  hall.sends(call, "AMB-01");
  hall.run();
  hall.first->forgets();
  REQUIRE(hall.says(operator_ayu(), ProposePlace{call, {Town::centre(), geo::Metres{20}, "gazetteer", {}}})
              .done());
  const auto told = hall.first->takes("events");
  REQUIRE(texts_at(told.at("events"), "type") == Strings{"incident.place_proposed"});
  REQUIRE(texts_at(told.at("changed").at("incidents").at(0).at("proposals"), "source") ==
          Strings{"gazetteer"});
}
