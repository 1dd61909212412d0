#include "store/redis_hearing.hpp"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <string_view>

#include "store/kept.hpp"
#include "store/pause.hpp"

namespace store {
namespace {

namespace asio = boost::asio;
using std::chrono::steady_clock;

constexpr std::chrono::milliseconds one_reply{3000};
constexpr std::chrono::milliseconds one_rest{100};
constexpr int most_rests = 50;  // before it is tried again
constexpr std::chrono::milliseconds one_wait{100};
constexpr std::chrono::seconds longest_silence{5};  // then it is asked whether it is there
constexpr std::chrono::seconds others_have_kept{12};

}  // namespace

std::string positions_message(const std::string& node, const std::vector<dispatch::Sighting>& sightings) {
  return node + " " + dispatch::json::text_of(sightings);
}

Hearing::Hearing(asio::any_io_executor executor, const Address& address, const Keys& keys,
                 const std::string& node, Events events)
    : executor_{std::move(executor)},
      address_{address},
      keys_{keys},
      node_{node},
      events_{std::move(events)},
      waiting_{std::make_shared<LatestFixes>()},
      thread_{&Hearing::work, this} {}

Hearing::~Hearing() {
  stop();
  thread_.join();
}

void Hearing::work() {
  while (!stopping_) {
    if (anew_.exchange(false)) connection_.reset();
    if (!connection_ && !connect()) {
      connection_.reset();
      rest();
      continue;
    }
    rests_ = 1;
    if (!listen()) connection_.reset();
  }
}

// Longer and longer, but for when there is a reason to try again.
void Hearing::rest() {
  for (int i = 0; i < rests_ && !stopping_ && !anew_ && !is_back_.exchange(false); ++i) pause_for(one_rest);
  rests_ = std::min(2 * rests_, most_rests);
}

bool Hearing::connect() {
  auto opened = Connection::open(address_, one_reply);
  if (opened.has_error()) return false;
  connection_.emplace(std::move(*opened));
  const auto subscribed = connection_->ask({"SUBSCRIBE", keys_.fixes()});
  if (!subscribed) return false;
  if (subscribed->is_error()) {
    complain("positions of other servers: " + subscribed->text);
    return false;
  }
  heard_at_ = steady_clock::now();
  asked_ = false;
  is_to_read_ = true;
  return true;
}

bool Hearing::listen() {
  auto news = connection_->next_within(one_wait);
  if (!news || news->is_error()) return false;
  const auto now = steady_clock::now();
  if (news->type != Reply::Type::nothing) {
    heard_at_ = now;
    asked_ = false;
  }
  if (news->list.size() == 3 && news->list[0].text == "message") take(news->list[2].text);
  if (is_to_read_.exchange(false)) {
    read_again_at_ = now + others_have_kept;
    return read_last();
  }
  if (read_again_at_ && now >= *read_again_at_) {
    read_again_at_.reset();
    return read_last();
  }
  return is_there(now);
}

bool Hearing::is_there(steady_clock::time_point now) {
  if (now - heard_at_ < longest_silence) return true;
  if (!asked_) connection_->queue({"PING"});
  asked_ = true;
  return now - heard_at_ < longest_silence + one_reply;
}

// A connection that listens may ask nothing else.
bool Hearing::read_last() {
  auto other = Connection::open(address_, one_reply);
  if (other.has_error()) return false;
  const auto known = other->ask({"HVALS", keys_.last_fixes()});
  if (!known || known->is_error()) return false;
  std::vector<dispatch::Sighting> kept;
  for (const auto& value : known->list) {
    dispatch::Fix fix;
    std::string fault;
    if (read_text(value.text, fix, fault)) kept.emplace_back(std::move(fix));
  }
  put(std::move(kept));
  return true;
}

void Hearing::take(std::string_view message) {
  const auto end = message.find(' ');
  if (message.substr(0, end) == node_) return;
  std::string fault = "who says it is missing";
  std::vector<dispatch::Sighting> sightings;
  if (end == std::string_view::npos || !read_text(message.substr(end + 1), sightings, fault))
    complain("positions: " + fault);
  else
    put(std::move(sightings));
}

void Hearing::put(std::vector<dispatch::Sighting> sightings) {
  if (waiting_->put(std::move(sightings)))
    asio::post(executor_, [waiting = waiting_, heard = events_.heard] { heard(waiting->take()); });
}

// Once, and not for each message or attempt.
void Hearing::complain(std::string what) {
  if (!events_.unreadable || std::exchange(said_, what) == what) return;
  asio::post(executor_,
             [call = events_.unreadable, what = std::move(what)]() mutable { call(std::move(what)); });
}

}  // namespace store
