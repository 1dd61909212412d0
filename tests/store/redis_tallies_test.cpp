#include "store/redis_tallies.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <iostream>

#include "dispatch/learn/driving.hpp"
#include "tests/store/node.hpp"

using namespace tests;
using dispatch::Tally;
using Numbers = std::vector<std::int64_t>;

namespace {

constexpr std::int64_t high = 1'000'000'000;

struct Nodes : Region {
  store::RedisStore other{loop.executor(), options_for(redis.address(), "other")};

  std::size_t add(store::RedisStore& node, std::vector<Tally> more) {
    return loop.answer(node.tallies.add(std::move(more)));
  }
  std::vector<Tally> all(store::RedisStore& node) { return loop.answer(node.tallies.all()).value(); }
  Numbers of(const std::string& name) {
    for (const auto& tally : all(writer))
      if (tally.name == name) return tally.numbers;
    return {};
  }
};

}  // namespace

TEST_CASE("what two nodes count is added up and both read the sum") {
  Nodes nodes;
  REQUIRE(nodes.all(nodes.writer).empty());
  REQUIRE(nodes.add(nodes.writer,
                    {{"class.primary.day", {60'000, 90'000}, high}, {"arrivals", {1, 1}, high}}) == 2);
  REQUIRE(nodes.add(nodes.other,
                    {{"class.primary.day", {30'000, 31'000}, high}, {"arrivals", {1, 0}, high}}) == 2);
  REQUIRE(nodes.add(nodes.other, {{"ratios.road", {1, 0, 1}, high}}) == 1);
  CHECK(nodes.of("class.primary.day") == Numbers{90'000, 121'000});
  CHECK(nodes.of("arrivals") == Numbers{2, 1});
  CHECK(nodes.of("ratios.road") == Numbers{1, 0, 1});
  const auto here = dispatch::learnt_from(nodes.all(nodes.writer));
  const auto there = dispatch::learnt_from(nodes.all(nodes.other));
  CHECK(here.roads == there.roads);
  CHECK(here.arrivals == 2);
  CHECK(here.roads.lessons().at(0).seen.real == 121s);
}

TEST_CASE("numbers that pass their bound are halved together and once") {
  Nodes nodes;
  nodes.add(nodes.writer, {{"arrivals", {900, 700}, 1000}, {"class.primary.day", {900, 700}, 1000}});
  nodes.add(nodes.other, {{"arrivals", {200, 100}, 1000}});
  CHECK(nodes.of("arrivals") == Numbers{550, 400});
  CHECK(nodes.of("class.primary.day") == Numbers{900, 700});
}

TEST_CASE("large numbers stay whole") {
  Nodes nodes;
  nodes.add(nodes.writer, {{"class.primary.day", {360'000'001, 4'000'000'007'000}, high}});
  nodes.add(nodes.writer, {{"class.primary.day", {1, 1}, high}});
  CHECK(nodes.of("class.primary.day") == Numbers{360'000'002, 4'000'000'007'001});
}

TEST_CASE("of very many roads those of which least is known make room") {
  Nodes nodes;
  const auto name = [](int i) { return "section." + std::to_string(i) + ".day"; };
  std::vector<Tally> many{{"class.primary.day", {1, 1}, high}};
  for (int i = 0; i < 20'500; ++i) many.push_back({name(i), {i < 19'000 ? 50'000 : 10, 5}, high});
  const auto began = std::chrono::steady_clock::now();
  REQUIRE(nodes.add(nodes.writer, many) == many.size());
  const auto added = std::chrono::steady_clock::now();
  const auto all = nodes.all(nodes.other);
  const auto read = std::chrono::steady_clock::now();
  const auto ms = [](auto time) { return std::chrono::duration<double, std::milli>{time}.count(); };
  std::cout << "20,000 names: added in " << ms(added - began) << " ms, read in " << ms(read - added)
            << " ms\n";
  CHECK(all.size() == 20'000);
  CHECK(nodes.of("class.primary.day") == Numbers{1, 1});
  const auto known = std::ranges::count_if(all, [](const Tally& one) { return one.numbers[0] == 50'000; });
  CHECK(known > 18'700);
}

TEST_CASE("while the store is away nothing is added and all of it can be tried again") {
  Nodes nodes;
  nodes.add(nodes.writer, {{"arrivals", {1, 1}, high}});
  nodes.redis.kill();
  nodes.loop.until([&] { return !nodes.loop.answer(nodes.writer.tallies.all()).has_value(); });
  CHECK(nodes.add(nodes.writer, {{"arrivals", {1, 1}, high}}) == 0);
}

TEST_CASE("a field that is no number is read as far as it is one") {
  Nodes nodes;
  nodes.redis.ask({"HSET", keys.driving(), "arrivals", "12 x", "class.primary.day", "", "weather", "1 2 3"});
  CHECK(nodes.of("arrivals") == Numbers{12});
  CHECK(nodes.of("class.primary.day").empty());
  CHECK(dispatch::learnt_from(nodes.all(nodes.writer)).arrivals == 0);
  nodes.add(nodes.writer, {{"class.primary.day", {1, 2}, high}});
  CHECK(nodes.of("class.primary.day") == Numbers{1, 2});
}
