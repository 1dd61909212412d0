#include "ws/questions/questions.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <spdlog/spdlog.h>

#include "dispatch/model/phone.hpp"
#include "dispatch/model/rights.hpp"
#include "ws/wire/refusal.hpp"

namespace ws {

namespace asio = boost::asio;

namespace {

// Empty of a question that has none.
std::string query_of(const AnyQuestion& question) {
  return std::visit(
      [](const auto& one) -> std::string {
        if constexpr (requires { one.query; }) return std::string{one.query.view()};
        return {};
      },
      question);
}

}  // namespace

bool Questions::ask(const std::shared_ptr<Peer>& peer, AnyQuestion question) {
  const auto [waiting, is_first] = waiting_.try_emplace(peer.get());
  if (waiting->second.size() >= parts_.most) return false;
  waiting->second.push_back(std::move(question));
  if (is_first) asio::co_spawn(parts_.executor, answer_all(peer), asio::detached);
  return true;
}

asio::awaitable<void> Questions::answer_all(std::shared_ptr<Peer> peer) {
  for (;;) {
    const auto waiting = waiting_.find(peer.get());
    if (waiting == waiting_.end()) co_return;  // has left
    if (waiting->second.empty()) {
      waiting_.erase(waiting);
      co_return;
    }
    auto question = std::move(waiting->second.front());
    waiting->second.pop_front();
    const auto text = co_await answer(peer, std::move(question));
    if (waiting_.contains(peer.get())) parts_.tell(*peer, text);
  }
}

asio::awaitable<std::string> Questions::answer(std::shared_ptr<Peer> peer, AnyQuestion question) {
  const auto query = query_of(question);
  try {
    auto finding = std::visit([&](auto& asked) { return found(peer, std::move(asked)); }, question);
    co_return co_await std::move(finding);
  } catch (const std::exception& bug) {
    spdlog::error("question.failed what=\"{}\"", bug.what());
  }
  co_return encode_refused(query, {dispatch::Errc::failed, "the search failed", {}});
}

asio::awaitable<std::string> Questions::found(std::shared_ptr<Peer> peer, Recommend asked) {
  co_return co_await parts_.advice.on(peer, asked.incident);
}

asio::awaitable<std::string> Questions::found(std::shared_ptr<Peer> /*peer*/, Locate asked) {
  const geo::Asking asking{asked.typing.value_or(false), asked.language.value_or(geo::Language::id)};
  const auto reading = co_await parts_.finder.locate(std::move(asked.text), asked.near, asking);
  co_return encode_candidates(asked.query, reading);
}

asio::awaitable<std::string> Questions::found(std::shared_ptr<Peer> /*peer*/, Describe asked) {
  const auto language = asked.language.value_or(geo::Language::id);
  const auto described = co_await parts_.finder.describe(asked.at, language);
  co_return encode_described(asked.query, described);
}

// Incidents are looked at last: the rest takes its time.
asio::awaitable<std::string> Questions::found(std::shared_ptr<Peer> peer, CheckCall asked) {
  const auto caller = asked.caller.value_or(dispatch::Caller{});
  auto phone = caller.phone.value_or("");
  auto name = caller.name.value_or("");
  CallHints found;
  if (dispatch::callers_number(parts_.desk.policy(), phone).empty()) phone.clear();
  found.past = co_await past_of(phone);
  if (has(peer->actor->role, dispatch::Right::take_calls) && parts_.finder.keeps_patients())
    found.patients = co_await parts_.finder.find_patients(std::move(phone), std::move(name));
  const dispatch::Calling call{asked.incident, asked.place.value_or(dispatch::Place{}), caller,
                               asked.complaint.value_or("")};
  const auto compare = [call, names = parts_.finder.place_names()](Situation& now) {
    return dispatch::hints_for(now.view, call, now.now, *names);
  };
  auto hints = co_await parts_.planner.ask(compare);
  if (hints.has_error()) co_return encode_refused(asked.query.view(), hints.error());
  found.hints = std::move(*hints);
  co_return encode_call_hints(asked.query, found);
}

// Of ways and of notes.
template <class Asked>
asio::awaitable<std::string> Questions::found(std::shared_ptr<Peer> peer, Asked asked) {
  const auto look = [actor = *peer->actor, asked](Situation& now) {
    const auto answer = [&] {
      if constexpr (std::is_same_v<Asked, AskNotes>)
        return notes_answer(actor, asked, now);
      else
        return way_answer(actor, asked, now);
    }();
    return answer.has_error() ? encode_refused(asked.query.view(), answer.error()) : *answer;
  };
  auto answer = co_await parts_.planner.ask(look);
  if (answer.has_error()) co_return encode_refused(asked.query.view(), answer.error());
  co_return std::move(*answer);
}

// Of a number's calls those that have left the view: the others are on the board.
asio::awaitable<std::optional<std::vector<dispatch::PastCall>>> Questions::past_of(std::string phone) {
  constexpr std::size_t most = 5;
  auto number = dispatch::past_number(parts_.desk.policy(), phone);
  if (number.empty() || !parts_.desk.store().is_up) co_return std::nullopt;
  auto past = co_await parts_.past_calls.calls_from(std::move(number));
  if (!past) co_return std::nullopt;
  const auto& view = parts_.desk.view();
  std::erase_if(*past, [&](const dispatch::PastCall& one) { return view.incident(one.incident) != nullptr; });
  if (past->size() > most) past->resize(most);
  co_return past;
}

}  // namespace ws
