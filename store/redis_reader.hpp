#pragma once

#include <atomic>
#include <boost/asio/any_io_executor.hpp>
#include <cstdint>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "dispatch/log/journal.hpp"
#include "store/keys.hpp"
#include "store/redis_connection.hpp"

namespace store {

// The thread that reads: it loads the live state, then follows the log and the positions of other nodes. It
// loads anew when the log does not go on where it stopped, when the log is another one, or when it is asked
// to.
class Reader {
 public:
  struct Events {  // all called on the executor
    std::function<void(dispatch::Loaded)> loaded;
    std::function<void(std::vector<dispatch::Entry>)> read;
    std::function<void(std::vector<dispatch::Fix>)> heard;
    std::function<void(bool up)> state;
    std::function<void(std::string what)> unreadable;  // an entry or entity that cannot be understood
  };

  Reader(boost::asio::any_io_executor executor, Address address, Keys keys, std::string node, Events events);
  ~Reader();
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  void reload() { reload_ = true; }

 private:
  void work();
  bool connect();
  bool load();
  bool follow();
  bool take_log(const Reply& entries);
  void take_fixes(const Reply& entries);
  std::optional<std::string> last_id(const std::string& stream);
  template <class T>
  bool load_entities(std::string_view kind, dispatch::View& view);
  void complain(std::string what);
  template <class... Args>
  void post(const std::function<void(Args...)>& call, std::type_identity_t<Args>... arguments);

  boost::asio::any_io_executor executor_;
  Address address_;
  Keys keys_;
  std::string node_;
  Events events_;
  std::optional<Connection> connection_;
  dispatch::LogPosition position_;
  std::string last_fix_ = "0-0";
  std::atomic<bool> reload_{true};
  std::atomic<bool> stopping_{false};
  std::thread thread_;
};

}  // namespace store
