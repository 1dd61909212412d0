#include "ws/wire/advice.hpp"

#include "dispatch/model/json.hpp"

namespace ws {

namespace json = dispatch::json;

std::string encode_recommendation(const dispatch::Recommendation& recommendation) {
  std::string out;
  json::Object{out}.field("type", "recommendation").fields(recommendation);
  return out;
}

std::string encode_plan(const dispatch::DispatchPlan& plan) {
  std::string out;
  json::Object{out}.field("type", "plan").fields(plan);
  return out;
}

std::string encode_cover(const dispatch::CoverPicture& cover) {
  std::string out;
  json::Object{out}.field("type", "cover").fields(cover);
  return out;
}

}  // namespace ws
