#include "geo/roads/file.hpp"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

#include "tests/geo/roads/drawing.hpp"

using geo::roads::File;
using geo::roads::Vehicle;
using test::Drawing;

namespace {

class Folder {
 public:
  Folder()
      : path_{std::filesystem::temp_directory_path() / ("roads-" + std::to_string(std::random_device{}()))} {
    std::filesystem::create_directories(path_);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  [[nodiscard]] std::filesystem::path file() const { return path_ / "roads.graph"; }

 private:
  std::filesystem::path path_;
};

Drawing block() {
  return Drawing{{"a b", "c d"}}.way("ab").way("bd").way("dc").way("ca").node('b', {{"barrier", "gate"}});
}

std::string bytes_in(const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}
void put(const std::filesystem::path& file, const std::string& bytes) {
  std::ofstream{file, std::ios::binary} << bytes;
}

std::string refusal_of(const std::string& bytes) {
  const Folder folder;
  put(folder.file(), bytes);
  const auto opened = File::open(folder.file());
  return opened.has_error() ? opened.error().what : "opened";
}

std::string good_bytes() {
  const Folder folder;
  REQUIRE(File::write(folder.file(), block().build().tables).has_value());
  return bytes_in(folder.file());
}

}  // namespace

TEST_CASE("roads that were written are driven as before") {
  const auto drawing = block();
  const Folder folder;
  REQUIRE(File::write(folder.file(), drawing.build().tables).has_value());
  auto opened = File::open(folder.file());
  REQUIRE(opened.has_value());
  const auto file = std::make_shared<const File>(std::move(*opened));
  const geo::roads::Network network{file};
  geo::roads::Scratch scratch{network.tables()};
  const test::Town town{drawing};
  const auto route = geo::roads::Searcher{network, scratch}.route(Vehicle::ambulance, {drawing.at('a'), {}},
                                                                  drawing.at('d'));
  REQUIRE(route->travel.seconds == Approx(town.seconds('a', 'd')));
}

TEST_CASE("the same map makes the same bytes") {
  REQUIRE(good_bytes() == good_bytes());
}

TEST_CASE("a file of roads that is cut short is refused by name") {
  const auto whole = good_bytes();
  for (const auto length :
       {std::size_t{0}, std::size_t{7}, std::size_t{100}, whole.size() / 2, whole.size() - 1}) {
    CAPTURE(length);
    const auto refusal = refusal_of(whole.substr(0, length));
    REQUIRE(refusal.find("roads.graph") != std::string::npos);
    REQUIRE(refusal.find("build the region again") != std::string::npos);
  }
}

TEST_CASE("a file of roads of another version says which") {
  auto bytes = good_bytes();
  bytes[8] = 77;
  REQUIRE(refusal_of(bytes).find("is of version 77, this program reads version 1") != std::string::npos);
}

TEST_CASE("a file of roads with one changed bit is refused") {
  auto bytes = good_bytes();
  for (std::size_t at = 0; at < bytes.size(); at += 13) {
    CAPTURE(at);
    auto changed = bytes;
    changed[at] = static_cast<char>(changed[at] ^ 4);
    REQUIRE(refusal_of(changed) != "opened");
  }
}

TEST_CASE("something else is not taken for roads") {
  REQUIRE(refusal_of(std::string(5000, 'x')).find("is not a file of roads") != std::string::npos);
  REQUIRE(File::open("/nonexistent/roads.graph").has_error());
}
