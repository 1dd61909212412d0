#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/parser.hpp>
#include <chrono>
#include <optional>

#include "ws/after.hpp"
#include "ws/doors/page.hpp"
#include "ws/reply.hpp"

// One request in, one answer out, with somebody who may be slow, or mean harm: what he says is read when it
// is his turn, and he has his time for each part of an answer, not for the whole, since a slow network takes
// what it takes. What is passed by reference outlives the call.
namespace ws {

using RequestParser = boost::beast::http::request_parser<HttpRequest::body_type>;

constexpr std::chrono::seconds longest_parting{2};

// False where no request was read: then there may be a refusal for who sent this.
boost::asio::awaitable<bool> read(boost::beast::tcp_stream& stream, const Turn& turn,
                                  boost::beast::flat_buffer& buffer, RequestParser& parser,
                                  std::chrono::seconds silence, std::optional<Page>& refusal);

// False where it could not be sent whole.
boost::asio::awaitable<bool> send(boost::beast::tcp_stream& stream, HttpResponse& response,
                                  std::chrono::seconds patience);
boost::asio::awaitable<bool> send(boost::beast::tcp_stream& stream, const Parts& parts,
                                  std::chrono::seconds patience);

// Reads for a while what still comes, so that the last answer is not lost with it.
boost::asio::awaitable<void> part(boost::beast::tcp_stream& stream, const Turn& turn);
boost::asio::awaitable<void> part_with(boost::beast::tcp_stream& stream, Page page, const Turn& turn,
                                       std::chrono::seconds patience);

}  // namespace ws
