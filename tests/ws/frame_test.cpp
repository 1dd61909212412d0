#include "ws/frame.hpp"

#include <catch2/catch.hpp>

namespace {

std::vector<unsigned> bytes_of(const std::string& text, std::size_t count) {
  std::vector<unsigned> bytes;
  for (const char c : text.substr(0, count)) bytes.push_back(static_cast<unsigned char>(c));
  return bytes;
}
using Bytes = std::vector<unsigned>;

}  // namespace

TEST_CASE("a message of any length has the header that RFC 6455 gives it, and is whole and not masked") {
  const auto [size, header] = GENERATE(table<std::size_t, Bytes>({
      {0, {0x81, 0}},
      {1, {0x81, 1}},
      {125, {0x81, 125}},
      {126, {0x81, 126, 0, 126}},
      {127, {0x81, 126, 0, 127}},
      {65'535, {0x81, 126, 0xff, 0xff}},
      {65'536, {0x81, 127, 0, 0, 0, 0, 0, 1, 0, 0}},
      {70'000, {0x81, 127, 0, 0, 0, 0, 0, 1, 0x11, 0x70}},
  }));
  const std::string payload(size, 'x');
  const auto frame = ws::text_frame(payload);
  REQUIRE(bytes_of(*frame, header.size()) == header);
  REQUIRE(frame->substr(header.size()) == payload);
}

TEST_CASE("a close says its code and reason") {
  const auto frame = ws::close_frame(4008, "slow");
  REQUIRE(bytes_of(*frame, 99) == Bytes{0x88, 6, 0x0f, 0xa8, 's', 'l', 'o', 'w'});
  REQUIRE(bytes_of(*ws::close_frame(1012, ""), 99) == Bytes{0x88, 2, 0x03, 0xf4});
}

TEST_CASE("a reason too long for a close is cut to what the protocol allows") {
  const auto frame = ws::close_frame(4001, std::string(500, 'x'));
  REQUIRE(bytes_of(*frame, 2) == Bytes{0x88, 125});
  REQUIRE(frame->size() == 127);
}
