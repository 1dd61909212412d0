#include "config/replay/shifts.hpp"

#include <catch2/catch.hpp>

using namespace std::chrono_literals;
using config::duty_hours;
using config::shifts_of;
using dispatch::Shift;
using std::chrono::days;

namespace {

constexpr std::chrono::sys_days monday{std::chrono::year{2026} / 1 / 5};

std::vector<Shift> shifts(const std::string& from, const std::string& to, const std::string& on,
                          days length) {
  return shifts_of({duty_hours(from, to, on).value()}, monday, length);
}

}  // namespace

TEST_CASE("a shift is each day, on days of the week, or on days of the calendar") {
  REQUIRE(shifts("07:00", "19:00", "", days{2}) == std::vector<Shift>{{7h, 19h}, {31h, 43h}});
  REQUIRE(shifts("7:00", "19:30", "tue-wed", days{7}) ==
          std::vector<Shift>{{31h, 43h + 30min}, {55h, 67h + 30min}});
  REQUIRE(shifts("07:00", "19:00", "sat,2026-01-05", days{7}) ==
          std::vector<Shift>{{7h, 19h}, {5 * 24h + 7h, 5 * 24h + 19h}});
  REQUIRE(shifts("", "", "fri-mon", days{5}) == std::vector<Shift>{{0h, 24h}, {96h, 120h}});
}

TEST_CASE("a shift may last over midnight, and one that began the day before lasts on") {
  REQUIRE(shifts("19:00", "07:00", "", days{1}) == std::vector<Shift>{{-5h, 7h}, {19h, 31h}});
  REQUIRE(shifts("08:00", "08:00", "mon", days{3}) == std::vector<Shift>{{8h, 32h}});
}

TEST_CASE("shifts that touch are one") {
  const std::vector both{duty_hours("19:00", "24:00", "2026-01-05").value(),
                         duty_hours("00:00", "07:00", "2026-01-06").value()};
  REQUIRE(shifts_of(both, monday, days{3}) == std::vector<Shift>{{19h, 31h}});
}

TEST_CASE("who is on duty when the record ends stays until all are served") {
  auto on = shifts("07:00", "19:00", "", days{3});
  config::keep_on(on, 40h, 100h);
  REQUIRE(on == std::vector<Shift>{{7h, 19h}, {31h, 100h}});
  auto off = shifts("07:00", "19:00", "", days{2});
  config::keep_on(off, 20h, 100h);
  REQUIRE(off == std::vector<Shift>{{7h, 19h}, {31h, 43h}});
}

TEST_CASE("a shift that cannot be is refused in words") {
  const auto [from, to, on, fault] = GENERATE(table<const char*, const char*, const char*, const char*>({
      {"07:00", "", "", "from and to should both be said"},
      {"7", "19:00", "", "from should be a time such as 07:00, not 7"},
      {"07:00", "24:30", "", "to should be a time such as 19:00, not 24:30"},
      {"07:00", "19:00", "monday", "days should be such as mon-fri, sat or 2026-01-05, not monday"},
      {"07:00", "19:00", "mon-", "not mon-"},
      {"07:00", "19:00", "2026-02-30", "not 2026-02-30"},
  }));
  const auto read = duty_hours(from, to, on);
  REQUIRE(read.has_error());
  REQUIRE_THAT(read.error().what, Catch::Contains(fault));
}
