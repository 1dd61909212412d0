#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/json/object.hpp>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "dispatch/log/journal.hpp"

namespace ws {

// A client's line to a server: signs in, subscribes, and after a break comes back by itself from the log
// position it saw last. Commands are kept in order until they are answered, and sent again under the same id.
class Line {
 public:
  struct Options {
    std::string host;
    unsigned short port = 0;
    std::string token;
    std::string device;                  // of a crew; empty for others
    std::string topic;                   // board or mine
    std::vector<std::string> also = {};  // topics that are told whole, whatever was seen before
  };
  struct Events {
    std::function<void(const boost::json::object&)> message;  // all but ack and refused of a command
    std::function<void(const std::string& id, std::uint64_t n)> acknowledged;
    std::function<void(const std::string& id, const std::string& code)> refused;
  };
  Line(boost::asio::any_io_executor executor, Options options, Events events);
  ~Line();
  Line(const Line&) = delete;
  Line& operator=(const Line&) = delete;

  // A JSON object with `type` and `id`.
  void command(std::string id, std::string text);
  // Not kept: lost when the line is down.
  void say(std::string text);
  // As when a tablet loses its signal.
  void cut(std::chrono::milliseconds length);

  [[nodiscard]] bool is_signed_in() const;
  [[nodiscard]] bool has_unanswered() const;
  [[nodiscard]] int reconnections() const;
  // The server's clock, as it was told at sign-in and has run on since.
  [[nodiscard]] dispatch::TimePoint now() const;
  [[nodiscard]] double clock_speed() const;

 private:
  class Wire;
  std::shared_ptr<Wire> wire_;
};

// Empty when the object has no such text.
[[nodiscard]] std::string_view text_in(const boost::json::object& object, std::string_view name);

}  // namespace ws
