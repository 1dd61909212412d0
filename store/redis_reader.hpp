#pragma once

#include <atomic>
#include <boost/asio/any_io_executor.hpp>
#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "dispatch/log/journal.hpp"
#include "store/keys.hpp"
#include "store/redis_connection.hpp"
#include "store/redis_hearing.hpp"

namespace store {

// The thread that reads: it loads the live state, then follows the log. It loads anew when the log does not
// go on where it stopped, when the log is another one, or when it is asked to. Beside it positions are heard.
class Reader {
 public:
  struct Events {  // all called on the executor
    std::function<void(dispatch::Loaded)> loaded;
    std::function<void(std::vector<dispatch::Entry>)> read;
    std::function<void(std::vector<dispatch::Sighting>)> heard;
    std::function<void(bool up, std::string reason)> state;  // why it is not, in one line without a secret
    std::function<void(std::string what)> unreadable;        // an entry or entity that cannot be understood
    // The store's clock, before anything else is told and then every five seconds.
    std::function<void(dispatch::StoreTime)> clock = {};
    // What a newer version writes that is not known here, each kind of it once.
    std::function<void(std::string what)> newer = {};
  };

  Reader(boost::asio::any_io_executor executor, Address address, Keys keys, const std::string& node,
         Events events);
  ~Reader();
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  void reload() { reload_ = true; }

 private:
  void work();
  bool connect();
  bool read_all();
  void lose();
  void say(bool up, std::string reason);
  bool look_at_clock();
  bool load();
  bool follow(bool waits);
  std::optional<std::uint64_t> catch_up(dispatch::View& view, std::uint64_t n, std::uint64_t end);
  std::vector<dispatch::Entry> read_entries(const Reply& entries, std::uint64_t& n);
  bool take_log(const Reply& entries);
  std::optional<std::string> last_id(const std::string& stream);
  template <class T>
  bool load_entities(dispatch::View& view);
  template <class T>
  bool read_state(std::string_view kind, std::string_view id, const Reply& found, T& into);
  bool renew(dispatch::Entry& entry);
  template <class T>
  bool renew(dispatch::Entry& entry, const dispatch::Touch& touch);
  void say_newer(std::string what);
  void complain(std::string what);
  template <class... Args>
  void post(const std::function<void(Args...)>& call, std::type_identity_t<Args>... arguments);

  boost::asio::any_io_executor executor_;
  Address address_;
  Keys keys_;
  Events events_;
  std::optional<Connection> connection_;
  std::optional<std::string> told_;  // the reason why it is away, as it was said last; empty: it is up
  dispatch::LogPosition position_;
  std::set<std::string> said_;  // of what is newer
  std::optional<std::chrono::steady_clock::time_point> looked_at_clock_;
  std::atomic<bool> reload_{true};
  std::atomic<bool> stopping_{false};
  Hearing hearing_;
  std::thread thread_;
};

}  // namespace store
