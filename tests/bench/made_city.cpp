#include "tests/bench/made_city.hpp"

#include <random>

namespace bench {
namespace {

using geo::roads::Survey;
using geo::roads::Tags;

class City {
 public:
  explicit City(std::uint32_t side) : side_{side} {
    place_crossings();
    for (std::uint32_t line = 0; line < side_; ++line) {
      add_street(line, [&](std::uint32_t i) { return at(line, i); });
      add_street(line, [&](std::uint32_t i) { return at(i, line); });
    }
    for (std::uint32_t start = 0; start < side_; start += 120) add_avenue(start);
  }
  Survey take() { return std::move(survey_); }

 private:
  [[nodiscard]] std::uint32_t at(std::uint32_t row, std::uint32_t column) const {
    return row * side_ + column;
  }
  [[nodiscard]] bool is_river(std::uint32_t a, std::uint32_t b) const {
    const auto banks = side_ / 2;
    const auto row_a = a / side_;
    const auto row_b = b / side_;
    return std::min(row_a, row_b) < banks && std::max(row_a, row_b) >= banks;
  }
  // Crossings lie up to a third of a block off the grid.
  void place_crossings() {
    constexpr double block = 90 / 111'195.0;
    std::uniform_real_distribution off{-0.33 * block, 0.33 * block};
    for (std::uint32_t i = 0; i < side_ * side_; ++i) {
      const geo::Degrees where{-6.6 + block * (i / side_) + off(random_),
                               106.6 + block * (i % side_) + off(random_)};
      survey_.nodes.push_back(*geo::Position::from(where));
      if (i / side_ % 8 == 0 && i % side_ % 8 == 0 && one_in(2)) survey_.signals.insert(i);
    }
  }
  bool one_in(unsigned count) { return random_() % count == 0; }

  // A street across the whole city; lanes are interrupted, main roads are not and alone cross the river.
  template <class Crossing>
  void add_street(std::uint32_t line, Crossing crossing) {
    const bool is_main = line % 8 == 0;
    const std::string road = line % 64 == 0   ? "primary"
                             : line % 16 == 0 ? "secondary"
                             : is_main        ? "tertiary"
                                              : "residential";
    const bool is_one_way = !is_main && one_in(6);
    Survey::Way way = make_way(road, is_one_way);
    for (std::uint32_t i = 0; i < side_; ++i) {
      const auto node = crossing(i);
      const bool is_cut = !way.nodes.empty() &&
                          ((!is_main && one_in(9)) || (line % 64 != 0 && is_river(way.nodes.back(), node)));
      if (is_cut) finish(way);
      way.nodes.push_back(node);
    }
    finish(way);
  }
  void add_avenue(std::uint32_t start) {
    Survey::Way way = make_way("trunk", false);
    for (std::uint32_t i = 0; start + i < side_; ++i) {
      if (!way.nodes.empty() && start % 240 != 0 && is_river(way.nodes.back(), at(i, start + i))) finish(way);
      way.nodes.push_back(at(i, start + i));
    }
    finish(way);
  }
  static Survey::Way make_way(const std::string& road, bool is_one_way) {
    std::vector<std::pair<std::string, std::string>> tags{{"highway", road}};
    if (is_one_way) tags.emplace_back("oneway", "yes");
    return {0, {}, geo::roads::rules_of_way(Tags{tags}).value(), {}};
  }
  void finish(Survey::Way& way) {
    way.id = static_cast<std::int64_t>(survey_.ways.size() + 1);
    if (way.nodes.size() > 1) survey_.ways.push_back(way);
    way.nodes.clear();
  }

  std::uint32_t side_;
  std::mt19937 random_{500'000};
  Survey survey_;
};

}  // namespace

Survey made_city(std::uint32_t side) {
  return City{side}.take();
}

}  // namespace bench
