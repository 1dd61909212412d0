#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "tests/fuzz/messages/instances.hpp"
#include "tests/fuzz/messages/mutations.hpp"
#include "tests/fuzz/messages/random.hpp"
#include "tests/fuzz/messages/tally.hpp"
#include "tests/support/wire.hpp"

namespace tests::fuzz {

// Somebody who says anything: some messages at a time, right and spoilt ones, then the next when each right
// one is answered. Throws when one is not in time, when an answer is none, or when the server ends the
// connection without a reason that it has said.
class Speaker {
 public:
  struct Person {
    std::string name;
    std::string token;      // empty: a stranger, who comes with some token now and then
    std::string from = {};  // an address of this machine
  };
  struct Around {
    unsigned short port;
    const Instances& instances;
    Tally& tally;
  };
  Speaker(Around around, Person person, unsigned seed);

  // Reads what has come. With all answered it speaks again, if it may. False: there was nothing to do.
  bool goes_on(bool may_speak);
  [[nodiscard]] bool is_answered() const;
  // The longest that an answer took.
  [[nodiscard]] std::chrono::steady_clock::duration longest_wait() const { return longest_wait_; }
  // What it said last, for whoever has to find out why.
  [[nodiscard]] std::string last_said() const;

 private:
  struct Said {
    std::string type;
    std::string bytes;
    wire::Message message;  // null when spoilt
    bool answered = false;
    [[nodiscard]] bool is_right() const { return !message.is_null(); }
  };
  void come();
  bool hear();
  void judge(const wire::Message& heard);
  void check_patience();
  void judge_refusal(const wire::Message& refused);
  Said* whom_it_answers(const wire::Message& heard);
  void speak();
  void say_something();
  std::string next_type();
  void say(const std::string& type, const wire::Message& message);
  void say_spoilt(const std::string& type, const wire::Message& message);
  enum class While { listening, speaking };
  void ended(While doing);
  [[noreturn]] void fail(const std::string& what) const;

  Around around_;
  Person person_;
  Random random_;
  std::vector<std::string> deck_;
  std::optional<wire::Client> line_;
  std::vector<Said> turn_;
  std::chrono::steady_clock::time_point spoke_;
  std::chrono::steady_clock::duration longest_wait_{};
  bool is_signed_in_ = false;
  bool may_be_closed_ = false;  // for what it said
};

}  // namespace tests::fuzz
