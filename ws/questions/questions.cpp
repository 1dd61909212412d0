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
using dispatch::Role;

dispatch::CommandId query_of(const Question& question) {
  return std::visit([](const auto& one) { return one.query; }, question);
}

bool Questions::ask(const std::shared_ptr<Peer>& peer, Question question) {
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
    const auto text = co_await answer(peer->actor->role, std::move(question));
    if (waiting_.contains(peer.get())) parts_.tell(*peer, text);
  }
}

asio::awaitable<std::string> Questions::answer(Role who, Question question) {
  const auto query = query_of(question);
  try {
    if (auto* one = std::get_if<Locate>(&question)) {
      const geo::Asking asking{one->typing.value_or(false), one->language.value_or(geo::Language::id)};
      const auto reading = co_await parts_.finder.locate(std::move(one->text), one->near, asking);
      co_return encode_candidates(query, reading);
    }
    if (auto* one = std::get_if<CheckCall>(&question)) {
      const auto hints = co_await hints_for(who, std::move(*one));
      co_return encode_call_hints(query, hints);
    }
    const auto& one = std::get<Describe>(question);
    const auto described = co_await parts_.finder.describe(one.at, one.language.value_or(geo::Language::id));
    co_return encode_described(query, described);
  } catch (const std::exception& bug) {
    spdlog::error("question.failed what=\"{}\"", bug.what());
  }
  co_return encode_refused(query.view(), {dispatch::Errc::failed, "the search failed", {}});
}

// The view is looked at last: the rest takes its time.
asio::awaitable<CallHints> Questions::hints_for(Role who, CheckCall message) {
  const auto caller = message.caller.value_or(dispatch::Caller{});
  auto phone = caller.phone.value_or("");
  auto name = caller.name.value_or("");
  CallHints found;
  found.past = co_await past_of(phone);
  if (has(who, dispatch::Right::take_calls) && parts_.finder.keeps_patients())
    found.patients = co_await parts_.finder.find_patients(std::move(phone), std::move(name));
  const auto& desk = parts_.desk;
  const dispatch::Calling call{message.incident, message.place.value_or(dispatch::Place{}), caller,
                               message.complaint.value_or("")};
  found.hints = dispatch::hints_for(desk.view(), call, desk.now());
  co_return found;
}

// Of a number's calls those that have left the view: the others are on the board.
asio::awaitable<std::optional<std::vector<dispatch::PastCall>>> Questions::past_of(std::string phone) {
  constexpr std::size_t most = 5;
  auto number = dispatch::past_number(phone);
  if (number.empty() || !parts_.desk.store().is_up) co_return std::nullopt;
  auto past = co_await parts_.past_calls.calls_from(std::move(number));
  if (!past) co_return std::nullopt;
  const auto& view = parts_.desk.view();
  std::erase_if(*past, [&](const dispatch::PastCall& one) { return view.incident(one.incident) != nullptr; });
  if (past->size() > most) past->resize(most);
  co_return past;
}

}  // namespace ws
