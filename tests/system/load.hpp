#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "tests/system/said.hpp"

namespace tests {

// People at work: desks that take calls, send and stand down units, and crews that go on and off duty. Each
// speaks for itself on a connection of its own. When the connection breaks, or the store is away, they say
// again what was not answered, under the same id, as consoles and tablets do.
class Load {
 public:
  struct Options {
    std::function<unsigned short()> port;  // where the server is now
    std::string operator_token;
    std::vector<std::string> crew_tokens;  // of AMB-01, AMB-02 and so on
    int desks = 3;
    unsigned seed = 1;
  };
  explicit Load(Options options);
  ~Load();
  Load(const Load&) = delete;
  Load& operator=(const Load&) = delete;

  struct Done {
    Message command;
    bool by_crew = false;
    std::optional<std::uint64_t> n;  // acknowledged as this entry; else refused
    std::string refusal;
  };

  // Messages said and answers heard so far, by all.
  [[nodiscard]] std::uint64_t exchanges() const { return exchanges_; }
  // Waits for so many more exchanges.
  void goes_on_for(std::uint64_t exchanges);
  // Everybody finishes what they are at. What each was answered, person by person, in order; throws if one
  // had to give up.
  std::vector<std::vector<Done>> stop();

 private:
  class Person;
  void work(Person& person);
  std::optional<Message> exchange(Person& person, const Message& command);
  void run_desk(Person& person);
  void run_crew(Person& person, const std::string& unit);
  std::optional<std::uint64_t> say(Person& person, const Message& command);

  Options options_;
  std::atomic<std::uint64_t> exchanges_{0};
  std::atomic<bool> stopping_{false};
  std::atomic<bool> failed_{false};
  std::vector<std::unique_ptr<Person>> people_;
};

}  // namespace tests
