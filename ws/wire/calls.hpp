#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dispatch/log/past_call.hpp"
#include "dispatch/model/model_json.hpp"
#include "dispatch/people/duplicates.hpp"
#include "dispatch/people/patients.hpp"

namespace ws {

// Which incidents may this call belong to? Answered by `call_hints`.
struct CheckCall {
  static constexpr std::string_view type = "check_call";
  dispatch::CommandId query;
  std::optional<dispatch::IncidentId> incident;
  std::optional<dispatch::Place> place;
  std::optional<dispatch::Caller> caller;
  std::optional<std::string> complaint;
};
BOOST_DESCRIBE_STRUCT(CheckCall, (), (query, incident, place, caller, complaint))

// What is known of a call that comes in. `past` is not there when nobody's number is known or the store is
// away, `patients` when no register is kept or the asking person is no operator.
struct CallHints {
  std::vector<dispatch::Hint> hints;
  std::optional<std::vector<dispatch::PastCall>> past;
  std::optional<std::vector<dispatch::FoundPatient>> patients;
};
BOOST_DESCRIBE_STRUCT(CallHints, (), (hints, past, patients))

std::string encode_call_hints(const dispatch::CommandId& query, const CallHints& hints);

}  // namespace ws
