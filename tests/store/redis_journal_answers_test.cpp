#include "store/redis_journal.hpp"

#include <catch2/catch.hpp>

#include "tests/store/node.hpp"

using namespace tests;
using dispatch::AnswerKey;
using dispatch::CommandId;
using dispatch::DeviceId;
using Kind = dispatch::CommitOutcome::Kind;

TEST_CASE("a command that is sent again gets its first answer and changes nothing") {
  Region region;
  const auto commit = region.decided(Region::call());
  REQUIRE(region.commit(commit).kind == Kind::done);
  region.calls();
  const auto before = region.everything();
  for (int i = 0; i < 3; ++i) {
    const auto again = region.commit(commit);
    CHECK(again.kind == Kind::repeated);
    CHECK(again.n == 1);
  }
  CHECK(region.everything() == before);
}

TEST_CASE("a command id that was used for something else is refused") {
  Region region;
  auto commit = region.decided(Region::call());
  REQUIRE(region.commit(commit).kind == Kind::done);
  const auto before = region.everything();
  commit.answer.digest = "another";
  CHECK(region.commit(commit).kind == Kind::other_body);
  CHECK(region.everything() == before);
}

TEST_CASE("a number is not used up by a call that comes twice") {
  Region region;
  const auto call = region.decided(Region::call());
  REQUIRE(region.commit(call).kind == Kind::done);
  REQUIRE(region.commit(call).kind == Kind::repeated);
  region.calls();
  CHECK(region.redis.ask({"HVALS", keys.numbers()}).list.at(0).text == "2");
}

TEST_CASE("of a device that sends one command at a time the latest answers are kept for half a year") {
  Region region;
  const auto tablet = id<DeviceId>("tablet-7");
  const auto list = keys.answers_to_device_of("tablet-7", "operator Ayu");
  const auto incident = region.calls();
  const auto first = region.decided(Region::command(Region::note(incident, "one")), tablet);
  REQUIRE(region.commit(first).kind == Kind::done);
  CHECK(region.commit(first).kind == Kind::repeated);
  for (const auto& key : {keys.answer_to_device("tablet-7"), list})
    CHECK(region.redis.ask({"TTL", key}).number > std::chrono::seconds{std::chrono::days{179}}.count());

  const auto other = region.calls();
  const auto second = region.decided(Region::command(Region::note(other, "two")), tablet);
  REQUIRE(region.commit(second).kind == Kind::done);
  CHECK(region.commit(second).kind == Kind::repeated);
  CHECK(region.commit(first).kind == Kind::repeated);

  const auto [bytes, before] =
      std::pair{region.redis.ask({"MEMORY", "USAGE", list}).number, region.entries()};
  for (int i = 0; i < 100; ++i)
    REQUIRE(region.commit(region.decided(Region::command(Region::call()), tablet)).kind == Kind::done);
  CHECK(region.entries() == before + 100);
  CHECK(region.redis.ask({"LLEN", list}).number == 32);
  CHECK(bytes < 8192);
  CHECK(region.commit(first).kind == Kind::conflict);  // not done twice, whatever is remembered
}

TEST_CASE("of two tablets with one id each hears its own answer, however much the other says meanwhile") {
  Region region;
  const auto tablet = id<DeviceId>("tablet-7");
  const auto [other, presses] = GENERATE(table<dispatch::Actor, int>({
      {operator_ayu(), 31},                 // of one crew, as it were
      {crew_of(id<UnitId>("AMB-02")), 40},  // of another: as much as they like
  }));
  const auto call = region.decided(Region::command(Region::call()), tablet);
  REQUIRE(region.commit(call).kind == Kind::done);
  region.apply(1);
  const auto incident = IncidentId::same_as(call.answer.command);
  const auto note = region.decided(Region::command(Region::note(incident, "one")), tablet);
  REQUIRE(region.commit(note).kind == Kind::done);
  for (int i = 0; i < presses; ++i) {
    auto press = region.decided(Region::command(Region::call()), tablet);
    press.answer = dispatch::answer_key(other, tablet, press.answer.command, press.answer.digest);
    REQUIRE(region.commit(press).kind == Kind::done);
    CHECK(region.commit(press).kind == Kind::repeated);
  }
  CHECK(region.commit(note).kind == Kind::repeated);
  CHECK(region.commit(note).n == 2);
  const auto asked = region.loop.answer(region.journal.answer(note.answer));
  CHECK(asked.kind == Kind::repeated);
  CHECK(asked.n == 2);
  auto other_body = note;
  other_body.answer.digest = "another";
  CHECK(region.commit(other_body).kind == Kind::other_body);
  CHECK(region.loop.answer(region.journal.answer(other_body.answer)).kind == Kind::other_body);
}

TEST_CASE(
    "what a version that kept one answer a device has done is not done again, nor the other way round") {
  Region region;
  const auto tablet = id<DeviceId>("tablet-7");
  const auto call = region.decided(Region::command(Region::call()), tablet);
  const auto key = keys.answer_to_device("tablet-7");
  const auto& answer = call.answer;
  // Theirs, as it stands in Redis.
  region.redis.ask(
      {"HSET", key, "id", std::string{answer.command.view()}, "digest", answer.digest, "n", "7"});
  CHECK(region.commit(call).kind == Kind::repeated);
  CHECK(region.commit(call).n == 7);
  CHECK(region.loop.answer(region.journal.answer(answer)).n == 7);
  // Ours, as they look for it.
  const auto later = region.decided(Region::command(Region::call()), tablet);
  REQUIRE(region.commit(later).kind == Kind::done);
  const auto found = region.redis.ask({"HMGET", key, "id", "digest", "n"}).list;
  CHECK(found.at(0).text == later.answer.command.view());
  CHECK(found.at(1).text == later.answer.digest);
  CHECK(found.at(2).text == "1");
}

TEST_CASE("a device and a command of one name do not take each other's answers") {
  Region region;
  const auto first = region.decided(Region::command(Region::call()));
  const auto second =
      region.decided(Region::command(Region::call()), id<DeviceId>(first.answer.command.view()));
  REQUIRE(region.commit(first).kind == Kind::done);
  REQUIRE(region.commit(second).kind == Kind::done);
  CHECK(region.commit(first).kind == Kind::repeated);
  CHECK(region.commit(second).kind == Kind::repeated);
}

TEST_CASE(
    "a call that is sent again when nobody remembers its answer is not taken down twice, nor waited for") {
  Region region;
  const auto call = region.decided(Region::call());
  REQUIRE(region.commit(call).kind == Kind::done);
  region.redis.ask({"DEL", keys.answer_to_command(call.answer.command.view())});
  CHECK(region.commit(call).kind == Kind::exists);
  CHECK(region.entries() == 1);
}

TEST_CASE("of anybody else each command is remembered by itself for thirty days") {
  Region region;
  const auto incident = region.calls();
  const auto first = region.decided(Region::note(incident, "one"));
  const auto second = region.decided(Region::call());
  REQUIRE(region.commit(first).kind == Kind::done);
  REQUIRE(region.commit(second).kind == Kind::done);
  CHECK(region.commit(first).kind == Kind::repeated);
  CHECK(region.commit(second).kind == Kind::repeated);
  const auto left = region.redis.ask({"TTL", keys.answer_to_command(first.answer.command.view())}).number;
  CHECK(left > std::chrono::seconds{std::chrono::days{29}}.count());
  CHECK(left <= std::chrono::seconds{std::chrono::days{30}}.count());
}

TEST_CASE("of what Siaga does by itself the answer is kept for an hour") {
  Region region;
  const auto call = region.calls();
  region.happens(dispatch::EndIncident{call, dispatch::EndingKind::hoax, "nobody there", {}});
  const auto archives = region.decided(Region::command(dispatch::ArchiveIncident{call}), {}, siaga());
  REQUIRE(region.commit(archives).kind == Kind::done);
  const auto left = region.redis.ask({"TTL", keys.answer_to_command(archives.answer.command.view())}).number;
  CHECK(left > 3000);
  CHECK(left <= 3600);
}

TEST_CASE("the answer to an earlier command can be asked for") {
  Region region;
  region.calls();
  const auto commit = region.decided(Region::call());
  REQUIRE(region.commit(commit).kind == Kind::done);
  const auto answer = [&](const AnswerKey& key) { return region.loop.answer(region.journal.answer(key)); };

  const auto known = answer(commit.answer);
  CHECK(known.kind == Kind::repeated);
  CHECK(known.n == 2);
  auto other_body = commit.answer;
  other_body.digest = "another";
  CHECK(answer(other_body).kind == Kind::other_body);
  CHECK(answer({{}, id<CommandId>("never"), "digest"}).kind == Kind::conflict);
  CHECK(answer({id<DeviceId>("tablet-7"), commit.answer.command, commit.answer.digest}).kind ==
        Kind::conflict);
}
