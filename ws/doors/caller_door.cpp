#include "ws/doors/caller_door.hpp"

#include <boost/asio/use_awaitable.hpp>

#include "dispatch/rules/caller_link.hpp"

namespace ws {
namespace {

namespace asio = boost::asio;
using dispatch::Errc;
using dispatch::LinkToken;

constexpr std::string_view beginning = "/caller/";
constexpr std::string_view json_type = "application/json";
constexpr dispatch::seconds between_fixes{1};

Page said(unsigned status, std::string sentence) {
  return {.status = status, .body = std::move(sentence) + "\n"};
}

// The same for all who have no good link: what was wrong with it is not theirs to find out.
Page over() {
  return {.status = 404, .type = json_type, .body = R"({"status":"over"})"};
}

Page away() {
  return said(503, "the service cannot take this for the moment: nothing was lost, send it again");
}

Page only(std::string_view method) {
  return said(405, "only " + std::string{method});
}

Page refused(const dispatch::Refusal& refusal) {
  switch (refusal.code) {
    case Errc::bad_json:
    case Errc::bad_field: return said(400, refusal.message);
    case Errc::incident_over:
    case Errc::unknown_incident: return over();
    default: return away();
  }
}

struct Path {
  std::optional<LinkToken> token;
  std::string_view rest;
};

Path path_of(std::string_view target) {
  auto path = target.substr(0, target.find('?'));
  path.remove_prefix(beginning.size());
  const auto token = path.substr(0, path.find('/'));
  const bool has_its_length = token.size() == dispatch::link_token_length;
  return {has_its_length ? LinkToken::from(token) : std::nullopt, path.substr(token.size())};
}

}  // namespace

asio::awaitable<Page> CallerDoor::answer(Visit visit) {
  const auto method = visit.method;
  const auto [token, rest] = path_of(visit.target);
  if (rest == "/state") {
    if (method != Method::get) co_return only("GET");
    co_return token ? state(*token) : over();
  }
  if (rest == "/fix") {
    if (method != Method::post) co_return only("POST");
    if (!token) co_return over();
    co_return co_await take_fix(*token, visit.body);
  }
  if (!rest.empty() || !token) co_return said(404, "there is nothing here");
  co_return method == Method::get ? page(visit.takes_gzip) : only("GET");
}

Page CallerDoor::page(bool takes_gzip) const {
  auto page = site_.answer("/caller.html", takes_gzip);
  if (page.status != 200) return said(404, "the caller's page is not built: run scripts/build");
  return page;
}

Page CallerDoor::state(const LinkToken& token) const {
  // Without the store the last picture may be wrong, and while it is loaded a good token is not known yet.
  if (!is_ready()) return away();
  const auto now = desk_.now();
  const auto* incident = incident_of_link(desk_.view(), token, now);
  if (incident == nullptr) return over();
  const auto seen = caller_state(desk_.view(), room_.arrivals(), *incident, now);
  return {.type = json_type, .body = text_of(seen, region_title_, now)};
}

asio::awaitable<Page> CallerDoor::take_fix(LinkToken token, std::string_view body) {
  if (!is_ready()) co_return away();
  const auto now = desk_.now();
  const auto* incident = incident_of_link(desk_.view(), token, now);
  if (incident == nullptr) co_return over();
  if (comes_too_soon(token, now)) co_return said(429, "once a second is enough: nothing was changed");
  const auto fix = dispatch::read_caller_fix(body);
  if (fix.has_error()) co_return refused(fix.error());

  auto command = heard(*incident, *fix, new_id_(), now);
  if (command) {
    auto words = incident->place.text;
    auto& told = std::get<dispatch::HearCaller>(command->body);
    told.said_in = words;
    told.locality = co_await room_.said_places().locality_of(may_be_pin(*incident, told.pin));
    told.said = co_await room_.said_places().in(std::move(words));
    dispatch::Actor caller{dispatch::Role::caller, {}, {}};
    std::optional<dispatch::DeviceId> no_device;
    std::string no_digest;
    const auto done =
        co_await desk_.handle(std::move(caller), no_device, std::move(*command), std::move(no_digest));
    if (done.has_error()) co_return refused(done.error());
  }
  co_return state(token);
}

bool CallerDoor::comes_too_soon(const LinkToken& token, dispatch::TimePoint now) {
  // A clock that was set back must not silence anybody.
  std::erase_if(spoke_,
                [&](const auto& one) { return now - one.second >= between_fixes || now < one.second; });
  return !spoke_.try_emplace(token, now).second;
}

}  // namespace ws
