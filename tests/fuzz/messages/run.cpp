#include "tests/fuzz/messages/run.hpp"

#include <poll.h>

#include <algorithm>
#include <iostream>
#include <stdexcept>
#include <string>

#include "tests/system/history.hpp"

namespace tests::fuzz {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t most_open = 40;           // incidents, and as many closures
constexpr double messages_a_second = 400;       // more would only make a longer log to replay
constexpr std::size_t most_grown = 32U << 20U;  // bytes, however long it was
constexpr std::chrono::seconds warm_up{5};      // before it every buffer is still on its way to its size

constexpr double mib(std::size_t bytes) {
  return static_cast<double>(bytes) / (1U << 20U);
}

void list(std::string_view what, const std::vector<std::string>& all) {
  if (all.empty()) return;
  std::cout << what;
  for (const auto& one : all) std::cout << ' ' << one;
  std::cout << std::endl;
}

}  // namespace

Run::Run(unsigned seed)
    : tokens_{tokens_of(place_.serve())},
      world_{tokens_},
      instances_{world_},
      tally_{instances_.types()},
      desk_{place_.serve().port(), tokens_.front(), world_} {
  const Speaker::Around around{place_.serve().port(), instances_, tally_};
  for (const auto& token : tokens_) {
    const auto number = static_cast<unsigned>(speakers_.size());
    speakers_.emplace_back(around, Speaker::Person{"session " + std::to_string(number), token},
                           seed + number);
  }
  // Of other addresses, so that wrong tokens do not keep the others from coming back.
  for (const std::string from : {"127.0.0.2", "127.0.0.3"})
    speakers_.emplace_back(around, Speaker::Person{"stranger of " + from, {}, from},
                           seed + static_cast<unsigned>(speakers_.size()));
}

std::vector<std::string> Run::tokens_of(const Serve& serve) {
  const auto operators = serve.token("operator");
  const auto ambulances = serve.token("crew", "AMB-01,AMB-02,AMB-03,AMB-04");
  const auto others = serve.token("crew", "AMB-05,HC-01,MOT-01");
  return {operators,
          operators,
          operators,
          serve.token("operator"),
          serve.token("supervisor"),
          ambulances,
          ambulances,
          others,
          serve.token("hospital", "RS-NEGARA"),
          serve.token("administrator")};
}

void Run::go_on_for(std::chrono::seconds time) {
  try {
    speak_for(time / 10.0);
    const auto early = settle();
    for (int tenth = 1; tenth < 10; ++tenth) {
      speak_for(time / 10.0);
      print(held());
    }
    const auto late = settle();
    std::cout << tally_;
    print_longest_wait();
    if (time / 10 >= warm_up) check_held(early, late);
    check_said();
    check_history();
  } catch (...) {
    for (const auto& one : speakers_) std::cout << one.last_said();
    throw;
  }
  if (const auto status = place_.serve().terminate(); status != 0)
    throw std::runtime_error{"the server ends with " + std::to_string(status)};
  check_log();
}

void Run::speak_for(std::chrono::duration<double> time) {
  const auto began = Clock::now();
  const auto before = tally_.messages();
  std::chrono::duration<double> since{};
  while (since < time) {
    const auto due = static_cast<double>(tally_.messages() - before) < messages_a_second * since.count();
    if (!everybody_goes_on(due)) poll(nullptr, 0, 1);
    desk_.clear_up(most_open);
    since = Clock::now() - began;
  }
}

bool Run::everybody_goes_on(bool may_speak) {
  if (place_.serve().process().has_ended()) throw std::runtime_error{"the server has ended"};
  bool any = false;
  for (auto& one : speakers_) any = one.goes_on(may_speak) || any;
  return any;
}

Run::Held Run::settle() {
  const auto is_quiet = [&] {
    everybody_goes_on(false);
    desk_.clear_up(0);
    return world_.has_nothing_open() && std::ranges::all_of(speakers_, &Speaker::is_answered);
  };
  if (!becomes_true(is_quiet, 5 * patience))
    throw std::runtime_error{"what was ended does not leave the board"};
  print(held());
  return held();
}

Run::Held Run::held() {
  const auto& process = place_.serve().process();
  return {resident_bytes(process), open_files(process)};
}

void Run::print(const Held& held) const {
  std::cout << tally_.messages() << " messages said; holds " << mib(held.bytes) << " MiB and " << held.files
            << " files" << std::endl;
}

void Run::print_longest_wait() const {
  std::chrono::duration<double> longest{};
  for (const auto& one : speakers_)
    longest = std::max<std::chrono::duration<double>>(longest, one.longest_wait());
  std::cout << "the longest wait for an answer was " << longest.count() << " s" << std::endl;
}

void Run::check_held(const Held& early, const Held& late) const {
  if (late.bytes > early.bytes + most_grown)
    throw std::runtime_error{"the server holds " + std::to_string(mib(late.bytes - early.bytes)) +
                             " MiB more than after the first tenth of the time"};
  if (late.files > early.files + speakers_.size())
    throw std::runtime_error{"the server holds " + std::to_string(late.files) + " files open, " +
                             std::to_string(early.files) + " after the first tenth of the time"};
}

void Run::check_said() const {
  list("never taken:", tally_.never_taken());
  list("never said:", tally_.never_said());
  if (!tally_.never_said().empty()) throw std::runtime_error{"not every message of the schema was said"};
}

void Run::check_history() {
  store::Address redis;
  redis.unix_socket = place_.serve().data() / "redis.sock";
  auto history = history_of(redis);
  // Here people say each other's ids on purpose, and long after: each has answers of its own, so that is
  // another command. That none happens twice when it is sent again is held by the tests of races and kills.
  std::erase_if(history.faults, [](const std::string& fault) {
    return fault.starts_with("command ") && fault.find("happened twice") != std::string::npos;
  });
  std::cout << history.end() << " entries in the log, with " << history.commands.size() << " commands"
            << std::endl;
  list("does not hold:", history.faults);
  if (!history.faults.empty()) throw std::runtime_error{"the log breaks what must always hold"};
}

void Run::check_log() {
  const auto log = place_.serve().log();
  for (const auto* fault : {"Sanitizer", "runtime error:", R"("level":"error")"})
    if (log.find(fault) != std::string::npos) throw std::runtime_error{"the server reports a fault:\n" + log};
}

}  // namespace tests::fuzz
