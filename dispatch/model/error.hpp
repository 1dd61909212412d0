#pragma once

#include <boost/describe/enum.hpp>
#include <boost/system/result.hpp>
#include <map>
#include <string>

#include "geo/fault.hpp"

namespace dispatch {

// Every way in which something asked for can be refused. The names are those of the wire.
enum class Errc {
  bad_json,
  bad_type,
  bad_field,
  not_signed_in,
  not_allowed,
  unknown_topic,
  unknown_unit,
  unknown_incident,
  unknown_assignment,
  unknown_closure,
  unknown_facility,
  already_exists,
  illegal_step,
  needs_reason,
  unit_busy,
  incident_over,
  carries_others,
  stale_version,
  plan_changed,
  not_bound,
  conflict,
  too_early,
  too_old,
  newer_version,
  store_unavailable,
  outcome_unknown,
  other_body,
  stopping,
  too_much,
  no_route,
  failed,
};
BOOST_DESCRIBE_ENUM(Errc, bad_json, bad_type, bad_field, not_signed_in, not_allowed, unknown_topic,
                    unknown_unit, unknown_incident, unknown_assignment, unknown_closure, unknown_facility,
                    already_exists, illegal_step, needs_reason, unit_busy, incident_over, carries_others,
                    stale_version, plan_changed, not_bound, conflict, too_early, too_old, newer_version,
                    store_unavailable, outcome_unknown, other_body, stopping, too_much, no_route, failed)

// A machine's code, and a sentence that a person can act on.
struct Refusal {
  Errc code = Errc::failed;
  std::string message;
  std::map<std::string, std::string> details;  // e.g. field, from, to
};

template <class T>
using OrRefusal = boost::system::result<T, Refusal>;

using geo::Fault;
using geo::OrFault;

[[noreturn]] void throw_exception_from_error(const Refusal& refusal, const boost::source_location& where);

}  // namespace dispatch
