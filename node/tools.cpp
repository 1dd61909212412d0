#include "node/tools.hpp"

#include <sys/resource.h>

#include <iostream>

#include "store/redis_server.hpp"

namespace node {

using dispatch::Fault;
using dispatch::OrFault;

void take_all_files_allowed() {
  rlimit files{};
  if (getrlimit(RLIMIT_NOFILE, &files) != 0) return;
  files.rlim_cur = files.rlim_max;
  setrlimit(RLIMIT_NOFILE, &files);
}

OrFault<store::Address> redis_of(const config::Values& settings) {
  const auto& url = settings.text("redis.url");
  if (!url.empty()) return store::Address::from(url);
  return store::RedisServer::address_in(settings.path("data_dir"));
}

OrFault<store::Connection> connect_for_tool(const config::Values& settings) {
  const auto address = redis_of(settings);
  if (address.has_error()) return address.error();
  auto redis = store::Connection::open(*address, std::chrono::seconds{5});
  if (redis.has_error())
    return Fault{"cannot reach " + address->text() + " (" + redis.error().what +
                 "): is siaga serve running?"};
  return redis;
}

bool report(const store::Audit& audit) {
  std::cout << "invariant check: " << audit.entries << " log entries, " << audit.faults.size() << " faults\n";
  for (const auto& fault : audit.faults) std::cout << "  " << fault << "\n";
  return audit.faults.empty();
}

}  // namespace node
