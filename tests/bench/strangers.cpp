#include <sys/resource.h>
#include <unistd.h>

#include <array>
#include <memory>
#include <thread>

#include "tests/bench/benches.hpp"
#include "tests/bench/dispatching.hpp"
#include "tests/bench/pair.hpp"
#include "tests/support/strangers.hpp"

// An operator sends a crew its job while two thousand connections of strangers do all that strangers can.
namespace bench {
namespace {

constexpr std::size_t connections = 2'000;

// Each kind of attack from two addresses, because of one so many are not let in. Each connection says all
// that is taken, some thirty times a second, in what time the load's core has left: theirs is not what is
// measured.
class Crowd {
 public:
  explicit Crowd(unsigned short port) {
    const auto& kinds = tests::attacks();
    std::uint8_t host = 2;
    for (std::size_t i = 0; i < 2 * kinds.size(); ++i)
      strangers_.push_back(std::make_unique<tests::Stranger>(port, kinds.at(i / 2),
                                                             connections / (2 * kinds.size()) + 1, host++));
    thread_ = std::jthread{[this](const std::stop_token& stop) {
      setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), 19);
      while (!stop.stop_requested())
        for (auto& one : strangers_) {
          one->goes_on();
          pause(milliseconds{1});
        }
    }};
  }

 private:
  std::vector<std::unique_ptr<tests::Stranger>> strangers_;
  std::jthread thread_;  // last
};

}  // namespace

void strangers() {
  print_head("strangers: dispatch in, frame on the crew's socket, beside 2,000 hostile connections");
  pin_self(load_core);
  const auto count = unless_quick<std::size_t>(500, 50);
  std::vector<double> p50, p50_alone, p99, p99_alone, bare_alone, bare_beside, grown;
  for (int round = 0; round < rounds(); ++round) {
    const Redis redis{load_core};
    Siaga siaga{redis, {.region = {}, .strangers = 64}};
    siaga.wait_for(1);
    Pair pair{redis, siaga};
    pair.go_on_duty();
    const auto run = [&](std::size_t rounds_of_work) {
      Times times;
      for (std::size_t i = 0; i < rounds_of_work; ++i) times.add(pair.round(milliseconds{5}));
      return times;
    };
    // What they do to the machine, and not to Siaga: on two cores they share one with Redis.
    const Redis other{load_core};
    BareRedis bare{other.address()};
    const auto commits = [&] { return bare_commits(bare, count, milliseconds{5}).percentile(99); };
    run(50);
    const auto alone = run(count);
    bare_alone.push_back(commits());
    const auto before = resident_bytes(siaga.id());
    const Crowd crowd{siaga.port()};
    run(50);
    const auto beside = run(count);
    bare_beside.push_back(commits());
    grown.push_back((resident_bytes(siaga.id()) - before) / (1 << 20));
    p50_alone.push_back(alone.percentile(50));
    p99_alone.push_back(alone.percentile(99));
    p50.push_back(beside.percentile(50));
    p99.push_back(beside.percentile(99));
  }
  print({"p50", text_of(median(p50), " us"), "without them " + text_of(median(p50_alone), " us"),
         median(p50) / median(p50_alone)});
  const auto ours = median(p99) / median(p99_alone);
  const auto bare = median(bare_beside) / median(bare_alone);
  print({"p99", text_of(median(p99), " us"), "without them " + text_of(median(p99_alone), " us"), ours});
  print({"p99 of a bare commit", text_of(median(bare_beside), " us"),
         "without them " + text_of(median(bare_alone), " us"), bare});
  print({"p99, by what they do to a bare commit", "", "", ours / bare, Line::Target::at_most, 2});
  print({"memory of all of them", text_of(median(grown), " MB"), "", median(grown)});
}

}  // namespace bench
