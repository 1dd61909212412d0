#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "dispatch/model/error.hpp"

namespace store {

// Where a Redis is, and as whom it is asked: "redis://[[user]:password@]host[:port][/database]" or
// "unix:/path/to/socket" ("unix://[user]:password@/path").
struct Address {
  std::string host;
  int port = 6379;
  std::string unix_socket;
  std::string user;  // of its access list; empty: the default one
  std::string password;
  int database = 0;

  // `password`: from elsewhere than the URL. A fault never shows what stands in the URL: passwords do.
  static dispatch::OrFault<Address> from(std::string_view url, std::optional<std::string> password = {});
  [[nodiscard]] std::string text() const;  // without user and password
};

}  // namespace store
