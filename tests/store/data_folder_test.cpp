#include "store/data_folder.hpp"

#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <string>
#include <vector>

#include "tests/support/process.hpp"

using namespace tests;

namespace {

namespace fs = std::filesystem;

mode_t mode_of(const fs::path& path) {
  struct stat about {};
  REQUIRE(stat(path.c_str(), &about) == 0);
  return about.st_mode & ALLPERMS;
}

// What was told.
std::vector<std::string> told_of(const fs::path& folder) {
  std::vector<std::string> told;
  REQUIRE(
      store::open_data_folder(folder, [&](const std::string& what) { told.push_back(what); }).has_value());
  return told;
}

void put(const fs::path& file, const std::string& text) {
  std::ofstream{file} << text;
}

// No file may grow longer, as on a disk that is full.
struct NoRoom {
  rlimit before{};
  NoRoom() {
    ::signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &before);
    const rlimit none{4096, before.rlim_max};
    setrlimit(RLIMIT_FSIZE, &none);
  }
  ~NoRoom() { setrlimit(RLIMIT_FSIZE, &before); }
};

}  // namespace

TEST_CASE("a data folder that is made is its owner's alone, and so is what is written in it") {
  umask(022);
  const Folder folder;
  const auto data = folder.path() / "a" / "b";
  CHECK(told_of(data).empty());
  CHECK(mode_of(data) == 0700);
  put(data / "port", "8080\n");
  CHECK(mode_of(data / "port") == 0600);
}

TEST_CASE("a data folder that was open to others is shut, and it is said") {
  const Folder folder;
  SECTION("made beforehand by hand") {}
  SECTION("a file system of its own") {
    fs::create_directory(folder.path() / "lost+found");
  }
  SECTION("made by an older Siaga") {
    put(folder.path() / "lock", "");
    put(folder.path() / "redis.log", "");
  }
  chmod(folder.path().c_str(), 0755);
  const auto told = told_of(folder.path());
  REQUIRE(told.size() == 1);
  CHECK(told[0].find(folder.path()) != std::string::npos);
  CHECK(told[0].find("755") != std::string::npos);
  CHECK(mode_of(folder.path()) == 0700);
  CHECK(told_of(folder.path()).empty());
}

TEST_CASE("a folder of other people's files is not shut, and what others may see is said") {
  const Folder folder;
  put(folder.path() / "letter", "");
  chmod(folder.path().c_str(), 0755);
  const auto told = told_of(folder.path());
  REQUIRE(told.size() == 1);
  CHECK(told[0].find("chmod 700") != std::string::npos);
  CHECK(mode_of(folder.path()) == 0755);
}

TEST_CASE("whether a commit finds room is tried, and nothing is left of the trial") {
  const Folder folder;
  CHECK(store::has_room(folder.path()));
  {
    const NoRoom full;
    CHECK_FALSE(store::has_room(folder.path()));
  }
  CHECK(store::has_room(folder.path()));
  CHECK(fs::is_empty(folder.path()));
}

TEST_CASE("a Redis that died of a full disk is told by its last words") {
  const Folder folder;
  const auto log = folder.path() / "redis.log";
  CHECK_FALSE(store::died_of_full_disk(log));
  const std::string end =
      "# Can't recover from AOF write error when the AOF fsync policy is 'always'. Exiting...\n";
  const std::string head(5000, '.');
  for (const auto* reason : {"# Short write while writing to the AOF file: (nwritten=530, expected=2031)\n",
                             "# Error writing to the AOF file: No space left on device\n",
                             "# Error writing to the AOF file: Disk quota exceeded\n"}) {
    std::string words{head};
    words += reason;
    words += end;
    put(log, words);
    CHECK(store::died_of_full_disk(log));
    put(log, reason + end + "* Server initialized\n");  // it has been started since, and ended otherwise
    CHECK_FALSE(store::died_of_full_disk(log));
  }
  put(log, "# Error writing to the AOF file: Input/output error\n" + end);
  CHECK_FALSE(store::died_of_full_disk(log));
  put(log, "");
  CHECK_FALSE(store::died_of_full_disk(log));
}
