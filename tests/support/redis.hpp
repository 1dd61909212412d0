#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "store/redis_connection.hpp"
#include "tests/support/process.hpp"

namespace tests {

// A Redis of a test's own, set up as Siaga sets up its own, every write is on disk before it is answered, but
// for what the flags say ("--appendonly", "no").
class Redis {
 public:
  using Flags = std::vector<std::string>;
  explicit Redis(Flags flags = {});

  [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }
  [[nodiscard]] store::Address address() const;
  [[nodiscard]] std::string url() const { return address().text(); }
  [[nodiscard]] pid_t process() const { return process_.id(); }

  store::Reply ask(const store::Arguments& arguments);
  void freeze() { process_.freeze(); }
  void thaw() { process_.thaw(); }
  void kill();
  void start();
  // From the next start on.
  void set_flags(Flags flags) { flags_ = std::move(flags); }

 private:
  Folder folder_;
  Flags flags_;
  Process process_;
};

// A redis-server that whoever is started from now on finds in PATH: a line of shell, in which "$@" are the
// arguments and real_redis the one that is installed.
void put_before_redis(const std::filesystem::path& folder, const std::string& line);
inline constexpr auto real_redis = "PATH=$REAL_PATH exec redis-server";

// A disk that fills up without being one: no file of a Redis that is started from now on grows longer.
class SmallDisk {
 public:
  explicit SmallDisk(unsigned kib) {
    room(kib);
    put_before_redis(folder_.path(), "trap '' XFSZ; ulimit -f \"$(cat '" + file().string() + "')\"; " +
                                         real_redis + " \"$@\"");
  }
  void room(unsigned kib) { std::ofstream{file()} << 2 * kib << "\n"; }  // read at each start

 private:
  [[nodiscard]] std::filesystem::path file() const { return folder_.path() / "blocks"; }
  Folder folder_;
};

// A port that nobody listens on now.
int free_port();
// One that has its own port, and copies of it, which are quick to follow.
Redis::Flags primary_at(int port);
Redis::Flags copy_of(int port);

// Throws when it cannot be reached.
store::Connection connect(const store::Address& address);
// Throws when there is no answer, or an error.
store::Reply ask(store::Connection& redis, const store::Arguments& arguments);

}  // namespace tests
