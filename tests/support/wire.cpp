#include "tests/support/wire.hpp"

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket.hpp>
#include <boost/uuid/random_generator.hpp>
#include <boost/uuid/uuid_io.hpp>

#include "tests/support/schema.hpp"

namespace tests::wire {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace websocket = beast::websocket;
namespace json = boost::json;
using asio::ip::tcp;
using boost::system::error_code;
using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds one_look{20};

Message with_id(Message command) {
  auto& object = command.as_object();
  if (!object.contains("id")) object["id"] = new_id();
  return command;
}

}  // namespace

std::string text(const Message& message, std::string_view pointer) {
  error_code error;
  const auto* found = message.find_pointer(pointer, error);
  return found != nullptr && found->is_string() ? std::string{found->get_string()} : std::string{};
}

std::int64_t number(const Message& message, std::string_view pointer) {
  error_code error;
  const auto* found = message.find_pointer(pointer, error);
  if (found == nullptr || !found->is_number())
    throw std::runtime_error{"no number at " + std::string{pointer}};
  return found->to_number<std::int64_t>();
}

Message by_id(const Message& message, std::string_view pointer, std::string_view id) {
  error_code error;
  const auto* list = message.find_pointer(pointer, error);
  if (list == nullptr || !list->is_array()) return nullptr;
  for (const auto& one : list->get_array())
    if (text(one, "/id") == id) return one;
  return nullptr;
}

std::string new_id() {
  thread_local boost::uuids::random_generator generate;
  return to_string(generate());
}

struct Client::Line {
  asio::io_context io;
  websocket::stream<tcp::socket> stream{io};
  beast::flat_buffer buffer;
  bool ended = false;

  void read(Client& client) {
    stream.async_read(buffer, [this, &client](error_code error, std::size_t size) {
      if (error) {
        ended = true;
        return;
      }
      const std::string bytes{static_cast<const char*>(buffer.data().data()), size};
      buffer.consume(size);
      client.take(bytes);
      read(client);
    });
  }
};

Client::Client(Options options) : options_{std::move(options)} {
  connect();
}
Client::~Client() = default;

void Client::connect(unsigned short port) {
  if (port != 0) options_.port = port;
  line_ = std::make_unique<Line>();
  auto& stream = line_->stream;
  auto& socket = stream.next_layer();
  socket.open(tcp::v4());
  if (!options_.from.empty()) socket.bind({asio::ip::make_address(options_.from), 0});
  if (options_.receive_buffer > 0)
    socket.set_option(asio::socket_base::receive_buffer_size{options_.receive_buffer});
  error_code error;
  socket.connect({asio::ip::address_v4::loopback(), options_.port}, error);
  if (error) throw Ended{"cannot connect: " + error.message()};
  socket.set_option(tcp::no_delay{true});
  stream.read_message_max(256U << 20U);
  stream.set_option(websocket::stream_base::decorator(
      [](websocket::request_type& request) { request.set("Sec-WebSocket-Protocol", "siaga.v1"); }));
  bool done = false;
  stream.async_handshake("127.0.0.1", "/ws", [&](error_code failed) {
    error = failed;
    done = true;
  });
  wait_for([&] { return done; }, "the handshake");
  if (error) throw Ended{"no handshake: " + error.message()};
  if (options_.receive_buffer > 0) return;  // does not read before it is asked to
  line_->read(*this);
  if (options_.token.empty()) return;
  Message hello = json::object{{"type", "hello"}, {"token", options_.token}};
  if (!options_.device.empty()) hello.as_object()["device"] = options_.device;
  say(hello);
  welcome_ = expect("welcome");
}

void Client::say(const Message& message) {
  const auto fault = fault_of(message, Side::client);
  const auto bytes = json::serialize(message);
  if (!fault.empty())
    throw std::runtime_error{"a test says what the schema does not know: " + bytes + "\n" + fault};
  write(bytes, true);
}
void Client::say_text(std::string_view bytes) {
  write(bytes, true);
}
void Client::say_binary(std::string_view bytes) {
  write(bytes, false);
}

void Client::write(std::string_view bytes, bool is_text) {
  if (line_->ended) throw Ended{"the connection has ended"};
  line_->stream.text(is_text);
  write_frame(bytes, true);
}

void Client::say_in_parts(std::string_view text, std::size_t part) {
  if (line_->ended) throw Ended{"the connection has ended"};
  line_->stream.text(true);
  for (; text.size() > part; text.remove_prefix(part)) write_frame(text.substr(0, part), false);
  write_frame(text, true);
}

void Client::write_frame(std::string_view bytes, bool is_last) {
  bool done = false;
  error_code error;
  line_->stream.async_write_some(is_last, asio::buffer(bytes), [&](error_code failed, std::size_t) {
    error = failed;
    done = true;
  });
  wait_for([&] { return done; }, "the message to leave");
  if (error) throw Ended{"the connection has ended: " + error.message()};
}

void Client::wait_for(const std::function<bool()>& done, std::string_view what,
                      std::chrono::milliseconds limit) {
  const auto end = Clock::now() + limit;
  while (!done()) {
    if (line_->ended) throw Ended{"the connection has ended while waiting for " + std::string{what}};
    if (Clock::now() > end) fail("waited in vain for " + std::string{what});
    line_->io.restart();
    line_->io.run_one_for(one_look);
  }
}

void Client::take(std::string_view bytes) {
  auto message = json::parse(bytes);
  const auto fault = fault_of(message, Side::server);
  if (!fault.empty())
    throw std::runtime_error{"the schema does not know: " + std::string{bytes} + "\n" + fault};
  if (const auto* position = message.get_object().if_contains("position");
      position != nullptr && text(message, "/type") != "ack")
    position_ = *position;
  unexpected_.push_back(heard_.size());
  heard_.push_back(std::move(message));
}

void Client::fail(const std::string& why) const {
  constexpr std::size_t shown = 8;
  std::string last;
  for (auto i = heard_.size() - std::min(shown, heard_.size()); i < heard_.size(); ++i)
    last += "\n  " + json::serialize(heard_[i]).substr(0, 600);
  throw std::runtime_error{why + "; heard last:" + last};
}

const Message& Client::expect(const Wanted& wanted, std::string_view what, std::chrono::milliseconds limit) {
  const Message* found = nullptr;
  std::size_t looked = 0;
  wait_for(
      [&] {
        for (; found == nullptr && looked < unexpected_.size(); ++looked)
          if (const auto& one = heard_[unexpected_[looked]]; wanted(one)) {
            found = &one;
            unexpected_.erase(unexpected_.begin() + static_cast<std::ptrdiff_t>(looked));
          }
        return found != nullptr;
      },
      what, limit);
  return *found;
}

const Message& Client::expect(std::string_view type) {
  return expect([&](const Message& one) { return text(one, "/type") == type; }, type);
}

const Message& Client::expect_refused(std::string_view code) {
  const auto& refused = expect("refused");
  if (text(refused, "/code") != code) fail("refused, but not with " + std::string{code});
  return refused;
}

const Message& Client::expect_change(std::string_view list, std::string_view id, const Wanted& wanted) {
  const auto pointer = "/changed/" + std::string{list};
  return expect(
      [&](const Message& one) {
        if (text(one, "/type") != "events") return false;
        const auto entity = by_id(one, pointer, id);
        return !entity.is_null() && wanted(entity);
      },
      "a change of " + std::string{id});
}

const Message& Client::answer_to(std::string_view id) {
  return expect(
      [&](const Message& one) {
        const auto type = text(one, "/type");
        return (type == "ack" || type == "refused") && text(one, "/id") == id;
      },
      "the answer to " + std::string{id});
}

const Message& Client::ask(Message command) {
  command = with_id(std::move(command));
  say(command);
  return answer_to(text(command, "/id"));
}

std::uint64_t Client::must(const Message& command) {
  const auto& answer = ask(command);
  if (text(answer, "/type") != "ack")
    fail(json::serialize(command) + " should be acknowledged, but: " + json::serialize(answer));
  return static_cast<std::uint64_t>(number(answer, "/position/n"));
}

const Message& Client::must_not(const Message& command, std::string_view code) {
  const auto& answer = ask(command);
  if (text(answer, "/code") != code)
    fail(json::serialize(command) + " should be refused with " + std::string{code} +
         ", but: " + json::serialize(answer));
  return answer;
}

const Message& Client::subscribe(std::string_view topic) {
  say(json::object{{"type", "subscribe"}, {"topic", topic}});
  return expect(
      [&](const Message& one) {
        const auto type = text(one, "/type");
        return text(one, "/topic") == topic && (type == "snapshot" || type == "fixes");
      },
      "the snapshot of " + std::string{topic});
}

void Client::resume(std::string_view topic) {
  Message subscribe = json::object{{"type", "subscribe"}, {"topic", topic}};
  if (!position_.is_null()) subscribe.as_object()["after"] = position_;
  say(subscribe);
}

void Client::read_what_is_there() {
  line_->io.restart();
  line_->io.poll();
}

void Client::forget() {
  heard_.clear();
  unexpected_.clear();
}

void Client::cut() {
  auto& socket = line_->stream.next_layer();
  error_code ignored;
  socket.set_option(asio::socket_base::linger{true, 0}, ignored);
  socket.close(ignored);
  line_->ended = true;
}

unsigned Client::close_code() {
  const auto end = Clock::now() + patience;
  if (options_.receive_buffer > 0) line_->read(*this);
  while (!line_->ended) {
    if (Clock::now() > end) fail("the server does not end the connection");
    line_->io.restart();
    line_->io.run_one_for(one_look);
  }
  return line_->stream.reason().code;
}

bool Client::is_open() const {
  return !line_->ended;
}

unsigned upgrade_status(unsigned short port, const std::string& target, const std::string& subprotocol) {
  asio::io_context io;
  websocket::stream<tcp::socket> stream{io};
  stream.next_layer().connect({asio::ip::address_v4::loopback(), port});
  if (!subprotocol.empty())
    stream.set_option(websocket::stream_base::decorator(
        [&](websocket::request_type& request) { request.set("Sec-WebSocket-Protocol", subprotocol); }));
  websocket::response_type response;
  stream.async_handshake(response, "127.0.0.1", target, [](error_code) {});
  io.run_for(patience);
  return response.result_int();
}

}  // namespace tests::wire
