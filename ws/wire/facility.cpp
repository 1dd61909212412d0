#include "ws/wire/facility.hpp"

#include "dispatch/model/json.hpp"

namespace ws {

namespace json = dispatch::json;

std::string encode_facility(std::string_view topic, const dispatch::Facility& facility,
                            std::span<const dispatch::Coming> coming) {
  std::string out;
  {
    json::Object message{out};
    message.field("type", "facility").field("topic", topic);
    json::Object{message.begin("facility")}.fields(facility);
    json::write_array(message.begin("coming"), coming,
                      [](std::string& to, const dispatch::Coming& one) { json::write(to, one); });
  }
  return out;
}

}  // namespace ws
