#include "store/redis_address.hpp"

#include <algorithm>
#include <boost/url/encode.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/rfc/sub_delim_chars.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>
#include <charconv>

namespace store {
namespace {

namespace urls = boost::urls;
using dispatch::Fault;
using dispatch::OrFault;

constexpr std::size_t longest_path_of_socket = 107;  // sockaddr_un; hiredis cuts what is longer
constexpr const char* how_it_is_written =
    "the address of a Redis is written redis://[user:password@]host[:port][/database] or unix:/path";
constexpr const char* how_signs_are_written =
    "the address of a Redis cannot be read: in a user or password % is written %25, / %2F, # %23, ? %3F and "
    "@ "
    "%40; or put the password into a file (redis.password_file)";

bool is_of_host(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '-' ||
         c == '_' || c == ':';
}

// Nobody puts a user, a password or a host's name into the part before the first colon.
std::string scheme_of(std::string_view url) {
  std::string scheme{url.substr(0, std::min(url.find(':'), url.size()))};
  for (auto& c : scheme)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return scheme;
}

std::optional<Fault> against(std::string_view scheme) {
  const auto has = [&](std::string_view word) { return scheme.find(word) != std::string_view::npos; };
  if (has("sentinel"))
    return Fault{
        "Siaga does not ask a Sentinel where its Redis is: give the address of the primary itself, or of a "
        "proxy that follows it (docs/operations.md)"};
  if (has("cluster"))
    return Fault{"Siaga does not use a Redis Cluster: give the address of one Redis that is no part of one"};
  if (has("rediss") || has("valkeys") || has("tls") || has("ssl"))
    return Fault{
        "Siaga speaks to Redis without TLS: use redis:// through a tunnel (stunnel) or on a private network "
        "(docs/operations.md)"};
  if (scheme != "redis" && scheme != "unix") return Fault{how_it_is_written};
  return std::nullopt;
}

// Many write @, / or # as they are, and what stands behind a ? is never a password. The last @ ends the
// password in any case, because no host, no port and no number of a database has one in it.
std::string with_signs_encoded(std::string_view rest) {
  constexpr auto as_it_is = urls::unreserved_chars + urls::sub_delim_chars + ':' + '?';
  std::string encoded;
  while (!rest.empty()) {
    const auto length = std::min(rest.find('%'), rest.size());
    encoded += urls::encode(rest.substr(0, length), as_it_is);
    if (length < rest.size()) encoded += '%';
    rest.remove_prefix(std::min(length + 1, rest.size()));
  }
  return encoded;
}

struct Parts {
  std::string_view user_and_password;
  bool names_somebody = false;
  std::string_view place;
};
Parts parts_of(std::string_view rest) {
  const auto at = rest.rfind('@');
  if (at == std::string_view::npos) return {{}, false, rest};
  return {rest.substr(0, at), true, rest.substr(at + 1)};
}

OrFault<bool> read_database(std::string_view path, Address& into) {
  if (path.empty() || path == "/") return true;
  const auto number = path.substr(1);
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), into.database);
  if (error != std::errc{} || end != number.data() + number.size() || into.database < 0)
    return Fault{
        "what stands behind the host and port in the address of a Redis is the number of a database, as /0"};
  return true;
}

OrFault<bool> read_place(const urls::url_view& url, Address& into) {
  if (url.has_query() || url.has_fragment())
    return Fault{
        "nothing may stand behind the database in the address of a Redis; signs such as ? and # of a "
        "password "
        "are written %3F and %23"};
  into.host = url.host_type() == urls::host_type::ipv6 ? std::string{url.host_ipv6_address().to_string()}
                                                       : url.host();
  if (into.host.empty() || !std::ranges::all_of(into.host, is_of_host)) return Fault{how_it_is_written};
  if (!url.port().empty()) into.port = url.port_number();
  if (into.port < 1) return Fault{"a port of a Redis is between 1 and 65535"};
  return read_database(std::string_view{url.encoded_path().data(), url.encoded_path().size()}, into);
}

OrFault<bool> read_credentials(const urls::url_view& url, std::optional<std::string> password,
                               Address& into) {
  into.user = url.user();
  into.password = url.password();
  if (password) {
    if (!into.password.empty())
      return Fault{"the password of the Redis is in its address and in redis.password_file: give it once"};
    into.password = std::move(*password);
  } else if (!into.user.empty() && !url.has_password()) {
    return Fault{
        "the address of the Redis names a user and no password: a password alone is written "
        "redis://:PASSWORD@host, with its colon, and that of a user may be in redis.password_file"};
  }
  return true;
}

}  // namespace

OrFault<Address> Address::from(std::string_view url, std::optional<std::string> password) {
  const auto scheme = scheme_of(url);
  if (const auto fault = against(scheme)) return *fault;
  Address address;
  auto rest = url.substr(scheme.size());
  const bool is_socket = scheme == "unix";
  const bool is_url = rest.starts_with("://");
  if (!is_url && !is_socket) return Fault{how_it_is_written};
  rest.remove_prefix(is_url ? 3 : 1);

  const auto parts = is_url && !rest.starts_with('/') ? parts_of(rest) : Parts{{}, false, rest};
  if (is_socket) address.unix_socket = parts.place;
  const std::string_view place = is_socket ? "socket" : parts.place;
  if (place.substr(0, place.find('/')).find_first_of(",;") != std::string_view::npos)
    return Fault{
        "the address of a Redis names several hosts: Siaga uses one, the primary, and does not look for "
        "another (docs/operations.md)"};
  const auto text = "redis://" + with_signs_encoded(parts.user_and_password) +
                    (parts.names_somebody ? "@" : "") + std::string{place};
  const auto parsed = urls::parse_uri(text);
  if (parsed.has_error()) return Fault{parts.names_somebody ? how_signs_are_written : how_it_is_written};
  if (auto read = read_place(*parsed, address); read.has_error()) return read.error();
  if (auto read = read_credentials(*parsed, std::move(password), address); read.has_error())
    return read.error();
  if (!is_socket) return address;
  address.host.clear();
  if (address.unix_socket.empty() || address.unix_socket.find('?') != std::string::npos)
    return Fault{how_it_is_written};
  if (address.unix_socket.size() > longest_path_of_socket)
    return Fault{"the path of a Redis' socket has at most 107 bytes"};
  return address;
}

std::string Address::text() const {
  if (!unix_socket.empty()) return "unix:" + unix_socket;
  const bool is_v6 = host.find(':') != std::string::npos;
  return "redis://" + (is_v6 ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

}  // namespace store
