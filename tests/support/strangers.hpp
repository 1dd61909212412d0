#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tests {

// What a WebSocket client says first.
extern const std::string_view upgrade;

// What somebody without a token may do to a server: say this on so many sockets, then that over and over, as
// much as is taken, and never read.
struct Attack {
  const char* what;
  std::size_t sockets;
  std::string first;
  std::string again;
};
const std::vector<Attack>& attacks();

// One stranger at it. Who is shut out comes again.
class Stranger {
 public:
  // `host`: from 127.0.0.<host>.
  Stranger(unsigned short port, const Attack& attack, std::size_t sockets, std::uint8_t host = 1);
  ~Stranger();
  Stranger(const Stranger&) = delete;
  Stranger& operator=(const Stranger&) = delete;

  // Once on each socket; whether anything was taken.
  bool goes_on();

 private:
  struct Socket {
    int number = -1;
    bool has_begun = false;
    std::size_t said = 0;  // of the text that is being said
  };
  [[nodiscard]] Socket begin() const;
  bool says(Socket& one) const;

  unsigned short port_;
  const Attack& attack_;
  std::uint8_t host_;
  std::vector<Socket> sockets_;
};

}  // namespace tests
