#include "ws/wire/advice.hpp"

#include "dispatch/model/json.hpp"

namespace ws {

namespace json = dispatch::json;

std::string encode_recommendation(const dispatch::Recommendation& recommendation) {
  std::string out;
  json::Object{out}.field("type", "recommendation").fields(recommendation);
  return out;
}

}  // namespace ws
