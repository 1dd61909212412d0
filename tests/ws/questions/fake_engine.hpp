#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace tests {

// A road engine on a loopback port that answers as it is told.
class FakeEngine {
 public:
  struct Asked {
    std::string method;
    std::string target;
    std::string body;
  };
  struct Answer {
    enum class Manner { at_once, byte_by_byte, over_and_over, not_yet };
    std::string bytes;  // all of them, the head too
    Manner manner = Manner::at_once;
    bool then_closes = false;
  };
  using Script = std::function<Answer(const Asked&)>;

  FakeEngine(boost::asio::io_context& io, Script script);
  ~FakeEngine();
  FakeEngine(const FakeEngine&) = delete;
  FakeEngine& operator=(const FakeEngine&) = delete;

  [[nodiscard]] std::string port() const;
  [[nodiscard]] const std::vector<Asked>& asked() const;
  [[nodiscard]] std::size_t connections() const;
  void set(Script script);
  // Sends on every connection there is, asked or not, what was held back or anything else.
  void send(const std::string& bytes);
  void close_all();

 private:
  struct State;
  std::shared_ptr<State> state_;
};

std::string http(unsigned status, const std::string& body, const std::string& fields = {});

}  // namespace tests
