#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dispatch/model/model.hpp"
#include "store/redis_connection.hpp"
#include "tests/bench/sockets.hpp"
#include "tests/bench/support.hpp"
#include "tests/support/process.hpp"

struct redisContext;

// The programs that are measured: started by a bench, pinned, and ended with it.
namespace bench {

// A Redis of a bench's own on a Unix socket, every write on disk before it is answered.
class Redis {
 public:
  explicit Redis(int core);
  [[nodiscard]] store::Address address() const;
  [[nodiscard]] pid_t id() const { return process_.id(); }
  [[nodiscard]] store::Connection connected() const;

 private:
  tests::Folder folder_;
  tests::Process process_;
};

// hiredis with nothing of ours around it.
class BareRedis {
 public:
  explicit BareRedis(const store::Address& address);
  ~BareRedis();
  BareRedis(const BareRedis&) = delete;
  BareRedis& operator=(const BareRedis&) = delete;

  // Only appended; `answer` sends what was appended, and throws at an error. How many elements the reply has.
  void append(const std::vector<std::string>& command);
  std::size_t answer();
  std::size_t ask(const std::vector<std::string>& command);
  std::string ask_text(const std::vector<std::string>& command);

 private:
  redisContext* context_;
};

// A region's folder with so many ambulances, spread over Jembrana.
std::filesystem::path made_region(const std::filesystem::path& folder, std::size_t units);
dispatch::UnitId unit_id(std::size_t number);

// `siaga serve`, on a Redis that the bench runs.
class Siaga {
 public:
  struct Options {
    std::filesystem::path region;  // empty: Jembrana as shipped
    std::vector<std::string> flags = {};
    int strangers = 20'000;  // of one address: a bench's are all of one
  };
  // Returns when it listens; `ready` waits for more.
  Siaga(const Redis& redis, Options options);
  // Ready, and all these units are known.
  void wait_for(std::size_t units) const;
  [[nodiscard]] bool is_ready() const { return tests::http_get(port_, "/readyz").status == 200; }
  [[nodiscard]] unsigned short port() const { return port_; }
  [[nodiscard]] pid_t id() const { return process_->id(); }
  [[nodiscard]] double metric(std::string_view name) const;
  // As on SIGTERM.
  void stop();

 private:
  tests::Folder folder_;
  std::unique_ptr<tests::Process> process_;
  unsigned short port_ = 0;
};

// A program that prints the number of its port as its first line: the peers, and our own small servers.
class Program {
 public:
  Program(int core, std::vector<std::string> command);
  [[nodiscard]] unsigned short port() const { return ports_.at(0); }
  [[nodiscard]] unsigned short second_port() const { return ports_.at(1); }
  [[nodiscard]] pid_t id() const { return process_->id(); }

 private:
  tests::Folder folder_;
  std::unique_ptr<tests::Process> process_;
  std::vector<unsigned short> ports_;
};
std::string own_program();

// Says hello with these tokens (one for all, or one each) from `first` on, waits until all are welcome, then
// subscribes and waits for the snapshots.
void sign_in(Sockets& sockets, std::size_t first, const std::vector<std::string>& tokens,
             std::string_view topic);
std::vector<std::string> made_tokens(const Redis& redis, std::string_view region,
                                     const std::vector<dispatch::Actor>& actors);
std::string made_token(const Redis& redis, dispatch::Role role);

inline bool is(std::string_view message, std::string_view type) {
  return message.substr(0, 9 + type.size()) == "{\"type\":\"" + std::string{type};
}

}  // namespace bench
