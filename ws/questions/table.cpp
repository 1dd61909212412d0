#include "ws/questions/table.hpp"

#include <algorithm>
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
    Refused (QuestionTable::*answer)(const std::shared_ptr<Peer>& peer, Asked asked);
  };
  static constexpr std::tuple all{
      Row<Recommend>{Right::ask_advice, "a recommendation", &QuestionTable::recommend},
      Row<Locate>{Right::ask_places, "this question", &QuestionTable::in_turn},
      Row<Describe>{Right::ask_places, "this question", &QuestionTable::in_turn},
      Row<CheckCall>{Right::ask_calls, "this question", &QuestionTable::in_turn},
      Row<AskRoute>{Right::ask_ways, "this question", &QuestionTable::at_once},
      Row<AskHospitals>{Right::ask_ways, "this question", &QuestionTable::at_once},
      Row<AskClosure>{Right::ask_closures, "this question", &QuestionTable::at_once},
  };
  // Does not compile for a question that has no row, or two.
  template <class Asked>
  static constexpr const Row<Asked>& of() {
    return std::get<Row<Asked>>(all);
  }
};

QuestionTable::QuestionTable(Parts parts)
    : desk_{parts.desk},
      tell_{parts.tell},
      advice_{parts.executor, parts.desk, parts.engine, std::move(parts.tell_operators)},
      ways_{parts.desk, std::move(parts.hospitals)},
      questions_{
          {parts.executor, parts.desk, parts.past_calls, parts.finder, parts.most, std::move(parts.tell)}} {}

std::optional<Refusal> QuestionTable::ask(const std::shared_ptr<Peer>& peer, AnyQuestion question) {
  return std::visit(
      [&]<class Asked>(Asked& asked) -> Refused {
        const auto& row = Rows::of<Asked>();
        if (!has(peer->actor->role, row.right)) return not_for(*peer->actor, row.what);
        return (this->*row.answer)(peer, std::move(asked));
      },
      question);
}

QuestionTable::Refused QuestionTable::recommend(const std::shared_ptr<Peer>& peer, Recommend asked) {
  const auto* incident = desk_.view().incident(asked.incident);
  if (incident == nullptr) return Refusal{Errc::unknown_incident, "there is no such incident", {}};
  tell_(*peer, advice_.on(*incident));
  advice_.ask_engine(incident->id);
  return {};
}

template <class Asked>
QuestionTable::Refused QuestionTable::at_once(const std::shared_ptr<Peer>& peer, Asked asked) {
  const auto answer = ways_.answer(*peer->actor, asked);
  if (answer.has_error()) return answer.error();
  tell_(*peer, *answer);
  return {};
}

// Answers that take their time come one after the other.
template <class Asked>
QuestionTable::Refused QuestionTable::in_turn(const std::shared_ptr<Peer>& peer, Asked asked) {
  if (questions_.ask(peer, std::move(asked))) return {};
  return Refusal{Errc::too_much, "wait for the answers to your questions first", {}};
}

void QuestionTable::happened(const dispatch::Entry& entry, const dispatch::Selection& changed) {
  const bool roads = std::ranges::any_of(
      entry.events, [](const dispatch::Event& event) { return changes_roads(event.body); });
  if (roads) advice_.anew();
  advice_.changed(changed.incidents);
}

}  // namespace ws
