#include "store/redis_files.hpp"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "tests/support/redis.hpp"

using namespace tests;
using store::RedisFiles;
namespace fs = std::filesystem;

namespace {

// A folder as Redis leaves it.
struct Left {
  Folder folder;
  fs::path files = folder.path() / RedisFiles::folder;
  Left() { fs::create_directories(files); }
  void write(const std::string& name, const std::string& text) const { std::ofstream{files / name} << text; }
  void manifest(const std::string& text) const { write(RedisFiles::manifest_name, text); }
  [[nodiscard]] std::string fault() const {
    const auto opened = RedisFiles::open(folder.path());
    return opened.has_error() ? opened.error().what : "";
  }
};

std::string content(const RedisFiles::File& file) {
  std::string text(file.bytes, '\0');
  const auto size = pread(file.open.descriptor(), text.data(), text.size(), 0);
  return text.substr(0, static_cast<std::size_t>(size));
}

}  // namespace

TEST_CASE("the files of a manifest stay what they were while Redis appends to them and takes them away") {
  const Left left;
  left.write("a.1.base.rdb", "base");
  left.write("a.1.incr.aof", "first");
  left.manifest("file a.1.base.rdb seq 1 type b\nfile a.1.incr.aof seq 1 type i\n");
  const auto opened = RedisFiles::open(left.folder.path());
  REQUIRE(opened.has_value());
  std::ofstream{left.files / "a.1.incr.aof", std::ios::app} << "second";
  fs::remove(left.files / "a.1.base.rdb");
  fs::remove(left.files / "a.1.incr.aof");
  REQUIRE(opened->files.size() == 2);
  CHECK(content(opened->files[0]) == "base");
  CHECK(content(opened->files[1]) == "first");
  CHECK(opened->manifest == "file a.1.base.rdb seq 1 type b\nfile a.1.incr.aof seq 1 type i\n");
}

TEST_CASE("what a manifest names as history is about to be deleted and is left out") {
  const Left left;
  left.write("a.2.base.rdb", "base");
  left.manifest("file a.1.base.rdb seq 1 type h\nfile a.2.base.rdb seq 2 type b\n");
  const auto opened = RedisFiles::open(left.folder.path());
  REQUIRE(opened.has_value());
  CHECK(opened->files.size() == 1);
  CHECK(opened->manifest == "file a.2.base.rdb seq 2 type b\n");
}

TEST_CASE("remarks and empty lines of a manifest name no file") {
  const Left left;
  left.write("a.1.base.rdb", "base");
  left.manifest("# mended by hand\n\nfile a.1.base.rdb seq 1 type b\n");
  const auto opened = RedisFiles::open(left.folder.path());
  REQUIRE(opened.has_value());
  CHECK(opened->files.size() == 1);
}

TEST_CASE("a folder without a log, or whose manifest names what is not there or lies elsewhere, is refused") {
  const Left left;
  CHECK_THAT(left.fault(), Catch::Contains("there is no log in " + left.folder.path().string()));
  left.manifest("");
  CHECK_THAT(left.fault(), Catch::Contains("there is no log"));
  left.manifest("file a.1.base.rdb seq 1 type b\n");
  CHECK_THAT(left.fault(), Catch::Contains("names a file that is not there"));
  left.manifest("file ../redis.log seq 1 type b\n");
  CHECK_THAT(left.fault(), Catch::Contains("cannot be read"));
  left.manifest("nonsense\n");
  CHECK_THAT(left.fault(), Catch::Contains("cannot be read"));
  fs::create_symlink("/etc/passwd", left.files / "link");
  left.manifest("file link seq 1 type b\n");
  CHECK_THAT(left.fault(), Catch::Contains("cannot open"));
}
