#pragma once

#include <boost/beast/http/message.hpp>
#include <boost/beast/http/span_body.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/system/error_code.hpp>
#include <optional>

#include "ws/doors/page.hpp"

namespace ws {

using HttpRequest = boost::beast::http::request<boost::beast::http::string_body>;
using HttpResponse = boost::beast::http::response<boost::beast::http::span_body<const char>>;

// A page, which outlives it, as HTTP, with what keeps browsers from doing more with it than it is for.
HttpResponse reply_to(const HttpRequest& request, const Page& page);
// To whom nothing was asked of, or nothing that could be read. Closes the connection.
HttpResponse parting_reply(const Page& page);

// What is answered to a request that cannot be read; none where nobody is there to hear it.
std::optional<Page> refusal_of(const boost::system::error_code& broken);
// What is refused by its head alone, before any of its body is read.
std::optional<Page> refusal_of(const HttpRequest& head);

}  // namespace ws
