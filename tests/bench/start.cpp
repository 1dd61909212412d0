#include <stdexcept>

#include "tests/bench/benches.hpp"
#include "tests/bench/stand.hpp"

// From exec to the first 200 of /readyz, with a province's worth of state in Redis.
namespace bench {
namespace {

constexpr std::size_t units = 10'000;
constexpr std::size_t incidents = 1'000;

void receive_incidents(const Redis& redis, const Siaga& siaga) {
  Sockets sockets;
  sockets.connect(siaga.port(), 20);
  sign_in(sockets, 0, {made_token(redis, dispatch::Role::operator_)}, "");
  for (std::size_t i = 0; i < incidents; ++i)
    sockets.send(
        i % sockets.size(),
        R"({"type":"incident.receive","id":"start-)" + std::to_string(i) +
            R"(","place":{"text":"behind the market, the blue gate","pin":{"lat":-8.357,"lon":114.615}},)"
            R"("caller":{"phone":"081234567890","name":"Ni Luh"},)"
            R"("triage":{"priority":"P2","needs":"ambulance","complaint":"fell from a motorcycle"}})");
  std::size_t acks = 0;
  const auto end = Clock::now() + std::chrono::seconds{60};
  while (acks < incidents && Clock::now() < end)
    sockets.read(milliseconds{100},
                 [&](std::size_t, std::string_view text) { acks += is(text, "ack") ? 1U : 0U; });
  if (acks < incidents) throw std::runtime_error{"not all incidents were taken"};
}

}  // namespace

void start() {
  print_head("start: exec to ready, 10,000 units, 1,000 incidents");
  const tests::Folder folder;
  const auto region = made_region(folder.path(), units);
  const Redis redis{load_core};
  pin_self(load_core);
  {
    Siaga siaga{redis, {.region = region}};
    siaga.wait_for(units);
    receive_incidents(redis, siaga);
    siaga.stop();
  }
  std::vector<double> times;
  std::vector<double> cpu;
  for (int round = 0; round < unless_quick(5, 2); ++round) {
    const auto begin = Clock::now();
    Siaga siaga{redis, {.region = region}};
    while (!siaga.is_ready()) {
      if (Clock::now() - begin > std::chrono::seconds{60})
        throw std::runtime_error{"it does not become ready"};
      pause(milliseconds{1});
    }
    times.push_back(micros(Clock::now() - begin) / 1000);
    cpu.push_back(cpu_seconds(siaga.id()) * 1000);
    if (siaga.metric("units") < units || siaga.metric("incidents") < incidents)
      throw std::runtime_error{"ready, but not all is there"};
    siaga.stop();
  }
  print({"to ready, Redis up already", text_of(median(times), " ms"), "", median(times),
         Line::Target::at_most, 1000, " ms"});
  say("CPU of siaga until then " + text_of(median(cpu), " ms"));
}

}  // namespace bench
