#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
#include <functional>
#include <map>
#include <random>
#include <set>
#include <string>

#include "dispatch/model/facility.hpp"

namespace ws {

// A simulated hospital's front desk: says that it knows who comes, counts its emergency beds as they fill and
// empty, and asks that others be tried first while it has none. It is told messages and the time, and opens
// no connection.
class FrontDesk {
 public:
  struct Options {
    dispatch::FacilityId facility;
    std::uint64_t seed = 1;
    std::function<std::string()> new_id;
    std::function<void(std::string id, std::string text)> command;
  };
  explicit FrontDesk(Options options);

  void heard(const boost::json::object& message, dispatch::TimePoint now);
  void tick(dispatch::TimePoint now);

 private:
  void see(const boost::json::object& coming, dispatch::TimePoint now);
  void expect(const dispatch::AssignmentId& job);
  void change_beds(int by);
  void count_beds();
  void say_traffic(dispatch::Traffic state);
  template <class Body>
  void command(std::string_view type, Body body);
  void later(dispatch::TimePoint now, int least, int most, std::function<void()> what);

  Options options_;
  std::mt19937_64 random_;
  int beds_;
  dispatch::Traffic traffic_ = dispatch::Traffic::Normal;
  bool has_counted_ = false;
  std::set<dispatch::AssignmentId> seen_;
  std::set<dispatch::AssignmentId> arrived_;
  std::multimap<dispatch::TimePoint, std::function<void()>> to_do_;
};

}  // namespace ws
