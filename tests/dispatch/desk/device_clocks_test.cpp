#include "dispatch/desk/device_clocks.hpp"

#include "tests/support/town.hpp"

using namespace dispatch;
using namespace tests;

namespace {

constexpr std::chrono::weeks rollover{1024};

struct Device {
  DeviceClocks clocks;
  TimePoint now = Town{}.now();
  DeviceClocks::Taken says(TimePoint at, geo::Position where = Town::centre()) {
    return clocks.taken({id("AMB-03"), where, at, {}, {}, {}, {}}, now);
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

TEST_CASE("whatever a clock is off by, what comes again and again is of now") {
  const auto off =
      GENERATE(as<seconds>{}, 31s, 3min, 30min, 1h, 7h, 8h, 25h, 24h * 7, 24h * 29, 24h * 31, 24h * 7 * 1024);
  CAPTURE(off.count());
  Device device;
  for (int second = 0; second < 6; ++second, device.now += 1s) device.says(device.now - off);
  const auto taken = device.says(device.now - off);
  REQUIRE(taken.at == device.now);
  REQUIRE(taken.clock_is_wrong);
}

TEST_CASE("a network that holds reports up for some seconds does not hide a wrong clock") {
  Device device;
  const auto off = 1h;
  bool was_found = false;
  for (int n = 0; n < 40; ++n, device.now += 30s) {
    const auto held = seconds{(n * 7) % 20};
    const auto taken = device.says(device.now - off - held);
    if (was_found) REQUIRE(taken.at == device.now);
    was_found = was_found || taken.clock_is_wrong;
  }
  REQUIRE(was_found);
}

TEST_CASE("what was kept and is sent slowly is as old as it says") {
  Device device;
  const auto pace =
      GENERATE(2s, 5s, 10s, 60s);  // between two of them, when they were made; they come one a second
  for (auto age = 3600s; age > 60s; age -= pace - 1s, device.now += 1s) {
    const auto taken = device.says(device.now - age);
    REQUIRE_FALSE(taken.clock_is_wrong);
    REQUIRE(taken.at == device.now - age);
  }
}

TEST_CASE("a receiver that is stuck and says one and the same again is not of now again") {
  Device device;
  const auto stuck = device.now - rollover;
  const auto first = device.says(stuck).at;
  device.now += 20s;
  REQUIRE(device.says(stuck).at == first);
  REQUIRE(device.says(stuck, at(-8.3, 114.6)).at == device.now);  // it moves, so only its clock stands
}

TEST_CASE("a device whose clock is set back while it reports is heard again within seconds") {
  Device device;
  for (int n = 0; n < 10; ++n, device.now += 1s) device.says(device.now + 2h);
  REQUIRE(device.says(device.now).at == device.now);
  for (int n = 0; n < 6; ++n, device.now += 1s) device.says(device.now - 2h);
  REQUIRE(device.says(device.now - 2h).at == device.now);
}
