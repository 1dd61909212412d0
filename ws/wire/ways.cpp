#include "ws/wire/ways.hpp"

#include <cmath>

#include "dispatch/model/json.hpp"

namespace ws {

namespace json = dispatch::json;

std::string encode_route(const AskRoute& asked, const geo::roads::Route& route,
                         const std::vector<const dispatch::Closure*>& avoids) {
  std::string out;
  {
    json::Object answer{out};
    answer.field("type", "route").field("query", asked.query).field("assignment", asked.assignment);
    answer.field("travel_s", std::ceil(route.travel.seconds))
        .field("metres", std::round(route.travel.metres));
    json::write_array(answer.begin("line"), route.line,
                      [](std::string& to, const geo::Position& point) { json::write(to, point); });
    json::write_array(answer.begin("roads"), route.legs,
                      [](std::string& to, const geo::roads::Route::Leg& leg) {
                        json::Object{to}.field("name", leg.road).field("metres", std::round(leg.metres));
                      });
    if (!avoids.empty())
      json::write_array(answer.begin("avoids"), avoids, [](std::string& to, const dispatch::Closure* one) {
        json::Object{to}.field("closure", one->id).field("reason", one->reason).field("until", one->until);
      });
  }
  return out;
}

std::string encode_closed_roads(const AskClosure& asked, const geo::roads::Closing& closing) {
  std::string out;
  {
    json::Object answer{out};
    answer.field("type", "closed_roads").field("query", asked.query).field("lines", closing.lines);
    answer.field("metres", std::round(closing.metres)).field("roads", closing.names);
  }
  return out;
}

std::string encode_hospitals(const AskHospitals& asked, const std::vector<dispatch::HospitalOffer>& offers) {
  std::string out;
  json::Object{out}
      .field("type", "hospitals")
      .field("query", asked.query)
      .field("incident", asked.incident)
      .field("hospitals", offers);
  return out;
}

}  // namespace ws
