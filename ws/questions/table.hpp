#pragma once

#include <memory>
#include <optional>

#include "ws/questions/questions.hpp"
#include "ws/wire/decode.hpp"

namespace ws {

// What may be asked, and by whom: one row a question, in table.cpp. Who answers stands in questions.cpp. None
// is answered at once: that would keep others waiting.
class QuestionTable {
 public:
  explicit QuestionTable(Questions::Parts parts) : questions_{std::move(parts)} {}

  // Of somebody who has signed in. Why not, if it is refused.
  [[nodiscard]] std::optional<dispatch::Refusal> ask(const std::shared_ptr<Peer>& peer, AnyQuestion question);
  void forget(Peer& peer) { questions_.forget(peer); }

 private:
  struct Rows;
  Questions questions_;
};

}  // namespace ws
