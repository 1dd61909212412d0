#include "geo/roads/spread.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <iostream>
#include <random>

#include "geo/roads/experience.hpp"
#include "tests/geo/roads/drawing.hpp"

using namespace geo::roads;

TEST_CASE("quantiles are read from counts to within a bucket") {
  RatioCounts counts;
  REQUIRE(counts.quantile(0.5) == 1);
  for (int i = 1; i <= 1000; ++i) counts.add(0.5 + i / 1000.0);  // even between 0.5 and 1.5
  REQUIRE(counts.count() == 1000);
  CHECK(counts.quantile(0.1) == Approx(0.6).epsilon(0.02));
  CHECK(counts.quantile(0.5) == Approx(1.0).epsilon(0.02));
  CHECK(counts.quantile(0.9) == Approx(1.4).epsilon(0.02));
}

TEST_CASE("ratios beyond all buckets are counted at the ends") {
  RatioCounts counts;
  for (const auto ratio : {0.0, 0.01, -1.0, std::nan("")}) counts.add(ratio);
  for (const auto ratio : {4.0, 100.0, std::numeric_limits<double>::infinity()}) counts.add(ratio);
  REQUIRE(counts.count() == 7);
  CHECK(counts.quantile(0.2) == 0.25);
  CHECK(counts.quantile(0.9) == 4);
  CHECK(RatioCounts::bucket_of(0.25) == 1);
  CHECK(RatioCounts::bucket_of(3.999) == RatioCounts::buckets - 2);
}

TEST_CASE("an interval is not taken from fewer than thirty arrivals and always holds the estimate") {
  RatioCounts counts;
  for (int i = 0; i < 29; ++i) counts.add(1.6);
  REQUIRE_FALSE(counts.spread().has_value());
  counts.add(1.6);
  REQUIRE(counts.spread()->low == 1);
  REQUIRE(counts.spread()->high == Approx(1.6).epsilon(0.05));
}

namespace {

// A town of 6 by 6 crossings, 700 m apart, with wide roads every second row.
test::Drawing made_town() {
  const std::string letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghij";
  std::vector<std::string> rows(6);
  for (std::size_t i = 0; i < 36; ++i) rows[i / 6] += std::string{letters[i]} + " ";
  test::Drawing drawing{rows, 700};
  for (std::size_t i = 0; i < 36; ++i) {
    const auto* across = i / 6 % 2 == 0 ? "primary" : "residential";
    const auto* down = i % 6 % 3 == 0 ? "secondary" : "residential";
    if (i % 6 < 5) drawing.way({letters[i], letters[i + 1]}, {{"highway", across}});
    if (i < 30) drawing.way({letters[i], letters[i + 6]}, {{"highway", down}});
  }
  return drawing;
}

// What the map does not know: rush hours, roads of their own, and that no trip is like the other.
class Reality {
 public:
  explicit Reality(const Network& network) : network_{network}, scratch_{network.tables()} {
    std::lognormal_distribution<double> own{0, 0.2};
    for (std::size_t i = 0; i + 1 < network.tables().sections.size(); ++i) roads_.push_back(own(random_));
  }
  struct Trip {
    geo::Position from;
    geo::Position to;
    Drive drive;
    HourBand band = HourBand::day;
    double seconds = 0;
  };
  Trip trip(const test::Drawing& town) {
    std::vector<geo::Position> places;
    for (const auto& [letter, place] : town.places()) places.push_back(place);
    std::uniform_int_distribution<std::size_t> somewhere{0, places.size() - 1};
    Trip trip;
    trip.band = static_cast<HourBand>(std::uniform_int_distribution<int>{0, 4}(random_));
    do {
      trip.from = places[somewhere(random_)];
      trip.to = places[somewhere(random_)];
    } while (seconds(network_, trip) < 120);
    const auto luck = std::lognormal_distribution<double>{0, 0.3}(random_);
    const auto way = Searcher{network_, scratch_}.way(Vehicle::ambulance, {trip.from, {}}, trip.to).value();
    for (const auto& part : way.parts) {
      const auto section = part.on.section;
      const std::chrono::milliseconds assumed{part.time};
      const auto real = part.time * luck * roads_[section] * rush(section, trip.band);
      trip.drive.parts.push_back({section, assumed, std::chrono::milliseconds{std::llround(real)}});
      trip.seconds += real / 1000;
    }
    return trip;
  }

  double seconds(const Network& roads, const Trip& trip) {
    return Searcher{roads, scratch_}
        .route(Vehicle::ambulance, {trip.from, {}}, trip.to)
        .value()
        .travel.seconds;
  }

 private:
  [[nodiscard]] double rush(std::uint32_t section, HourBand band) const {
    const bool is_wide = network_.tables().sections[section].road != RoadClass::residential;
    if (band == HourBand::night) return is_wide ? 0.8 : 0.95;
    if (band == HourBand::morning || band == HourBand::afternoon) return is_wide ? 1.7 : 1.25;
    return is_wide ? 1.2 : 1.1;
  }

  const Network& network_;
  Scratch scratch_;
  std::mt19937 random_{2026};
  std::vector<double> roads_;
};

}  // namespace

TEST_CASE(
    "after a year of trips the interval that was measured holds 80 of 100 arrivals and the assumed one does "
    "not") {
  const auto drawing = made_town();
  const test::Town town{drawing};
  const auto& network = town.network();
  const auto& tables = network.tables();
  const SectionIds ids{tables};
  Reality reality{network};
  Experience experience;
  RatioCounts::Counts ratios{};
  std::array<std::unique_ptr<const Network>, hour_bands> learned;
  const auto learn = [&] {
    for (std::size_t band = 0; band < hour_bands; ++band)
      learned[band] = network.under(experience.conditions(static_cast<HourBand>(band), {}, tables, ids));
  };
  learn();
  for (int day = 0; day < 365; ++day) {
    for (int call = 0; call < 8; ++call) {
      const auto trip = reality.trip(drawing);
      ratios[RatioCounts::bucket_of(trip.seconds /
                                    reality.seconds(*learned[static_cast<std::size_t>(trip.band)], trip))] +=
          RatioCounts::one;
      for (const auto& lesson : lessons_of(trip.drive, tables, trip.band)) experience.add(lesson);
    }
    if (RatioCounts{ratios}.count() > 200)
      for (auto& count : ratios) count /= 2;
    if (day % 7 == 0) learn();
  }
  const auto measured = RatioCounts{ratios}.spread().value();
  int held_assumed = 0;
  int held_measured = 0;
  double error_assumed = 0;
  double error_learned = 0;
  constexpr int fresh = 2000;
  for (int i = 0; i < fresh; ++i) {
    const auto trip = reality.trip(drawing);
    const auto before = reality.seconds(network, trip);
    const auto after = reality.seconds(*learned[static_cast<std::size_t>(trip.band)], trip);
    const auto holds = [&](const Spread& spread, double estimate) {
      const auto [low, high] = spread.around(estimate);
      return trip.seconds >= low && trip.seconds <= high ? 1 : 0;
    };
    held_assumed += holds(assumed_spread, before);
    held_measured += holds(measured, after);
    error_assumed += std::fabs(trip.seconds - before) / trip.seconds;
    error_learned += std::fabs(trip.seconds - after) / trip.seconds;
  }
  const auto percent = [](double count) { return 100 * count / fresh; };
  std::cout << "interval holds: assumed " << percent(held_assumed) << " %, measured "
            << percent(held_measured) << " % (" << measured.low << " to " << measured.high
            << "); mean error: assumed " << percent(error_assumed) << " %, learned " << percent(error_learned)
            << " %\n";
  CHECK(percent(held_assumed) < 70);
  CHECK(percent(held_measured) == Approx(80).margin(5));
  CHECK(error_learned < 0.9 * error_assumed);
}
