#include "ws/reply.hpp"

#include <boost/beast/core/error.hpp>
#include <boost/beast/core/span.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/field.hpp>
#include <boost/beast/http/rfc7230.hpp>
#include <boost/beast/http/status.hpp>
#include <boost/beast/http/verb.hpp>
#include <string>
#include <string_view>

namespace ws {
namespace {

namespace http = boost::beast::http;

// Pages are made of files of this server alone and talk to this server alone, unless their map is drawn
// elsewhere. Styles may stand in a tag: the console's library sets sizes so. A map draws in a worker, and
// pictures that it has made itself.
std::string content_policy(bool map_is_elsewhere) {
  const std::string elsewhere = map_is_elsewhere ? " https:" : "";
  return "default-src 'self'; connect-src 'self'" + elsewhere + "; img-src 'self' data: blob:" + elsewhere +
         "; style-src 'self' 'unsafe-inline'; worker-src 'self' blob:; object-src 'none'; base-uri 'none'; "
         "form-action 'none'; frame-ancestors 'none'";
}

constexpr auto status_number(http::status status) {
  return static_cast<unsigned>(status);
}

boost::beast::span<const char> bytes_of(const Page& page) {
  return {page.body.view().data(), page.body.view().size()};
}

HttpResponse with_head(const Page& page, unsigned version) {
  HttpResponse response{static_cast<http::status>(page.status), version};
  response.set(http::field::server, "siaga");
  response.set(http::field::content_type, std::string{page.type});
  response.set("X-Content-Type-Options", "nosniff");
  response.set("X-Frame-Options", "DENY");
  response.set("Content-Security-Policy", content_policy(page.map_is_elsewhere));
  response.set("Cross-Origin-Opener-Policy", "same-origin");
  response.set("Permissions-Policy", "geolocation=(self), camera=(), microphone=()");
  response.set("Referrer-Policy", "no-referrer");
  return response;
}

}  // namespace

HttpResponse reply_to(const HttpRequest& request, const Page& page) {
  auto response = with_head(page, request.version());
  response.set(http::field::cache_control, page.is_secret ? "no-store"
                                           : page.lasts   ? "public, max-age=31536000, immutable"
                                                          : "no-cache");
  response.set(http::field::vary, "Accept-Encoding");
  if (page.gzipped) response.set(http::field::content_encoding, "gzip");
  if (!page.etag.empty()) response.set(http::field::etag, page.etag);
  if (!page.location.empty()) response.set(http::field::location, page.location);
  response.keep_alive(request.keep_alive());
  if (response.result() == http::status::upgrade_required) {  // RFC 9110, 15.5.22
    response.set(http::field::upgrade, "websocket");
    response.set(http::field::connection, request.keep_alive() ? "upgrade" : "upgrade, close");
  }
  const bool has_no_body = page.status == 204 || page.status == 304;  // nor a length: RFC 9110, 8.6
  if (has_no_body) return response;
  if (request.method() != http::verb::head) response.body() = bytes_of(page);
  response.content_length(page.parts.read ? page.parts.size : page.body.view().size());
  return response;
}

HttpResponse parting_reply(const Page& page) {
  auto response = with_head(page, 11);
  response.keep_alive(false);
  if (response.result() == http::status::too_many_requests ||
      response.result() == http::status::service_unavailable)
    response.set(http::field::retry_after, "2");
  response.body() = bytes_of(page);
  response.prepare_payload();
  return response;
}

std::optional<Page> refusal_of(const boost::system::error_code& broken) {
  using http::error;
  using http::status;
  static const boost::system::error_category& of_http = make_error_code(error::bad_method).category();
  if (broken == error::end_of_stream || broken == error::partial_message) return std::nullopt;
  if (broken == error::header_limit || broken == error::buffer_overflow)
    return Page{.status = status_number(status::request_header_fields_too_large),
                .body = "the head of a request takes no more than 8 KiB\n"};
  if (broken == error::body_limit)
    return Page{.status = status_number(status::payload_too_large),
                .body = "the body of a request takes no more than 1 KiB\n"};
  if (broken == error::bad_transfer_encoding)
    return Page{.status = status_number(status::bad_request),
                .body = "a request has a length or a transfer coding, and one of each\n"};
  if (broken.category() == of_http)
    return Page{.status = status_number(status::bad_request),
                .body = "this is not HTTP/1.1: " + broken.message() + "\n"};
  return std::nullopt;
}

std::optional<Page> refusal_of(const HttpRequest& head) {
  using http::status;
  if (head.find(http::field::transfer_encoding) != head.end()) {
    const bool is_chunked = http::token_list{head[http::field::transfer_encoding]}.exists("chunked");
    if (is_chunked)
      return Page{.status = status_number(status::length_required),
                  .body = "say how long the body is: send Content-Length, not chunks\n"};
    return Page{.status = status_number(status::not_implemented),
                .body = "this transfer coding is not known here\n"};
  }
  if (head.version() == 11 && head.count(http::field::host) != 1)
    return Page{.status = status_number(status::bad_request), .body = "a request names one Host\n"};
  return std::nullopt;
}

}  // namespace ws
