#include "ws/sim/line.hpp"

#include <array>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket.hpp>
#include <boost/json.hpp>
#include <deque>

#include "dispatch/model/json.hpp"
#include "ws/as_result.hpp"
#include "ws/clock.hpp"

namespace ws {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace json = dispatch::json;
using asio::ip::tcp;

constexpr std::chrono::milliseconds before_trying_again{200};
// A server that ends the connection instead of answering does so again.
constexpr int most_tries = 20;
constexpr std::array<std::string_view, 5> send_again_codes{"store_unavailable", "outcome_unknown", "conflict",
                                                           "stopping", "too_early"};

}  // namespace

std::string_view text_in(const boost::json::object& object, std::string_view name) {
  const auto* found = object.if_contains(name);
  return found != nullptr && found->is_string() ? std::string_view{found->get_string()} : std::string_view{};
}

class Line::Wire : public std::enable_shared_from_this<Wire> {
 public:
  Wire(asio::any_io_executor executor, Options options, Events events)
      : executor_{executor}, timer_{executor}, options_{std::move(options)}, events_{std::move(events)} {}

  void begin() { asio::co_spawn(executor_, run(shared_from_this()), asio::detached); }
  void end() {
    ended_ = true;
    events_ = {};
    timer_.cancel();
    close();
  }

  void command(std::string id, std::string text) {
    outbox_.push_back({std::move(id), std::move(text)});
    if (outbox_.size() == 1) send_next();
  }
  void say(std::string text) {
    if (signed_in_) write(std::move(text));
  }
  void cut(std::chrono::milliseconds length) {
    away_until_ = monotonic_now() + length;
    close();
  }

  bool signed_in_ = false;
  int reconnections_ = 0;
  double speed_ = 1;
  dispatch::TimePoint server_time_;
  std::chrono::steady_clock::time_point server_time_at_;

  struct Kept {
    std::string id;
    std::string text;
  };
  std::deque<Kept> outbox_;

 private:
  using Stream = beast::websocket::stream<tcp::socket>;

  // Until the line is ended: connect, talk, and again.
  static asio::awaitable<void> run(std::shared_ptr<Wire> self) {
    for (bool first = true; !self->ended_; first = false) {
      if (!first) ++self->reconnections_;
      co_await self->talk();
      self->signed_in_ = false;
      self->stream_.reset();
      if (self->ended_) break;
      self->timer_.expires_at(std::max(self->away_until_, monotonic_now() + before_trying_again));
      co_await self->timer_.async_wait(as_result);
    }
  }

  asio::awaitable<void> talk() {
    const tcp::endpoint server{asio::ip::make_address(options_.host), options_.port};
    stream_ = std::make_shared<Stream>(executor_);
    const auto stream = stream_;  // outlives a cut
    const auto [refused] = co_await stream->next_layer().async_connect(server, as_result);
    if (refused) co_return;
    stream->next_layer().set_option(tcp::no_delay{true});
    stream->read_message_max(64U << 20U);
    stream->set_option(beast::websocket::stream_base::decorator([](beast::websocket::request_type& request) {
      request.set(beast::http::field::sec_websocket_protocol, "siaga.v1");
    }));
    const auto host = options_.host + ":" + std::to_string(options_.port);
    const auto [unwelcome] = co_await stream->async_handshake(host, "/ws", as_result);
    if (unwelcome) co_return;
    writing_ = false;
    unsent_.clear();
    hello();
    for (beast::flat_buffer buffer; !ended_; buffer.clear()) {
      const auto [broken, size] = co_await stream->async_read(buffer, as_result);
      if (broken) co_return;
      heard(beast::buffers_to_string(buffer.data()));
    }
  }

  void hello() {
    std::string text;
    {
      json::Object message{text};
      message.field("type", "hello").field("token", options_.token);
      if (!options_.device.empty()) message.field("device", options_.device);
    }
    write(std::move(text));
  }

  void heard(const std::string& text) {
    boost::system::error_code error;
    const auto value = boost::json::parse(text, error);
    if (error || !value.is_object()) return;
    const auto& message = value.get_object();
    const auto type = text_in(message, "type");
    if (type == "welcome") welcomed(message);
    if (type == "snapshot" || type == "events") note_position(message);
    if ((type == "ack" || type == "refused") && !outbox_.empty() &&
        text_in(message, "id") == outbox_.front().id)
      return answered(message, type == "ack");
    if (events_.message) events_.message(message);
  }

  void welcomed(const boost::json::object& message) {
    signed_in_ = true;
    speed_ = message.at("clock_speed").to_number<double>();
    server_time_ =
        dispatch::TimePoint{dispatch::milliseconds{message.at("server_time").to_number<std::int64_t>()}};
    server_time_at_ = monotonic_now();
    subscribe(options_.topic, position_);
    for (const auto& topic : options_.also) subscribe(topic, std::nullopt);
    send_next();
  }

  void subscribe(const std::string& topic, const std::optional<dispatch::LogPosition>& after) {
    std::string text;
    json::Object{text}.field("type", "subscribe").field("topic", topic).field("after", after);
    write(std::move(text));
  }

  void note_position(const boost::json::object& message) {
    const auto& position = message.at("position").as_object();
    position_ = dispatch::LogPosition{std::string{text_in(position, "log")},
                                      position.at("n").to_number<std::uint64_t>()};
  }

  void answered(const boost::json::object& message, bool is_ack) {
    tries_ = 0;
    const auto id = outbox_.front().id;
    const auto code = std::string{text_in(message, "code")};
    if (!is_ack && std::ranges::find(send_again_codes, code) != send_again_codes.end()) {
      timer_.expires_after(before_trying_again);
      timer_.async_wait([self = shared_from_this()](boost::system::error_code error) {
        if (!error) self->send_next();
      });
      return;
    }
    outbox_.pop_front();
    if (is_ack && events_.acknowledged)
      events_.acknowledged(id, message.at("position").at("n").to_number<std::uint64_t>());
    if (!is_ack && events_.refused) events_.refused(id, code);
    send_next();
  }

  void send_next() {
    if (!signed_in_ || outbox_.empty()) return;
    if (++tries_ > most_tries) {
      tries_ = 0;
      const auto given_up = std::move(outbox_.front().id);
      outbox_.pop_front();
      if (events_.refused) events_.refused(given_up, "never_answered");
      return send_next();
    }
    write(outbox_.front().text);
  }

  void write(std::string text) {
    unsent_.push_back(std::move(text));
    write_next();
  }
  void write_next() {
    if (writing_ || unsent_.empty() || !stream_) return;
    writing_ = true;
    auto text = std::make_shared<std::string>(std::move(unsent_.front()));
    unsent_.pop_front();
    stream_->async_write(asio::buffer(*text), [self = shared_from_this(), text, stream = stream_](
                                                  boost::system::error_code error, std::size_t) {
      if (stream != self->stream_) return;
      self->writing_ = false;
      if (!error) self->write_next();
    });
  }
  void close() {
    boost::system::error_code ignored;
    if (stream_) stream_->next_layer().close(ignored);
    signed_in_ = false;
  }

  asio::any_io_executor executor_;
  asio::steady_timer timer_;
  Options options_;
  Events events_;
  std::shared_ptr<Stream> stream_;
  std::deque<std::string> unsent_;
  bool writing_ = false;
  int tries_ = 0;  // of the first in the outbox, since anything was answered
  bool ended_ = false;
  std::chrono::steady_clock::time_point away_until_;
  std::optional<dispatch::LogPosition> position_;
};

Line::Line(asio::any_io_executor executor, Options options, Events events)
    : wire_{std::make_shared<Wire>(std::move(executor), std::move(options), std::move(events))} {
  wire_->begin();
}
Line::~Line() {
  wire_->end();
}

void Line::command(std::string id, std::string text) {
  wire_->command(std::move(id), std::move(text));
}
void Line::say(std::string text) {
  wire_->say(std::move(text));
}
void Line::cut(std::chrono::milliseconds length) {
  wire_->cut(length);
}
bool Line::is_signed_in() const {
  return wire_->signed_in_;
}
bool Line::has_unanswered() const {
  return !wire_->outbox_.empty();
}
int Line::reconnections() const {
  return wire_->reconnections_;
}
double Line::clock_speed() const {
  return wire_->speed_;
}

dispatch::TimePoint Line::now() const {
  const auto passed = std::chrono::duration<double, std::milli>(monotonic_now() - wire_->server_time_at_);
  return wire_->server_time_ +
         dispatch::milliseconds{static_cast<std::int64_t>(passed.count() * wire_->speed_)};
}

}  // namespace ws
