#pragma once

#include <cstdint>
#include <functional>
#include <queue>
#include <tuple>
#include <vector>

#include "dispatch/model/time.hpp"

namespace dispatch {

// What happens next in a world: its clock. What comes at one moment comes in the order in which it was put.
template <class What>
class Agenda {
 public:
  void put(TimePoint at, What what) { items_.push({at, ++count_, std::move(what)}); }
  // After all else of that moment.
  void put_last(TimePoint at, What what) { items_.push({at, ++count_ | last, std::move(what)}); }
  [[nodiscard]] bool empty() const { return items_.empty(); }
  [[nodiscard]] TimePoint next() const { return items_.top().at; }
  What take() {
    auto what = items_.top().what;
    items_.pop();
    return what;
  }

 private:
  struct Item {
    TimePoint at;
    std::uint64_t count = 0;
    What what;
    friend bool operator>(const Item& a, const Item& b) {
      return std::tie(a.at, a.count) > std::tie(b.at, b.count);
    }
  };
  static constexpr std::uint64_t last = std::uint64_t{1} << 63U;
  std::priority_queue<Item, std::vector<Item>, std::greater<>> items_;
  std::uint64_t count_ = 0;
};

}  // namespace dispatch
