#include <algorithm>
#include <boost/geometry.hpp>
#include <boost/geometry/index/rtree.hpp>
#include <cmath>
#include <numbers>
#include <random>

#include "geo/nearest.hpp"
#include "tests/bench/benches.hpp"
#include "tests/bench/stand.hpp"

// The nearest 5 of those that can be sent, spread over Java and Bali: geo::Nearest, a flat R-tree of
// longitude and latitude (which knows nothing of the earth), and Redis.
namespace bench {
namespace {

namespace bg = boost::geometry;
using Point = bg::model::point<double, 2, bg::cs::cartesian>;
using Flat = bg::index::rtree<std::pair<Point, std::uint32_t>, bg::index::quadratic<16>>;

constexpr std::size_t wanted = 5;
constexpr double south = -8.8;
constexpr double north = -5.9;
constexpr double west = 105.1;
constexpr double east = 115.7;

using Random = std::mt19937_64;

geo::Position anywhere(Random& random) {
  const auto lat = std::uniform_real_distribution{south, north}(random);
  const auto lon = std::uniform_real_distribution{west, east}(random);
  return *geo::Position::from({.lat = lat, .lon = lon});
}
geo::Position nearby(geo::Position from, Random& random) {
  std::uniform_real_distribution step{-0.0005, 0.0005};  // some 50 m: what an ambulance drives in seconds
  return *geo::Position::from({.lat = from.lat() + step(random), .lon = from.lon() + step(random)});
}
Point flat(geo::Position where) {
  return {where.lon(), where.lat()};
}

std::vector<geo::Position> places(std::size_t count, unsigned seed) {
  Random random{seed};
  std::vector<geo::Position> made;
  for (std::size_t i = 0; i < count; ++i) made.push_back(anywhere(random));
  return made;
}

// Far enough that five are nearly always inside: a help for Redis, which must be told a radius.
double radius_m(std::size_t units) {
  constexpr double metres_a_degree = 111'000;
  const double area = (north - south) * (east - west) * metres_a_degree * metres_a_degree;
  constexpr double expected = 20;
  return std::sqrt(expected / (static_cast<double>(units) / area) / std::numbers::pi);
}

void fill(BareRedis& redis, const std::string& key, const std::vector<geo::Position>& units) {
  constexpr std::size_t at_once = 1000;
  for (std::size_t begin = 0; begin < units.size(); begin += at_once) {
    std::vector<std::string> command{"GEOADD", key};
    for (auto i = begin; i < std::min(begin + at_once, units.size()); ++i) {
      command.push_back(std::to_string(units[i].lon()));
      command.push_back(std::to_string(units[i].lat()));
      command.push_back(std::to_string(i));
    }
    redis.ask(command);
  }
}

template <class Query>
void measure(Times& times, const std::vector<geo::Position>& calls, Query query) {
  for (const auto& call : calls) {
    const auto begin = Clock::now();
    query(call);
    times.add(Clock::now() - begin);
  }
}

// Keeps a result alive, so that the compiler does not leave the work out.
template <class T>
void keep(const T& value) {
  asm volatile("" : : "g"(&value) : "memory");
}

struct Figures {
  std::vector<double> p50;
  std::vector<double> p99;
  void add(const Times& times) {
    p50.push_back(times.percentile(50));
    p99.push_back(times.percentile(99));
  }
};

void compare(BareRedis& redis, std::size_t units, const std::string& what) {
  const auto fleet = places(units, 1);
  geo::Nearest ours;
  Flat tree;
  for (std::uint32_t i = 0; i < units; ++i) {
    ours.put(i, fleet[i]);
    tree.insert({flat(fleet[i]), i});
  }
  const auto key = "units:" + std::to_string(units);
  fill(redis, key, fleet);
  const auto metres = std::to_string(radius_m(units));

  Figures of_ours;
  Figures of_tree;
  Figures of_redis;
  for (int round = 0; round < rounds(); ++round) {
    const auto calls = places(unless_quick<std::size_t>(50'000, 5'000), 100U + static_cast<unsigned>(round));
    const std::vector few(calls.begin(), calls.begin() + static_cast<std::ptrdiff_t>(calls.size() / 10));
    Times mine;
    Times trees;
    Times redises;
    measure(mine, calls, [&](geo::Position call) { keep(ours.nearest(call, wanted)); });
    measure(trees, calls, [&](geo::Position call) {
      std::vector<std::pair<Point, std::uint32_t>> found;
      found.reserve(wanted);
      tree.query(bg::index::nearest(flat(call), wanted), std::back_inserter(found));
      keep(found);
    });
    measure(redises, few, [&](geo::Position call) {
      redis.ask({"GEOSEARCH", key, "FROMLONLAT", std::to_string(call.lon()), std::to_string(call.lat()),
                 "BYRADIUS", metres, "m", "ASC", "COUNT", std::to_string(wanted)});
    });
    of_ours.add(mine);
    of_tree.add(trees);
    of_redis.add(redises);
  }
  const double p50 = median(of_ours.p50);
  const double p99 = median(of_ours.p99);
  const double tree50 = median(of_tree.p50);
  const double redis50 = median(of_redis.p50);
  using enum Line::Target;
  print({what + ", p50", text_of(p50, " us"), "GEOSEARCH " + text_of(redis50, " us"), redis50 / p50, at_least,
         50});
  print({what + ", p50", text_of(p50, " us"), "flat R-tree " + text_of(tree50, " us"), p50 / tree50, at_most,
         1});
  print({what + ", p99", text_of(p99, " us"),
         "R-tree " + text_of(median(of_tree.p99), "") + ", GEOSEARCH " + text_of(median(of_redis.p99), " us"),
         p99, at_most, 10, " us"});
}

void compare_moves(BareRedis& redis, std::size_t units) {
  auto fleet = places(units, 1);
  geo::Nearest ours;
  Flat tree;
  for (std::uint32_t i = 0; i < units; ++i) {
    ours.put(i, fleet[i]);
    tree.insert({flat(fleet[i]), i});
  }
  Random random{7};
  Times mine;
  Times trees;
  Times redises;
  for (std::size_t n = 0; n < unless_quick<std::size_t>(100'000, 10'000); ++n) {
    const auto key = static_cast<std::uint32_t>(random() % units);
    const auto from = fleet[key];
    fleet[key] = nearby(from, random);
    const auto begin = Clock::now();
    ours.put(key, fleet[key]);
    const auto between = Clock::now();
    tree.remove({flat(from), key});
    tree.insert({flat(fleet[key]), key});
    trees.add(Clock::now() - between);
    mine.add(between - begin);
    if (n % 20 != 0) continue;
    const auto asked = Clock::now();
    redis.ask({"GEOADD", "moving", std::to_string(fleet[key].lon()), std::to_string(fleet[key].lat()),
               std::to_string(key)});
    redises.add(Clock::now() - asked);
  }
  const auto text = [](const Times& times) { return text_of(times.percentile(50), " us"); };
  print({"a move among 100,000, p50", text(mine), "R-tree " + text(trees) + ", GEOADD+fsync " + text(redises),
         mine.percentile(50) / trees.percentile(50)});
}

// Against looking at every one with GeographicLib.
std::size_t mismatches(std::size_t units, std::size_t queries) {
  const auto fleet = places(units, 3);
  geo::Nearest ours;
  for (std::uint32_t i = 0; i < units; ++i) ours.put(i, fleet[i]);
  Random random{4};
  std::size_t wrong = 0;
  std::vector<std::pair<double, std::uint32_t>> all(units);
  for (std::size_t n = 0; n < queries; ++n) {
    const auto call = anywhere(random);
    for (std::uint32_t i = 0; i < units; ++i) all[i] = {geo::distance(call, fleet[i]).count(), i};
    std::ranges::partial_sort(all, all.begin() + wanted);
    const auto hits = ours.nearest(call, wanted);
    bool same = hits.size() == wanted;
    for (std::size_t i = 0; same && i < wanted; ++i) same = hits[i].key == all[i].second;
    if (!same) ++wrong;
  }
  return wrong;
}

}  // namespace

void nearest() {
  print_head("nearest: the nearest 5 that can be sent");
  Redis server{server_core};
  BareRedis redis{server.address()};
  redis.append({"CONFIG", "SET", "appendfsync", "no"});  // only to fill it; reading does not care
  redis.answer();
  pin_self(load_core);
  compare(redis, 100'000, "of 100,000");
  compare(redis, 10'000, "of 10,000");
  compare(redis, 1'000, "of 100,000, 1 % available");
  redis.append({"CONFIG", "SET", "appendfsync", "always"});
  redis.answer();
  compare_moves(redis, 100'000);
  const auto queries = unless_quick<std::size_t>(100'000, 5'000);
  const auto wrong = static_cast<double>(mismatches(200, queries));
  print({"mismatches with GeographicLib, of " + text_of(static_cast<double>(queries), " queries"),
         text_of(wrong, ""), "looking at every one of 200", wrong, Line::Target::at_most, 0, ""});
}

}  // namespace bench
