#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "store/redis_connection.hpp"

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

// The thread that writes. All commands that wait go to Redis together, so that under load they share one
// fsync; one that comes alone does not wait for others. It reconnects by itself.
class Pipeline {
 public:
  struct Options {
    Address address;
    std::string script;                          // run by `run_script`, loaded at every connect
    int replicas = 0;                            // in the memory of how many, before a write is answered
    std::chrono::milliseconds limit{2000};       // for one answer
    std::function<void(bool up)> on_state = {};  // called on the executor
  };

  Pipeline(boost::asio::any_io_executor executor, Options options);
  // Answers everything that still waits (as unavailable or unknown) and ends the thread.
  ~Pipeline();
  Pipeline(const Pipeline&) = delete;
  Pipeline& operator=(const Pipeline&) = delete;

  // Called on the executor's thread, completed there.
  boost::asio::awaitable<Answer> run(Arguments arguments);
  // `arguments`: number of keys, keys, arguments.
  boost::asio::awaitable<Answer> run_script(Arguments arguments);
  // Nobody waits for the answer; dropped when Redis is away.
  void send(Arguments arguments);

 private:
  struct Request {
    Arguments arguments;
    bool is_script = false;
    std::function<void(Answer)> done;
  };
  using Finished = std::vector<std::pair<std::function<void(Answer)>, Answer>>;

  boost::asio::awaitable<Answer> enqueued(Request request);
  void enqueue(Request request);
  void work();
  bool connect();
  bool load_script();
  void exchange(std::vector<Request>& requests, Finished& finished);
  [[nodiscard]] bool replicated();
  void tell(Finished finished);
  void set_state(bool up);

  boost::asio::any_io_executor executor_;
  Options options_;
  std::string sha_;
  std::optional<Connection> connection_;
  bool up_ = false;

  std::mutex mutex_;
  std::condition_variable wake_;
  std::vector<Request> queue_;  // guarded by mutex_
  bool stopping_ = false;       // guarded by mutex_
  std::thread thread_;
};

}  // namespace store
