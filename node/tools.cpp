#include "node/tools.hpp"

#include <sys/resource.h>

#include <fstream>
#include <iostream>
#include <optional>
#include <utility>

#include "store/keys.hpp"
#include "store/redis_files.hpp"
#include "store/redis_server.hpp"

namespace node {

using dispatch::Fault;
using dispatch::OrFault;

namespace {

OrFault<std::string> password_in(const std::filesystem::path& file) {
  constexpr std::size_t longest = 4096;
  std::ifstream in{file};
  std::string password;
  if (!std::getline(in, password, '\0')) password.clear();
  while (password.ends_with('\n') || password.ends_with('\r')) password.pop_back();
  if (!in.is_open()) return Fault{"redis.password_file cannot be read: " + file.string()};
  if (password.empty() || password.size() > longest || password.find('\n') != std::string::npos)
    return Fault{"redis.password_file should have one line, the password: " + file.string()};
  return OrFault<std::string>{boost::system::in_place_value, std::move(password)};
}

}  // namespace

void take_all_files_allowed() {
  rlimit files{};
  if (getrlimit(RLIMIT_NOFILE, &files) != 0) return;
  files.rlim_cur = files.rlim_max;
  setrlimit(RLIMIT_NOFILE, &files);
}

OrFault<store::Address> redis_of(const config::Values& settings) {
  const auto& url = settings.text("redis.url");
  const bool has_password_file = !settings.text("redis.password_file").empty();
  if (url.empty() && has_password_file)
    return Fault{"redis.password_file is for the Redis of redis.url, and none is named"};
  if (url.empty()) return store::RedisServer::address_in(settings.path("data_dir"));
  std::optional<std::string> password;
  if (has_password_file) {
    auto read = password_in(settings.path("redis.password_file"));
    if (read.has_error()) return read.error();
    password = std::move(*read);
  }
  auto address = store::Address::from(url, std::move(password));
  if (address.has_error()) return Fault{"redis.url: " + address.error().what};
  return address;
}

OrFault<store::Connection> connect_for_tool(const config::Values& settings) {
  const auto address = redis_of(settings);
  if (address.has_error()) return address.error();
  auto redis = store::Connection::open(*address, std::chrono::seconds{5});
  if (redis.has_value()) return redis;
  const bool is_ours = settings.text("redis.url").empty();
  return Fault{"the Redis at " + address->text() + " cannot be used: " + redis.error().what +
               (is_ours ? " (is siaga serve running?)" : "")};
}

std::optional<Fault> no_room_for(std::uintmax_t bytes, const std::filesystem::path& folder) {
  constexpr int mib = 20;
  std::error_code error;
  const auto space = std::filesystem::space(folder, error);
  if (error) return Fault{"cannot look at the disk of " + folder.string() + ": " + error.message()};
  if (space.available >= bytes + disk_reserve) return std::nullopt;
  return Fault{"there is too little room on the disk of " + folder.string() + ": " +
               std::to_string(space.available >> mib) + " MiB are free, and it needs " +
               std::to_string((bytes >> mib) + 1) + " MiB and " + std::to_string(disk_reserve >> mib) +
               " MiB that are left free"};
}

OrFault<store::Audit> audit_in(const std::filesystem::path& data_dir, std::string_view region) {
  if (const auto files = store::RedisFiles::open(data_dir); files.has_error()) return files.error();
  const auto server = store::RedisServer::start(data_dir);
  if (server.has_error()) return server.error();
  auto redis = store::Connection::open(server->address(), std::chrono::seconds{5});
  if (redis.has_error()) return redis.error();
  return store::audit(*redis, store::Keys{region}, {});
}

bool report(const store::Audit& audit) {
  std::cout << "invariant check: " << audit.entries << " log entries, " << audit.faults.size() << " faults\n";
  for (const auto& fault : audit.faults) std::cout << "  " << fault << "\n";
  return audit.faults.empty();
}

}  // namespace node
