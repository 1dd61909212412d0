#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <cstddef>
#include <optional>
#include <string>

#include "ws/after.hpp"
#include "ws/guests.hpp"
#include "ws/reply.hpp"
#include "ws/room.hpp"

namespace ws {

struct Arrived {
  std::string origin;
  Guests::Stranger stranger;  // until it has signed in
  std::size_t message_bytes;  // longest message of who has signed in
  Turn turn;                  // of what it says before
};

// Speaks siaga.v1 with one client until either side ends it.
boost::asio::awaitable<void> run_session(boost::asio::ip::tcp::socket socket, HttpRequest upgrade, Room& room,
                                         Arrived arrived);

// Why this upgrade is not accepted; none if it is.
std::optional<Page> reason_against(const HttpRequest& upgrade);

}  // namespace ws
