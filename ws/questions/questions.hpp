#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

#include "dispatch/desk/desk.hpp"
#include "dispatch/people/past_calls.hpp"
#include "ws/peer.hpp"
#include "ws/questions/finder.hpp"
#include "ws/wire/calls.hpp"
#include "ws/wire/places.hpp"

namespace ws {

// What changes nothing and may take its time: a text to be read, a point to be described, a call to be known
// again.
using Question = std::variant<Locate, Describe, CheckCall>;
[[nodiscard]] dispatch::CommandId query_of(const Question& question);

// Answers questions beside what else the clients say: none may hold up the sending of a unit. Those of one
// client are answered one after the other.
class Questions {
 public:
  struct Parts {
    boost::asio::any_io_executor executor;
    const dispatch::Desk& desk;
    dispatch::PastCalls& past_calls;
    Finder& finder;
    std::size_t most;  // of one client that wait
    std::function<void(Peer& peer, std::string_view text)> tell;
  };
  explicit Questions(Parts parts) : parts_{std::move(parts)} {}

  // Of somebody who may ask. False: too many wait, and this one is not taken.
  bool ask(const std::shared_ptr<Peer>& peer, Question question);
  void forget(Peer& peer) { waiting_.erase(&peer); }

 private:
  boost::asio::awaitable<void> answer_all(std::shared_ptr<Peer> peer);
  boost::asio::awaitable<std::string> answer(dispatch::Role who, Question question);
  boost::asio::awaitable<CallHints> hints_for(dispatch::Role who, CheckCall message);
  boost::asio::awaitable<std::optional<std::vector<dispatch::PastCall>>> past_of(std::string phone);

  Parts parts_;
  std::unordered_map<Peer*, std::deque<Question>> waiting_;
};

}  // namespace ws
