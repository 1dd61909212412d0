#include "ws/wire/board.hpp"

#include "dispatch/model/json.hpp"

namespace ws {

namespace json = dispatch::json;

std::string encode_arrivals(const std::vector<dispatch::Arrival>& arrivals) {
  std::string out;
  json::Object{out}.field("type", "arrivals").field("arrivals", arrivals);
  return out;
}

std::string encode_estimates(const dispatch::Estimates& estimates) {
  std::string out;
  json::Object{out}.field("type", "estimates").fields(estimates);
  return out;
}

}  // namespace ws
