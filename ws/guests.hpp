#pragma once

#include <boost/asio/ip/address.hpp>
#include <chrono>
#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "ws/pace.hpp"

namespace ws {

// Where somebody comes from: an IPv4 address, or the /64 that one household has of IPv6.
std::string origin_of(const boost::asio::ip::address& address);
// What the last of the proxies on the way said of where its client comes from; none where that is no address.
std::optional<std::string> forwarded_origin(std::string_view x_forwarded_for);

// How much each origin may say; who has been quiet is forgotten.
class PaceByOrigin {
 public:
  PaceByOrigin(std::size_t at_once, double a_second) : at_once_{at_once}, a_second_{a_second} {}
  // One more, or so many: how long not to listen.
  Pace::Clock::duration said(const std::string& origin, Pace::Clock::time_point now, std::size_t times = 1);
  [[nodiscard]] Pace::Clock::duration owed(const std::string& origin, Pace::Clock::time_point now) const;

 private:
  std::size_t at_once_;
  double a_second_;
  std::map<std::string, Pace> of_;
};

// Who has come and has not signed in. One origin may have so many connections, and so many wrong tokens: what
// one stranger makes the server hold or do is bounded, and the others are served. Sixteen times as
// many readings and requests of it are heard at once (a whole office opens its maps), and as many a second
// after that.
class Guests {
 public:
  using Time = std::chrono::steady_clock::time_point;
  struct Limits {
    std::size_t strangers = 64;     // connections of one origin that have not signed in
    std::size_t wrong_tokens = 20;  // of one origin at once; then one in `forgiving`
    std::chrono::seconds forgiving{3};
  };
  explicit Guests(Limits limits);
  ~Guests();
  Guests(const Guests&) = delete;
  Guests& operator=(const Guests&) = delete;

  // A connection of a stranger, for as long as this lives.
  class Stranger {
   public:
    Stranger() = default;
    Stranger(Stranger&&) = default;
    Stranger& operator=(Stranger&&) = default;

   private:
    friend class Guests;
    explicit Stranger(std::shared_ptr<void> counted) : counted_{std::move(counted)} {}
    std::shared_ptr<void> counted_;
  };
  // None: too many of that origin are here, or it has asked for so much that it would wait for seconds.
  std::optional<Stranger> let_in(const std::string& origin, Time now);
  // One more request, or one more reading of what it says: how long to let it wait.
  Pace::Clock::duration asked(const std::string& origin, Time now) { return asking_.said(origin, now); }

  void gave_wrong_token(const std::string& origin, Time now);
  // How long a wrong token that comes from there is one too many.
  [[nodiscard]] Pace::Clock::duration must_wait(const std::string& origin, Time now) const {
    return mistaken_.owed(origin, now);
  }
  // While it must wait tokens are looked at in turn, because one of them may be good: others' mistakes,
  // behind one address, shut nobody out.
  Pace::Clock::duration turn(const std::string& origin, Time now) { return turns_.said(origin, now); }

 private:
  struct Count;
  Limits limits_;
  std::shared_ptr<Count> here_;  // by origin, those who are here
  PaceByOrigin mistaken_;        // who gave a wrong token of late
  PaceByOrigin turns_{10, 20};
  PaceByOrigin asking_;
};

}  // namespace ws
