#pragma once

#include <boost/json.hpp>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/process.hpp"

// A client of siaga.v1 for tests: it says something, then waits until it hears what it expects. It throws
// when that does not come in time, when the connection ends, or when a message is not as ws/protocol/
// describes it.
namespace tests::wire {

using Message = boost::json::value;

// The text at a JSON pointer such as "/details/from"; empty if there is none.
std::string text(const Message& message, std::string_view pointer);
std::int64_t number(const Message& message, std::string_view pointer);
// The thing of this id in a list such as "/picture/units"; null if there is none.
Message by_id(const Message& message, std::string_view pointer, std::string_view id);

std::string new_id();

struct Ended : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class Client {
 public:
  struct Options {
    unsigned short port = 0;
    std::string token = {};   // empty: does not say hello
    std::string device = {};  // of a crew
    std::string from = {};    // another address of this machine, such as 127.0.0.2
    int receive_buffer = 0;   // bytes that the system keeps for a client that does not read; 0: as usual
  };
  explicit Client(Options options);
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  // Checked by the schema.
  void say(const Message& message);
  // Whatever it is.
  void say_text(std::string_view text);
  void say_binary(std::string_view bytes);
  void say_in_parts(std::string_view text, std::size_t part);  // a frame for so many bytes each

  using Wanted = std::function<bool(const Message&)>;
  // The first message that was not expected before and is as wanted. What comes before it can still be
  // expected.
  const Message& expect(const Wanted& wanted, std::string_view what,
                        std::chrono::milliseconds limit = patience);
  const Message& expect(std::string_view type);
  const Message& expect_refused(std::string_view code);
  // For what happened to an entity: an `events` message of this topic whose `changed` has it as wanted.
  const Message& expect_change(std::string_view list, std::string_view id, const Wanted& wanted);

  // A command and its answer, acknowledged or refused. An `id` is made if there is none.
  const Message& ask(Message command);
  // The same when it must be acknowledged: the number of the log entry.
  std::uint64_t must(const Message& command);
  // The same when it must be refused.
  const Message& must_not(const Message& command, std::string_view code);
  const Message& answer_to(std::string_view id);

  const Message& subscribe(std::string_view topic);  // gives the snapshot
  void resume(std::string_view topic);               // from the last position heard; expects nothing

  // Reads what has come, waiting for nothing.
  void read_what_is_there();
  // In order of arrival, over all connections.
  [[nodiscard]] const std::deque<Message>& heard() const { return heard_; }
  void forget();
  [[nodiscard]] const Message& position() const { return position_; }
  [[nodiscard]] const Message& welcome() const { return welcome_; }

  // At once, without a goodbye.
  void cut();
  // Connects anew, and signs in if it did before. `port` where that has changed.
  void connect(unsigned short port = 0);
  // The code with which the server closes; 0 if it ends the connection without one.
  unsigned close_code();
  [[nodiscard]] bool is_open() const;

 private:
  struct Line;
  void write(std::string_view bytes, bool is_text);
  void write_frame(std::string_view bytes, bool is_last);
  void wait_for(const std::function<bool()>& done, std::string_view what,
                std::chrono::milliseconds limit = patience);
  void take(std::string_view bytes);
  [[noreturn]] void fail(const std::string& why) const;

  Options options_;
  std::unique_ptr<Line> line_;
  std::deque<Message> heard_;
  std::vector<std::size_t> unexpected_;  // indices in heard_
  Message position_;
  Message welcome_;
};

// What the server answers to an upgrade of this target and subprotocol: 101 if it takes it.
unsigned upgrade_status(unsigned short port, const std::string& target, const std::string& subprotocol);

}  // namespace tests::wire
