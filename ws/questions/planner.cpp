#include "ws/questions/planner.hpp"

#include <unistd.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <spdlog/spdlog.h>

#include "ws/clock.hpp"
#include "ws/wire/advice.hpp"

namespace ws {

namespace asio = boost::asio;

namespace {

// So long a question waits for advice, at most, and what has been worked out to be told.
constexpr std::chrono::milliseconds slice{20};
// On Linux `nice` is a thread's own: with few cores, whoever presses a button goes first.
constexpr int behind_the_network = 10;

}  // namespace

Planner::Planner(asio::any_io_executor executor, const dispatch::Desk& desk,
                 std::shared_ptr<const geo::roads::Network> roads, Limits limits)
    : executor_{std::move(executor)},
      desk_{desk},
      limits_{limits},
      situation_{desk.policy(), std::move(roads)} {
  asio::post(thread_, [] { [[maybe_unused]] const int level = ::nice(behind_the_network); });
}

Planner::~Planner() {
  finish();
}

void Planner::finish() {
  thread_.join();
}

void Planner::began_anew() {
  is_behind_ = true;
  is_due_ = true;
  go_on();
}

void Planner::happened(const dispatch::Entry& entry) {
  if (is_behind_) return;
  if (news_.entries.size() >= limits_.entries) {
    news_.entries.clear();
    is_behind_ = true;
    return;
  }
  news_.entries.push_back(entry);
  if (!somebody_listens_) return;  // the next tick, or the next question, takes it along
  is_due_ = true;
  go_on();
}

void Planner::drove(const dispatch::Fix& fix) {
  const auto* unit = desk_.view().unit(fix.unit);
  if (unit != nullptr && unit->assignment && news_.driven.size() < limits_.drives)
    news_.driven.push_back(fix);
}

void Planner::tick() {
  is_due_ = is_tick_ = true;
  go_on();
}

asio::awaitable<void> Planner::done(Work work) {
  auto timer = std::make_shared<asio::steady_timer>(executor_, asio::steady_timer::time_point::max());
  questions_.push_back({std::move(work), timer});
  go_on();
  co_await timer->async_wait(asio::as_tuple(asio::use_awaitable));
}

News Planner::take_news() {
  auto news = std::exchange(news_, {});
  news.now = desk_.now();
  if (std::exchange(is_behind_, false)) {
    news.entries.clear();
    news.anew = everything_in(desk_.view());
  }
  return news;
}

void Planner::go_on() {
  if (is_busy_) return;
  const bool asks = !questions_.empty() && !(is_due_ && asked_last_);
  if (!asks && !is_due_) return;
  auto job = std::make_shared<Job>();
  job->news = take_news();
  job->advises = somebody_listens_;
  if (asks) {
    job->question = std::move(questions_.front());
    questions_.pop_front();
  } else {
    is_due_ = false;
    job->follows_arrivals = std::exchange(is_tick_, false);
  }
  asked_last_ = asks;
  is_busy_ = true;
  // The job goes there and comes back as a whole: a timer in it must end where it began.
  asio::post(thread_, [this, job = std::move(job)]() mutable {
    work_on(*job);
    asio::post(executor_, [this, job = std::move(job)] { finished(*job); });
  });
}

// On the thread. A fault in one job ends that job.
void Planner::work_on(Job& job) {
  try {
    situation_.take(std::move(job.news));
    if (job.question)
      job.question->work(situation_);
    else
      look(job);
  } catch (const std::exception& bug) {
    job.fault = bug.what();
  }
}

void Planner::look(Job& job) {
  auto& all = situation_;
  const auto until = monotonic_now() + slice;
  if (all.measured.adopt(all.travel, all.now)) all.plan_anew();
  if (job.follows_arrivals) job.arrivals = all.arrivals.update(all.view, all.policy(), all.travel, all.now);
  if (!job.arrivals.empty()) job.all_arrivals = all.arrivals.all();
  if (!job.advises) {
    all.advising = {};
    all.plan = {};
    all.cover.rests();
    return;
  }
  std::vector<dispatch::Recommendation> news;
  std::optional<dispatch::DispatchPlan> plan;
  std::optional<dispatch::CoverPicture> cover;
  do {
    const bool plans = all.step_of_plan(plan);
    const bool advises = all.advising.step(all.view, all.travel, all.now, news);
    const bool covers = !plans && !advises && all.step_of_cover(cover);  // whoever waits goes first
    job.has_more = plans || advises || covers;
  } while (job.has_more && monotonic_now() < until);
  for (const auto& made : news) job.advice.push_back(advice_of(made, all));
  if (plan) {
    auto text = encode_plan(*plan);
    job.plan = Plan{std::move(*plan), std::move(text)};
  }
  if (cover) job.cover = encode_cover(*cover);
}

Planner::Advice Planner::advice_of(const dispatch::Recommendation& made, const Situation& situation) {
  const auto& incident = *situation.view.incident(made.incident);
  Advice advice{made.incident, incident.v, {}, {}, encode_recommendation(made)};
  for (const auto& option : made.options) advice.options.push_back(option.unit);
  advice.contenders = situation.advising.unasked(situation.view, situation.policy(), incident, situation.now);
  return advice;
}

void Planner::finished(Job& job) {
  is_busy_ = false;
  is_due_ = is_due_ || job.has_more;
  if (!job.fault.empty()) spdlog::error("planner.failed what=\"{}\"", job.fault);
  if (job.question) job.question->done->cancel();
  if (!job.arrivals.empty() && told_.arrivals)
    told_.arrivals(std::move(job.arrivals), std::move(job.all_arrivals));
  if (job.plan && told_.plan) told_.plan(std::move(*job.plan));
  if (job.cover && told_.cover) told_.cover(*job.cover);
  if (!job.advice.empty() && told_.advice) told_.advice(std::move(job.advice));
  go_on();
}

}  // namespace ws
