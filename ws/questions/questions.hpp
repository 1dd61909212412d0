#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "dispatch/desk/desk.hpp"
#include "dispatch/people/past_calls.hpp"
#include "ws/peer.hpp"
#include "ws/questions/advice.hpp"
#include "ws/questions/finder.hpp"
#include "ws/questions/notes.hpp"
#include "ws/questions/planner.hpp"
#include "ws/questions/ways.hpp"
#include "ws/wire/decode.hpp"

namespace ws {

// Answers questions, which change nothing and may take their time, beside what else the clients say: none may
// hold up the sending of a unit. The finder or the planner works out the answer; those of one client come one
// after the other.
class Questions {
 public:
  struct Parts {
    boost::asio::any_io_executor executor;
    const dispatch::Desk& desk;
    dispatch::PastCalls& past_calls;
    Finder& finder;
    Planner& planner;
    Advice& advice;
    std::size_t most;  // of one client that wait
    std::function<void(Peer& peer, std::string_view text)> tell;
  };
  explicit Questions(Parts parts) : parts_{std::move(parts)} {}

  // Of somebody who may ask. False: too many wait, and this one is not taken.
  bool ask(const std::shared_ptr<Peer>& peer, AnyQuestion question);
  void forget(Peer& peer) { waiting_.erase(&peer); }

 private:
  boost::asio::awaitable<void> answer_all(std::shared_ptr<Peer> peer);
  boost::asio::awaitable<std::string> answer(std::shared_ptr<Peer> peer, AnyQuestion question);
  // The answer, or a refusal, as a message of the wire.
  boost::asio::awaitable<std::string> found(std::shared_ptr<Peer> peer, Recommend asked);
  boost::asio::awaitable<std::string> found(std::shared_ptr<Peer> peer, Locate asked);
  boost::asio::awaitable<std::string> found(std::shared_ptr<Peer> peer, Describe asked);
  boost::asio::awaitable<std::string> found(std::shared_ptr<Peer> peer, CheckCall asked);
  template <class Asked>
  boost::asio::awaitable<std::string> found(std::shared_ptr<Peer> peer, Asked asked);
  boost::asio::awaitable<std::optional<std::vector<dispatch::PastCall>>> past_of(std::string phone);

  Parts parts_;
  std::unordered_map<Peer*, std::deque<AnyQuestion>> waiting_;
};

}  // namespace ws
