#pragma once

#include <boost/json.hpp>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "tests/support/memory_journal.hpp"
#include "ws/room.hpp"

namespace tests {

// The other end of a connection that collects what it is sent; each message is held against the schema.
class FakePeer final : public ws::Peer {
 public:
  void send(ws::Frame frame) override;
  void flush() override { ++flushes; }
  void drop_unsent() override { unread = 0; }
  [[nodiscard]] std::size_t queued_bytes() const override { return unread; }
  void close(ws::CloseCode code, std::string_view reason) override;
  void cut() override { is_cut = true; }

  // The oldest message not taken yet, which must be of this type.
  boost::json::object takes(std::string_view type);
  [[nodiscard]] bool has_nothing() const { return texts.empty(); }
  void forgets() { texts.clear(); }

  std::deque<std::string> texts;
  bool reads = true;  // else what is sent piles up
  std::size_t unread = 0;
  std::optional<ws::CloseCode> closed;
  bool is_cut = false;
  int flushes = 0;
};

// Tokens are names: "ayu" is an operator, "made" a supervisor, "RS-1" who works at that hospital, everything
// else a crew of the units so named. They name themselves.
class FakeBadges final : public dispatch::Badges {
 public:
  boost::asio::awaitable<dispatch::OrRefusal<dispatch::Bearer>> who_has(std::string token,
                                                                        dispatch::TimePoint now) override;
  boost::asio::awaitable<std::vector<std::string>> taken_back(Held held) override;
  bool away = false;
  std::vector<std::string> gone;
};

// A room with its desk, in service, and the people in it.
class Hall : public Office {
 public:
  using Guest = std::shared_ptr<FakePeer>;
  // In service at once, or when it opens.
  explicit Hall(ws::Room::Limits limits = {}, bool is_open = true);
  explicit Hall(ws::Finder::Knowledge knowledge);
  ~Hall() override;
  Hall(const Hall&) = delete;
  Hall& operator=(const Hall&) = delete;

  Guest comes();
  Guest signs_in(std::string token);
  // Says something and waits for what the finder's thread makes of it.
  boost::json::object asks(const Guest& guest, std::string text, std::string_view answer);
  // The next message, when it comes.
  boost::json::object awaits(const Guest& guest, std::string_view type);
  // Signed in and listening to these topics; what it was told so far is forgotten.
  Guest listens(std::string token, std::vector<std::string> topics);
  void leaves(const Guest& guest);
  void says(const Guest& guest, std::string text);
  void subscribes(const Guest& guest, std::string_view topic,
                  std::optional<dispatch::LogPosition> after = {});
  // A unit on the road says where it is; told with the next tick.
  void moves(std::string_view unit, geo::Position where);
  void ticks();
  // Until nothing more can be done now, by the planner neither.
  void run() override;
  using Office::asks;
  using Office::says;

  FakeBadges badges;
  ws::Guests guests{{}};
  ws::Clock clock;
  ws::Finder finder;
  ws::Planner planner;
  bool waits_for_planner = true;
  ws::Room room;

 private:
  Hall(ws::Room::Limits limits, ws::Finder::Knowledge knowledge);
  std::vector<Guest> guests_;
  int links_ = 0;  // nobody makes more than 9, so that tokens are as long as real ones
};

boost::json::value json_of(std::string_view text);
std::vector<std::string> texts_at(const boost::json::value& list, std::string_view field);
std::uint64_t n_of(const boost::json::object& message);
std::string code_of(const boost::json::object& refused);

}  // namespace tests
