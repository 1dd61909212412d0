#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <memory>
#include <string>
#include <unordered_set>

#include "dispatch/choose/arrivals.hpp"
#include "dispatch/desk/desk.hpp"
#include "dispatch/people/badges.hpp"
#include "ws/clock.hpp"
#include "ws/outgoing.hpp"
#include "ws/questions/advice.hpp"
#include "ws/questions/questions.hpp"
#include "ws/questions/road_engine.hpp"
#include "ws/questions/ways.hpp"
#include "ws/topics/log_topics.hpp"
#include "ws/topics/map_topics.hpp"
#include "ws/wire/decode.hpp"

namespace ws {

// Everybody who is connected to this node. Takes what they say to the desk, and tells them what happened.
class Room final : public dispatch::Audience {
 public:
  struct Limits {
    std::size_t queued_bytes = 4U << 20U;  // unread by one session before it is closed
    std::size_t tiles = 64;                // map topics of one session
    std::size_t questions = 8;             // of one session that wait to be answered
    std::chrono::seconds silence{10};      // a connection that has not signed in
    LogTopics::Limits log = {};
  };
  struct Parts {
    boost::asio::any_io_executor executor;
    dispatch::Desk& desk;
    dispatch::Badges& badges;
    dispatch::PastCalls& past_calls;
    Finder& finder;
    const Clock& clock;
    RegionInfo region;
    std::function<dispatch::CommandId()> new_id;
    Limits limits;
    std::function<dispatch::LinkToken()> new_link_token;  // 128 bits that nobody can guess
    std::vector<dispatch::Hospital> hospitals = {};
    RoadEngine* engine = nullptr;  // asked for better travel times, if there
  };
  explicit Room(Parts parts);

  void join(Peer& peer);
  void leave(Peer& peer);
  // One message of a client. The next one of the same client is read when this one is answered.
  boost::asio::awaitable<void> received(std::shared_ptr<Peer> peer, std::string text);
  void refuse(Peer& peer, std::string_view id, const dispatch::Refusal& refusal);

  // To be called some four times a second.
  void tick();
  // Tells everybody and closes.
  void stop();
  // Those who did not take leave.
  void cut_all();

  void happened(const dispatch::Entry& entry) override;
  void began_anew() override;
  void moved(const dispatch::Fix& fix) override;
  void store_changed(const dispatch::StoreState& state) override;
  void warn(std::string_view code, std::string_view message);

  [[nodiscard]] std::size_t peers() const { return peers_.size(); }
  struct Counts {
    std::uint64_t commands = 0;
    std::uint64_t refused = 0;
    std::uint64_t fixes = 0;
  };
  [[nodiscard]] const Counts& counts() const { return counts_; }

 private:
  boost::asio::awaitable<void> sign_in(std::shared_ptr<Peer> peer, Hello hello);
  boost::asio::awaitable<void> command(std::shared_ptr<Peer> peer, CommandMessage message);
  void subscribe(Peer& peer, const Subscribe& message);
  void unsubscribe(Peer& peer, const Unsubscribe& message);
  void recommend(Peer& peer, const Recommend& message);
  void ask(const std::shared_ptr<Peer>& peer, Question question);
  template <class Asked>
  void ask_way(Peer& peer, const Asked& message);
  void follow_arrivals();
  void follow_estimates();
  void take_fixes(Peer& peer, const Fixes& message);
  void notify(const dispatch::AssignmentId& assignment);
  void notify_open_of(const Peer& peer);
  void tell_operators(const Advice::Make& make);
  void tell(Peer& peer, std::string_view text) { outgoing_.send(peer, text_frame(text)); }
  void tell_all(std::string_view text);

  Parts parts_;
  Outgoing outgoing_;
  LogTopics log_;
  MapTopics map_;
  Advice advice_;
  Ways ways_;
  dispatch::Arrivals arrivals_;
  dispatch::Estimates told_estimates_;
  std::unordered_set<Peer*> peers_;
  Questions questions_;
  Counts counts_;
  bool store_was_up_ = false;
};

}  // namespace ws
