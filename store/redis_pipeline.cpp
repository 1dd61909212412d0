#include "store/redis_pipeline.hpp"

#include <algorithm>
#include <array>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <iterator>
#include <utility>

#include "store/redis_durability.hpp"

namespace store {
namespace {

namespace asio = boost::asio;

constexpr std::chrono::milliseconds between_attempts{100};
constexpr std::chrono::milliseconds between_pings{500};
// One pipeline's worth; what is more goes with the next.
constexpr std::size_t most_at_once = 512;

// Nothing is written now, whatever it be.
bool is_writing_refused(const Reply& reply) {
  constexpr std::array words{"READONLY", "LOADING", "MISCONF", "NOREPLICAS", "OOM", "MOVED", "CLUSTERDOWN"};
  return reply.is_error() &&
         std::ranges::any_of(words, [&](const char* word) { return reply.text.starts_with(word); });
}

}  // namespace

Pipeline::Pipeline(asio::any_io_executor executor, Options options)
    : executor_{std::move(executor)}, options_{std::move(options)}, thread_{&Pipeline::work, this} {}

Pipeline::~Pipeline() {
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

asio::awaitable<Answer> Pipeline::ask(Arguments arguments) {
  return enqueued({{std::move(arguments)}, false});
}

asio::awaitable<Answer> Pipeline::run(Arguments arguments) {
  return enqueued({{std::move(arguments)}, true});
}

asio::awaitable<Answer> Pipeline::ask_script(std::string_view script, Arguments arguments) {
  return enqueued({{std::move(arguments), script}, false});
}

asio::awaitable<Answer> Pipeline::run_script(std::string_view script, Arguments arguments) {
  return enqueued({{std::move(arguments), script}, true});
}

void Pipeline::send(Arguments arguments) {
  enqueue({{std::move(arguments)}, false});
}

asio::awaitable<Answer> Pipeline::enqueued(Request request) {
  return asio::async_initiate<const asio::use_awaitable_t<>, void(Answer)>(
      [this](auto handler, Request waiting) {
        auto shared = std::make_shared<decltype(handler)>(std::move(handler));
        waiting.done = [shared](Answer answer) { std::move (*shared)(std::move(answer)); };
        enqueue(std::move(waiting));
      },
      asio::use_awaitable, std::move(request));
}

void Pipeline::enqueue(Request request) {
  {
    const std::lock_guard lock{mutex_};
    queue_.push_back(std::move(request));
  }
  wake_.notify_one();
}

void Pipeline::work() {
  for (bool last = false; !last;) {
    if (!connection_) connect();
    auto taken = take();
    {
      const std::lock_guard lock{mutex_};
      last = stopping_ && queue_.empty();
    }
    const bool is_idle = taken.empty() && !last;
    serve(std::move(taken));
    if (connection_ && !last && (is_idle || !health_.up)) look();
    if (connection_ && !last) watch();
  }
}

// All that waits, as much as goes in one pipeline; nothing, when nothing came for a while.
std::vector<Pipeline::Request> Pipeline::take() {
  std::unique_lock lock{mutex_};
  wake_.wait_for(lock, health_.up ? between_pings : between_attempts,
                 [&] { return stopping_ || (!queue_.empty() && connection_); });
  const auto count = connection_ ? std::min(queue_.size(), most_at_once) : queue_.size();
  const auto end = queue_.begin() + static_cast<std::ptrdiff_t>(count);
  std::vector<Request> taken{std::move_iterator{queue_.begin()}, std::move_iterator{end}};
  queue_.erase(queue_.begin(), end);
  return taken;
}

void Pipeline::connect() {
  auto opened = Connection::open(options_.address, options_.limit);
  if (opened.has_error()) return is_away(opened.error().what);
  connection_.emplace(std::move(*opened));
  if (may_be_used() && load_scripts()) look();
}

bool Pipeline::may_be_used() {
  const auto info = connection_->ask({"INFO", "replication"});
  if (!info || info->is_error()) return lose(connection_->trouble()), false;
  if (info_field(info->text, "role") != "master")
    return lose("it is a replica, which cannot be written: give the address of the primary"), false;
  return options_.trust == Trust::is_ours || keeps_what_it_takes();
}

// One that was good and is set up otherwise by now, or was started anew so, is gone on with: to stop would be
// worse.
bool Pipeline::keeps_what_it_takes() {
  auto durability = durability_of(*connection_);
  if (durability.has_error()) return lose(durability.error().what), false;
  if (!durability->loses.empty() && options_.trust == Trust::checked && !was_up_)
    return lose("it may lose what it has acknowledged (" + durability->loses + ")"), false;
  auto health = health_;
  health.loses = std::move(durability->loses);
  health.hidden = std::move(durability->hidden);
  if (durability->evicted < evicted_) evicted_ = 0;  // it was started anew
  health.evicted += durability->evicted - std::exchange(evicted_, durability->evicted);
  say(std::move(health));
  return true;
}

bool Pipeline::load_scripts() {
  for (const auto& script : options_.scripts) {
    const auto sha = connection_->ask({"SCRIPT", "LOAD", script});
    if (!sha || sha->is_error()) return lose(connection_->trouble()), false;
    shas_[script] = sha->text;
  }
  return true;
}

Arguments Pipeline::as_sent(const Call& call) const {
  if (call.script.empty()) return call.arguments;
  const auto sha = shas_.find(call.script);
  Arguments evalsha{"EVALSHA", sha == shas_.end() ? "" : sha->second};
  evalsha.insert(evalsha.end(), call.arguments.begin(), call.arguments.end());
  return evalsha;
}

// Whether it is there and takes what is to be kept; asked while nobody wants anything of it.
void Pipeline::look() {
  const auto pong = connection_->ask({"PING"});
  if (!pong || pong->is_error()) return lose(connection_->trouble());
  if (!health_.up && health_.replicas_missing == 0 && !takes_all()) return;
  if (options_.replicas > 0 && !replicated(health_.up ? options_.limit / 2 : between_attempts)) return;
  auto health = health_;
  health.up = was_up_ = true;
  health.reason.clear();
  health.replicas_missing = 0;
  say(std::move(health));
}

// A Redis of somebody else's may be set up anew, and its user get other rights, without a word.
void Pipeline::watch() {
  const auto now = std::chrono::steady_clock::now();
  if (options_.trust == Trust::is_ours || now - watched_ < options_.between_watches) return;
  watched_ = now;
  if (keeps_what_it_takes() && health_.up) carries_positions();
}

bool Pipeline::takes_all() {
  if (options_.has_room && !options_.has_room()) return is_away("the disk is full"), false;
  std::vector<Arguments> calls;
  for (const auto& call : options_.trial.calls) calls.push_back(as_sent(call));
  const auto answer = answer_to_all(*connection_, calls);
  if (!answer) return lose(connection_->trouble()), false;
  if (answer->is_error() && answer->text.starts_with("NOSCRIPT")) return load_scripts(), false;
  if (answer->is_error()) return is_refused(*answer), false;
  return carries_positions();
}

// Where it did and does not any more, people go on: they can be sent by what each server knows.
bool Pipeline::carries_positions() {
  if (options_.trial.channel.empty()) return true;
  const auto answer = answer_of_channel(*connection_, options_.trial);
  if (!answer) return lose(connection_->trouble()), false;
  if (answer->is_error() && !was_up_) return is_refused(*answer), false;
  auto health = health_;
  health.unheard = answer->is_error() ? why_refused(*answer) : "";
  say(std::move(health));
  return true;
}

void Pipeline::serve(std::vector<Request> requests) {
  Answers answers;
  exchange(requests, answers);
  tell(std::move(answers.known));
  const bool are_sent = std::ranges::any_of(
      answers.kept, [](const auto& one) { return one.second.state == Answer::State::answered; });
  if (are_sent && !(connection_ && replicated(options_.limit / 2)))
    for (auto& [done, answer] : answers.kept)
      if (answer.state == Answer::State::answered) answer.state = Answer::State::unknown;
  tell(std::move(answers.kept));
}

void Pipeline::exchange(std::vector<Request>& requests, Answers& answers) {
  std::erase_if(requests, [&](Request& request) {
    const bool is_sent = connection_ && !(request.is_kept && health_.replicas_missing > 0);
    if (!is_sent) finish(request, {Answer::State::unavailable, {}}, answers);
    return !is_sent;
  });
  for (const auto& request : requests) connection_->queue(as_sent(request.call));
  std::vector<Request> again;  // Redis had forgotten the script (SCRIPT FLUSH, a fresh Redis behind a proxy)
  std::optional<Reply> refused;
  auto request = requests.begin();
  for (; request != requests.end(); ++request) {
    auto reply = connection_->next();
    if (!reply) break;
    if (!request->call.script.empty() && reply->is_error() && reply->text.starts_with("NOSCRIPT")) {
      again.push_back(std::move(*request));
      continue;
    }
    const bool is_forbidden = may_not(*reply);
    const bool is_lost = is_forbidden || is_writing_refused(*reply);
    if (is_lost && (request->is_kept || (is_forbidden && request->done))) refused = *reply;
    finish(*request, {is_lost ? Answer::State::unavailable : Answer::State::answered, std::move(*reply)},
           answers);
  }
  if (request != requests.end()) lose(connection_->trouble());
  for (; request != requests.end(); ++request) finish(*request, {Answer::State::unknown, {}}, answers);
  if (connection_ && !again.empty() && load_scripts()) return exchange(again, answers);
  for (auto& one : again) finish(one, {}, answers);
  if (connection_ && refused) is_refused(*refused);
}

void Pipeline::finish(Request& request, Answer answer, Answers& answers) {
  if (!request.done) return;
  auto& where = request.is_kept && options_.replicas > 0 ? answers.kept : answers.known;
  where.emplace_back(std::move(request.done), std::move(answer));
}

bool Pipeline::replicated(std::chrono::milliseconds wait) {
  if (options_.replicas == 0) return true;
  const auto count =
      connection_->ask({"WAIT", std::to_string(options_.replicas), std::to_string(wait.count())});
  if (!count || count->type != Reply::Type::number) return lose(connection_->trouble()), false;
  if (count->number >= options_.replicas) return true;
  auto health = health_;
  health.up = false;
  health.replicas_missing = options_.replicas - static_cast<int>(count->number);
  health.reason = "a replica is missing: " + std::to_string(count->number) + " of the " +
                  std::to_string(options_.replicas) + " that must have a commit have it";
  say(std::move(health));
  return false;
}

void Pipeline::tell(Finished finished) {
  if (finished.empty()) return;
  asio::post(executor_, [finished = std::move(finished)]() mutable {
    for (auto& [done, answer] : finished) done(std::move(answer));
  });
}

void Pipeline::say(StoreHealth health) {
  if (health == health_) return;
  health_ = std::move(health);
  if (options_.on_state)
    asio::post(executor_, [call = options_.on_state, health = health_] { call(health); });
}

void Pipeline::is_away(std::string reason) {
  auto health = health_;
  health.up = false;
  health.reason = std::move(reason);
  health.replicas_missing = 0;
  say(std::move(health));
}

// It can still be read. A replica cannot become better, but by now another may have its address.
void Pipeline::is_refused(const Reply& reply) {
  if (reply.text.starts_with("READONLY")) return lose(why_refused(reply));
  is_away(why_refused(reply));
}

// What is under way on it stays unknown.
void Pipeline::lose(std::string reason) {  // a copy: the connection may keep it
  connection_.reset();
  is_away(std::move(reason));
}

}  // namespace store
