#pragma once

#include <boost/asio/executor_work_guard.hpp>
#include <string>
#include <string_view>
#include <thread>

#include "tests/ws/hall.hpp"
#include "ws/doors/caller_door.hpp"
#include "ws/doors/doors.hpp"
#include "ws/doors/map_door.hpp"
#include "ws/doors/site.hpp"
#include "ws/doors/status.hpp"
#include "ws/server.hpp"

namespace tests {

// A hall with a server before it, on a port of its own. All of it runs on a thread of its own from the
// beginning to the end: what a test wants to know it asks as a client.
class OpenServer {
 public:
  explicit OpenServer(ws::Server::Options options = {}, ws::Guests::Limits guests = {});
  // Every client must have gone.
  ~OpenServer();
  OpenServer(const OpenServer&) = delete;
  OpenServer& operator=(const OpenServer&) = delete;

  [[nodiscard]] unsigned short port() const { return port_; }

 private:
  Hall hall_;
  ws::Guests guests_;
  ws::Site site_{""};
  ws::Status status_{hall_.desk, hall_.room};
  ws::CallerDoor caller_{hall_.desk, hall_.room, site_, "Kabupaten Jembrana",
                         [] { return id<dispatch::CommandId>("none"); }};
  ws::MapDoor map_{{.style = R"({"version":8})", .places = "{}"}};
  ws::Doors doors_{{site_, status_, caller_, map_}};
  ws::Server server_;
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> busy_;
  unsigned short port_;
  std::thread thread_;
};

// Somebody at the other end of a TCP connection who may send any bytes.
class Stranger {
 public:
  explicit Stranger(const OpenServer& server);
  ~Stranger();
  Stranger(const Stranger&) = delete;
  Stranger& operator=(const Stranger&) = delete;

  // As far as the server takes them.
  void says(std::string_view bytes) const;
  // Exactly so many.
  std::string hears(std::size_t bytes) const;
  // All until the server closes.
  std::string hears_to_the_end() const;

  // The head of the answer; what the server says next are frames.
  std::string upgrades(std::string_view target = "/ws", std::string_view protocol = "siaga.v1",
                       std::string_view host = "siaga", std::string_view more = "") const;
  void says_frame(unsigned char opcode, std::string_view payload) const;
  struct Frame {
    unsigned char opcode = 0;
    std::string payload;
    [[nodiscard]] unsigned close_code() const;
  };
  Frame hears_frame() const;

 private:
  int socket_;
};

inline constexpr unsigned char text_opcode = 1;
inline constexpr unsigned char binary_opcode = 2;
inline constexpr unsigned char close_opcode = 8;
inline constexpr unsigned char ping_opcode = 9;
inline constexpr unsigned char pong_opcode = 10;

}  // namespace tests
