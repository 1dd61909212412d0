#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "store/redis_connection.hpp"
#include "store/redis_trial.hpp"

namespace store {

// What became of one command.
struct Answer {
  enum class State {
    answered,
    unavailable,
    unknown
  };  // unavailable: never sent; unknown: sent, no answer came
  State state = State::unavailable;
  Reply reply;
};

// How it is with the Redis, as the thread that writes to it finds.
struct StoreHealth {
  bool up = false;            // it takes what is to be kept
  std::string reason;         // why it does not, in one line without a secret
  int replicas_missing = 0;   // of those that must have a commit
  std::string loses;          // by which settings it may lose what it acknowledged
  std::string hidden;         // which of them could not be looked at
  std::string unheard;        // why nothing can be published, or heard
  std::uint64_t evicted = 0;  // keys that were thrown away for want of memory, as far as anybody counted
  friend bool operator==(const StoreHealth&, const StoreHealth&) = default;
};

// Whether a Redis may be set up so that it loses what it acknowledged.
enum class Trust {
  is_ours,  // nobody looks
  checked,  // such a one is not used; one that becomes such a one while it is used goes on, and it is said
  regardless,
};

// The thread that writes. All commands that wait go to Redis together, so that under load they share one
// fsync; one that comes alone does not wait for others. It reconnects by itself.
class Pipeline {
 public:
  struct Options {
    Address address;
    std::vector<std::string> scripts = {};  // run by `run_script`, loaded at every connect
    Trial trial = {};                       // must be passed before it is said to be up
    std::function<bool()> has_room = {};    // before that: whether there is any use in trying
    int replicas = 0;                       // in the memory of how many, before a write is answered
    std::chrono::milliseconds limit{2000};  // for one answer
    Trust trust = Trust::is_ours;
    std::chrono::milliseconds between_watches{5000};        // at what others may change while all goes on
    std::function<void(const StoreHealth&)> on_state = {};  // called on the executor, at each change
  };

  Pipeline(boost::asio::any_io_executor executor, Options options);
  // Answers everything that still waits (as unavailable or unknown) and ends the thread.
  ~Pipeline();
  Pipeline(const Pipeline&) = delete;
  Pipeline& operator=(const Pipeline&) = delete;

  // Called on the executor's thread, completed there. `ask` is for what is only to be known: no replica is
  // waited for. What the others answer is with as many replicas as must have it; while these are missing,
  // they are not sent.
  boost::asio::awaitable<Answer> ask(Arguments arguments);
  boost::asio::awaitable<Answer> run(Arguments arguments);
  // As `run`. `script` is one of those that are loaded; `arguments`: number of keys, keys, arguments.
  boost::asio::awaitable<Answer> run_script(std::string_view script, Arguments arguments);
  // As `ask`.
  boost::asio::awaitable<Answer> ask_script(std::string_view script, Arguments arguments);
  // Nobody waits for the answer; dropped when Redis is away.
  void send(Arguments arguments);
  // Another connection to it is lost: whether this one still is one is found out now, and not by the next
  // command.
  void look_again() { send({"PING"}); }

 private:
  struct Request {
    Call call;
    bool is_kept = false;  // the answer is one only when the replicas have it, too
    std::function<void(Answer)> done = {};
  };
  using Finished = std::vector<std::pair<std::function<void(Answer)>, Answer>>;
  struct Answers {
    Finished known;
    Finished kept;  // known, too, once the replicas have it
  };

  boost::asio::awaitable<Answer> enqueued(Request request);
  void enqueue(Request request);
  void work();
  std::vector<Request> take();
  void connect();
  bool may_be_used();
  bool keeps_what_it_takes();
  bool load_scripts();
  [[nodiscard]] Arguments as_sent(const Call& call) const;
  void look();
  void watch();
  bool takes_all();
  bool carries_positions();
  void serve(std::vector<Request> requests);
  void exchange(std::vector<Request>& requests, Answers& answers);
  void finish(Request& request, Answer answer, Answers& answers);
  [[nodiscard]] bool replicated(std::chrono::milliseconds wait);
  void tell(Finished finished);
  void say(StoreHealth health);
  void is_away(std::string reason);
  void is_refused(const Reply& reply);
  void lose(std::string reason);

  boost::asio::any_io_executor executor_;
  Options options_;
  std::map<std::string, std::string, std::less<>> shas_;  // of the scripts
  std::optional<Connection> connection_;
  StoreHealth health_;
  bool was_up_ = false;
  std::uint64_t evicted_ = 0;  // as this Redis counted last
  std::chrono::steady_clock::time_point watched_;

  std::mutex mutex_;
  std::condition_variable wake_;
  std::vector<Request> queue_;  // guarded by mutex_
  bool stopping_ = false;       // guarded by mutex_
  std::thread thread_;
};

}  // namespace store
