#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>

#include "tests/support/redis.hpp"
#include "tests/system/load.hpp"
#include "tests/system/ran.hpp"

using namespace tests;
namespace fs = std::filesystem;

namespace {

Ran backed_up(const Serve& serve, const fs::path& file) {
  return run(serve, "backup", {file.string()});
}
Ran restored(const Serve& serve, const fs::path& file, const fs::path& into) {
  return run(serve, "restore", {file.string(), "--data-dir", into.string()});
}

// The last number of the log.
std::uint64_t log_end(store::Connection& redis) {
  const auto last = ask(redis, {"XREVRANGE", "siaga:{jembrana}:log", "+", "-", "COUNT", "1"});
  return last.list.empty() ? 0 : std::stoull(last.list.front().list.front().text);
}

// As "last entry: 812, 3 s old" says it.
std::uint64_t last_entry_in(const std::string& text) {
  constexpr std::string_view label = "last entry: ";
  const auto at = text.find(label);
  return at == std::string::npos ? 0 : std::stoull(text.substr(at + label.size()));
}

int backups() {
  const auto* given = std::getenv("BACKUP_ROUNDS");
  return given == nullptr ? 3 : std::stoi(given);
}

// One that has something in it.
struct Kept {
  Folder folder;
  Folder outside;
  Serve serve{folder.path()};
  fs::path file = outside.path() / "siaga.tar";

  Kept() {
    serve.start();
    Client ayu{{.port = serve.port(), .token = serve.token("operator")}};
    ayu.must(call());
    ayu.must(call());
  }
  store::Connection redis() {
    store::Address address;
    address.unix_socket = folder.path() / "redis.sock";
    return connect(address);
  }
};

}  // namespace

TEST_CASE(
    "each backup that is taken while Redis rewrites its file, under load, can be restored and is whole") {
  const auto seed = printed_seed();
  Kept kept;
  auto redis = kept.redis();
  for (int i = 0; i < 20; ++i)  // so that a rewrite takes as long as a backup
    ask(redis, {"SET", "siaga:{ballast}:" + std::to_string(i), std::string(1U << 20U, 'x')});
  Load load{{.port = [&] { return kept.serve.port(); },
             .operator_token = kept.serve.token("operator"),
             .crew_tokens = {kept.serve.token("crew", "AMB-01")},
             .seed = seed}};
  std::atomic<bool> done{false};
  std::atomic<int> rewrites{0};
  std::thread rewriter{[&] {
    auto own = kept.redis();
    while (!done)
      if (const auto begun = own.ask({"BGREWRITEAOF"}); begun && !begun->is_error()) ++rewrites;
  }};
  std::uint64_t before = 0;
  for (int round = 0; round < backups(); ++round) {
    CAPTURE(round);
    load.goes_on_for(50);
    const auto rewritten = rewrites + 1;
    CHECK(becomes_true([&] { return rewrites >= rewritten; }));
    before = log_end(redis);
    const auto made = backed_up(kept.serve, kept.file);
    CAPTURE(made.err);
    REQUIRE(made.status == 0);
    const Folder other;
    const auto back = restored(kept.serve, kept.file, other.path() / "data");
    CAPTURE(back.out, back.err);
    CHECK(back.status == 0);
    CHECK_THAT(back.out, Catch::Contains(", 0 faults"));
    CHECK(last_entry_in(back.out) >= before);
  }
  done = true;
  rewriter.join();
  load.stop();
  WARN(backups() << " backups, " << rewrites << " rewrites, " << before << " entries");
}

TEST_CASE(
    "a server goes on from a backup: what was acknowledged before it is there, and who could sign in can") {
  Kept kept;
  const auto token = kept.serve.token("operator");
  Client ayu{{.port = kept.serve.port(), .token = token}};
  const auto said = call();
  const auto n = ayu.must(said);
  REQUIRE(backed_up(kept.serve, kept.file).status == 0);
  const auto later = call();
  ayu.must(later);

  struct stat file {};
  REQUIRE(stat(kept.file.c_str(), &file) == 0);
  CHECK((file.st_mode & 0777) == 0600);
  CHECK_FALSE(fs::exists(kept.file.string() + ".part"));
  CHECK(kept.serve.metric("backup_age_seconds") < 3600);

  const Folder other;
  const auto data = other.path() / "data";
  const auto back = restored(kept.serve, kept.file, data);
  CAPTURE(back.out, back.err);
  REQUIRE(back.status == 0);
  CHECK(fs::exists(data / "restored/region/region.toml"));
  CHECK_THAT(text_of(data / "restored/settings.toml"), Catch::Contains("limits.silence_s = 10\n"));
  Serve again{data};
  again.start();
  Client same{{.port = again.port(), .token = token}};
  CHECK(same.must(said) == n);
  CHECK(same.must(later) > n);  // of that one the backup knows nothing
}

TEST_CASE("a restore goes into no folder that is in use or has something in it, and leaves it as it was") {
  Kept kept;
  REQUIRE(backed_up(kept.serve, kept.file).status == 0);
  const auto used = restored(kept.serve, kept.file, kept.folder.path());
  CHECK(used.status == 1);
  CHECK_THAT(used.err, Catch::Contains("in use or not empty"));
  const Folder other;
  std::ofstream{other.path() / "letter.txt"} << "x";
  CHECK(restored(kept.serve, kept.file, other.path()).status == 1);
  CHECK(std::distance(fs::directory_iterator{other.path()}, {}) == 1);
  CHECK(kept.serve.is_ready());
}

TEST_CASE("a backup that is damaged, cut short, or none is refused, and nothing of it stays") {
  Kept kept;
  REQUIRE(backed_up(kept.serve, kept.file).status == 0);
  const auto whole = text_of(kept.file);
  const auto changed =
      GENERATE(as<std::string>{}, "damaged", "cut", "cut at a block", "empty", "text", "away");
  CAPTURE(changed);
  auto text = whole;
  if (changed == "damaged") text[text.find("incident.received")] ^= 1;
  if (changed == "cut") text.resize(text.size() / 2);
  if (changed == "cut at a block") text.resize(text.size() / 2 / 512 * 512);
  if (changed == "empty") text.clear();
  if (changed == "text") text = "siaga\n";
  std::ofstream{kept.file, std::ios::binary} << text;
  if (changed == "away") fs::remove(kept.file);
  const Folder other;
  const auto back = restored(kept.serve, kept.file, other.path() / "data");
  CAPTURE(back.out, back.err);
  CHECK(back.status == 1);
  CHECK_THAT(back.err, Catch::Contains(kept.file.string()));
  CHECK((!fs::exists(other.path() / "data") || fs::is_empty(other.path() / "data")));
}

TEST_CASE("a tar with something else in it, or with a way out of the folder, is no backup") {
  Kept kept;
  const auto& folder = kept.outside.path();
  const auto name =
      GENERATE(as<std::string>{}, "../escaped", "appendonlydir/../../escaped", "region", "other.txt");
  std::ofstream{folder / "x"} << "x";
  const Folder logs;
  Process tar{{"tar", "-C", folder, "-cPf", kept.file, "--transform", "s|^x$|" + name + "|", "x"},
              logs.path() / "out",
              logs.path() / "err"};
  REQUIRE(tar.exit_status() == 0);
  const Folder other;
  const auto back = restored(kept.serve, kept.file, other.path() / "data");
  CAPTURE(name, back.err);
  CHECK(back.status == 1);
  CHECK_THAT(back.err, Catch::Contains("is no backup"));
  CHECK_FALSE(fs::exists(other.path() / "escaped"));
}

TEST_CASE("a backup is not written where it cannot be, nor of a Redis that is not Siaga's, nor of nothing") {
  Kept kept;
  const auto nowhere = backed_up(kept.serve, kept.outside.path() / "nowhere/siaga.tar");
  CHECK(nowhere.status == 1);
  CHECK_THAT(nowhere.err, Catch::Contains("nowhere"));
  const auto theirs = run(kept.serve, "backup", {kept.file.string(), "--redis-url", "redis://127.0.0.1:1"});
  CHECK(theirs.status == 1);
  CHECK_THAT(theirs.err, Catch::Contains("by its own means"));
  const auto none =
      run(kept.serve, "backup", {kept.file.string(), "--data-dir", kept.outside.path().string()});
  CHECK(none.status == 1);
  CHECK_THAT(none.err, Catch::Contains("there is no log in"));
  CHECK(run(kept.serve, "backup", {}).status == 1);
  CHECK_FALSE(fs::exists(kept.file));
  if (fs::exists("/dev/shm")) {  // which is smaller than what is to be left free, or big enough
    const auto small = fs::space("/dev/shm").available < (600ULL << 20U);
    const fs::path there{"/dev/shm/siaga-test-" + std::to_string(getpid()) + ".tar"};
    const auto made = backed_up(kept.serve, there);
    CHECK(made.status == (small ? 1 : 0));
    if (small) CHECK_THAT(made.err, Catch::Contains("too little room"));
    fs::remove(there);
  }
}

TEST_CASE(
    "a register of patients that is not there stops no backup: it is said, and has a status of its own") {
  Kept kept;
  const auto gone = (kept.outside.path() / "pasien.csv").string();
  const auto made = run(kept.serve, "backup", {kept.file.string(), "--patients", gone});
  CHECK(made.status == 2);
  CHECK_THAT(made.err,
             Catch::Contains("the register of patients is not in this backup") && Catch::Contains(gone));
  const Folder other;
  CHECK(restored(kept.serve, kept.file, other.path() / "data").status == 0);
}

TEST_CASE("what a backup that was killed left behind does not hinder the next") {
  Kept kept;
  std::ofstream{kept.file.string() + ".part"} << std::string(100000, 'x');
  REQUIRE(backed_up(kept.serve, kept.file).status == 0);
  const Folder other;
  CHECK(restored(kept.serve, kept.file, other.path() / "data").status == 0);
}

TEST_CASE("a data folder without a server is checked, and left as it was found") {
  Kept kept;
  CHECK_THAT(run(kept.serve, "check", {}).out, Catch::Contains(", 0 faults"));
  REQUIRE(kept.serve.terminate() == 0);
  const auto checked = run(kept.serve, "check", {});
  CAPTURE(checked.err);
  CHECK(checked.status == 0);
  CHECK_THAT(checked.out, Catch::Contains(", 0 faults"));
  CHECK(redis_processes_in(kept.folder.path()).empty());
  const Folder empty;
  const auto nothing = run(kept.serve, "check", {"--data-dir", (empty.path() / "none").string()});
  CHECK(nothing.status == 1);
  CHECK_FALSE(fs::exists(empty.path() / "none"));
  kept.serve.start();
}
