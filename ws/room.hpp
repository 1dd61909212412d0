#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "dispatch/desk/desk.hpp"
#include "dispatch/people/badges.hpp"
#include "ws/clock.hpp"
#include "ws/conditions.hpp"
#include "ws/histogram.hpp"
#include "ws/outgoing.hpp"
#include "ws/questions/learning.hpp"
#include "ws/questions/road_engine.hpp"
#include "ws/questions/said_places.hpp"
#include "ws/questions/table.hpp"
#include "ws/reception.hpp"
#include "ws/topics/topics.hpp"
#include "ws/wire/decode.hpp"

namespace ws {

// Everybody who is connected to this node. Takes what they say to where it belongs, and tells them what
// happened.
class Room final : public dispatch::Audience {
 public:
  struct Limits {
    std::size_t queued_bytes = 4U << 20U;  // unread by one session before it is closed
    std::size_t tiles = 64;                // map topics of one session
    std::size_t questions = 8;             // of one session that wait to be answered
    std::chrono::seconds silence{10};      // a connection that has not signed in
    std::size_t sessions_of_name = 200;    // signed in at one time under one name and role
    std::size_t sessions_of_device = 16;
    LogTopics::Limits log = {};
  };
  struct Parts {
    boost::asio::any_io_executor executor;
    dispatch::Desk& desk;
    dispatch::Badges& badges;
    Guests& guests;
    dispatch::PastCalls& past_calls;
    Finder& finder;
    Planner& planner;
    const Clock& clock;
    RegionInfo region;
    std::function<dispatch::CommandId()> new_id;
    Limits limits;
    std::function<dispatch::LinkToken()> new_link_token;  // 128 bits that nobody can guess
    RoadEngine* engine = nullptr;                         // asked for better travel times, if there
    dispatch::Tallies* tallies = nullptr;                 // none: nothing is learnt from drives
    std::string version = {};                             // of this program, said to who signs in
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
  void reported(const dispatch::Fix& fix) override;
  void heard(const dispatch::Fix& fix) override;
  void store_changed(const dispatch::StoreState& state) override;
  // Said once, to who is here.
  void warn(std::string_view code, std::string_view message);
  // Holds until it is over: on every screen, also of those who come later.
  void condition(std::string_view code, const std::string& message);
  void condition_over(std::string_view code);
  [[nodiscard]] const std::vector<Condition>& conditions() const { return conditions_.all(); }

  [[nodiscard]] std::size_t peers() const { return peers_.size(); }
  // Of each who is connected; nothing: not signed in.
  [[nodiscard]] std::vector<std::optional<dispatch::Role>> roles() const;
  // When units will be there, as it was worked out last.
  [[nodiscard]] const std::vector<dispatch::Arrival>& arrivals() const { return topics_.times().arrivals(); }
  [[nodiscard]] SaidPlaces& said_places() { return said_places_; }
  [[nodiscard]] const Learning& learning() const { return learning_; }
  struct Counts {
    std::uint64_t commands = 0;
    std::uint64_t refused = 0;
    std::uint64_t fixes = 0;
    std::uint64_t store_away = 0;
    std::map<std::string_view, Histogram> command_times = {};  // by type
  };
  [[nodiscard]] const Counts& counts() const { return counts_; }

 private:
  // One for each kind of message; what is none of these is a question.
  boost::asio::awaitable<void> take(std::shared_ptr<Peer> peer, Hello hello);
  boost::asio::awaitable<void> take(std::shared_ptr<Peer> peer, CommandMessage message);
  boost::asio::awaitable<void> take(std::shared_ptr<Peer> peer, Subscribe message);
  boost::asio::awaitable<void> take(std::shared_ptr<Peer> peer, Unsubscribe message);
  boost::asio::awaitable<void> take(std::shared_ptr<Peer> peer, Fixes message);
  boost::asio::awaitable<void> take(std::shared_ptr<Peer> peer, Ping message);
  template <class Question>
  boost::asio::awaitable<void> take(std::shared_ptr<Peer> peer, Question question);

  // Whose token was taken back hears nothing more, and goes.
  boost::asio::awaitable<void> end_taken_back();
  // Takes those that can be taken; if some are left out, says so of the first by name.
  std::optional<dispatch::Refusal> report(const dispatch::Actor& actor, const Fixes& message);
  [[nodiscard]] std::optional<dispatch::Refusal> not_to_be_taken(const dispatch::Actor& actor,
                                                                 const dispatch::Fix& fix) const;
  void look_who_listens();
  // Who watches the board and may send units.
  [[nodiscard]] std::vector<Peer*> operators() const;
  void tell(Peer& peer, std::string_view text) { outgoing_.send(peer, text_frame(text)); }
  void tell_all(std::string_view text);
  // A copy: who is cut leaves.
  [[nodiscard]] std::vector<Peer*> everybody() const { return {peers_.begin(), peers_.end()}; }

  boost::asio::any_io_executor executor_;
  dispatch::Desk& desk_;
  std::function<dispatch::LinkToken()> new_link_token_;
  Outgoing outgoing_;
  Conditions conditions_;
  Reception reception_;
  Topics topics_;
  Planner& planner_;
  Learning learning_;
  Advice advice_;
  QuestionTable questions_;
  SaidPlaces said_places_;
  std::unordered_set<Peer*> peers_;
  Counts counts_;
  bool store_was_up_ = false;
  bool looks_for_taken_back_ = false;
};

}  // namespace ws
