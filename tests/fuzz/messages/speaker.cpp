#include "tests/fuzz/messages/speaker.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "tests/support/schema.hpp"
#include "tests/system/said.hpp"

namespace tests::fuzz {
namespace {

namespace json = boost::json;
using wire::Message;

constexpr std::size_t most_at_once = 12;          // more than a session may ask
constexpr std::chrono::minutes most_patience{5};  // the machine may have others to serve

// docs/protocol.md, and RFC 6455 for what is no frame, or no UTF-8.
constexpr std::array spoilt_closes{1002U, 1003U, 1007U, 1009U};
constexpr std::array strangers_closes{1009U, 4001U, 4002U};

// Right by the schema, as the server would read it.
Message read_right(const std::string& bytes) {
  // The schema's reader ends a text there, and takes what it does not see for right.
  if (bytes.find("\\u0000") != std::string::npos) return nullptr;
  boost::system::error_code error;
  auto message = json::parse(bytes, error);
  if (error || !fault_of(message, Side::client).empty()) return nullptr;
  return message;
}

bool is_nameless(const Message& said) {
  return !said.as_object().contains("id") && !said.as_object().contains("query");
}

// Whether this says what became of that. What has no answer of its own is read by the time that the pong
// comes.
bool is_answer(const Message& heard, const Message& said) {
  const auto type = text(heard, "/type");
  const bool is_refusal = type == "refused";
  const auto& fields = said.as_object();
  if (fields.contains("id")) return (is_refusal || type == "ack") && text(heard, "/id") == text(said, "/id");
  if (const auto query = text(said, "/query"); !query.empty())
    return text(heard, "/query") == query || (is_refusal && text(heard, "/id") == query);
  if (is_refusal && !text(heard, "/id").empty()) return false;
  const auto said_type = text(said, "/type");
  if (said_type == "hello") return is_refusal || type == "welcome";
  if (said_type == "recommend")
    return is_refusal || (type == "recommendation" && text(heard, "/incident") == text(said, "/incident"));
  if (said_type == "subscribe" && !fields.contains("after")) {  // map/3/02/1 is answered as map/3/2/1
    const auto topic = text(said, "/topic");
    if (topic == "plan" || topic == "cover") return is_refusal || type == "pong";  // told once there is one
    return is_refusal || text(heard, "/topic") == topic || (topic.starts_with("map/") && type == "fixes");
  }
  return is_refusal || type == "pong";
}

}  // namespace

Speaker::Speaker(Around around, Person person, unsigned seed)
    : around_{around}, person_{std::move(person)}, random_{seed} {}

bool Speaker::goes_on(bool may_speak) {
  try {
    if (!line_) {
      come();
      return true;
    }
    const bool heard = hear();
    if (!line_->is_open()) {
      ended(While::listening);
      return true;
    }
    if (!is_answered()) {
      check_patience();
      return heard;
    }
    if (!may_speak) return heard;
    speak();
  } catch (const wire::Ended&) {
    ended(While::speaking);
  }
  return true;
}

void Speaker::check_patience() {
  longest_wait_ = std::max(longest_wait_, std::chrono::steady_clock::now() - spoke_);
  if (longest_wait_ > most_patience) fail("waited in vain for an answer");
}

bool Speaker::is_answered() const {
  return line_ && std::ranges::all_of(turn_, [](const Said& one) { return one.answered || !one.is_right(); });
}

std::string Speaker::last_said() const {
  std::string all = person_.name + ":\n";
  for (const auto& one : turn_)
    all += "  " + one.type + (one.is_right() ? "" : ", spoilt") + (one.answered ? ", answered: " : ": ") +
           one.bytes.substr(0, 2000) + "\n";
  return all;
}

void Speaker::come() {
  turn_.clear();
  is_signed_in_ = false;
  may_be_closed_ = false;
  line_.emplace(wire::Client::Options{.port = around_.port, .from = person_.from});
}

bool Speaker::hear() {
  line_->read_what_is_there();
  const bool any = !line_->heard().empty();
  for (const auto& one : line_->heard()) judge(one);
  line_->forget();
  return any;
}

void Speaker::judge(const Message& heard) {
  const auto type = text(heard, "/type");
  if (type == "welcome") is_signed_in_ = true;
  if (type == "refused") return judge_refusal(heard);
  // The pong says that all that was said before has been read.
  for (auto* of = whom_it_answers(heard); of != nullptr; of = whom_it_answers(heard)) {
    of->answered = true;
    around_.tally.answered(of->type);
    if (type != "pong" || of->type == "ping") return;
  }
}

void Speaker::judge_refusal(const Message& refused) {
  const auto code = text(refused, "/code");
  if (code == "failed") fail("the server says that it failed: " + json::serialize(refused));
  auto* of = whom_it_answers(refused);
  if (of == nullptr) return;
  of->answered = true;
  around_.tally.refused(of->type, of->is_right(), code);
  if (of->is_right() && (code == "bad_json" || code == "bad_type"))
    fail("refused, though right by the schema: " + json::serialize(refused));
}

Speaker::Said* Speaker::whom_it_answers(const Message& heard) {
  const bool is_refusal = text(heard, "/type") == "refused";
  const auto found = std::ranges::find_if(turn_, [&](const Said& one) {
    return !one.answered && (one.is_right() ? is_answer(heard, one.message) : is_refusal);
  });
  return found == turn_.end() ? nullptr : &*found;
}

void Speaker::speak() {
  turn_.clear();
  spoke_ = std::chrono::steady_clock::now();
  if (random_.one_in(person_.token.empty() ? 20 : 300)) {
    line_->cut();
    line_.reset();
    return;
  }
  if (!is_signed_in_ && (!person_.token.empty() || random_.one_in(4))) {
    auto hello = around_.instances.of("hello", random_);
    if (!person_.token.empty()) hello.as_object()["token"] = person_.token;
    say("hello", hello);
  } else {
    say_something();
  }
  say("ping", json::object{{"type", "ping"}});
}

// What is spoilt, and what has no name of its own, is alone in its turn: so it is plain whose a refusal is.
void Speaker::say_something() {
  if (random_.one_in(4)) {
    const auto type = next_type();
    return say_spoilt(type, around_.instances.of(type, random_));
  }
  bool has_nameless = false;
  for (auto count = random_.one_in(10) ? most_at_once : 1; count > 0; --count) {
    const auto type = next_type();
    const auto message = around_.instances.of(type, random_);
    if (has_nameless && is_nameless(message)) {
      deck_.insert(deck_.begin(), type);
      continue;
    }
    has_nameless = has_nameless || is_nameless(message);
    say(type, message);
  }
}

// Each in turn, in another order each time.
std::string Speaker::next_type() {
  if (deck_.empty()) {
    deck_ = around_.instances.types();
    for (auto i = deck_.size(); i > 1; --i) std::swap(deck_[i - 1], deck_[random_.below(i)]);
  }
  auto type = std::move(deck_.back());
  deck_.pop_back();
  return type;
}

void Speaker::say(const std::string& type, const Message& message) {
  turn_.push_back({type, json::serialize(message), message});
  around_.tally.said(type, true);
  may_be_closed_ = may_be_closed_ || turn_.back().bytes.size() > longest_message;
  line_->say(message);
}

void Speaker::say_spoilt(const std::string& type, const Message& message) {
  const auto said = spoilt(message, random_);
  const auto right = said.as == Utterance::As::binary ? Message{} : read_right(said.bytes);
  const auto as_type = right.is_null() ? type : text(right, "/type");
  turn_.push_back({as_type, said.bytes, right});
  around_.tally.said(as_type, !right.is_null());
  may_be_closed_ = true;
  switch (said.as) {
    case Utterance::As::text: return line_->say_text(said.bytes);
    case Utterance::As::parts:
      return line_->say_in_parts(said.bytes, 1 + random_.below(said.bytes.size() + 1));
    case Utterance::As::binary: return line_->say_binary(said.bytes);
  }
}

void Speaker::ended(While doing) {
  if (!line_) fail("nobody can connect any more");
  const auto code = line_->close_code();
  const auto is_in = [code](const auto& codes) { return std::ranges::find(codes, code) != codes.end(); };
  // Who still spoke may not hear the code: what the server has not read resets the connection.
  const bool is_lost = doing == While::speaking && code == 0 && (may_be_closed_ || !is_signed_in_);
  const bool is_stated =
      (may_be_closed_ && is_in(spoilt_closes)) || (!is_signed_in_ && is_in(strangers_closes)) || is_lost;
  if (!is_stated) fail("the server ends the connection with " + std::to_string(code));
  around_.tally.closed(code);
  line_.reset();
}

void Speaker::fail(const std::string& what) const {
  throw std::runtime_error{what + "\nsaid last by " + last_said()};
}

}  // namespace tests::fuzz
