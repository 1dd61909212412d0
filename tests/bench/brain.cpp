#include <iomanip>
#include <sstream>

#include "config/replay/model.hpp"
#include "dispatch/sim/closest.hpp"
#include "dispatch/sim/figures.hpp"
#include "dispatch/sim/model_ways.hpp"
#include "dispatch/sim/siaga.hpp"
#include "tests/bench/benches.hpp"
#include "tests/bench/support.hpp"
#include "tests/labelled/labelled.hpp"

// What choosing costs a world, and what each rule of it brings: days of Edmonton, 192 calls and 16
// ambulances.
namespace bench {
namespace {

using namespace dispatch;
using std::chrono::days;

constexpr days warm_up{1};

// Somebody who chooses, and how long that took.
class Timed final : public Chooser {
 public:
  explicit Timed(Chooser& chooser) : chooser_{chooser} {}
  std::vector<Sending> send(const Situation& situation) override {
    return timed([&] { return chooser_.send(situation); });
  }
  PlaceNumber waits_at(const Situation& situation, std::size_t vehicle) override {
    return timed([&] { return chooser_.waits_at(situation, vehicle); });
  }
  std::vector<Move> move(const Situation& situation) override {
    return timed([&] { return chooser_.move(situation); });
  }
  [[nodiscard]] double seconds() const { return micros(took_) / 1e6; }

 private:
  template <class F>
  std::invoke_result_t<F> timed(F choose) {
    const auto began = Clock::now();
    auto chosen = choose();
    took_ += Clock::now() - began;
    return chosen;
  }
  Chooser& chooser_;
  Clock::duration took_{0};
};

struct Rule {
  std::string name;
  SiagaRules rules;
};

// One after the other, and all of them.
std::vector<Rule> each_rule() {
  SiagaRules none;
  none.sends_on = none.posts = none.moves_up = false;
  auto solves = none, posts = none, moves = none;
  solves.sends_on = true;
  posts.posts = true;
  moves.posts = moves.moves_up = true;
  return {{"who is free, all waiting at once", none},
          {"solved again, also who is on the way", solves},
          {"where a clearing unit goes", posts},
          {"that, and moving idle units up", moves},
          {"all", SiagaRules{}}};
}

class Brain {
 public:
  explicit Brain(const Model& model) : model_{model}, ways_{ways_of(model)} {}

  struct Day {
    RunFigures figures;
    double chose = 0;  // seconds
    double all = 0;
  };
  // Nothing: the nearest who is free.
  Day lives(const std::optional<SiagaRules>& rules, days length, std::uint64_t seed) {
    const auto chooser = chooser_of(rules);
    Timed timed{*chooser};
    const auto began = Clock::now();
    World world{{model_, *ways_, timed}, model_calls(model_, warm_up + length, seed)};
    for (days day{1}; world.run_until(World::start() + day);) ++day;
    const auto took = micros(Clock::now() - began) / 1e6;
    if (const auto faults = world.faults(); !faults.empty()) throw std::runtime_error{faults.front()};
    return {figures_of(world, model_, warm_up, warm_up + length), timed.seconds(), took};
  }

 private:
  std::unique_ptr<Chooser> chooser_of(const std::optional<SiagaRules>& rules) {
    if (!rules) return std::make_unique<Closest>();
    if (!cover_) cover_ = std::make_shared<const Cover>(cover_of(model_, *ways_, rules->cover));
    return std::make_unique<Siaga>(model_, cover_, *rules);
  }

  const Model& model_;
  std::unique_ptr<Ways> ways_;
  std::shared_ptr<const Cover> cover_;  // all rules have the same
};

std::string against(const std::vector<RunFigures>& runs, const std::vector<RunFigures>& closest,
                    Priority priority, double PriorityFigures::*figure) {
  std::vector<double> differences;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const auto before = closest[i].by_priority.at(priority).*figure;
    differences.push_back(100 * (runs[i].by_priority.at(priority).*figure / before - 1));
  }
  const auto all = estimate(differences);
  std::ostringstream text;
  text << std::showpos << std::fixed << std::setprecision(1) << all.mean << std::noshowpos << " ±"
       << all.half;
  return text.str();
}

void say_costs(Brain& brain) {
  const auto length = unless_quick(days{1000}, days{5});
  const auto day = brain.lives(SiagaRules{}, length, 1);
  const auto a_thousand = 1000.0 / static_cast<double>(length.count());
  print({.what = "1,000 days: choosing",
         .ours = text_of(day.chose * a_thousand, " s"),
         .peer = {},
         .ratio = day.chose * a_thousand,
         .target = Line::Target::at_most,
         .bound = 30,
         .unit = " s"});
  print({.what = "1,000 days: the whole world",
         .ours = text_of(day.all * a_thousand, " s"),
         .peer = {},
         .ratio = day.all * a_thousand,
         .target = Line::Target::at_most,
         .bound = 120,
         .unit = " s"});
}

void say_what_each_brings(Brain& brain) {
  const auto seeds = unless_quick<std::uint64_t>(20, 2);
  const auto length = unless_quick(days{50}, days{3});
  std::vector<RunFigures> closest;
  for (std::uint64_t seed = 1; seed <= seeds; ++seed)
    closest.push_back(brain.lives({}, length, seed).figures);
  for (const auto& [name, rules] : each_rule()) {
    std::vector<RunFigures> runs;
    for (std::uint64_t seed = 1; seed <= seeds; ++seed)
      runs.push_back(brain.lives(rules, length, seed).figures);
    std::string line;
    for (const auto priority : {Priority::P1, Priority::P3}) {
      line += priority == Priority::P1 ? "P1 " : "; P3 ";
      line += "mean " + against(runs, closest, priority, &PriorityFigures::mean_s);
      line += ", P90 " + against(runs, closest, priority, &PriorityFigures::p90_s);
      line += ", late " + against(runs, closest, priority, &PriorityFigures::late);
    }
    double moves = 0;
    for (const auto& one : runs) moves += one.moves_per_day / static_cast<double>(seeds);
    std::ostringstream more;
    more << std::fixed << std::setprecision(1) << "; " << moves << " moves a day";
    say(name + ", per cent of closest: " + line + more.str());
  }
}

}  // namespace

void brain() {
  print_head("brain: who goes where, and where to wait (Edmonton, 192 calls a day, 16 ambulances)");
  const auto data = tests::shared_data();
  if (!data) return say("needs ../shared/data beside the checkout: not measured");
  const auto model = config::load_model(*data / "replay/edmonton");
  if (model.has_error()) throw std::runtime_error{model.error().what};
  Brain brain{*model};
  say_costs(brain);
  say_what_each_brings(brain);
}

}  // namespace bench
