#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "dispatch/model/error.hpp"

namespace ws {

class Doors;
class Guests;
class Room;

// Listens, answers HTTP, and lets WebSocket clients into the room. No other part of the program sees Beast.
class Server {
 public:
  struct Options {
    std::string address = "127.0.0.1";
    unsigned short port = 8080;              // 0: any free one
    std::size_t message_bytes = 64U << 10U;  // of one message of a client
    std::size_t connections = 20'000;        // more are turned away
    std::chrono::seconds silence{10};        // for a request to come in whole
    std::vector<std::string> proxies = {};   // what these say of where their clients come from is believed
    bool sessions = true;                    // else only HTTP
  };
  // The others outlive the server.
  Server(boost::asio::any_io_executor executor, Room& room, Guests& guests, const Doors& doors,
         Options options);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // The port it listens on.
  dispatch::OrFault<unsigned short> start();
  // No new connections; those that are stay.
  void stop();

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace ws
