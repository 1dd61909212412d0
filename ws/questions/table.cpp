#include "ws/questions/table.hpp"

#include <tuple>

#include "dispatch/model/rights.hpp"

namespace ws {

using dispatch::Errc;
using dispatch::Refusal;
using dispatch::Right;

struct QuestionTable::Rows {
  template <class Asked>
  struct Row {
    Right right;
    std::string_view what;  // as the refusal calls it
  };
  static constexpr std::tuple all{
      Row<Recommend>{Right::ask_advice, "a recommendation"},
      Row<Locate>{Right::ask_places, "this question"},
      Row<Describe>{Right::ask_places, "this question"},
      Row<CheckCall>{Right::ask_calls, "this question"},
      Row<AskRoute>{Right::ask_ways, "this question"},
      Row<AskNotes>{Right::ask_notes, "this question"},
      Row<AskHospitals>{Right::ask_ways, "this question"},
      Row<AskClosure>{Right::ask_closures, "this question"},
  };
  // Does not compile for a question that has no row, or two.
  template <class Asked>
  static constexpr const Row<Asked>& of() {
    return std::get<Row<Asked>>(all);
  }
};

std::optional<Refusal> QuestionTable::ask(const std::shared_ptr<Peer>& peer, AnyQuestion question) {
  const auto why_not = [&]<class Asked>(const Asked&) -> std::optional<Refusal> {
    const auto& row = Rows::of<Asked>();
    if (has(peer->actor->role, row.right)) return {};
    return not_for(*peer->actor, row.what);
  };
  if (auto refused = std::visit(why_not, question)) return refused;
  if (questions_.ask(peer, std::move(question))) return {};
  return Refusal{Errc::too_much, "wait for the answers to your questions first", {}};
}

}  // namespace ws
