#include <stdexcept>

#include "tests/bench/benches.hpp"
#include "tests/bench/stand.hpp"

// A thousand watch the board; one of them stops reading. Do the others notice, and does the server grow?
namespace bench {
namespace {

constexpr std::size_t watchers = 1'000;
constexpr std::size_t bound = 512U << 10U;  // limits.queued_bytes, so that it is reached within the run
constexpr milliseconds between{20};

struct Seen {
  Times delays;  // from the command until each watcher has the event
  double grown = 0;
  double sessions = 0;  // at the end
};

class Stand {
 public:
  Stand() : siaga_{redis_, {.region = {}, .flags = {"--limits-queued-bytes", std::to_string(bound)}}} {
    siaga_.wait_for(1);
    watching_.connect(siaga_.port(), watchers - 1);
    watching_.connect(siaga_.port(), 1, 4096);
    sign_in(watching_, 0, {made_token(redis_, dispatch::Role::supervisor)}, "board");
    asking_.connect(siaga_.port(), 1);
    const auto unit = *dispatch::UnitId::from("AMB-01");
    sign_in(asking_, 0, made_tokens(redis_, "jembrana", {{dispatch::Role::crew, "crew", {unit}}}), "");
  }

  void stall_the_last() { watching_.stall(watchers - 1), readers_ = watchers - 1; }

  Seen run(std::size_t events) {
    const auto before = resident_bytes(siaga_.id());
    Seen seen;
    for (std::size_t i = 0; i < events; ++i) {
      const auto begin = Clock::now();
      asking_.send(0, duty());
      std::size_t come = 0;
      while (come < readers_) {
        if (Clock::now() - begin > std::chrono::seconds{10})
          throw std::runtime_error{"watchers are not told"};
        watching_.read(milliseconds{100}, [&](std::size_t, std::string_view text) {
          if (!is(text, "events")) return;
          ++come;
          seen.delays.add(Clock::now() - begin);
        });
      }
      asking_.read(milliseconds{0}, {});
      const auto left = std::chrono::duration_cast<milliseconds>(begin + between - Clock::now());
      if (left.count() > 0) pause(left);
    }
    seen.grown = resident_bytes(siaga_.id()) - before;
    seen.sessions = siaga_.metric("sessions");
    return seen;
  }

 private:
  // A crew that signs on and off with long names: some 7 KB to everybody.
  std::string duty() {
    const bool on = ++commands_ % 2 == 1;
    std::string names;
    for (int i = 0; i < 20; ++i)
      names += (i > 0 ? ",\"" : "\"") + std::string(110, static_cast<char>('a' + i % 26)) + "\"";
    return R"({"type":"unit.duty","id":"stalled-)" + std::to_string(commands_) +
           R"(","unit":"AMB-01","state":")" + (on ? "on" : "off") + R"(","crew":[)" + names + "]}";
  }

  Redis redis_{load_core};
  Siaga siaga_;
  Sockets watching_;
  Sockets asking_;
  std::size_t readers_ = watchers;
  std::size_t commands_ = 0;
};

}  // namespace

void stalled() {
  print_head("stalled: one of 1,000 watchers does not read");
  pin_self(load_core);
  const auto events = unless_quick<std::size_t>(800, 150);
  std::vector<double> without;
  std::vector<double> with;
  std::vector<double> grown;
  std::vector<double> grown_without;
  int closed = 0;
  for (int round = 0; round < rounds(); ++round) {
    Stand stand;
    stand.run(50);
    const auto all = stand.run(events);
    stand.stall_the_last();
    const auto others = stand.run(events);
    without.push_back(all.delays.percentile(99));
    with.push_back(others.delays.percentile(99));
    grown_without.push_back(all.grown / (1 << 20));
    closed += others.sessions < all.sessions ? 1 : 0;
    grown.push_back(others.grown / (1 << 20));
  }
  print({"the others' p99", text_of(median(with), " us"), "without it " + text_of(median(without), " us"),
         median(with) / median(without), Line::Target::at_most, 1.2});
  // The events are also kept for those that come back, in both halves.
  print({"memory it costs, bound 0.5 MB", text_of(median(grown) - median(grown_without), " MB"),
         "growth without it " + text_of(median(grown_without), " MB"), median(grown) - median(grown_without),
         Line::Target::at_most, 1, " MB"});
  say("the one that does not read was told to come back in " + std::to_string(closed) + " of " +
      std::to_string(rounds()) + " rounds");
}

}  // namespace bench
