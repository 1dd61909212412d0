#include "tests/system/load.hpp"

#include <stdexcept>

namespace tests {
namespace {

// Refused only for now: to be said again.
bool is_for_now(const Message& answer) {
  const auto code = text(answer, "/code");
  return code == "store_unavailable" || code == "outcome_unknown" || code == "stopping";
}

}  // namespace

class Load::Person {
 public:
  std::string token;
  std::string device;
  std::mt19937 random;
  std::optional<Client> line;
  std::vector<Done> done;
  std::string fault;
  std::thread thread;  // last

  int one_of(int count) { return std::uniform_int_distribution<int>{0, count - 1}(random); }
};

Load::Load(Options options) : options_{std::move(options)} {
  for (int i = 0; i < options_.desks; ++i) {
    auto& person = *people_.emplace_back(std::make_unique<Person>());
    person.token = options_.operator_token;
    person.random.seed(options_.seed + static_cast<unsigned>(i));
  }
  for (std::size_t i = 0; i < options_.crew_tokens.size(); ++i) {
    auto& person = *people_.emplace_back(std::make_unique<Person>());
    person.token = options_.crew_tokens[i];
    person.device = "tablet-" + std::to_string(i + 1);
    person.random.seed(options_.seed + 1000 + static_cast<unsigned>(i));
  }
  for (auto& person : people_) person->thread = std::thread{[this, &person] { work(*person); }};
}

Load::~Load() {
  stopping_ = true;
  failed_ = true;  // whoever is in the middle of something gives up
  for (auto& person : people_)
    if (person->thread.joinable()) person->thread.join();
}

void Load::goes_on_for(std::uint64_t exchanges) {
  const auto enough = exchanges_ + exchanges;
  if (!becomes_true([&] { return exchanges_ >= enough || failed_; }) || failed_)
    throw std::runtime_error{"the work does not go on"};
}

std::vector<std::vector<Load::Done>> Load::stop() {
  stopping_ = true;
  std::vector<std::vector<Done>> all;
  for (auto& person : people_) {
    person->thread.join();
    if (!person->fault.empty()) throw std::runtime_error{person->fault};
    all.push_back(std::move(person->done));
  }
  return all;
}

void Load::work(Person& person) {
  try {
    while (!stopping_)
      person.device.empty() ? run_desk(person) : run_crew(person, "AMB-0" + person.device.substr(7));
  } catch (const std::exception& fault) {
    person.fault = fault.what();
    failed_ = true;
  }
}

// The answer; nothing when the connection broke before.
std::optional<Message> Load::exchange(Person& person, const Message& command) {
  try {
    if (!person.line || !person.line->is_open())
      person.line.emplace(
          Client::Options{.port = options_.port(), .token = person.token, .device = person.device});
    ++exchanges_;
    const auto answer = person.line->ask(command);
    ++exchanges_;
    person.line->forget();
    return answer;
  } catch (const wire::Ended&) {
    person.line.reset();
    return std::nullopt;
  }
}

// The entry in which it was done; nothing when it was refused.
std::optional<std::uint64_t> Load::say(Person& person, const Message& command) {
  std::optional<Message> answer;
  const bool answered = becomes_true([&] {
    answer = exchange(person, command);
    return failed_ || (answer && !is_for_now(*answer));
  });
  if (!answered || failed_) throw std::runtime_error{"nobody answers " + boost::json::serialize(command)};
  auto& done = person.done.emplace_back();
  done.command = command;
  done.by_crew = !person.device.empty();
  if (text(*answer, "/type") == "ack")
    done.n = static_cast<std::uint64_t>(number(*answer, "/position/n"));
  else
    done.refusal = text(*answer, "/code");
  return done.n;
}

void Load::run_desk(Person& person) {
  const auto said = call("P" + std::to_string(person.one_of(4)), person.one_of(2) == 0 ? negara : mendoyo);
  say(person, said);
  const auto incident = id_of(said);
  for (int units = person.one_of(3); units >= 0; --units) {
    const auto unit = "AMB-0" + std::to_string(1 + person.one_of(3));  // few, so that they are fought for
    auto sent = send(incident, unit, "near");
    if (person.one_of(3) == 0) sent.as_object()["divert"] = true;
    if (!say(person, sent)) continue;
    for (const auto* to : {"acknowledged", "en_route", "on_scene", "cleared"})
      if (person.one_of(4) > 0) say(person, step(id_of(sent), to));
    if (person.one_of(2) == 0) say(person, step(id_of(sent), "stood_down", "no longer needed"));
  }
  if (person.one_of(2) == 0) say(person, note(incident, "the gate is blue"));
  say(person, call_off(incident));
}

void Load::run_crew(Person& person, const std::string& unit) {
  say(person, duty(unit, person.one_of(3) == 0 ? "off" : "on"));
  if (person.one_of(4) == 0) say(person, duty(unit, "out_of_service", "flat tyre"));
}

}  // namespace tests
