#include "ws/wire/places.hpp"

#include "dispatch/model/json.hpp"

namespace ws {

namespace json = dispatch::json;

std::string encode_candidates(const dispatch::CommandId& query, const geo::Reading& reading) {
  std::string out;
  json::Object{out}.field("type", "candidates").field("query", query).fields(reading);
  return out;
}

std::string encode_described(const dispatch::CommandId& query, const Described& described) {
  std::string out;
  json::Object answer{out};
  answer.field("type", "described")
      .field("query", query)
      .field("text", described.text)
      .field("border_m", described.border_m)
      .field("catchment", described.catchment)
      .field("home_units", described.home_units);
  return out;
}

}  // namespace ws
