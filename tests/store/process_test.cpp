#include "store/process.hpp"

#include <signal.h>

#include <catch2/catch.hpp>

#include "tests/support/process.hpp"

using namespace tests;
using namespace std::chrono_literals;

namespace {

Process sleeper(const Folder& folder) {
  return {{"sleep", "1000"}, folder.path() / "out", folder.path() / "err"};
}

}  // namespace

TEST_CASE("a process that runs has not ended, one that was killed has, and it is waited for no longer") {
  const Folder folder;
  auto sleeping = sleeper(folder);
  const auto process = store::Process::open(sleeping.id());
  REQUIRE(process.has_value());
  CHECK(process->id() == sleeping.id());
  CHECK_FALSE(process->has_ended());
  CHECK_FALSE(process->ends_within(10ms));
  process->signal(SIGTERM);
  CHECK(process->ends_within(patience));
  CHECK(process->has_ended());
  CHECK(sleeping.has_ended());
}

TEST_CASE("a zombie has ended, also one that another process leaves lying about") {
  const Folder folder;
  // The shell becomes a sleep, which waits for no child.
  const auto file = folder.path() / "id";
  Process parent{{"sh", "-c", "sleep 1000 & echo $! > \"$0\"; exec sleep 1000", file},
                 folder.path() / "out",
                 folder.path() / "err"};
  REQUIRE(becomes_true([&] { return text_of(file).ends_with('\n'); }));
  const auto child = static_cast<pid_t>(std::stol(text_of(file)));
  const auto process = store::Process::open(child);
  REQUIRE(process.has_value());
  REQUIRE(
      becomes_true([&] { return text_of("/proc/" + std::to_string(parent.id()) + "/comm") == "sleep\n"; }));
  CHECK_FALSE(process->has_ended());
  process->signal(SIGKILL);
  CHECK(process->ends_within(patience));
  CHECK(::kill(child, 0) == 0);  // as who goes by the number is told
}

TEST_CASE("what is asked of a process that is gone is asked of nobody, whoever has its number now") {
  const Folder folder;
  auto sleeping = sleeper(folder);
  const auto gone = store::Process::open(sleeping.id());
  REQUIRE(gone.has_value());
  sleeping.kill();
  CHECK(gone->has_ended());
  gone->signal(SIGKILL);
  CHECK(gone->has_ended());
  CHECK_FALSE(store::Process::open(-1).has_value());
}
