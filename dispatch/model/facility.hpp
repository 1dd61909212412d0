#pragma once

#include <boost/describe.hpp>
#include <boost/json/object.hpp>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dispatch/model/capabilities.hpp"
#include "dispatch/model/model.hpp"

// Where patients can be taken: hospitals, puskesmas. Words of status and beds are those of EDXL-HAVE 1.0.
namespace dispatch {

// EMSTrafficStatus: open to ambulances, only if need be, or not.
// NOLINTNEXTLINE(readability-identifier-naming): as EDXL-HAVE writes them
enum class Traffic { Normal, Advisory, Closed };
BOOST_DESCRIBE_ENUM(Traffic, Normal, Advisory, Closed)

enum class TrafficCause {
  full,
  staff,
  equipment,
  own_emergency,  // fire, flood, no power: nobody can be treated there
};
BOOST_DESCRIBE_ENUM(TrafficCause, full, staff, equipment, own_emergency)

// Who stands for a figure.
enum class FigureSource { desk, facility };
BOOST_DESCRIBE_ENUM(FigureSource, desk, facility)

// As somebody said it last; nobody has, where there is none.
struct TrafficStatus {
  Traffic state = Traffic::Normal;
  std::optional<TrafficCause> cause;
  std::optional<std::string> reason;
  TimePoint at;  // by the server's clock
  std::string by;
  FigureSource source = FigureSource::desk;
};
BOOST_DESCRIBE_STRUCT(TrafficStatus, (), (state, cause, reason, at, by, source))

// BedType.
// NOLINTBEGIN(readability-identifier-naming): likewise
enum class BedKind {
  EmergencyDepartment,
  AdultICU,
  PediatricICU,
  NeonatalICU,
  MedicalSurgical,
  Pediatrics,
  NurseryBeds,
  NegativeFlowIsolation,
  OtherIsolation,
  Burn,
  OperatingRooms,
};
// NOLINTEND(readability-identifier-naming)
BOOST_DESCRIBE_ENUM(BedKind, EmergencyDepartment, AdultICU, PediatricICU, NeonatalICU, MedicalSurgical,
                    Pediatrics, NurseryBeds, NegativeFlowIsolation, OtherIsolation, Burn, OperatingRooms)

struct BedCount {
  BedKind kind = BedKind::EmergencyDepartment;
  std::uint64_t available = 0;
};
BOOST_DESCRIBE_STRUCT(BedCount, (), (kind, available))

struct Beds {
  BedKind kind = BedKind::EmergencyDepartment;
  std::uint64_t available = 0;
  TimePoint at;  // by the server's clock
  std::string by;
  FigureSource source = FigureSource::desk;
};
BOOST_DESCRIBE_STRUCT(Beds, (), (kind, available, at, by, source))

struct Facility {
  FacilityId id;
  Version v = 0;
  std::string name;
  std::string kind;  // hospital, puskesmas
  geo::Position where;
  Capabilities capabilities;  // by the list, with all that they include
  std::optional<TrafficStatus> traffic = {};
  std::vector<Beds> beds = {};
  std::optional<TimePoint> retired_at = {};  // it is on no list any more
  std::shared_ptr<const boost::json::object> rest = {};
};
BOOST_DESCRIBE_STRUCT(Facility, (), (id, v, name, kind, where, capabilities, traffic, beds, retired_at))

// Siaga's own words for what facilities can do; a region may add others (Capability::of_facility).
[[nodiscard]] std::span<const Capability> own_facility_capabilities();
// Null where neither Siaga nor the plan has the word.
[[nodiscard]] const Capability* find_facility_capability(const ResponsePlan* plan, std::string_view word);
// In their order, each once, with all that they include.
[[nodiscard]] Capabilities with_included_of_facility(const ResponsePlan* plan,
                                                     std::vector<std::string> words);

// What speaks against taking the incident's patient there, the gravest first.
[[nodiscard]] std::vector<Caution> cautions_about(const Facility& facility, const Incident& incident);
// Of what the incident needs, all of which a facility must have, each by any of its words: what it lacks.
[[nodiscard]] std::vector<std::vector<std::string>> lacking(const Facility& facility,
                                                            const Incident& incident);

}  // namespace dispatch
