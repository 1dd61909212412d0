#include "dispatch/desk/device_clocks.hpp"

#include "tests/support/town.hpp"

using namespace dispatch;
using namespace tests;

namespace {

constexpr std::chrono::weeks rollover{1024};

struct Device {
  DeviceClocks clocks;
  TimePoint now = Town{}.now();
  DeviceClocks::Taken says(TimePoint at) {
    return clocks.taken({id("AMB-03"), Town::centre(), at, {}, {}, {}, {}}, now);
  }
};

}  // namespace

TEST_CASE("a device whose clock is right is believed, and one that is a little late too") {
  Device device;
  for (const auto late : {0s, 2s, 60s, 300s}) {
    const auto taken = device.says(device.now - late);
    REQUIRE(taken.at == device.now - late);
    REQUIRE_FALSE(taken.clock_is_wrong);
  }
}

TEST_CASE("a receiver whose week counter rolled over is not nineteen years late: its position is of now") {
  Device device;
  const auto taken = device.says(device.now - rollover);
  REQUIRE(taken.at == device.now);
  REQUIRE(taken.clock_is_wrong);
}

TEST_CASE("a device that is an hour behind and reports every second is found out after five") {
  Device device;
  for (int second = 0; second < 5; ++second, device.now += 1s)
    REQUIRE_FALSE(device.says(device.now - 1h).clock_is_wrong);
  const auto taken = device.says(device.now - 1h);
  REQUIRE(taken.clock_is_wrong);
  REQUIRE(taken.at == device.now);
}

TEST_CASE("positions that were kept while there was no network come in a burst and are as old as they say") {
  Device device;
  for (auto age = 3600s; age > 600s; age -= 10s, device.now += 50ms) {
    const auto taken = device.says(device.now - age);
    REQUIRE_FALSE(taken.clock_is_wrong);
    REQUIRE(taken.at == device.now - age);
  }
}

TEST_CASE("a device that is ahead is never of the future, and far ahead its clock is wrong") {
  Device device;
  REQUIRE(device.says(device.now + 3s).at == device.now);
  REQUIRE_FALSE(device.says(device.now + 3s).clock_is_wrong);
  REQUIRE(device.says(device.now + 1h).at == device.now);
  REQUIRE(device.says(device.now + 1h).clock_is_wrong);
}

TEST_CASE("a device whose clock is set right again is believed again") {
  Device device;
  REQUIRE(device.says(device.now - rollover).clock_is_wrong);
  const auto taken = device.says(device.now - 1s);
  REQUIRE_FALSE(taken.clock_is_wrong);
  REQUIRE(taken.at == device.now - 1s);
}
