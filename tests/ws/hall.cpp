#include "tests/ws/hall.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include "tests/support/schema.hpp"
#include "ws/diagnostics.hpp"

namespace tests {

namespace asio = boost::asio;
namespace bj = boost::json;
using namespace dispatch;

namespace {

// The payload of a frame of ours: one fragment, not masked.
std::string payload_of(const std::string& frame) {
  REQUIRE(static_cast<unsigned char>(frame.at(0)) == 0x81);
  const auto size = static_cast<unsigned char>(frame.at(1));
  REQUIRE(size < 128);
  const std::size_t header = size < 126 ? 2 : size == 126 ? 4 : 10;
  return frame.substr(header);
}

}  // namespace

bj::value json_of(std::string_view text) {
  return bj::parse(text);
}

std::vector<std::string> texts_at(const bj::value& list, std::string_view field) {
  std::vector<std::string> texts;
  for (const auto& item : list.as_array()) texts.emplace_back(item.at(field).as_string());
  return texts;
}

std::uint64_t n_of(const bj::object& message) {
  return message.at("position").at("n").to_number<std::uint64_t>();
}

std::string code_of(const bj::object& refused) {
  return std::string{refused.at("code").as_string()};
}

void FakePeer::send(ws::Frame frame) {
  if (!reads) unread += frame->size();
  texts.push_back(payload_of(*frame));
  CAPTURE(texts.back());
  REQUIRE(fault_of(bj::parse(texts.back()), Side::server) == "");
}

void FakePeer::close(ws::CloseCode code, std::string_view) {
  closing = ws::monotonic_now();
  closed = code;
}

bj::object FakePeer::takes(std::string_view type) {
  REQUIRE_FALSE(texts.empty());
  CAPTURE(texts.front());
  auto message = bj::parse(texts.front()).get_object();
  REQUIRE(message.at("type").as_string() == type);
  texts.pop_front();
  return message;
}

asio::awaitable<OrRefusal<Bearer>> FakeBadges::who_has(std::string token, TimePoint /*now*/) {
  if (away) co_return Refusal{Errc::store_unavailable, "the store is not reachable", {}};
  if (token == "ayu") co_return Bearer{operator_ayu(), token};
  if (token == "made") co_return Bearer{supervisor(), token};
  if (token == "nobody") co_return Refusal{Errc::not_signed_in, "this token is not known here", {}};
  if (token.starts_with("RS-")) co_return Bearer{Actor{Role::hospital, token, {}, {}, token}, token};
  Actor crew{Role::crew, token, {}};
  for (std::size_t begin = 0; begin < token.size();) {
    const auto end = std::min(token.find('+', begin), token.size());
    crew.units.push_back(id(token.substr(begin, end - begin)));
    begin = end + 1;
  }
  co_return Bearer{crew, token};
}

asio::awaitable<std::vector<std::string>> FakeBadges::taken_back(Held held) {
  std::vector<std::string> all;
  if (!gone.empty()) all = held();
  std::erase_if(all, [&](const std::string& one) { return std::ranges::find(gone, one) == gone.end(); });
  co_return all;
}

Hall::Hall(ws::Room::Limits limits, ws::Finder::Knowledge knowledge)
    : finder{std::move(knowledge)},
      planner{io->get_executor(), desk},
      room{{io->get_executor(),
            desk,
            badges,
            guests,
            *journal,
            finder,
            planner,
            clock,
            {"jembrana", "Kabupaten Jembrana", "JBR", 480, -8.3, 114.6, 10},
            [this] { return command(NoteIncident{}).id; },
            limits,
            [this] { return id<LinkToken>("abcdefghijklmnopqrst_" + std::to_string(++links_)); },
            nullptr,
            tallies.get(),
            "1.2.3"}} {
  ws::set_up_diagnostics("off");
  desk.set_audience(&room);
}

Hall::Hall(ws::Room::Limits limits, bool is_open)
    : Hall{limits, ws::Finder::Knowledge{geo::Gazetteer::of({}, {}), {}}} {
  if (is_open) open();
}

Hall::Hall(ws::Finder::Knowledge knowledge) : Hall{ws::Room::Limits{}, std::move(knowledge)} {
  open();
}

Hall::~Hall() {
  run();
  for (const auto& guest : guests_) room.leave(*guest);
}

Hall::Guest Hall::comes() {
  guests_.push_back(std::make_shared<FakePeer>());
  room.join(*guests_.back());
  return guests_.back();
}

Hall::Guest Hall::signs_in(std::string token) {
  auto guest = comes();
  says(guest, R"({"type":"hello","token":")" + token + "\"}");
  guest->takes("welcome");
  return guest;
}

Hall::Guest Hall::listens(std::string token, std::vector<std::string> topics) {
  auto guest = signs_in(std::move(token));
  for (const auto& topic : topics) subscribes(guest, topic);
  guest->forgets();
  return guest;
}

void Hall::leaves(const Guest& guest) {
  room.leave(*guest);
  std::erase(guests_, guest);
}

void Hall::says(const Guest& guest, std::string text) {
  asio::co_spawn(*io, room.received(guest, std::move(text)), asio::detached);
  run();
}

bj::object Hall::asks(const Guest& guest, std::string text, std::string_view answer) {
  says(guest, std::move(text));
  return awaits(guest, answer);
}

bj::object Hall::awaits(const Guest& guest, std::string_view type) {
  const auto end = ws::monotonic_now() + std::chrono::seconds{60};
  while (guest->has_nothing() && ws::monotonic_now() < end) {
    io->restart();
    io->run_one_for(std::chrono::milliseconds{20});
  }
  return guest->takes(type);
}

void Hall::subscribes(const Guest& guest, std::string_view topic, std::optional<LogPosition> after) {
  std::string text;
  {
    json::Object message{text};
    message.field("type", "subscribe").field("topic", topic).field("after", after);
  }
  says(guest, text);
}

void Hall::moves(std::string_view unit, geo::Position where) {
  REQUIRE(desk.report({id(unit), where, now += 1s, {}, {}, {}, {}}));
}

void Hall::run() {
  Office::run();
  while (waits_for_planner && planner.is_busy()) {
    io->restart();
    io->run_one_for(std::chrono::milliseconds{20});
    Office::run();
  }
}

void Hall::ticks() {
  desk.tick();
  room.tick();
  run();
}

}  // namespace tests
