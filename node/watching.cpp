#include "node/watching.hpp"

#include <boost/asio/ip/address.hpp>
#include <fstream>
#include <string>

#include "config/command_line.hpp"
#include "config/version.hpp"
#include "node/backup.hpp"

namespace node {
namespace {

using dispatch::Fault;
using dispatch::OrFault;

constexpr std::size_t shortest_token = 16;

bool is_loopback(const std::string& address) {
  boost::system::error_code error;
  const auto read = boost::asio::ip::make_address(address, error);
  return !error && read.is_loopback();
}

OrFault<std::string> token_in(const std::filesystem::path& file) {
  std::string token;
  std::ifstream{file} >> token;
  if (token.size() < shortest_token)
    return Fault{"metrics.token_file: " + file.string() + " should have a token of at least " +
                 std::to_string(shortest_token) + " characters (openssl rand -hex 20)"};
  return {boost::system::in_place_value, std::move(token)};
}

}  // namespace

OrFault<ws::Status::Options> watching_of(const config::Values& settings) {
  const auto where = config::endpoint_of(settings.text("listen"));
  if (where.has_error()) return where.error();
  ws::Status::Options options;
  options.version = config::version();
  if (!settings.has("redis.url")) {
    options.data_dir = settings.path("data_dir");
    options.last_backup = options.data_dir / last_backup_name;
  }
  if (settings.has("metrics.token_file")) {
    auto token = token_in(settings.path("metrics.token_file"));
    if (token.has_error()) return token.error();
    options.metrics_token = std::move(*token);
  }
  const bool has_own_address = settings.has("metrics.listen");
  options.shows_metrics = !has_own_address && (!options.metrics_token.empty() || is_loopback(where->address));
  return {boost::system::in_place_value, std::move(options)};
}

}  // namespace node
