#pragma once

#include <string>

#include "store/redis_connection.hpp"
#include "tests/support/process.hpp"

namespace tests {

// A Redis of a test's own, set up as Siaga sets up its own: every write is on disk before it is answered.
class Redis {
 public:
  Redis();

  [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }
  [[nodiscard]] store::Address address() const;
  [[nodiscard]] std::string url() const { return address().text(); }
  [[nodiscard]] pid_t process() const { return process_.id(); }

  store::Reply ask(const store::Arguments& arguments);
  void freeze() { process_.freeze(); }
  void thaw() { process_.thaw(); }
  void kill();
  void start();

 private:
  Folder folder_;
  Process process_;
};

// Throws when it cannot be reached.
store::Connection connect(const store::Address& address);
// Throws when there is no answer, or an error.
store::Reply ask(store::Connection& redis, const store::Arguments& arguments);

}  // namespace tests
