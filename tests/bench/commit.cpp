#include <array>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <stdexcept>

#include "dispatch/model/json.hpp"
#include "dispatch/rules/decide.hpp"
#include "store/keys.hpp"
#include "store/redis_store.hpp"
#include "store/scripts.hpp"
#include "tests/bench/benches.hpp"
#include "tests/bench/dispatching.hpp"
#include "tests/bench/stand.hpp"

// Opening an assignment, committed through store::RedisJournal, against the same script with the same payload
// and nothing of ours around it.
namespace bench {

namespace {

namespace asio = boost::asio;
using dispatch::Commit;

// Every call sends another unit to another incident, so no two touch one entity.
Commit dispatch_commit() {
  using namespace dispatch;
  static std::size_t made = 0;
  const auto id = std::to_string(1'000'000'000 + made++) + "-1111-2222-3333-444455556666";
  const TimePoint now{milliseconds{1'795'000'000'000}};
  View view;
  Incident incident;
  incident.id = *IncidentId::from("i" + id.substr(0, 35));
  incident.number = "JBR-1122-042";
  incident.place = {"behind the market, the blue gate", *geo::Position::from({.lat = -8.357, .lon = 114.615}),
                    geo::Metres{150}, "dispatcher"};
  incident.caller = {"081234567890", "Ni Luh"};
  incident.triage = Triage{Priority::P1, Needs::ambulance, "chest pain, 58 years", "10-D-4"};
  incident.received_at = now;
  Unit unit;
  unit.id = *UnitId::from("u" + id.substr(0, 12));
  unit.callsign = "Ambulans Negara I";
  unit.station = {"Pos Puskesmas I Negara", *geo::Position::from({.lat = -8.33, .lon = 114.58})};
  unit.crew = {"Putu", "Kadek"};
  unit.duty = {DutyState::on, now, {}, {}};
  view.load(incident);
  view.load(unit);
  view.moved({unit.id, unit.station.where, now, 5.0, 0.0, {}, "tablet"});
  const Command command{
      *CommandId::from(id.substr(0, 36)), {}, {}, DispatchUnit{incident.id, unit.id, {}, {}}};
  auto decision = decide(view, {}, {Role::operator_, "Ayu", {}}, command, now);
  if (decision.has_error()) throw std::runtime_error{"not dispatched: " + decision.error().message};
  return commit_of({{}, command.id, "0123456789abcdef0123456789abcdef0123"}, std::move(*decision)).value();
}

std::vector<Commit> commits(std::size_t count) {
  std::vector<Commit> made;
  for (std::size_t i = 0; i < count; ++i) made.push_back(dispatch_commit());
  return made;
}

// What RedisJournal sends.
std::vector<std::string> bare_arguments(const Commit& commit, const std::string& sha) {
  auto all = store::commit_arguments(store::Keys{"bare"}, commit);
  all.insert(all.begin(), {"EVALSHA", sha});
  return all;
}

}  // namespace

Times bare_commits(BareRedis& redis, std::size_t count, milliseconds quiet) {
  const auto sha = redis.ask_text({"SCRIPT", "LOAD", std::string{store::commit_script()}});
  Times times;
  for (const auto& commit : commits(count)) {
    const auto command = bare_arguments(commit, sha);
    pause(quiet);
    const auto begin = Clock::now();
    if (redis.ask(command) != 2) throw std::runtime_error{"the script answers something else"};
    times.add(Clock::now() - begin);
  }
  return times;
}

namespace {

double bare_rate(BareRedis& redis, std::size_t count, std::size_t in_flight) {
  const auto sha = redis.ask_text({"SCRIPT", "LOAD", std::string{store::commit_script()}});
  std::vector<std::vector<std::string>> commands;
  for (const auto& commit : commits(count)) commands.push_back(bare_arguments(commit, sha));
  const auto begin = Clock::now();
  for (std::size_t sent = 0; sent < count;) {
    const auto batch = std::min(in_flight, count - sent);
    for (std::size_t i = 0; i < batch; ++i) redis.append(commands[sent + i]);
    for (std::size_t i = 0; i < batch; ++i) redis.answer();
    sent += batch;
  }
  return static_cast<double>(count) / (micros(Clock::now() - begin) / 1e6);
}

struct Work {
  store::RedisJournal& journal;
  std::vector<Commit> commits;
  std::size_t next = 0;
  std::size_t running = 0;
  std::size_t failed = 0;
  Times times;
  asio::io_context& io;
};

asio::awaitable<void> commit_all(Work& work) {
  ++work.running;
  while (work.next < work.commits.size()) {
    auto one = std::move(work.commits[work.next++]);
    const auto begin = Clock::now();
    const auto outcome = co_await work.journal.commit(std::move(one));
    work.times.add(Clock::now() - begin);
    if (outcome.kind != dispatch::CommitOutcome::Kind::done) ++work.failed;
  }
  if (--work.running == 0) work.io.stop();
}

struct Measured {
  Times times;
  double rate = 0;
};

Measured through_journal(const Redis& redis, std::size_t count, std::size_t in_flight) {
  asio::io_context io{1};
  const auto busy = asio::make_work_guard(io);
  bool up = false;
  store::RedisStore node{io.get_executor(),
                         {.address = redis.address(),
                          .region = "ours",
                          .node = "bench",
                          .on_state = [&](const store::StoreHealth& health) { up = health.up; }}};
  while (!up) io.run_one_for(std::chrono::seconds{1});
  Work work{.journal = node.journal, .commits = commits(count), .times = {}, .io = io};
  for (std::size_t i = 0; i < in_flight; ++i) asio::co_spawn(io, commit_all(work), asio::detached);
  const auto begin = Clock::now();
  io.run();
  const auto rate = static_cast<double>(count) / (micros(Clock::now() - begin) / 1e6);
  if (work.failed > 0) throw std::runtime_error{std::to_string(work.failed) + " commits failed"};
  return {std::move(work.times), rate};
}

void compare_rates(const Redis& server, BareRedis& redis, std::size_t in_flight) {
  const auto count = unless_quick<std::size_t>(10'000, 2'000);
  std::vector<double> ours;
  std::vector<double> bare;
  for (int round = 0; round < rounds(); ++round) {
    bare.push_back(bare_rate(redis, count, in_flight));
    ours.push_back(through_journal(server, count, in_flight).rate);
  }
  print({"commits a second, " + std::to_string(in_flight) + " in flight", text_of(median(ours), "/s"),
         "bare pipeline " + text_of(median(bare), "/s"), median(ours) / median(bare), Line::Target::at_least,
         0.5});
}

}  // namespace

void commit() {
  print_head("commit: sending a unit, on disk (fsync always)");
  const Redis server{load_core};
  BareRedis redis{server.address()};
  pin_self(server_core);
  const auto count = unless_quick<std::size_t>(2'000, 300);
  std::vector<double> ours50;
  std::vector<double> ours99;
  std::vector<double> bare50;
  std::vector<double> bare99;
  for (int round = 0; round < rounds(); ++round) {
    const auto bare = bare_commits(redis, count, milliseconds{0});
    const auto ours = through_journal(server, count, 1).times;
    ours50.push_back(ours.percentile(50));
    ours99.push_back(ours.percentile(99));
    bare50.push_back(bare.percentile(50));
    bare99.push_back(bare.percentile(99));
  }
  using enum Line::Target;
  print({"alone, p50", text_of(median(ours50), " us"), "bare script " + text_of(median(bare50), " us"),
         median(ours50) / median(bare50), at_most, 1.3});
  print({"alone, p99", text_of(median(ours99), " us"), "bare script " + text_of(median(bare99), " us"),
         median(ours99) / median(bare99)});
  compare_rates(server, redis, 50);
  compare_rates(server, redis, 500);
}

}  // namespace bench
