#pragma once

#include <string>
#include <string_view>

#include "dispatch/choose/recommend.hpp"
#include "dispatch/model/model_json.hpp"

namespace ws {

// Whom to send to this incident; answered by `recommendation`, and again when that changes.
struct Recommend {
  static constexpr std::string_view type = "recommend";
  dispatch::IncidentId incident;
};
BOOST_DESCRIBE_STRUCT(Recommend, (), (incident))

std::string encode_recommendation(const dispatch::Recommendation& recommendation);

}  // namespace ws
