#include "tests/bench/pair.hpp"

#include <stdexcept>

namespace bench {
namespace {

std::string command(std::string_view type, const std::string& id, const std::string& fields) {
  return R"({"type":")" + std::string{type} + R"(","id":")" + id + R"(",)" + fields + "}";
}

}  // namespace

Pair::Pair(const Redis& redis, const Siaga& siaga) {
  const auto unit = *dispatch::UnitId::from("AMB-01");
  sockets_.connect(siaga.port(), 1);
  sign_in(sockets_, 0, {made_token(redis, dispatch::Role::operator_)}, "");
  sockets_.connect(siaga.port(), 1);
  sign_in(sockets_, 1, made_tokens(redis, "jembrana", {{dispatch::Role::crew, "crew", {unit}}}), "mine");
}

void Pair::go_on_duty() {
  sockets_.send(1, command("unit.duty", new_id(), R"("unit":"AMB-01","state":"on")"));
  wait_for(1, "ack");
  wait_for(1, "events");
}

Clock::duration Pair::round(milliseconds quiet) {
  pause(milliseconds{5});  // a session that says more than 500 messages a second is read later
  const auto incident = new_id();
  const auto field = R"("incident":")" + incident + '"';
  sockets_.send(0, command("incident.receive", incident,
                           R"("place":{"text":"behind the market","pin":{"lat":-8.357,"lon":114.615}},)"
                           R"("caller":{"phone":"081234567890"},)"
                           R"("triage":{"priority":"P1","needs":"ambulance","complaint":"chest pain"})"));
  wait_for(0, "ack");
  const auto text = command("assignment.dispatch", new_id(), field + R"(,"unit":"AMB-01","reason":"bench")");
  pause(quiet);
  const auto begin = Clock::now();
  sockets_.send(0, text);
  wait_for(1, "events");
  if (opened_ < begin) throw std::runtime_error{"something else came than the job"};
  wait_for(1, "events");  // that it was notified
  wait_for(0, "ack");
  sockets_.send(0, command("incident.end", new_id(), field + R"(,"kind":"cancelled","reason":"bench")"));
  wait_for(1, "events");
  wait_for(0, "ack");
  return opened_ - begin;
}

void Pair::wait_for(std::size_t socket, std::string_view type) {
  auto& come = type == "ack" ? acks_ : events_;
  auto& used = type == "ack" ? acks_used_ : events_used_;
  const auto end = Clock::now() + patience;
  while (come.at(socket) == used.at(socket)) {
    if (Clock::now() > end) throw std::runtime_error{"waits for " + std::string{type} + " in vain; " + last_};
    sockets_.read(milliseconds{100}, [&](std::size_t from, std::string_view text) {
      if (is(text, "ack")) ++acks_[from];
      if (is(text, "events")) ++events_[from];
      if (text.find(R"("type":"assignment.opened")") != std::string_view::npos) opened_ = Clock::now();
      if (is(text, "refused")) last_ = text;
    });
  }
  ++used[socket];
}

}  // namespace bench
