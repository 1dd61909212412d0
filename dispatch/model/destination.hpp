#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "dispatch/model/id.hpp"
#include "dispatch/model/time.hpp"

namespace dispatch {

// What speaks against taking a patient to a facility; the gravest first.
enum class Caution {
  own_emergency,  // it is closed by an emergency of its own: nobody is taken there
  closed,         // to emergency traffic, for whatever else
  cannot,         // it lacks a capability that the incident needs
  advisory,       // it asks that others be tried first
};
BOOST_DESCRIBE_ENUM(Caution, own_emergency, closed, cannot, advisory)

// How a facility stood among those proposed, as its chooser saw it.
struct AsOffered {
  std::uint64_t rank = 0;  // 1 is the first
  std::int64_t travel_s = 0;
  std::optional<std::int64_t> hand_over_s = {};
  friend bool operator==(const AsOffered&, const AsOffered&) = default;
};
BOOST_DESCRIBE_STRUCT(AsOffered, (), (rank, travel_s, hand_over_s))

// Where a job takes its patient: who chose it, when and why, and whether the people there know.
struct BoundFor {
  FacilityId facility;
  TimePoint at;
  std::string by;
  std::optional<std::string> reason = {};
  std::optional<AsOffered> offered = {};             // none: it was chosen by hand
  std::optional<std::vector<Caution>> despite = {};  // what spoke against it then
  std::optional<TimePoint> expected_at = {};         // when somebody there said that they know
  std::optional<std::string> expected_by = {};
};
BOOST_DESCRIBE_STRUCT(BoundFor, (), (facility, at, by, reason, offered, despite, expected_at, expected_by))

}  // namespace dispatch
