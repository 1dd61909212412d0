#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <random>

namespace tests::fuzz {

// All that is left to chance, of one seed.
class Random {
 public:
  explicit Random(unsigned seed) : engine_{seed} {}

  // 0 to count - 1.
  std::size_t below(std::size_t count) {
    return std::uniform_int_distribution<std::size_t>{0, count - 1}(engine_);
  }
  bool one_in(std::size_t count) { return below(count) == 0; }
  double between(double low, double high) {
    return std::uniform_real_distribution<double>{low, high}(engine_);
  }
  std::uint64_t bits() { return engine_(); }

  template <class Items>
  const auto& one_of(const Items& items) {
    return *std::next(std::begin(items), static_cast<std::ptrdiff_t>(below(std::size(items))));
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace tests::fuzz
