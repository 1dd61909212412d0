#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <deque>
#include <functional>
#include <memory>

#include "dispatch/desk/desk.hpp"
#include "ws/questions/situation.hpp"

namespace ws {

// Works out whom to send, when units arrive and which ways lead where, on a thread of its own: a search
// through a city takes milliseconds, in which the network thread serves everybody else.
//
// The thread does one job at a time: a question, or a slice of advice and arrivals, in turn. What waits for
// it waits on the network thread, where all of this is called; with each job goes what happened since the
// last, so that an answer rests on all that had happened when it was asked for.
class Planner {
 public:
  struct Limits {
    std::size_t questions = 256;   // that wait; more are refused
    std::size_t entries = 10'000;  // of the log that wait; past it the thread is given a new copy of the view
    std::size_t drives = 10'000;   // positions that wait to teach; past it they teach nothing
  };
  Planner(boost::asio::any_io_executor executor, const dispatch::Desk& desk,
          std::shared_ptr<const geo::roads::Network> roads, Limits limits);
  Planner(boost::asio::any_io_executor executor, const dispatch::Desk& desk,
          std::shared_ptr<const geo::roads::Network> roads = nullptr)
      : Planner{std::move(executor), desk, std::move(roads), Limits{}} {}
  ~Planner();
  Planner(const Planner&) = delete;
  Planner& operator=(const Planner&) = delete;
  // Ends the job under way, and takes nothing more. To be called when the network thread has stopped.
  void finish();

  // Whom to send to one incident, and what that rests on.
  struct Advice {
    dispatch::IncidentId incident;
    dispatch::Version v = 0;                // of the incident
    std::vector<dispatch::UnitId> options;  // they were available
    std::vector<dispatch::Fix> contenders;  // worth asking a road engine about
    std::string text;                       // as a message of the wire
  };
  // Who goes where, and that as a message of the wire.
  struct Plan {
    dispatch::DispatchPlan plan;
    std::string text;
  };
  static Advice advice_of(const dispatch::Recommendation& made, const Situation& situation);
  struct Told {
    // Those that have changed, and all.
    std::function<void(std::vector<dispatch::Arrival>, std::vector<dispatch::Arrival>)> arrivals;
    std::function<void(std::vector<Advice>)> advice;
    std::function<void(Plan)> plan;
    std::function<void(const std::string&)> cover = {};  // as a message of the wire
  };
  void on_told(Told told) { told_ = std::move(told); }

  // What happens, and the view has already.
  void began_anew();
  void happened(const dispatch::Entry& entry);
  void moved(const dispatch::Fix& fix) { news_.fixes.insert_or_assign(fix.unit, fix); }
  // A position that came to this node from the unit itself: it teaches how fast roads are.
  void drove(const dispatch::Fix& fix);
  // Where people live, and how units are used.
  void expects(dispatch::DemandPoints points) { news_.points = std::move(points); }
  void learnt(dispatch::UsageFigures usage) { news_.usage = std::move(usage); }
  // What was advised is stale, or reached nobody: it is to be told again.
  void was_not_heard(const dispatch::IncidentId& incident) { news_.unheard.push_back(incident); }
  // Advice is worked out only while somebody listens.
  void is_heard(bool by_somebody) { somebody_listens_ = by_somebody; }
  // To be called some four times a second.
  void tick();

  // Asks something of the situation, on the thread; resumes on the network thread. Refused when too many
  // wait. `answer` may change only what is the planner's own, and must own what it captures.
  template <class Answer>
  auto ask(Answer answer)
      -> boost::asio::awaitable<dispatch::OrRefusal<std::invoke_result_t<Answer, Situation&>>>;

  [[nodiscard]] bool is_busy() const { return is_busy_; }
  [[nodiscard]] std::size_t waiting() const { return questions_.size(); }

 private:
  using Work = std::function<void(Situation&)>;
  struct Question {
    Work work;
    std::shared_ptr<boost::asio::steady_timer> done;
  };
  struct Job {
    News news;
    std::optional<Question> question;  // else a slice
    bool follows_arrivals = false;
    bool advises = false;
    bool has_more = false;
    std::vector<dispatch::Arrival> arrivals;  // that have changed
    std::vector<dispatch::Arrival> all_arrivals;
    std::vector<Advice> advice;
    std::optional<Plan> plan;
    std::optional<std::string> cover;
    std::string fault;  // for the log, which is the network thread's
  };
  boost::asio::awaitable<void> done(Work work);
  void go_on();
  [[nodiscard]] News take_news();
  void work_on(Job& job);
  void look(Job& job);
  void finished(Job& job);

  boost::asio::any_io_executor executor_;
  const dispatch::Desk& desk_;
  Limits limits_;
  Told told_;
  News news_;
  std::deque<Question> questions_;
  bool is_behind_ = true;  // the thread needs a copy of the view
  bool is_due_ = false;    // a slice
  bool is_tick_ = false;   // arrivals with it
  bool asked_last_ = false;
  bool is_busy_ = false;
  bool somebody_listens_ = false;
  Situation situation_;                 // the thread's
  boost::asio::thread_pool thread_{1};  // last: it ends before what it works on
};

template <class Answer>
auto Planner::ask(Answer answer)
    -> boost::asio::awaitable<dispatch::OrRefusal<std::invoke_result_t<Answer, Situation&>>> {
  using dispatch::Errc;
  using dispatch::Refusal;
  if (questions_.size() >= limits_.questions)
    co_return Refusal{Errc::too_much, "too many ask at once: ask again in a moment", {}};
  const auto given = std::make_shared<std::optional<std::invoke_result_t<Answer, Situation&>>>();
  Work work = [given, answer = std::move(answer)](Situation& situation) {
    given->emplace(answer(situation));
  };
  co_await done(std::move(work));
  if (!*given) co_return Refusal{Errc::failed, "working it out failed", {}};
  co_return std::move(**given);
}

}  // namespace ws
