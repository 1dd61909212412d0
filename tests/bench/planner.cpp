#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>
#include <unordered_map>

#include "geo/roads/build.hpp"
#include "geo/roads/file.hpp"
#include "tests/bench/benches.hpp"
#include "tests/bench/made_city.hpp"
#include "tests/bench/stand.hpp"

// What a desk's dispatch waits while others make the planner work: a city of 50,000 crossings, 500 calls that
// wait, 200 units. Each in turn, without and with.
namespace bench {
namespace {

namespace fs = std::filesystem;

constexpr milliseconds patience{60'000};
constexpr std::size_t units = 200;
constexpr std::size_t desk = 0;       // whose dispatch is measured; it watches no board
constexpr std::size_t watcher = 1;    // an operator who hears all advice
constexpr std::size_t crew = 2;       // of all units
constexpr std::size_t floods = 3;     // a crew session that sends positions of ten minutes, again and again
constexpr std::size_t asking = 4;     // ten sessions that ask what a closure closes
constexpr std::size_t checking = 14;  // five that check a call
constexpr std::size_t all = 19;

std::int64_t now_ms() {
  using std::chrono::system_clock;
  return std::chrono::duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

// Somewhere in the made city, the same for the same numbers.
std::string place(std::size_t row, std::size_t column) {
  const auto side = unless_quick(200.0, 50.0);
  constexpr double block = 90 / 111'195.0;
  return R"("lat":)" + std::to_string(-6.6 + block * (2 + std::fmod(static_cast<double>(row), side))) +
         R"(,"lon":)" + std::to_string(106.6 + block * (2 + std::fmod(static_cast<double>(column), side)));
}

fs::path made_city_region(const fs::path& folder) {
  auto region = made_region(folder, units);
  const auto built = geo::roads::build(made_city(unless_quick(224U, 60U)));
  if (geo::roads::File::write(region / "roads.graph", built.tables).has_error())
    throw std::runtime_error{"the made city cannot be written"};
  return region;
}

struct Load {
  bool closes_roads = false;
  bool clears = false;
  bool asks_closures = false;
  bool checks_calls = false;
  bool floods_positions = false;
};

class City {
 public:
  City() : siaga_{redis_, {.region = made_city_region(folder_.path())}} {
    siaga_.wait_for(units);
    std::vector<dispatch::UnitId> everybody;
    for (std::size_t i = 0; i < units; ++i) everybody.push_back(unit_id(i));
    using dispatch::Role;
    std::vector<dispatch::Actor> actors(all, {Role::supervisor, "bench", {}});
    actors[desk] = actors[watcher] = {Role::operator_, "bench", {}};
    for (std::size_t i = checking; i < all; ++i) actors[i] = {Role::operator_, "bench", {}};
    actors[crew] = actors[floods] = {Role::crew, "bench", everybody};
    sockets_.connect(siaga_.port(), all);
    sign_in(sockets_, 0, made_tokens(redis_, "jembrana", actors), "");
    sockets_.send(watcher, R"({"type":"subscribe","topic":"board"})");
    for (std::size_t i = 0; i < units; ++i)
      done(crew, "unit.duty", R"("unit":")" + name(i) + R"(","state":"on")");
    stand();
    for (std::size_t i = 0; i < unless_quick<std::size_t>(500, 50); ++i)
      waiting_ = receive(place(i * 37, i * 59));
    settle();
  }

  // The times from a dispatch to its answer, with such work beside it.
  Times dispatches(std::size_t count, const Load& load) {
    load_ = load;
    begin_load();
    Times times;
    for (std::size_t n = 0; n < count; ++n) {
      if (n % 20 == 0) each_second();
      const auto incident = receive(place(n * 11, n * 17));
      const auto field = R"("incident":")" + incident + '"';
      const auto begin = Clock::now();
      done(desk, "assignment.dispatch", field + R"(,"unit":"U-0","reason":"bench")");
      times.add(Clock::now() - begin);
      done(desk, "incident.end", field + R"(,"kind":"cancelled","reason":"bench")");
      pause_for(milliseconds{20});
    }
    load_ = {};
    settle();
    return times;
  }

  // What changes advice: from when it is said until the last advice that it changes has come; how much came.
  using Heard = std::pair<Clock::duration, std::size_t>;
  Heard after_a_clear() {
    const auto job = send_and_arrive(1);
    return heard_after([&] { step(job, "cleared"); });
  }
  Heard after_a_closure() {
    return heard_after([&] { close_road(); });
  }
  Heard after_a_moved_pin() {
    ++moves_;
    return heard_after([&] {
      done(desk, "incident.locate",
           R"("incident":")" + waiting_ + R"(","place":{"text":"moved","pin":{)" +
               place(moves_ * 83, moves_ * 47) + "}}");
    });
  }

 private:
  template <class Say>
  Heard heard_after(Say say) {
    settle();
    advice_ = 0;
    const auto begin = Clock::now();
    last_advice_ = begin;
    say();
    settle();
    return {last_advice_ - begin, advice_};
  }
  // The one before is opened.
  void close_road() {
    ++closures_;
    if (!closed_.empty()) done(desk, "road.open", R"("closure":")" + closed_ + '"');
    closed_ = done(desk, "road.close",
                   R"("points":[{)" + place(closures_ * 31, closures_ * 43) +
                       R"(}],"reason":"bench","until":)" + std::to_string(now_ms() + 3'600'000));
  }
  std::string new_id() { return "planner-" + std::to_string(++ids_); }
  static std::string name(std::size_t unit) { return std::string{unit_id(unit).view()}; }

  // Says it and waits for the answer, while everything else goes on.
  std::string done(std::size_t socket, std::string_view type, const std::string& fields) {
    const auto id = new_id();
    sockets_.send(socket, R"({"type":")" + std::string{type} + R"(","id":")" + id + R"(",)" + fields + "}");
    answered_.clear();
    const auto end = Clock::now() + patience;
    while (answered_ != id) {
      if (Clock::now() > end) throw std::runtime_error{"no answer to " + std::string{type}};
      sockets_.read(milliseconds{10}, [&](std::size_t from, std::string_view text) { hear(from, text, id); });
    }
    if (refused_) throw std::runtime_error{std::string{type} + " is refused: " + last_};
    return id;
  }
  std::string receive(const std::string& where) {
    return done(desk, "incident.receive",
                R"("place":{"text":"behind the market, the blue gate","pin":{)" + where +
                    R"(}},"caller":{"phone":"081234567890"},)"
                    R"("triage":{"priority":"P2","needs":"ambulance","complaint":"chest pain"})");
  }
  std::string send_and_arrive(std::size_t unit) {
    const auto incident = receive(place(unit * 13, unit * 7));
    auto job = done(desk, "assignment.dispatch",
                    R"("incident":")" + incident + R"(","unit":")" + name(unit) + R"(","reason":"bench")");
    for (const auto* state : {"en_route", "on_scene"}) step(job, state);
    return job;
  }
  void step(const std::string& job, const std::string& to) {
    done(crew, "assignment.step", R"("assignment":")" + job + R"(","to":")" + to + '"');
  }
  // Every unit but the last stands somewhere in the city.
  void stand() {
    std::string fixes;
    for (std::size_t i = 0; i + 1 < units; ++i)
      fixes += (i == 0 ? "" : ",") + (R"({"unit":")" + name(i) + R"(",)" + place(i * 71, i * 29) +
                                      R"(,"at":)" + std::to_string(now_ms()) + "}");
    sockets_.send(crew, R"({"type":"fixes","fixes":[)" + fixes + "]}");
  }
  void hear(std::size_t from, std::string_view text, std::string_view awaited) {
    if (is(text, "recommendation")) ++advice_, last_advice_ = Clock::now();
    if (from == floods && is(text, "pong") && load_.floods_positions) flood();
    if (from >= asking && from < checking && load_.asks_closures) ask_closure(from);
    if (from >= checking && load_.checks_calls) check_call(from);
    const bool is_answer = is(text, "ack") || is(text, "refused");
    if (!is_answer || text.find('"' + std::string{awaited} + '"') == std::string_view::npos) return;
    answered_ = awaited;
    refused_ = is(text, "refused");
    if (refused_) last_ = text;
  }
  void pause_for(milliseconds time) {
    const auto end = Clock::now() + time;
    while (Clock::now() < end)
      sockets_.read(milliseconds{1}, [&](std::size_t from, std::string_view text) { hear(from, text, "-"); });
  }
  // Until two seconds have brought nothing.
  void settle() {
    auto quiet = Clock::now() + std::chrono::seconds{2};
    while (Clock::now() < quiet) {
      const auto come = sockets_.read(
          milliseconds{50}, [&](std::size_t from, std::string_view text) { hear(from, text, "-"); });
      if (come > 0) quiet = Clock::now() + std::chrono::seconds{2};
    }
  }
  void begin_load() {
    if (load_.asks_closures)
      for (auto i = asking; i < checking; ++i) ask_closure(i);
    if (load_.checks_calls)
      for (auto i = checking; i < all; ++i) check_call(i);
    if (load_.floods_positions) flood();
  }
  // A road is closed and the one before opened; a unit clears.
  void each_second() {
    if (load_.closes_roads) close_road();
    if (load_.clears) step(send_and_arrive(1), "cleared");
  }
  void ask_closure(std::size_t socket) {
    std::string points;
    for (std::size_t i = 0; i < 20; ++i)
      points += (i == 0 ? "{" : ",{") + place(10 + i * 8 % 40, 10 + i * 8) + "}";
    sockets_.send(socket, R"({"type":"ask_closure","query":"q","points":[)" + points + "]}");
  }
  void check_call(std::size_t socket) {
    std::string text;
    for (int i = 0; i < 40; ++i) text += "belakang pasar besar gerbang biru ";
    sockets_.send(socket, R"({"type":"check_call","query":"q","place":{"text":")" + text +
                              R"("},"caller":{"phone":"081299998888"},"complaint":"sesak napas"})");
  }
  void flood() {
    std::string fixes;
    for (std::size_t i = 0; i < 500; ++i)
      fixes += (i == 0 ? "" : ",") +
               (R"({"unit":"U-199",)" + place(i, 100) + R"(,"at":)" + std::to_string(++flooded_at_) + "}");
    sockets_.send(floods, R"({"type":"fixes","fixes":[)" + fixes + "]}");
    sockets_.send(floods, R"({"type":"ping"})");
  }

  tests::Folder folder_;
  Redis redis_{load_core};
  Siaga siaga_;
  Sockets sockets_;
  Load load_;
  std::size_t ids_ = 0;
  std::size_t closures_ = 0;
  std::int64_t flooded_at_ = now_ms() - 600'000;
  std::size_t moves_ = 0;
  std::string closed_;
  std::string waiting_;  // one of those
  std::string answered_;
  bool refused_ = false;
  std::string last_;
  std::size_t advice_ = 0;
  Clock::time_point last_advice_;
};

struct Trial {
  std::string_view what;
  Load load;
};
constexpr std::array trials{
    Trial{"a road closed and one opened each second", {.closes_roads = true}},
    Trial{"a unit that clears each second", {.clears = true}},
    Trial{"ten sessions of ask_closure", {.asks_closures = true}},
    Trial{"five sessions of check_call", {.checks_calls = true}},
    Trial{"500 positions again and again", {.floods_positions = true}},
    Trial{"all of it", {true, true, true, true, true}},
};

}  // namespace

void planner() {
  print_head("planner: another desk's dispatch while the planner works");
  pin_self(load_core);
  City city;
  const auto count = unless_quick<std::size_t>(200, 20);
  const std::array<double, 2> percents{50, 99};
  for (const auto& trial : trials) {
    std::array<std::vector<double>, 2> without;
    std::array<std::vector<double>, 2> with;
    for (int round = 0; round < rounds(); ++round) {
      const auto quiet = city.dispatches(count, {});
      const auto busy = city.dispatches(count, trial.load);
      for (std::size_t i = 0; i < percents.size(); ++i) {
        without[i].push_back(quiet.percentile(percents[i]));
        with[i].push_back(busy.percentile(percents[i]));
      }
    }
    for (std::size_t i = 0; i < percents.size(); ++i)
      print({std::string{trial.what} + (i == 0 ? ", p50" : ", p99"), text_of(median(with[i]) / 1000, " ms"),
             "without " + text_of(median(without[i]) / 1000, " ms"), median(with[i]) / median(without[i]),
             Line::Target::at_most, 2});
  }
  const std::array changes{std::pair{"a unit clears", &City::after_a_clear},
                           std::pair{"a road closes and one opens", &City::after_a_closure},
                           std::pair{"a pin is moved", &City::after_a_moved_pin}};
  for (const auto& [what, change] : changes) {
    std::vector<double> heard;
    std::size_t told = 0;
    for (int round = 0; round < 3 * rounds(); ++round) {
      const auto [time, advice] = (city.*change)();
      heard.push_back(micros(time) / 1000);
      told = std::max(told, advice);
    }
    print({std::string{what} + ": the last changed advice has come, of at most " + std::to_string(told),
           text_of(std::ranges::max(heard), " ms at most"), "", std::ranges::max(heard),
           Line::Target::at_most, 1000, " ms"});
  }
}

}  // namespace bench
