#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/streambuf.hpp>
#include <functional>
#include <iostream>
#include <istream>

#include "dispatch/desk/desk.hpp"
#include "tests/bench/benches.hpp"
#include "ws/clock.hpp"
#include "ws/doors/caller_door.hpp"
#include "ws/doors/doors.hpp"
#include "ws/doors/map_door.hpp"
#include "ws/doors/site.hpp"
#include "ws/doors/status.hpp"
#include "ws/room.hpp"
#include "ws/server.hpp"

// The product's own server, room, sessions and topics, with a log that comes from a control connection
// instead of from Redis: "16\n" there is sixteen entries, read together. Prints its two ports.
namespace bench {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

class NoJournal final : public dispatch::Journal, public dispatch::Badges, public dispatch::PastCalls {
 public:
  asio::awaitable<dispatch::CommitOutcome> commit(dispatch::Commit) override { co_return nothing_; }
  asio::awaitable<dispatch::CommitOutcome> answer(dispatch::AnswerKey) override { co_return nothing_; }
  void share(std::vector<dispatch::Sighting>) override {}
  // Whoever comes is a supervisor.
  asio::awaitable<dispatch::OrRefusal<dispatch::Bearer>> who_has(std::string, dispatch::TimePoint) override {
    co_return dispatch::Bearer{{dispatch::Role::supervisor, "watcher", {}}, "watcher"};
  }
  asio::awaitable<std::vector<std::string>> taken_back(Held) override {
    co_return std::vector<std::string>{};
  }
  asio::awaitable<std::optional<std::vector<dispatch::PastCall>>> calls_from(std::string) override {
    co_return std::nullopt;
  }

 private:
  dispatch::CommitOutcome nothing_;
};

class Log {
 public:
  explicit Log(dispatch::Desk& desk) : desk_{desk} {
    dispatch::Unit unit;
    unit.id = id_;
    unit.callsign = "Ambulans Negara I";
    unit.station = {"Pos Puskesmas I Negara", *geo::Position::from({.lat = -8.33, .lon = 114.58})};
    dispatch::Loaded loaded{{"bench", 0}, {}};
    loaded.view.load(unit);
    desk_.store_is(true);
    desk_.load(std::move(loaded));
  }

  void goes_on(std::size_t entries) {
    std::vector<dispatch::Entry> read;
    for (std::size_t i = 0; i < entries; ++i) {
      const auto duty = ++n_ % 2 == 0 ? dispatch::DutyState::off : dispatch::DutyState::on;
      dispatch::Event event{desk_.now(), desk_.now(), "operator Ayu", {}, {}, {}};
      event.touches.push_back({dispatch::EntityKind::unit, std::string{id_.view()}, n_});
      event.body = dispatch::UnitDutyChanged{id_, duty, {}, {}, {}};
      read.push_back({n_, {std::move(event)}});
    }
    desk_.read(std::move(read));
  }

 private:
  dispatch::Desk& desk_;
  dispatch::UnitId id_ = *dispatch::UnitId::from("AMB-01");
  std::uint64_t n_ = 0;
};

// Reads numbers, one a line, and lets the log go on by so many entries.
class Control {
 public:
  Control(asio::io_context& io, Log& log)
      : log_{log}, acceptor_{io, {asio::ip::address_v4::loopback(), 0}}, socket_{io} {
    acceptor_.async_accept(socket_, [this](boost::system::error_code error) {
      if (!error) read();
    });
  }
  [[nodiscard]] unsigned short port() const { return acceptor_.local_endpoint().port(); }

 private:
  void read() {
    asio::async_read_until(socket_, buffer_, '\n', [this](boost::system::error_code error, std::size_t) {
      if (error) return;
      std::istream lines{&buffer_};
      std::size_t entries = 0;
      lines >> entries;
      lines.get();
      log_.goes_on(entries);
      read();
    });
  }

  Log& log_;
  tcp::acceptor acceptor_;
  tcp::socket socket_;
  asio::streambuf buffer_;
};

}  // namespace

int fanout_server() {
  asio::io_context io{1};
  NoJournal nothing;
  const ws::Clock clock;
  const auto no_id = [] { return *dispatch::CommandId::from("none"); };
  dispatch::Desk desk{{io.get_executor(), nothing, {}, [&] { return clock.now(); }, no_id}};
  ws::Finder finder{{geo::Gazetteer::of({}, {}), {}}};
  ws::Planner planner{io.get_executor(), desk};
  constexpr std::size_t all = 100'000;  // who watches comes from one address, under one name
  ws::Guests guests{{.strangers = all}};
  const ws::Room::Limits limits{.sessions_of_name = all};
  ws::Room room{
      {io.get_executor(), desk, nothing, guests, nothing, finder, planner, clock, {}, no_id, limits, {}}};
  desk.set_audience(&room);
  Log log{desk};
  const ws::Site site{""};
  const ws::Status status{desk, room};
  ws::CallerDoor no_caller{desk, room, site, "", no_id};
  const ws::MapDoor no_map{{}};
  const ws::Doors doors{{site, status, no_caller, no_map}};
  ws::Server server{io.get_executor(), room, guests, doors, {.port = 0}};
  const auto port = server.start();
  if (port.has_error()) return 1;
  Control control{io, log};
  std::cout << *port << " " << control.port() << std::endl;
  io.run();
  return 0;
}

}  // namespace bench
