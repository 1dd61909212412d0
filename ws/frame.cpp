#include "ws/frame.hpp"

#include <cstdint>

namespace ws {
namespace {

enum class Opcode : unsigned char { text = 0x1, close = 0x8 };

void put_number(std::string& out, std::uint64_t number, int bytes) {
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8)
    out += static_cast<char>((number >> shift) & 0xff);
}

Frame frame(Opcode opcode, std::string_view payload) {
  constexpr unsigned char last_fragment = 0x80;
  auto bytes = std::make_shared<std::string>();
  bytes->reserve(payload.size() + 10);
  *bytes += static_cast<char>(last_fragment | static_cast<unsigned char>(opcode));
  if (payload.size() < 126) {
    put_number(*bytes, payload.size(), 1);
  } else if (payload.size() <= 0xffff) {
    *bytes += static_cast<char>(126);
    put_number(*bytes, payload.size(), 2);
  } else {
    *bytes += static_cast<char>(127);
    put_number(*bytes, payload.size(), 8);
  }
  *bytes += payload;
  return bytes;
}

}  // namespace

Frame text_frame(std::string_view payload) {
  return frame(Opcode::text, payload);
}

Frame close_frame(unsigned short code, std::string_view reason) {
  constexpr std::size_t longest_control_payload = 125;
  std::string payload;
  put_number(payload, code, 2);
  payload += reason.substr(0, longest_control_payload - 2);
  return frame(Opcode::close, payload);
}

}  // namespace ws
