#pragma once

#include <string>
#include <string_view>

#include "dispatch/choose/cover_picture.hpp"
#include "dispatch/choose/dispatch_plan.hpp"
#include "dispatch/model/model_json.hpp"

namespace ws {

// Whom to send to this incident; answered by `recommendation`, and again when that changes.
struct Recommend {
  static constexpr std::string_view type = "recommend";
  dispatch::IncidentId incident;
};
BOOST_DESCRIBE_STRUCT(Recommend, (), (incident))

std::string encode_recommendation(const dispatch::Recommendation& recommendation);
std::string encode_plan(const dispatch::DispatchPlan& plan);
std::string encode_cover(const dispatch::CoverPicture& cover);

}  // namespace ws
