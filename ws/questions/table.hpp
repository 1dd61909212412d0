#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "dispatch/desk/desk.hpp"
#include "dispatch/show/picture.hpp"
#include "ws/questions/advice.hpp"
#include "ws/questions/questions.hpp"
#include "ws/questions/ways.hpp"
#include "ws/wire/decode.hpp"

namespace ws {

// What may be asked, by whom, and who answers: one row a question, in table.cpp.
class QuestionTable {
 public:
  struct Parts {
    boost::asio::any_io_executor executor;
    const dispatch::Desk& desk;
    dispatch::PastCalls& past_calls;
    Finder& finder;
    std::vector<dispatch::Hospital> hospitals;
    RoadEngine* engine;  // may be null
    std::size_t most;    // of one client that wait
    std::function<void(Peer& peer, std::string_view text)> tell;
    std::function<void(const Advice::Make& make)> tell_operators;
  };
  explicit QuestionTable(Parts parts);

  // Of somebody who has signed in; answered now or when it is found. Why not, if it is refused.
  [[nodiscard]] std::optional<dispatch::Refusal> ask(const std::shared_ptr<Peer>& peer, AnyQuestion question);
  void forget(Peer& peer) { questions_.forget(peer); }

  // What was answered may be answered otherwise now: those who must know are told.
  void happened(const dispatch::Entry& entry, const dispatch::Selection& changed);

 private:
  struct Rows;
  using Refused = std::optional<dispatch::Refusal>;
  Refused recommend(const std::shared_ptr<Peer>& peer, Recommend asked);
  template <class Asked>
  Refused at_once(const std::shared_ptr<Peer>& peer, Asked asked);
  template <class Asked>
  Refused in_turn(const std::shared_ptr<Peer>& peer, Asked asked);

  const dispatch::Desk& desk_;
  std::function<void(Peer& peer, std::string_view text)> tell_;
  Advice advice_;
  Ways ways_;
  Questions questions_;
};

}  // namespace ws
