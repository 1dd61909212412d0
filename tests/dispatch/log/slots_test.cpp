#include "dispatch/log/slots.hpp"

#include <catch2/catch.hpp>
#include <random>
#include <set>

#include "tests/support/town.hpp"

using namespace dispatch;
using namespace tests;

namespace {

const std::vector<std::string> words{"basic", "doctor", "midwife", "motorcycle", "transports"};

AssignmentId job(std::size_t number) {
  return id<AssignmentId>("job-" + std::to_string(number));
}

class Made {
 public:
  explicit Made(unsigned seed) : random_{seed} {}

  std::vector<Slot> slots() {
    std::vector<Slot> made(1 + random_() % 5);
    for (auto& one : made) {
      one.role = random_() % 2 == 0 ? SlotRole::first : SlotRole::transport;
      one.weight = random_() % 3 == 0 ? SlotWeight::should : SlotWeight::must;
      one.capabilities.push_back({word()});
      if (random_() % 2 == 0) one.capabilities.push_back({word(), word()});
    }
    return made;
  }
  std::vector<Goer> goers() {
    std::vector<Goer> made;
    for (std::size_t number = 0; number < random_() % 5; ++number) {
      std::set<std::string> can;
      for (auto n = random_() % 5; n > 0; --n) can.insert(word());
      made.push_back({job(number), {can.begin(), can.end()}});
    }
    return made;
  }

 private:
  std::string word() { return words[random_() % words.size()]; }
  std::mt19937 random_;
};

// How many that must be and how many in all can be filled together, by trying everything.
std::pair<std::size_t, std::size_t> most(const std::vector<Slot>& slots, const std::vector<Goer>& goers,
                                         std::size_t next,
                                         std::set<std::pair<std::size_t, SlotRole>>& taken) {
  if (next == slots.size()) return {0, 0};
  auto best = most(slots, goers, next + 1, taken);
  const auto& slot = slots[next];
  for (std::size_t goer = 0; goer < goers.size(); ++goer) {
    if (!may_fill(slot, goers[goer].capabilities) || !taken.insert({goer, slot.role}).second) continue;
    auto with = most(slots, goers, next + 1, taken);
    with.first += slot.weight == SlotWeight::must ? 1 : 0;
    ++with.second;
    best = std::max(best, with);
    taken.erase({goer, slot.role});
  }
  return best;
}

std::size_t musts_in(const std::vector<Slot>& slots, const std::vector<Filling>& fillings) {
  return static_cast<std::size_t>(std::ranges::count_if(
      fillings, [&](const Filling& one) { return slots[one.slot].weight == SlotWeight::must; }));
}

void require_sound(const std::vector<Slot>& slots, const std::vector<Goer>& goers,
                   const std::vector<Filling>& fillings) {
  std::set<std::uint64_t> filled;
  std::set<std::pair<AssignmentId, SlotRole>> taken;
  for (const auto& one : fillings) {
    REQUIRE(filled.insert(one.slot).second);
    REQUIRE(taken.insert({one.by, slots.at(one.slot).role}).second);
    const auto goer = std::ranges::find(goers, one.by, &Goer::assignment);
    REQUIRE(goer != goers.end());
    REQUIRE(may_fill(slots[one.slot], goer->capabilities));
  }
}

}  // namespace

TEST_CASE("as many slots that must be are filled as can be, each by one unit that can do what it asks") {
  const auto seed = GENERATE(range(0U, 400U));
  CAPTURE(seed);
  Made made{seed};
  const auto slots = made.slots();
  const auto goers = made.goers();
  const auto fillings = filled_by(goers, slots);
  require_sound(slots, goers, fillings);
  std::set<std::pair<std::size_t, SlotRole>> taken;
  const auto [must, all] = most(slots, goers, 0, taken);
  REQUIRE(musts_in(slots, fillings) == must);
  REQUIRE(fillings.size() == all);
}

TEST_CASE("whoever comes one after another fills as many slots that must be as all together would") {
  const auto seed = GENERATE(range(0U, 400U));
  CAPTURE(seed);
  Made made{seed};
  auto slots = made.slots();
  const auto goers = made.goers();
  std::vector<Goer> there;
  for (const auto& one : goers) {
    there.push_back(one);
    const auto before = slots;
    const auto fillings = filled_by(there, slots);
    require_sound(slots, there, fillings);
    for (auto& slot : slots) slot.assignment.reset();
    for (const auto& filling : fillings) slots[filling.slot].assignment = filling.by;
    for (std::size_t place = 0; place < slots.size(); ++place)
      if (before[place].assignment && slots[place].weight == SlotWeight::must)
        REQUIRE(slots[place].assignment.has_value());
  }
  std::set<std::pair<std::size_t, SlotRole>> taken;
  const auto together = filled_by(there, slots);
  REQUIRE(musts_in(slots, together) == most(slots, goers, 0, taken).first);
}

TEST_CASE("who fills a slot keeps it when another comes whom it does not need to make way for") {
  const std::vector<Slot> slots{{SlotRole::transport, SlotWeight::must, {{"transports"}}, {}, job(7)},
                                {SlotRole::transport, SlotWeight::must, {{"transports"}}, {}, {}}};
  const std::vector<Goer> goers{{job(1), {"transports"}}, {job(7), {"transports"}}};
  const auto fillings = filled_by(goers, slots);
  REQUIRE(fillings.size() == 2);
  REQUIRE(fillings[0].by == job(7));
  REQUIRE(fillings[1].by == job(1));
}
