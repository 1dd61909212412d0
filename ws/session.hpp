#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>
#include <cstddef>

#include "ws/room.hpp"

namespace ws {

using HttpRequest = boost::beast::http::request<boost::beast::http::string_body>;

// Speaks siaga.v1 with one client until either side ends it.
boost::asio::awaitable<void> run_session(boost::asio::ip::tcp::socket socket, HttpRequest upgrade, Room& room,
                                         std::size_t message_bytes);

// Why this upgrade is not accepted; empty if it is.
std::string reason_against(const HttpRequest& upgrade);

}  // namespace ws
