#include <catch2/catch.hpp>
#include <deque>
#include <map>
#include <set>

#include "tests/system/history.hpp"
#include "tests/system/two_nodes.hpp"

using namespace tests;

namespace {

// Nothing happens by itself while the plan is looked at.
const Serve::Flags in_no_hurry{"--dispatch-assign-s", "3600", "--dispatch-acknowledge-s", "3600"};

std::int64_t now_ms() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

Pin east_of_negara(int steps) {
  return {negara.lat, negara.lon + 0.004 * steps};
}

std::string ambulance(int number) {
  return std::string{number < 10 ? "AMB-0" : "AMB-"} + std::to_string(number);
}

// By call whom a plan sends there; calls to which it sends nobody are left out.
using Sent = std::map<std::string, std::string>;
Sent sent_by(const Message& plan) {
  Sent sent;
  for (const auto& call : plan.at("calls").as_array())
    if (const auto unit = text(call, "/sends/unit"); !unit.empty())
      sent.emplace(text(call, "/incident"), unit);
  return sent;
}

// The latest that this desk has heard once it sends somebody to each of these.
Sent plan_for(Client& desk, const std::vector<std::string>& calls) {
  const auto has_all = [&](const Message& message) {
    if (text(message, "/type") != "plan") return false;
    const auto sent = sent_by(message);
    return std::ranges::all_of(calls, [&](const auto& call) { return sent.contains(call); });
  };
  return sent_by(desk.expect(has_all, "a plan for all of them"));
}

Message by_plan(const std::string& incident, const std::string& unit) {
  auto said = send(incident, unit);
  said.as_object()["by_plan"] = true;
  return said;
}
Message by_hand(const std::string& incident, const std::string& unit) {
  auto said = send(incident, unit);
  said.as_object()["if_version"] = 1;
  return said;
}

bool is_done(const Message& answer) {
  return text(answer, "/type") == "ack";
}

void follow(Client& desk) {
  desk.subscribe("board");
  desk.say(boost::json::object{{"type", "subscribe"}, {"topic", "plan"}});
}

}  // namespace

TEST_CASE(
    "two desks send by the plan, or one by hand, at one moment, again and again: one unit for each call") {
  constexpr int batches = 30;
  constexpr int calls_of_batch = 10;
  TwoNodes nodes{in_no_hurry};
  auto& ayu = *nodes.ayu;
  auto& budi = *nodes.budi;
  std::vector<std::string> units;
  for (int i = 1; i <= calls_of_batch + 2; ++i) units.push_back(ambulance(i));
  std::deque<Client> crews;
  for (const auto& unit : units) {
    crews.emplace_back(Client::Options{.port = nodes.one.port(), .token = nodes.one.token("crew", unit)});
    crews.back().must(duty(unit, "on"));
  }
  follow(ayu);
  follow(budi);
  std::set<std::string> all;
  int sent = 0;
  for (int batch = 0; batch < batches; ++batch) {
    CAPTURE(batch);
    for (std::size_t i = 0; i < units.size(); ++i)
      crews[i].say(position(units[i], east_of_negara(static_cast<int>(i)), now_ms()));
    std::vector<std::string> calls;
    for (int i = 0; i < calls_of_batch; ++i) {
      const auto said = call(i % 2 == 0 ? "P1" : "P2", east_of_negara(i));
      ayu.must(said);
      calls.push_back(id_of(said));
      all.insert(id_of(said));
    }
    const auto here = plan_for(ayu, calls);
    const auto there = plan_for(budi, calls);
    std::set<std::string> planned;
    for (const auto& one : calls) REQUIRE(planned.insert(here.at(one)).second);
    std::vector<std::string> jobs;
    for (int i = 0; i < calls_of_batch; ++i) {
      const auto& one = calls[static_cast<std::size_t>(i)];
      const auto first = by_plan(one, here.at(one));
      const auto other = i % 2 == 0 ? by_plan(one, there.at(one)) : by_hand(one, units.back());
      ayu.say(first);
      budi.say(other);
      const bool first_is_done = is_done(ayu.answer_to(id_of(first)));
      const bool other_is_done = is_done(budi.answer_to(id_of(other)));
      REQUIRE_FALSE((first_is_done && other_is_done));
      if (!first_is_done && !other_is_done) continue;
      ++sent;
      jobs.push_back(id_of(first_is_done ? first : other));
    }
    for (const auto& job : jobs) ayu.must(step(job, "stood_down", "race"));
    for (const auto& one : calls) ayu.must(call_off(one));
    ayu.forget();
    budi.forget();
  }
  WARN("a unit was sent in " << sent << " of " << batches * calls_of_batch);
  CHECK(sent > batches * calls_of_batch / 2);
  const auto history = history_of(nodes.redis.address());
  CHECK(history.faults == std::vector<std::string>{});
  std::map<std::string, int> opened;
  for (const auto& [n, events] : history.entries)
    for (const auto& event : events)
      if (const auto* open = std::get_if<dispatch::AssignmentOpened>(&event.body))
        ++opened[std::string{open->assignment.incident.view()}];
  for (const auto& [incident, times] : opened) REQUIRE(times == 1);
}

TEST_CASE(
    "a unit clears at one node: both desks hear to whom of all who wait it goes, and it is the same call") {
  TwoNodes nodes{in_no_hurry};
  auto& ayu = *nodes.ayu;
  auto& budi = *nodes.budi;
  Client crew{{.port = nodes.one.port(), .token = nodes.one.token("crew", "AMB-01")}};
  come_on_duty(crew, "AMB-01", negara);
  const auto served = call("P2");
  ayu.must(served);
  const auto job = send(id_of(served), "AMB-01");
  ayu.must(job);
  for (const auto* state : {"en_route", "on_scene"}) crew.must(step(id_of(job), state));
  const auto urgent = call("P1");
  ayu.must(urgent);
  for (const auto* priority : {"P3", "P2", "P1", "P4"}) ayu.must(call(priority, mendoyo));
  follow(ayu);
  follow(budi);
  const auto waits = [&](const Message& message) {
    return text(message, "/type") == "plan" && message.at("calls").as_array().size() == 5 &&
           sent_by(message).empty();
  };
  for (auto* desk : {&ayu, &budi}) desk->expect(waits, "a plan in which all wait for somebody");
  crew.say(position("AMB-01", negara, now_ms()));
  const auto begin = now_ms();
  crew.must(step(id_of(job), "cleared"));
  for (auto* desk : {&ayu, &budi})
    REQUIRE(plan_for(*desk, {id_of(urgent)}) == Sent{{id_of(urgent), "AMB-01"}});
  WARN("both have heard after " << now_ms() - begin << " ms");
}
